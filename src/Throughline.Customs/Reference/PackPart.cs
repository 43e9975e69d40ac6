using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Throughline.Customs;

/// <summary>What a file of a pack is. The order is that of how long they take to read, longest first.</summary>
internal enum PackPartKind
{
    /// <summary>An archive with the list of offices.</summary>
    Archive,
    /// <summary>The list of offices.</summary>
    Offices,
    /// <summary>UN/LOCODE.</summary>
    Locations,
    /// <summary>A page of a code list.</summary>
    Page,
    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Reads one file of a pack as published. Parts share nothing, so that they can be read at the same
/// time.</summary>
internal sealed partial class PackPart
{
    private const long MostJsonBytes = 32_000_000;
    private const long MostOfficeBytes = 400_000_000;
    private const long MostTextBytes = 256_000_000;
    private readonly PackFiles _files;
    private readonly string _path;

    public PackPart(PackFiles files, string path, PackIssues issues)
    {
        _files = files;
        _path = path;
        Issues = issues;
        Kind = PageName().IsMatch(path) ? PackPartKind.Page
            : path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? PackPartKind.Archive
            : path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? PackPartKind.Offices
            : LocationName().IsMatch(path) ? PackPartKind.Locations
            : PackPartKind.Other;
    }

    /// <summary>What it is.</summary>
    public PackPartKind Kind { get; }

    /// <summary>What is wrong with it.</summary>
    public PackIssues Issues { get; }

    /// <summary>Parts of code lists.</summary>
    public IReadOnlyList<CodeListJson.ListPart> Pages { get; private set; } = [];

    /// <summary>Whole code lists.</summary>
    public List<CodeList> Lists { get; } = [];

    /// <summary>Customs offices.</summary>
    public List<CustomsOffice> Offices { get; } = [];

    /// <summary>Whether a path leads out of the folder or archive in which it stands.</summary>
    public static bool IsHostile(string path) =>
        path.StartsWith('/') || path.AsSpan().ContainsAny('\\', ':') || path.Split('/').Contains("..");

    /// <summary>The name of a page of a code list.</summary>
    [GeneratedRegex(@"(^|/)(?<list>CL\d{3})_page(?<page>\d{1,4})\.json$", RegexOptions.ExplicitCapture, 1_000)]
    public static partial Regex PageName();

    /// <summary>Reads the file; findings go to the issues.</summary>
    public void Read()
    {
        switch (Kind)
        {
            case PackPartKind.Archive: Read(long.MaxValue, ReadZip); break;
            case PackPartKind.Offices: Read(MostOfficeBytes, s => ReadOffices(_path, s)); break;
            case PackPartKind.Locations: Read(MostTextBytes, ReadLocations); break;
            case PackPartKind.Page: Read(MostJsonBytes, ReadPage); break;
            default:
                Issues.Warning(_path, "", "it is nothing that a pack holds", "take it out if it is not wanted");
                break;
        }
    }

    [GeneratedRegex(@"(^|/)CL244[^/]*\.csv$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex LocationName();

    private void Read(long mostBytes, Action<Stream> read)
    {
        try
        {
            using var stream = new CappedStream(_files.Open(_path), mostBytes);
            read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Issues.Error(_path, "", $"it cannot be read: {e.Message.TrimEnd('.')}", "fetch the file again");
        }
    }

    private void ReadPage(Stream stream)
    {
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        Pages = new CodeListJson(Issues, _path).Read(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    private void ReadOffices(string file, Stream stream) =>
        Offices.AddRange(new OfficeListXml(Issues, file).Read(stream));

    private void ReadZip(Stream stream)
    {
        using var whole = new MemoryStream();
        new CappedStream(stream, MostTextBytes).CopyTo(whole);
        using var archive = new ZipArchive(whole, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            var inner = $"{_path}/{entry.FullName}";
            if (IsHostile(entry.FullName))
                Issues.Error(inner, "", "the path leads out of the archive", "do not trust this archive");
            else if (!entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                Issues.Warning(inner, "", "it is no XML", "take it out if it is not wanted");
            else
            {
                using var xml = new CappedStream(entry.Open(), MostOfficeBytes);
                ReadOffices(inner, xml);
            }
        }
    }

    // A loop that is run once would be measured and compiled anew while it runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadLocations(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, true, 1 << 16);
        var head = reader.ReadLine();
        if (head is null || !head.StartsWith("code,", StringComparison.Ordinal))
        {
            Issues.Error(_path, "line 1", "its first column is not «code»", "give UN/LOCODE as code,name,…");
            return;
        }

        var entries = new List<CodeEntry>(100_000);
        var seen = new HashSet<string>(100_000, StringComparer.Ordinal);
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            var code = comma < 0 ? text : text[..comma];
            if (code.Length == 5 && NumberFault.OfShape("code", code, "AAXXX") is null)
            {
                if (!seen.Add(code))
                    Issues.Error(_path, $"line {line}", $"{code} stands there twice", "keep one");
                entries.Add(new CodeEntry(
                    code, DateOnly.MinValue, DateOnly.MaxValue, CodeState.Valid, NameOf(text, comma)));
            }
            else
            {
                Issues.Error(_path, $"line {line}", $"«{PackText.OneLine(code)}» is no UN/LOCODE",
                    "it has two letters of the country and three letters or digits");
            }
        }

        Lists.Add(new CodeList("CL244", "UnLocodeExtended", entries));
    }

    private static string NameOf(string text, int comma)
    {
        if (comma < 0 || comma + 1 >= text.Length)
            return "";
        if (text[comma + 1] != '"')
        {
            var end = text.IndexOf(',', comma + 1);
            return PackText.OneLine(end < 0 ? text[(comma + 1)..] : text[(comma + 1)..end]);
        }

        var close = text.IndexOf("\",", comma + 2, StringComparison.Ordinal);
        return PackText.OneLine((close < 0 ? text[(comma + 2)..].TrimEnd('"') : text[(comma + 2)..close])
            .Replace("\"\"", "\"", StringComparison.Ordinal));
    }
}
