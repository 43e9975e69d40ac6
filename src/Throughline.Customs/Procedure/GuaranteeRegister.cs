using System.Globalization;

namespace Throughline.Customs;

/// <summary>The guarantees that an office of guarantee keeps: as it took them on, with what messages and officers
/// changed since.</summary>
internal static class GuaranteeRegister
{
    private const int DaysToCancellation = 16;

    /// <summary>Adds the actions.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep>> actions)
    {
        actions["refuse-sale"] = s => s.Errors.AddRange(SaleErrors(s));
        actions["refuse-codes"] = s => s.Errors.AddRange(CodeErrors(s));
        actions["sell"] = Sell;
        actions["change-codes"] = ChangeCodes;
        actions["update-guarantee"] = Update;
        // Where the officer names no day it ends on the sixteenth after today, as an undertaking that is cancelled.
        actions["cancel-guarantee"] = s =>
        {
            Name(s);
            s.Note("until", ProcedureStep.FindDay(s.Detail("until")) ?? s.Today.AddDays(DaysToCancellation - 1));
        };
        actions["revoke-voucher"] = s =>
        {
            Name(s);
            s.Note("until", s.Today.AddDays(-1));
        };
        actions["liberate"] = s => s.Note("liberated", s.Today);
    }

    /// <summary>An entry that begins with an officer's action is about the guarantee that the officer named.</summary>
    private static void Name(ProcedureStep step) => step.Note("grn", step.Movement.Grn ?? step.Officer!.Movement);

    /// <summary>What an office of guarantee knows of a guarantee, or null.</summary>
    public static GuaranteeRecord? Find(ProcedureStep step, string grn)
    {
        var known = step.Settings.Guarantees.GetValueOrDefault(grn);
        var entry = step.Movement.Role == ProcedureRole.Register && step.Movement.Grn == grn
            ? step.Movement
            : step.Administration.List(ProcedureRole.Register, grn).FirstOrDefault();
        if (entry is null || entry.Find("type") is null && known?.Registered is null)
            return known;
        var taken = known?.Registered ?? Sold(entry, grn);
        return new GuaranteeRecord(grn, Refusal: known?.Refusal, Registered: taken with
        {
            AccessCodes = entry.Find("codes") is { } codes
                ? codes.Split(' ', StringSplitOptions.RemoveEmptyEntries) : taken.AccessCodes,
            ValidTo = ProcedureStep.FindDay(entry.Find("until")) ?? taken.ValidTo,
            Amount = Money.Parse(entry.Find("amount"), "EUR") ?? taken.Amount,
            Level = entry.Find("level") is { } level
                ? (GuaranteeLevel)int.Parse(level, CultureInfo.InvariantCulture) : taken.Level,
            ExcludesSuspendedGoods = entry.Find("suspended") is { } suspended
                ? suspended == "no" : taken.ExcludesSuspendedGoods,
        });
    }

    /// <summary>The guarantee that a decision is about, or null when it is not registered.</summary>
    public static Guarantee? FindOwn(ProcedureStep step) =>
        (step.Movement.Grn ?? step.Officer?.Movement) is { } grn ? Find(step, grn)?.Registered : null;

    /// <summary>The guarantee that a decision is about.</summary>
    /// <exception cref="InvalidOperationException">It is not registered; the tables ask before.</exception>
    public static Guarantee Get(ProcedureStep step) =>
        FindOwn(step) ?? throw new InvalidOperationException("The guarantee is not registered.");

