using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Imports;

/// <summary>Completes an imported network to a corridor, from a base or without one.</summary>
internal static class ImportAssembly
{
    /// <summary>Checks the options; reports what is wrong with them.</summary>
    public static bool Check(ImportOptions options, string name, IssueList issues)
    {
        if (options.RailGaugeMm is not (1435 or 1520))
            issues.Error(name, 0, null, "the rail gauge must be 1435 or 1520, the gauges that are planned with");
        if (options.Country is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
            issues.Error(name, 0, null, $"'{country}' is not a country; give two capitals such as AZ");
        if (!(options.JoinWithinMetres is >= 0 and <= 50_000))
            issues.Error(name, 0, null,
                "places can be joined within 0 to 50,000 metres; give a distance in that range");
        if (options.BesideBase && options.Base is null)
            issues.Error(name, 0, null, "there is no base to stand beside; give one, or import without it");
        return !issues.HasErrors;
    }

    public static LoadResult Assemble(ImportedNetwork network, ImportOptions options, IssueList issues)
    {
        if (issues.HasErrors)
            return new LoadResult(null, issues.ToList());
        if (options.Base is null)
            issues.Warn(network.Name, 0, null,
                "imported without a base: costs and emissions are zero, transfers take no time; "
                + "give a base corridor to take them from");
        var model = options.BesideBase ? Beside(network, options) : Instead(network, options);
        return new LoadResult(model.WithContentVersion(), issues.ToList());
    }

    /// <summary>The imported network with cost model and rules of the base, without its network.</summary>
    private static CorridorModel Instead(ImportedNetwork network, ImportOptions options)
    {
        var source = options.Base ?? MinimalBase.Make();
        return new CorridorModel
        {
            Name = options.Name ?? network.Name,
            Version = "",
            Places = network.Places,
            Links = network.Links,
            Services = network.Services,
            Transfers = Own(network.Transfers, source.Transfers.Where(t => t.Place is null)),
            Rates = source.Rates,
            EmissionFactors = source.EmissionFactors,
            RunningTimes = source.RunningTimes,
            DriverRules = source.DriverRules,
            Access = source.Access,
            ExchangeRates = source.ExchangeRates,
            LoadUnits = source.LoadUnits,
            Restrictions = [.. source.Restrictions.Where(r => r.Tag is null && r.AppliesTo is "country" or "mode")],
            Tags = [new ScenarioTag(options.Tag, "Imported", "Everything imported", network.Source)],
            Scenarios = [Scenario(network, options)],
        };
    }

    /// <summary>The base with the imported network added; places that lie together are one.</summary>
    private static CorridorModel Beside(ImportedNetwork network, ImportOptions options)
    {
        var source = options.Base!;
        var places = new PlaceJoin(source, network.Places, options.JoinWithinMetres);
        return new CorridorModel
        {
            Name = options.Name ?? $"{source.Name} with {network.Name}",
            Version = "",
            Places = [.. source.Places, .. places.Added],
            Links = [.. source.Links, .. network.Links.Select(places.Map)],
            Crossings = source.Crossings,
            Observations = source.Observations,
            Services = [.. source.Services, .. network.Services.Select(places.Map)],
            Transfers = Own([.. network.Transfers.Select(places.Map)], source.Transfers),
            Rates = source.Rates,
            EmissionFactors = source.EmissionFactors,
            RunningTimes = source.RunningTimes,
            DriverRules = source.DriverRules,
            Access = source.Access,
            ExchangeRates = source.ExchangeRates,
            LoadUnits = source.LoadUnits,
            Restrictions = source.Restrictions,
            Tags = source.Tags.Any(t => t.Id == options.Tag)
                ? source.Tags
                : [.. source.Tags, new ScenarioTag(options.Tag, "Imported", "Everything imported", network.Source)],
            Scenarios =
            [
                .. source.Scenarios.Select(s =>
                    s.Tags.Contains(options.Tag) ? s : s with { Tags = [.. s.Tags, options.Tag] }),
            ],
            Switches = source.Switches,
            NamedRoutes = source.NamedRoutes,
        };
    }

    /// <summary>The imported transfers and those of the base that they do not replace.</summary>
    private static List<Transfer> Own(IReadOnlyList<Transfer> imported, IEnumerable<Transfer> others)
    {
        var known = imported.Select(Key).ToHashSet();
        var ids = imported.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        return [.. imported, .. others.Where(t => !known.Contains(Key(t)) && !ids.Contains(t.Id))];

        static (string?, Standing, bool, Standing, bool) Key(Transfer t) =>
            (t.Place, t.From, t.FromAnyRail, t.To, t.ToAnyRail);
    }

    private static ScenarioDefinition Scenario(ImportedNetwork network, ImportOptions options) =>
        new(options.Tag, "As imported", [options.Tag], network.Year, "Everything imported", network.Source);
}
