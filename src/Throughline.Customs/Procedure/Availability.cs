using System.Globalization;

namespace Throughline.Customs;

/// <summary>A time for which a system cannot be reached, as a message tells it.</summary>
/// <param name="Key">What tells it from all others: country, type, function and begin (G0210, R0518).</param>
/// <param name="Country">Country of the system.</param>
/// <param name="Operation">Whether it is new, changed or taken back (CL024).</param>
/// <param name="Group">The group of the message.</param>
internal sealed record Outage(string Key, string Country, string Operation, MessageGroup Group);

/// <summary>Which systems of administrations can be reached.</summary>
internal static class Availability
{
    /// <summary>The service that administrations tell, and that tells the others.</summary>
    public const string Centre = "EU";

    /// <summary>The operation (CL024) that takes an outage back.</summary>
    public const string Deletes = "D";

    /// <summary>The status of a system that can be reached. The standard has no list of them: ours.</summary>
    public const string Up = "AVA";

    /// <summary>The status of a system that cannot.</summary>
    public const string Down = "UNA";

    private const string Creates = "C";
    private const string Updates = "U";
    private const string Scheduled = "S";
    private const string Unscheduled = "U";
    private const string UsualFunction = "A";

    /// <summary>Adds the actions.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep>> actions)
    {
        actions["announce"] = Announce;
        actions["withdraw"] = s => s.Note("operation", Deletes);
        actions["resume"] = s =>
        {
            s.Note("operation", Updates);
            // It ends after it began (R0519), be it by a second.
            var end = FindTime(s.Fact("from"))?.AddSeconds(1) is { } least && least > s.Now.UtcDateTime
                ? least : s.Now.UtcDateTime;
            s.Note("until", ProcedureStep.Format(end));
        };
        actions["keep-outage"] = s =>
        {
            var told = List(s.Message!).First(o => o.Key == s.Fact("outage"));
            Note(s, told.Key, told.Country, told.Operation);
            s.Note("type", told.Group["type"]);
            s.Note("function", told.Group["functionality"]);
            s.Note("from", told.Group["startDateAndTime"]);
            s.Note("until", told.Group["endDateAndTime"]);
            s.Note("explanation", told.Group["explanation"]);
            s.Note("text", told.Group["text"]);
        };
    }

    /// <summary>All outages that a message tells of.</summary>
    public static IEnumerable<Outage> List(Message message)
    {
        foreach (var country in message.Root.List("Country"))
        {
            foreach (var action in country.List("Action"))
            {
                foreach (var outage in action.List("Unavailability"))
                {
                    yield return new Outage(Key(country["country"], outage["type"], outage["functionality"],
                        outage["startDateAndTime"]), country["country"] ?? "", action["operation"] ?? "", outage);
                }
            }
        }
    }

    /// <summary>The outages that are to come or last, of the type that the officer names, else the planned ones: a
    /// message tells of one type only (R0516).</summary>
    public static IEnumerable<Movement> ListOpen(ProcedureStep step) => step.Administration.Movements.Values
        .Where(m => m.Role == ProcedureRole.Availability && m.State is "Announced" or "Unavailable"
            && m.Find("type") == (step.Detail("type") ?? Scheduled));

    /// <summary>A time as messages write it, in UTC; null when it is none.</summary>
    public static DateTime? FindTime(string? text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var time) ? time : null;

    private static void Announce(ProcedureStep step)
    {
        var from = FindTime(step.Detail("from")) ?? step.Now.UtcDateTime;
        var until = FindTime(step.Detail("until"));
        var type = until is null ? Unscheduled : Scheduled;
        var function = step.Detail("function") ?? UsualFunction;
        var country = step.Administration.Country;
        Note(step, Key(country, type, function, ProcedureStep.Format(from)), country, Creates);
        step.Note("type", type);
        step.Note("function", function);
        step.Note("from", ProcedureStep.Format(from));
        step.Note("until", until is { } end ? ProcedureStep.Format(end) : null);
        step.Note("explanation", step.Detail("code") ?? "01");
        step.Note("text", step.Detail("text") ?? step.Detail("reason"));
    }

    private static void Note(ProcedureStep step, string key, string country, string operation)
    {
        step.Note("outage", key);
        step.Note("system", country);
        step.Note("operation", operation);
    }

    private static string Key(string? country, string? type, string? function, string? from) =>
        string.Join(' ', country, type, function, from);
}
