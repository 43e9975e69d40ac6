using System.Globalization;

namespace Throughline.Customs;

/// <summary>Reads what a script says of guarantees: <c>guarantee GRN</c>, then pairs of a word and a value.</summary>
internal static class ScenarioGuarantees
{
    private const string Words = "refused, access, holder, amount; with «type» also from, until, level, guarantor, "
        + "reserved, departure, destination, not-in, commodities, suspended, master, used, revoked";

    /// <summary>Reads a line without its first word.</summary>
    /// <exception cref="FormatException">It says nothing, or something that no guarantee has.</exception>
    public static GuaranteeRecord Read(string text, DateOnly start)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words.Length % 2 == 0)
            throw new FormatException("Write «guarantee GRN» and pairs of a word and a value: " + Words + ".");
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < words.Length; i += 2)
            given[words[i]] = words[i + 1];
        var record = given.ContainsKey("type")
            ? new GuaranteeRecord(words[0], Registered: Register(words[0], given, start))
            : new GuaranteeRecord(words[0], Take(given, "access"), Take(given, "holder"),
                given.ContainsKey("amount") ? Amount(given, "amount").Minor / 100m : null, Take(given, "refused"));
        return given.Count == 0 ? record : throw new FormatException(
            $"«{given.First().Key} {given.First().Value}» says nothing of a guarantee"
            + (record.Registered is null ? " without a «type»" : "") + $". There are: {Words}.");
    }

    /// <summary>A guarantee with a type is registered in full: what is not said of it does not restrict it.</summary>
    private static Guarantee Register(string grn, Dictionary<string, string> given, DateOnly start)
    {
        var type = Take(given, "type")!;
        if (!GuaranteeTypes.HasGrn(type))
            throw new FormatException($"Guarantees of type «{type}» have no GRN: there are 0, 1, 2, 4 and 9.");
        var codes = Need(given, "access").Split(',');
        var amount = type == "4" ? GuaranteeTypes.VoucherValue : Amount(given, "amount");
        var registered = new Guarantee(grn, type, Need(given, "holder"), codes,
            Day(given, "from") ?? start.AddYears(-1), Day(given, "until") ?? start.AddYears(1), amount)
        {
            Level = Level(given, type),
            Guarantor = Take(given, "guarantor"),
            Reserved = given.ContainsKey("reserved") ? Amount(given, "reserved") : Money.Zero("EUR"),
            OfficeOfDeparture = Take(given, "departure"),
            OfficeOfDestination = Take(given, "destination"),
            NotValidIn = Take(given, "not-in")?.Split(',') ?? [],
            Commodities = Take(given, "commodities")?.Split(',') ?? [],
            MasterAccessCode = Take(given, "master"),
            ExcludesSuspendedGoods = given.ContainsKey("suspended") && !IsSaid(given, "suspended"),
            IsUsed = IsSaid(given, "used"),
            IsRevoked = IsSaid(given, "revoked"),
        };
        return type == "2" && (registered.OfficeOfDeparture is null || registered.OfficeOfDestination is null)
            ? throw new FormatException("An individual guarantee (type 2) is for one «departure» and «destination».")
            : registered;
    }

    private static GuaranteeLevel Level(Dictionary<string, string> given, string type)
    {
        if (Take(given, "level") is not { } text)
            return type == "0" ? GuaranteeLevel.Waiver : GuaranteeLevel.Full;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            && Enum.IsDefined((GuaranteeLevel)percent)
                ? (GuaranteeLevel)percent
                : throw new FormatException($"«level {text}» is none of 100, 50, 30 and 0.");
    }

    private static Money Amount(Dictionary<string, string> given, string word)
    {
        var text = Need(given, word);
        return Money.Parse(text, "EUR")
            ?? throw new FormatException($"«{word} {text}» is no amount in EUR, for example 10000 or 10000.50.");
    }

    private static DateOnly? Day(Dictionary<string, string> given, string word) => Take(given, word) is not { } text
        ? null
        : ProcedureStep.FindDay(text) is { } day && text.Length == 10
            ? day
            : throw new FormatException($"«{word} {text}» is no day, for example 2026-05-04.");

    private static bool IsSaid(Dictionary<string, string> given, string word) => Take(given, word) switch
    {
        null or "no" => false,
        "yes" => true,
        var other => throw new FormatException($"«{word} {other}»: write yes or no."),
    };

    private static string Need(Dictionary<string, string> given, string word) => Take(given, word)
        ?? throw new FormatException($"A guarantee with a type needs «{word}» too.");

    private static string? Take(Dictionary<string, string> given, string word) =>
        given.Remove(word, out var value) ? value : null;
}
