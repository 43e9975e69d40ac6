namespace Throughline.Customs;

/// <summary>Why a guarantee cannot be used.</summary>
/// <param name="Code">Code of CL252: G01 to G06, G08 to G13.</param>
/// <param name="Text">A sentence for the holder.</param>
public sealed record GuaranteeRefusal(string Code, string Text);

/// <summary>Checks what declarations ask of guarantees.</summary>
public static class GuaranteeCheck
{
    /// <summary>All reasons for which a guarantee cannot be used, in the order of CL252; empty when it can.</summary>
    /// <param name="use">What the declaration asks.</param>
    /// <param name="guarantee">The guarantee of that GRN as registered, or null when there is none.</param>
    /// <remarks>A guarantee that does not exist has that one reason. With a wrong access code nothing is told of
    /// amounts, so that nobody learns them by trying.</remarks>
    /// <exception cref="InvalidOperationException">An amount is not in euro (rule R0267).</exception>
    public static IReadOnlyList<GuaranteeRefusal> Check(GuaranteeUse use, Guarantee? guarantee)
    {
        if (guarantee is null || guarantee.Grn != use.Grn)
            return [new("G01", $"There is no guarantee {use.Grn}; correct the reference number.")];
        var refusals = new List<GuaranteeRefusal>();
        void Refuse(bool isRefused, string code, string text)
        {
            if (isRefused)
                refusals.Add(new GuaranteeRefusal(code, text));
        }

        var isKnown = guarantee.AccessCodes.Contains(use.AccessCode, StringComparer.Ordinal);
        var isSingle = !GuaranteeTypes.IsForSeveralOperations(guarantee.Type);
        Refuse(guarantee.IsRevoked || use.At < guarantee.ValidFrom || use.At > guarantee.ValidTo, "G02",
            $"The guarantee is not in force on {use.At:yyyy-MM-dd}.");
        Refuse(!isKnown, "G03", "The access code is wrong.");
        Refuse(guarantee.Holder != use.Holder, "G04",
            "The guarantee belongs to another than the holder of the transit procedure.");
        Refuse(guarantee is { Type: "4", IsUsed: true }, "G05", "The voucher has been used; give another.");
        Refuse(guarantee.ExcludesSuspendedGoods && use.HasSuspendedGoods, "G06",
            "The guarantee is not for goods under suspension.");
        var countries = use.Countries.Intersect(guarantee.NotValidIn, StringComparer.Ordinal).ToList();
        Refuse(countries.Count > 0, "G08", $"The guarantee does not hold in {string.Join(", ", countries)}.");
        Refuse(isKnown && use.Amount > guarantee.Available, "G09",
            $"{use.Amount} are to be covered; {guarantee.Available} are left.");
        Refuse(isSingle && guarantee is { Type: not "4", IsUsed: true }, "G10",
            "The individual guarantee has been used; give another.");
        Refuse(guarantee.OfficeOfDeparture is { } from && from != use.OfficeOfDeparture
            || guarantee.OfficeOfDestination is { } to && to != use.OfficeOfDestination, "G11",
            "The guarantee was given for other offices of departure and destination.");
        var others = use.Commodities.Where(c => !IsFor(guarantee, c)).Distinct(StringComparer.Ordinal).ToList();
        Refuse(others.Count > 0, "G12", $"The guarantee is not for the commodities {string.Join(", ", others)}.");
        Refuse(guarantee.Type != use.Type, "G13",
            $"The guarantee is of type {guarantee.Type}, declared is type {use.Type}.");
        return refusals;
    }

    /// <summary>What the guarantees of a declaration leave uncovered of its reference amount, never below nothing.
    /// </summary>
    /// <param name="reference">Reference amount of the operation, in euro.</param>
    /// <param name="covered">Amounts to be covered by each guarantee, in euro.</param>
    /// <exception cref="OverflowException">The sum is beyond the range.</exception>
    public static Money Uncovered(Money reference, IEnumerable<Money> covered)
    {
        var sum = covered.Aggregate(Money.Zero(reference.Currency), (total, amount) => total + amount);
        return sum >= reference ? Money.Zero(reference.Currency) : reference - sum;
    }

    private static bool IsFor(Guarantee guarantee, string commodity) => guarantee.Commodities.Count == 0
        || guarantee.Commodities.Any(c => commodity.StartsWith(c, StringComparison.Ordinal));
}
