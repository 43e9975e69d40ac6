using System.Collections.Frozen;

namespace Throughline.Corridor;

/// <summary>Which customs territory a country belongs to.</summary>
public static class CustomsTerritory
{
    /// <summary>The customs territory of the European Union.</summary>
    public const string EuropeanUnion = "EU";

    /// <summary>The customs territory of the Eurasian Economic Union.</summary>
    public const string EurasianUnion = "EAEU";

    // Regulation (EU) 952/2013, article 4, with Monaco; treaty on the Eurasian Economic Union, as of 2026;
    // customs treaty of Switzerland and Liechtenstein of 1923.
    private static readonly FrozenDictionary<string, string> Shared = Members();

    /// <summary>The customs territory: «EU», «EAEU», or the country itself (Liechtenstein: CH).</summary>
    /// <param name="country">ISO 3166-1 alpha-2 code.</param>
    public static string Of(string country) => Shared.GetValueOrDefault(country, country);

    private static FrozenDictionary<string, string> Members()
    {
        const string Eu = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK";
        const string Eaeu = "AM BY KG KZ RU";
        var members = new Dictionary<string, string>(StringComparer.Ordinal) { ["LI"] = "CH" };
        foreach (var country in Eu.Split(' '))
            members[country] = EuropeanUnion;
        foreach (var country in Eaeu.Split(' '))
            members[country] = EurasianUnion;
        return members.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
