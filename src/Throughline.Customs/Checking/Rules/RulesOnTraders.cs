namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const int MostEoriLength = 17;

    private static readonly string[] OfficesOfDomain =
    [
        ActualDestination, DepartureOffice, "CustomsOfficeOfEnquiryAtDeparture", "CustomsOfficeOfRecoveryAtDeparture",
    ];

    private void AddRulesOnTraders()
    {
        Add("R0840", RegisteredTrader);
        Add("R0850", TraderOfDomain);
        Add("R0851", RegisteredTrader);
        Add("R0860", TraderOfDomain);
        Add("R0995", TraderOfUnion);
    }

    /// <summary>R0850, R0860: customs of the Union write to traders under the number of their registration; others
    /// have numbers of their own.</summary>
    private static void TraderOfDomain(RuleScope scope)
    {
        if (scope.InList(UnionCountries, DomainOf(scope)) != true)
            return;
        if (!HasFormOfEori(scope.Value))
            scope.Violate();
        else
            RegisteredTrader(scope);
    }

    /// <summary>R0840, R0851: the country that gave a number can look it up. Numbers of others are taken as they
    /// are.</summary>
    private static void RegisteredTrader(RuleScope scope)
    {
        if (scope.Context.KnowsTrader is { } knows && scope.Value is { } number
            && RuleScope.CountryOf(number) == DomainOf(scope) && !knows(number))
        {
            scope.Violate();
        }
    }

    /// <summary>R0995: export within the Union knows traders by their EORI number only.</summary>
    private static void TraderOfUnion(RuleScope scope)
    {
        if (!HasFormOfEori(scope.Value) || scope.InList(UnionCountries, RuleScope.CountryOf(scope.Value)) == false)
            scope.Violate();
    }

    private static bool HasFormOfEori(ReadOnlySpan<char> value) =>
        value.Length is > 2 and <= MostEoriLength && char.IsAsciiLetterUpper(value[0])
        && char.IsAsciiLetterUpper(value[1]) && !value[2..].ContainsAnyExceptInRange('!', '~');

    /// <summary>The country whose customs and traders write to each other in this message; null when it does not
    /// say.</summary>
    private static string? DomainOf(RuleScope scope) =>
        scope.Once("domain", static s => new Domain(FindDomain(s))).Country;

    private static string? FindDomain(RuleScope scope)
    {
        if (CountryOfAdministration(scope.Root.Find("messageSender")) is { } sender)
            return sender;
        foreach (var group in OfficesOfDomain)
        {
            if (CountryOfOffice(scope, group) is { } country)
                return country;
        }

        return CountryOfAdministration(scope.Root.Find("messageRecipient"));
    }

    private static string? CountryOfAdministration(string? party) =>
        party is ['N', 'T', 'A', '.', var first, var second] ? string.Concat(first, second) : null;

    private sealed record Domain(string? Country);
}
