using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>Reference data as an authority published them: code lists and customs offices. Immutable, so that a
/// running server can put a newer pack in the place of an older one.</summary>
public sealed class ReferencePack
{
    /// <summary>Name of the file of a prepared pack.</summary>
    public const string PreparedName = PackText.FileName;

    private readonly FrozenDictionary<string, CustomsOffice> _offices;
    private readonly Lazy<string> _version;

    /// <summary>Makes a pack.</summary>
    /// <param name="lists">Code lists of different numbers. Lists that are filters of the offices
    /// (<see cref="OfficeLists"/>) are made from the offices, unless they are given.</param>
    /// <param name="offices">Customs offices of different reference numbers.</param>
    /// <exception cref="ArgumentException">A number stands there twice.</exception>
    public ReferencePack(IEnumerable<CodeList> lists, IEnumerable<CustomsOffice> offices)
    {
        Lists = [.. lists.OrderBy(l => l.Number, StringComparer.Ordinal)];
        Offices = [.. offices.OrderBy(o => o.Reference, StringComparer.Ordinal)];
        _version = new(() => PackText.VersionOf(Lists, Offices));
        _offices = Offices.ToFrozenDictionary(o => o.Reference, StringComparer.Ordinal);
        ValidFrom = Lists.Select(l => l.KnownTo).DefaultIfEmpty(DateOnly.MinValue).Max();
    }

    /// <summary>SHA-256 of the content, in lower-case hex: equal for equal content, however the files lay.</summary>
    public string Version => _version.Value;

    /// <summary>The latest first day of any entry: the day from which all of the pack holds.</summary>
    public DateOnly ValidFrom { get; }

    /// <summary>Code lists, by number.</summary>
    public IReadOnlyList<CodeList> Lists { get; }

    /// <summary>Customs offices, by reference number.</summary>
    public IReadOnlyList<CustomsOffice> Offices { get; }

    /// <summary>The office of a reference number, or null.</summary>
    public CustomsOffice? FindOffice(string reference) => _offices.GetValueOrDefault(reference);

    /// <summary>Loads a pack from a folder and checks all of it.</summary>
    /// <param name="folder">Path. It holds pages of code lists (<c>CL231_page1.json</c>, in any sub-folders), the list
    /// of customs offices (a zip with its XML), UN/LOCODE (<c>CL244-….csv</c>), or a prepared <c>pack.txt</c>
    /// alone, which then is all that is read.</param>
    /// <returns>The pack, or all errors at once. Nothing that the files contain makes it throw.</returns>
    public static PackResult Load(string folder)
    {
        try
        {
            return Load(PackFiles.FromFolder(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new PackResult(null, [new(PackSeverity.Error, folder, "", e.Message.TrimEnd('.'),
                "give the folder of a reference pack")]);
        }
    }

    /// <summary>Loads a pack from named streams and checks all of it.</summary>
    /// <returns>The pack, or all errors at once. Nothing that the streams contain makes it throw.</returns>
    public static PackResult Load(PackFiles files) => new PackLoader(files).Load();

    /// <summary>Writes the pack in its prepared form, which loads fast: one file <c>pack.txt</c>.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    public void Write(Stream stream) => PackText.Write(this, stream);

    /// <inheritdoc/>
    public override string ToString() => $"{Lists.Count} lists, {Offices.Count} offices, version {Version[..12]}";
}
