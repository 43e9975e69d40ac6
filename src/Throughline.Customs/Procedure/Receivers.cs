namespace Throughline.Customs;

/// <summary>A receiver of a message, with what the message is about there.</summary>
/// <param name="Party">Who gets it.</param>
/// <param name="Offices">Offices of an administration that it concerns; empty otherwise.</param>
internal sealed record Receiver(Party Party, IReadOnlyList<string> Offices);

/// <summary>Finds who gets a message, by the words of the tables. Authorities get one message for all their offices
/// (G0130, G0170).</summary>
internal static class Receivers
{
    /// <summary>Words that the tables may use.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "holder", "trader", "sender", "departure", "destination", "transit", "route", "ahead", "others", "unpassed",
        "guarantee", "enquired", "requested", "requesting", "sender-of-enquiry",
        "asker", "guarantors", "owner", "surety", "centre", "connected",
    ];

    /// <summary>The receivers that a word means in a step, in order.</summary>
    public static IReadOnlyList<Receiver> List(ProcedureStep step, string word, string code) => word switch
    {
        "holder" => [new(new Party(PartyKind.Holder, step.Fact("holder") ?? step.Given("messageSender") ?? "-"), [])],
        "trader" => [Trader(step)],
        "sender" => Countries([Last(step.Given("messageSender"))]),
        "departure" or "sender-of-enquiry" => Countries([step.Movement.Mrn is { Length: > 4 } mrn ? mrn[2..4] : null]),
        "destination" => Offices([step.Fact("arrived-at") ?? Destination(step)]),
        "transit" => Offices(Transits(step)),
        "route" => Offices([Destination(step), step.Fact("other-destination"), step.Fact("arrived-at"),
            .. AllTransits(step)]),
        "ahead" => Offices([.. Unpassed(step).Where(o => o != step.Fact("incident-office")), Destination(step),
            step.Fact("other-destination")]),
        "others" => Offices([.. Unpassed(step), Destination(step)]),
        "unpassed" => Offices(Unpassed(step)),
        "guarantee" => Guarantees(step, code),
        "asker" => [new(new Party(IsGuarantor(step) ? PartyKind.Guarantor : PartyKind.Holder,
            step.Given("messageSender") ?? "-"), [])],
        "owner" => [new(new Party(PartyKind.Holder, GuaranteeRegister.Get(step).Holder), [])],
        "surety" => [new(new Party(PartyKind.Guarantor, GuaranteeRegister.Get(step).Guarantor ?? "-"), [])],
        "centre" => Countries([Availability.Centre]),
        "connected" => Countries(step.Settings.Connected.Where(c => c != step.Administration.Country
            && c != Last(step.Given("messageSender")))),
        "guarantors" => Guarantors(step),
        "enquired" => Offices([EnquiredOffice(step)]),
        "requested" => Offices([step.Detail("office") ?? step.Fact("arrived-at") ?? Destination(step)]),
        "requesting" => Offices([step.Kept("recovery-request")?.Root
            .Values("CustomsOfficeOfRecoveryRequesting/referenceNumber").FirstOrDefault()]),
        _ => throw new ArgumentException($"There is no receiver '{word}'.", nameof(word)),
    };

    /// <summary>The office that an enquiry goes to: where the goods came, where the holder says, or the declared
    /// one.</summary>
    public static string? EnquiredOffice(ProcedureStep step) => step.Fact("arrived-at")
        ?? step.Kept("holder-answer")?.Root.Values("CustomsOfficeOfDestinationActual/referenceNumber").FirstOrDefault()
        ?? step.Fact("other-destination") ?? Destination(step);

    /// <summary>The declared office of destination, or null.</summary>
    public static string? Destination(ProcedureStep step) =>
        step.Declared("CustomsOfficeOfDestinationDeclared/referenceNumber");

    /// <summary>The declared offices of transit.</summary>
    public static IReadOnlyList<string> Transits(ProcedureStep step) => [.. step.Movement.Declaration?.Root
        .Values("CustomsOfficeOfTransitDeclared/referenceNumber").Distinct() ?? []];

    /// <summary>Offices of transit that have not reported the passage.</summary>
    public static IReadOnlyList<string> Unpassed(ProcedureStep step) =>
        [.. AllTransits(step).Except(step.Fact("passed")?.Split(' ') ?? [])];

    private static IEnumerable<string> AllTransits(ProcedureStep step) =>
        Transits(step).Union(step.Fact("other-transit")?.Split(' ') ?? []);

    private static Receiver Trader(ProcedureStep step) => new(new Party(PartyKind.TraderAtDestination,
        step.Message is { Code: "CC007C" or "CC044C" } message
            ? message.Root["messageSender"] ?? "-"
            : step.Fact("trader") ?? "-"), []);

    private static IReadOnlyList<Receiver> Guarantees(ProcedureStep step, string code)
    {
        var references = code is "CD204C" or "CD209C" ? GuaranteeAnswers.InUse(step) : GuaranteeAnswers.Asked(step);
        return Countries(references.Select(r => r.Grn[2..4]));
    }

    /// <summary>The guarantors of the guarantees in use, as far as they are known; else one without a name.</summary>
    private static IReadOnlyList<Receiver> Guarantors(ProcedureStep step)
    {
        string?[] named = [step.Detail("guarantor")];
        string[] known =
        [
            .. (named[0] is null
                ? GuaranteeAnswers.InUse(step)
                    .Select(r => GuaranteeRegister.Find(step, r.Grn)?.Registered?.Guarantor)
                : named).OfType<string>().Distinct(),
        ];
        return [.. known.DefaultIfEmpty("-").Select(n => new Receiver(new Party(PartyKind.Guarantor, n), []))];
    }

    /// <summary>Whether a guarantor asks, or tells of vouchers that it sold.</summary>
    private static bool IsGuarantor(ProcedureStep step) => step.Message?.Code == "CC224C"
        || step.Given("Requester/role") is not (null or GuaranteeQueries.OwnerAsks);

    private static string? Last(string? name) => name is { Length: >= 2 } ? name[^2..] : null;

    private static IReadOnlyList<Receiver> Countries(IEnumerable<string?> countries) =>
        [.. countries.OfType<string>().Distinct().Select(c => new Receiver(Party.Administration(c), []))];

    private static IReadOnlyList<Receiver> Offices(IEnumerable<string?> offices) =>
    [
        .. offices.OfType<string>().Where(o => o.Length >= 2).Distinct().GroupBy(o => o[..2])
            .Select(g => new Receiver(Party.Administration(g.Key), [.. g])),
    ];
}
