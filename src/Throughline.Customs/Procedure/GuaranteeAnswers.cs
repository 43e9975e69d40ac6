using System.Globalization;

namespace Throughline.Customs;

/// <summary>A guarantee reference of a declaration that an office of guarantee is asked about.</summary>
internal sealed record DeclaredReference(string Type, string Grn, string AccessCode, decimal Amount, string Currency);

/// <summary>What a declaration says of its guarantees, and what came of asking about them.</summary>
internal static class GuaranteeAnswers
{
    /// <summary>The references with a number that an office of guarantee keeps (CL286), in the order of the
    /// declaration. Other types of guarantee are only recorded.</summary>
    public static IReadOnlyList<DeclaredReference> List(ProcedureStep step)
    {
        if (step.Movement.Declaration is not { } declaration)
            return [];
        var references = new List<DeclaredReference>();
        foreach (var guarantee in declaration.Root.List("Guarantee"))
        {
            var type = guarantee["guaranteeType"] ?? "";
            foreach (var reference in guarantee.List("GuaranteeReference"))
            {
                if (reference["GRN"] is { } grn && type is "0" or "1" or "2" or "4" or "9")
                    references.Add(new DeclaredReference(type, reference["GRN"]!, reference["accessCode"] ?? "",
                        Amount(reference), reference["currency"] ?? "EUR"));
            }
        }

        return references;
    }

    /// <summary>Those that cannot be used, so that nobody needs to be asked.</summary>
    public static IReadOnlyList<DeclaredReference> Refused(ProcedureStep step) =>
        [.. List(step).Where(r => ReasonAgainst(step, r) is not null)];

    /// <summary>Those that an office of guarantee is asked about.</summary>
    public static IReadOnlyList<DeclaredReference> Asked(ProcedureStep step) =>
        [.. List(step).Where(r => ReasonAgainst(step, r) is null)];

    /// <summary>The reason of CL252 for which a reference cannot be used, or null: its number has a wrong check digit
    /// (G01), or its amount cannot be converted, so that nobody knows whether the guarantee covers it (G09).</summary>
    public static string? ReasonAgainst(ProcedureStep step, DeclaredReference reference) =>
        Grn.FindFault(reference.Grn) is not null ? "G01" : Euro(step, reference) is null ? "G09" : null;

    /// <summary>Countries whose offices of guarantee are asked.</summary>
    public static IReadOnlyList<string> Countries(ProcedureStep step) =>
        [.. Asked(step).Select(r => r.Grn[2..4]).Distinct()];

    /// <summary>References that an answer refuses: GRN, colon, reasons between commas.</summary>
    public static IReadOnlyList<string> RefusedBy(Message answer) =>
    [
        .. answer.Root.Descend("Guarantee/GuaranteeReference")
            .Where(r => r.List("InvalidGuaranteeReason").Count > 0)
            .Select(r => r["GRN"] + ":" + string.Join(',', r.Values("InvalidGuaranteeReason/code"))),
    ];

    /// <summary>References that an answer accepts.</summary>
    public static IReadOnlyList<string> AcceptedBy(Message answer) =>
    [
        .. answer.Root.Descend("Guarantee/GuaranteeReference")
            .Where(r => r.List("InvalidGuaranteeReason").Count == 0)
            .Select(r => r["GRN"] ?? ""),
    ];

    /// <summary>The references that are in use, as the answers said, with the type of the declaration.</summary>
    public static IReadOnlyList<DeclaredReference> InUse(ProcedureStep step)
    {
        var used = step.Fact("reserved")?.Split(' ') ?? [];
        return [.. List(step).Where(r => used.Contains(r.Grn))];
    }

    /// <summary>Amount in EUR, with two decimals; null when no rate is known for its currency: an amount that is not
    /// converted would be taken for another one.</summary>
    public static decimal? Euro(ProcedureStep step, DeclaredReference reference) =>
        step.Settings.EuroRate(reference.Currency, step.Today) is { } rate
            ? Math.Round(reference.Amount * rate, 2, MidpointRounding.AwayFromZero)
            : null;

    private static decimal Amount(MessageGroup reference) => decimal.TryParse(reference["amountToBeCovered"],
        NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        ? Math.Min(amount, 99_999_999_999_999m)
        : 0;
}

/// <summary>What the office of guarantee decides on the references of a message.</summary>
internal static class GuaranteeOffice
{
    private static readonly string[] PathsOfDocuments =
    [
        "Consignment/HouseConsignment/ConsignmentItem/SupportingDocument/type",
        "Consignment/HouseConsignment/ConsignmentItem/AdditionalReference/type",
    ];

    /// <summary>Whether any reference of the message is refused.</summary>
    public static bool Refuses(ProcedureStep step) => step.Message is { } message
        && message.Root.Descend("Guarantee/GuaranteeReference").Any(r => Reasons(step, r).Count > 0);

