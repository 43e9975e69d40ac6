using System.Globalization;

namespace Throughline.Customs;

/// <summary>Transit between the parts of one country through another, under one declaration and seal.</summary>
public sealed record ExclaveProfile
{
    private const string Folder = "Tables/exclave/";
    private static readonly Lazy<IReadOnlyList<ExclaveProfile>> Profiles = new(() =>
    [
        .. typeof(ExclaveProfile).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read),
    ]);

    /// <summary>The built-in profiles.</summary>
    public static IReadOnlyList<ExclaveProfile> All => Profiles.Value;

    /// <summary>Name, for example AZ-AM-AZ.</summary>
    public required string Name { get; init; }

    /// <summary>The country with the exclave.</summary>
    public string Main { get; private init; } = "";

    /// <summary>The country that is crossed.</summary>
    public string Through { get; private init; } = "";

    /// <summary>Offices in the exclave.</summary>
    public IReadOnlyList<string> Exclave { get; private init; } = [];

    /// <summary>Hours from entry to exit.</summary>
    public int Hours { get; private init; }

    /// <summary>Thousandths by which two weights may differ.</summary>
    public int MassPerMille { get; private init; }

    /// <summary>Reasons for a second inspection: name and meaning.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; private init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The profile that a declaration or record falls under, or null.</summary>
    public static ExclaveProfile? Find(Message message) => All.FirstOrDefault(p => p.DirectionOf(message) is not null);

    /// <summary>to-exclave or to-main; null when the message does not fall under the profile: it begins and ends in the
    /// country, one end lies in the exclave and one does not, it crosses the other country, and it is sealed.</summary>
    public string? DirectionOf(Message message)
    {
        var root = message.Root;
        var from = root.Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault() ?? "";
        var to = root.Values("CustomsOfficeOfDestinationDeclared/referenceNumber").FirstOrDefault() ?? "";
        var isUnder = from.StartsWith(Main, StringComparison.Ordinal) && to.StartsWith(Main, StringComparison.Ordinal)
            && root.Values("CustomsOfficeOfTransitDeclared/referenceNumber")
                .Any(o => o.StartsWith(Through, StringComparison.Ordinal))
            && root.Values("Consignment/TransportEquipment/Seal/identifier").Any();
        return (isUnder, Exclave.Contains(from), Exclave.Contains(to)) switch
        {
            (true, false, true) => "to-exclave",
            (true, true, false) => "to-main",
            _ => null,
        };
    }

    /// <summary>How an exit agrees with its entry: one seal, vehicle or container must be the same, the seals all the
    /// same, the time and the weight within the limits.</summary>
    /// <returns>Each difference as code and sentence; none when they match.</returns>
    public IReadOnlyList<(string Code, string Message)> Compare(ExclaveSight entry, ExclaveSight exit)
    {
        var found = new List<(string, string)>();
        if (!entry.Seals.Intersect(exit.Seals).Any() && !entry.Vehicles.Intersect(exit.Vehicles).Any()
            && !entry.Containers.Intersect(exit.Containers).Any())
            found.Add(("no-match", "No seal, vehicle, wagon or container is the same as at entry."));
        var (lost, strange) = (entry.Seals.Except(exit.Seals).ToList(), exit.Seals.Except(entry.Seals).ToList());
        if (lost.Count + strange.Count > 0)
            found.Add(("seal", $"Seals at entry: {List(entry.Seals)}; at exit: {List(exit.Seals)}."));

        var time = exit.At - entry.At;
        if (time > TimeSpan.FromHours(Hours) || time < TimeSpan.Zero)
        {
            found.Add(("time", string.Create(CultureInfo.InvariantCulture,
                $"{time.TotalHours:0.0} hours from entry to exit; {Hours} are allowed.")));
        }

        if (entry.MassGrams is { } before && exit.MassGrams is { } after
            && Math.Abs((decimal)after - before) * 1000 > (decimal)before * MassPerMille)
        {
            found.Add(("mass", string.Create(CultureInfo.InvariantCulture,
                $"{before / 1000m:0.###} kg at entry, {after / 1000m:0.###} kg at exit; "
                + $"{MassPerMille} in 1000 are allowed.")));
        }

        return found;
    }

    private static string List(IReadOnlyList<string> seals) => seals.Count > 0 ? string.Join(", ", seals) : "none";

    private static ExclaveProfile Read(string resource)
    {
        using var reader = new StreamReader(
            typeof(ExclaveProfile).Assembly.GetManifestResourceStream(resource)!);
        var profile = new ExclaveProfile { Name = resource[Folder.Length..^".txt".Length] };
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (number, line) in RiskText.Lines(reader.ReadToEnd()))
        {
            var words = line.Split(' ', 3);
            profile = words[0] switch
            {
                "main" => profile with { Main = words[1] },
                "through" => profile with { Through = words[1] },
                "exclave" => profile with { Exclave = line.Split(' ')[1..] },
                "hours" => profile with { Hours = int.Parse(words[1], CultureInfo.InvariantCulture) },
                "mass" => profile with { MassPerMille = int.Parse(words[1], CultureInfo.InvariantCulture) },
                "reason" when reasons.TryAdd(words[1], words[2]) => profile,
                _ => throw new FormatException($"Line {number} of {resource} is not known."),
            };
        }

        return profile with { Reasons = reasons };
    }
}

/// <summary>Goods as they were seen at the entry into the country that is crossed, or at the exit.</summary>
/// <param name="At">When.</param>
/// <param name="Seals">Numbers of seals.</param>
/// <param name="Vehicles">Registrations of vehicles, numbers of wagons.</param>
/// <param name="Containers">Numbers of containers.</param>
/// <param name="MassGrams">Mass that was weighed; null when none was.</param>
public sealed record ExclaveSight(DateTimeOffset At, IReadOnlyList<string> Seals, IReadOnlyList<string> Vehicles,
    IReadOnlyList<string> Containers, long? MassGrams);