    /// <summary>What is wrong with a sale of vouchers: one that is not a voucher, is registered already, stands twice
    /// in it or ends before it begins, and a guarantor that is not the sender.</summary>
    public static IReadOnlyList<ProcedureError> SaleErrors(ProcedureStep step)
    {
        if (step.Message is not { Code: "CC224C" } sale)
            return [];
        var errors = new List<ProcedureError>();
        if (step.Given("Guarantor/identificationNumber") is var guarantor && guarantor != step.Given("messageSender"))
            errors.Add(new("/CC224C/Guarantor/identificationNumber", "12", "N/A", guarantor));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in sale.Root.List("GuaranteeReference"))
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"/CC224C/GuaranteeReference[{reference.Index}]/");
            var grn = reference["GRN"] ?? "";
            if (Grn.FindFault(grn) is not null || grn.Length != Grn.VoucherSize
                || grn[2..4] != step.Administration.Country)
                errors.Add(new(at + "GRN", "12", "N/A", grn));
            else if (!seen.Add(grn) || Find(step, grn) is not null && !IsOfSale(step, grn))
                errors.Add(new(at + "GRN", "26", "N/A", grn));
            if (ProcedureStep.FindDay(reference["expiryDate"]) < ProcedureStep.FindDay(reference["issueDate"]))
                errors.Add(new(at + "expiryDate", "12", "N/A", reference["expiryDate"]));
        }

        return errors;
    }

    /// <summary>What is wrong with a change of access codes. Whoever has not the right master code learns nothing of
    /// the guarantee.</summary>
    public static IReadOnlyList<ProcedureError> CodeErrors(ProcedureStep step)
    {
        const string At = "/CC026C/GuaranteeReference/";
        const string Holder = "HolderOfTheTransitProcedure/identificationNumber";
        if (step.Message is not { Code: "CC026C" })
            return [];
        var master = step.Given("GuaranteeReference/masterAccessCode");
        var (current, next) = (step.Given("GuaranteeReference/AccessCode/accessCodeCurrent"),
            step.Given("GuaranteeReference/AccessCode/accessCodeNew"));
        return FindOwn(step) is not { } guarantee
            ? [new(At + "GRN", "90", "N/A", step.Given("GuaranteeReference/GRN"))]
            : master != guarantee.MasterAccessCode ? [new(At + "masterAccessCode", "12", "N/A", master)]
            : step.Given(Holder) != guarantee.Holder ? [new("/CC026C/" + Holder, "12", "N/A", step.Given(Holder))]
            : current is null && next is null ? [new(At + "AccessCode/accessCodeNew", "13", "N/A", null)]
            : current is not null && !guarantee.AccessCodes.Contains(current)
                ? [new(At + "AccessCode/accessCodeCurrent", "12", "N/A", current)]
            : next is not null && guarantee.AccessCodes.Contains(next)
                ? [new(At + "AccessCode/accessCodeNew", "26", "N/A", next)]
            : [];
    }

    /// <summary>Whether a voucher was registered by the message that is decided on: the first of several is when the
    /// next is looked at.</summary>
    private static bool IsOfSale(ProcedureStep step, string grn) => step.Administration
        .List(ProcedureRole.Register, grn).FirstOrDefault()?.Messages.GetValueOrDefault("sale")?.Root is { } sale
        && sale["messageSender"] == step.Given("messageSender")
        && sale["messageIdentification"] == step.Given("messageIdentification");

    private static Guarantee Sold(Movement entry, string grn) => new(grn, entry.Find("type")!,
        entry.Find("holder") ?? "", [], ProcedureStep.FindDay(entry.Find("from")) ?? DateOnly.MinValue,
        DateOnly.MaxValue, GuaranteeTypes.VoucherValue)
    {
        Guarantor = entry.Find("guarantor"),
    };

    private static void Sell(ProcedureStep step)
    {
        var grn = step.Movement.Grn;
        var reference = step.Message!.Root.List("GuaranteeReference").First(r => r["GRN"] == grn);
        step.Note("type", "4");
        step.Note("holder", step.Given("HolderOfTheTransitProcedure/identificationNumber"));
        step.Note("guarantor", step.Given("Guarantor/identificationNumber"));
        step.Note("codes", reference["accessCode"]);
        step.Note("from", reference["issueDate"]);
        step.Note("until", reference["expiryDate"]);
        step.Keep("sale", step.Message);
    }

    /// <summary>A current code alone is taken away, a new one alone added; both together replace one by the
    /// other.</summary>
    private static void ChangeCodes(ProcedureStep step)
    {
        var (current, next) = (step.Given("GuaranteeReference/AccessCode/accessCodeCurrent"),
            step.Given("GuaranteeReference/AccessCode/accessCodeNew"));
        var codes = Get(step).AccessCodes.Where(c => c != current).Concat(next is null ? [] : [next]);
        step.Note("codes", string.Join(' ', codes));
    }

    private static void Update(ProcedureStep step)
    {
        Name(step);
        if (ProcedureStep.FindDay(step.Detail("until")) is { } until)
            step.Note("until", until);
        if (Money.Parse(step.Detail("amount"), "EUR") is not null)
            step.Note("amount", step.Detail("amount"));
        if (step.Detail("level") is "100" or "50" or "30" or "0")
            step.Note("level", step.Detail("level"));
        if (step.Detail("suspended") is "yes" or "no")
            step.Note("suspended", step.Detail("suspended"));
    }
}