    /// <summary>Reasons of CL252 for which a reference is refused; none when it may be used.</summary>
    public static IReadOnlyList<string> Reasons(ProcedureStep step, MessageGroup reference)
    {
        var grn = reference["GRN"] ?? "";
        if (Grn.FindFault(grn) is not null)
            return ["G01"];
        if (GuaranteeRegister.Find(step, grn) is not { } record)
            return [];
        if (record.Refusal is { } refusal)
            return [refusal];
        if (record.Registered is { } registered)
            return Check(step, reference, registered);
        var reasons = new List<string>();
        if (record.AccessCode is { } code && code != reference["accessCode"])
            reasons.Add("G03");
        if (record.Holder is { } holder
            && holder != step.Given("HolderOfTheTransitProcedure/identificationNumber"))
            reasons.Add("G04");
        if (record.AmountEuro is { } most && Euro(reference) + Used(step, grn) > most)
            reasons.Add("G09");
        return reasons;
    }

    /// <summary>The reasons against a guarantee of which everything is known.</summary>
    private static IReadOnlyList<string> Check(ProcedureStep step, MessageGroup reference, Guarantee registered)
    {
        var root = step.Message!.Root;
        var use = new GuaranteeUse(registered.Grn, reference.Parent!["guaranteeType"] ?? "",
            reference["accessCode"] ?? "", step.Given("HolderOfTheTransitProcedure/identificationNumber") ?? "",
            Euros(Euro(reference)),
            ProcedureStep.FindDay(step.Given("TransitOperation/declarationAcceptanceDate")) ?? step.Today,
            step.Given("CustomsOfficeOfDeparture/referenceNumber") ?? "",
            step.Given("CustomsOfficeOfDestinationDeclared/referenceNumber") ?? registered.OfficeOfDestination ?? "",
            [.. root.Values("CountryInvolved/country")],
            [.. root.Descend("Consignment/HouseConsignment/ConsignmentItem/Commodity/CommodityCode")
                .Select(c => c["harmonizedSystemSubHeadingCode"] + c["combinedNomenclatureCode"])],
            HasSuspendedGoods(step));
        return
        [
            .. GuaranteeCheck.Check(use, registered with
            {
                Reserved = registered.Reserved + Euros(Used(step, registered.Grn)),
                IsUsed = registered.IsUsed || IsUsedElsewhere(step, registered.Grn),
            }).Select(r => r.Code),
        ];
    }

    /// <summary>Whether goods move under an excise document (CL234, as R0601 has it). No message tells an office of
    /// guarantee of that: it sees it in declarations of its own administration.</summary>
    private static bool HasSuspendedGoods(ProcedureStep step) => step.Given("TransitOperation/MRN") is { } mrn
        && step.Administration.List(ProcedureRole.Departure, mrn).FirstOrDefault()?.Declaration is { } declaration
        && PathsOfDocuments.SelectMany(p => declaration.Root.Values(p))
            .Any(type => step.Settings.Check.Lists.Contains("CL234", type, step.Today) == true);

    private static Money Euros(decimal amount) => new((long)(amount * 100), "EUR");

    private static bool IsUsedElsewhere(ProcedureStep step, string grn) => step.Administration.Movements.Values
        .Any(m => m.Role == ProcedureRole.Guarantee && m.State is "InUse" or "Credited"
            && m.Number != step.Movement.Number
            && m.Messages.GetValueOrDefault("use") is { } use
            && use.Root.Values("Guarantee/GuaranteeReference/GRN").Contains(grn));

    /// <summary>What other movements use of a guarantee, in EUR.</summary>
    private static decimal Used(ProcedureStep step, string grn) => Uses(step, grn, "InUse").Sum(u => u.AmountEuro);

    /// <summary>Other movements that use a guarantee, or did, with the amounts, in the order in which they began.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="grn">GRN of the guarantee.</param>
    /// <param name="states">States in which they are.</param>
    public static IReadOnlyList<(Movement Movement, decimal AmountEuro)> Uses(
        ProcedureStep step, string grn, params ReadOnlySpan<string> states)
    {
        var uses = new List<(Movement, decimal)>();
        foreach (var movement in step.Administration.Movements.Values)
        {
            if (movement.Role != ProcedureRole.Guarantee || movement.Number == step.Movement.Number
                || !states.Contains(movement.State) || !movement.Messages.TryGetValue("use", out var use))
                continue;
            var references = use.Root.Descend("Guarantee/GuaranteeReference").Where(r => r["GRN"] == grn).ToList();
            if (references.Count > 0)
                uses.Add((movement, references.Sum(Euro)));
        }

        return uses;
    }

    private static decimal Euro(MessageGroup reference) => decimal.TryParse(reference["amountConcerned"],
        NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        ? Math.Min(amount, 99_999_999_999_999m)
        : 0;
}
