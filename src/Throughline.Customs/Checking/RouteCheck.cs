namespace Throughline.Customs;

/// <summary>A finding and the offices of the itinerary whose countries would raise it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Countries">Countries that check the rule, in the order of the itinerary.</param>
/// <param name="PassesAtDeparture">The country of departure does not check the rule: the goods would be released, and
/// stopped further on.</param>
public sealed record RouteFinding(Finding Finding, IReadOnlyList<string> Countries, bool PassesAtDeparture)
{
    /// <summary>Where the movement would be stopped though the declaration is right by itself; empty for a finding of
    /// the declaration.</summary>
    public IReadOnlyList<LaterStop> Later { get; init; } = [];
}

/// <summary>Checks a declaration as every office on its itinerary would: countries switch different rules off, and the
/// messages that offices make of it for each other have rules of their own, so that what one releases the next may
/// refuse.</summary>
/// <remarks>Immutable; any number of threads may check at once.</remarks>
public sealed class RouteCheck
{
    private readonly MessageCheck _check;
    private readonly LaterCheck _later;
    private readonly IReadOnlyList<RuleSwitch> _switches;

    /// <summary>Makes a check.</summary>
    /// <param name="check">The check of values, with nothing switched off.</param>
    /// <param name="switches">Which country does not check which rule, when; the built-in ones unless said
    /// otherwise.</param>
    public RouteCheck(MessageCheck check, IReadOnlyList<RuleSwitch>? switches = null)
    {
        _check = check;
        _later = new LaterCheck(check, IsOff);
        _switches = switches ?? RuleSwitch.BuiltIn;
    }

    /// <summary>Countries of the offices of a declaration: departure, transit and exit in their order,
    /// destination.</summary>
    public static IReadOnlyList<string> ListCountries(Message declaration)
    {
        string[] groups =
        [
            "CustomsOfficeOfDeparture", "CustomsOfficeOfTransitDeclared", "CustomsOfficeOfExitForTransitDeclared",
            "CustomsOfficeOfDestinationDeclared",
        ];
        return
        [
            .. groups.SelectMany(g => declaration.Root.List(g))
                .Select(g => RuleScope.CountryOf(g.Find("referenceNumber"))).OfType<string>().Distinct(),
        ];
    }

    /// <summary>Checks a declaration.</summary>
    /// <param name="declaration">The message, for example a CC015C.</param>
    /// <param name="date">The day for which codes and rules are read.</param>
    /// <param name="context">What is known beside the message.</param>
    /// <returns>What at least one country on the way would find.</returns>
    public IReadOnlyList<RouteFinding> Run(Message declaration, DateOnly date, CheckContext? context = null)
    {
        return Judge(declaration, date, _check.Run(declaration, date, context));
    }

    /// <summary>Tells which countries on the way would raise what was found with nothing switched off, and what the
    /// messages that offices make of a declaration of sound structure would be refused for.</summary>
    /// <param name="declaration">The message.</param>
    /// <param name="date">The day for which rules are read.</param>
    /// <param name="findings">What was found.</param>
    /// <returns>What at least one country on the way would find; all when no office is named.</returns>
    public IReadOnlyList<RouteFinding> Judge(
        Message declaration, DateOnly date, IReadOnlyCollection<Finding> findings)
    {
        var countries = ListCountries(declaration);
        var list = new List<RouteFinding>();
        foreach (var finding in findings)
        {
            var checking = countries.Where(c => !IsOff(finding.Reason, c, date)).ToList();
            if (checking.Count > 0 || countries.Count == 0)
            {
                list.Add(new RouteFinding(finding, checking,
                    countries.Count > 0 && IsOff(finding.Reason, countries[0], date)));
            }
        }

        if (!findings.Any(f => f is { Kind: FindingKind.Structure, Severity: Severity.Error }))
            list.AddRange(_later.Run(declaration, date, findings));
        return list;
    }

    private bool IsOff(string rule, string country, DateOnly date) =>
        _switches.Any(s => s.Rule == rule && s.Country == country && s.From <= date && date <= s.To);
}
