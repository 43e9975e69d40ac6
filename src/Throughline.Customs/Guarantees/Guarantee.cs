namespace Throughline.Customs;

/// <summary>A guarantee as its office has it registered.</summary>
/// <param name="Grn">Guarantee reference number; for a voucher all 24 characters.</param>
/// <param name="Type">Type of CL286: 0, 1, 2, 4 or 9.</param>
/// <param name="Holder">Identification number of whoever may use it.</param>
/// <param name="AccessCodes">Access codes that hold, four characters each.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, inclusive: a guarantor's undertaking holds 28 days beyond its revocation.</param>
/// <param name="Amount">Reference amount of a comprehensive guarantee or waiver, amount of an individual one, in
/// euro. Of a voucher <see cref="GuaranteeTypes.VoucherValue"/>.</param>
public sealed record Guarantee(
    string Grn, string Type, string Holder, IReadOnlyList<string> AccessCodes, DateOnly ValidFrom, DateOnly ValidTo,
    Money Amount)
{
    /// <summary>The code by which its holder changes access codes, or null when none was given out.</summary>
    public string? MasterAccessCode { get; init; }

    /// <summary>Level of a comprehensive guarantee; default all.</summary>
    public GuaranteeLevel Level { get; init; } = GuaranteeLevel.Full;

    /// <summary>Identification number of the guarantor, or null when it is not known or there is none.</summary>
    public string? Guarantor { get; init; }

    /// <summary>Sum of the debts of the operations that are open under it, in euro; default nothing.</summary>
    public Money Reserved { get; init; } = Money.Zero("EUR");

    /// <summary>Whether an individual guarantee or voucher has been used; default false.</summary>
    public bool IsUsed { get; init; }

    /// <summary>Whether it has been revoked or withdrawn; default false.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Whether it excludes goods under suspension of excise or duty; default false.</summary>
    public bool ExcludesSuspendedGoods { get; init; }

    /// <summary>Countries in which it does not hold; default none.</summary>
    public IReadOnlyList<string> NotValidIn { get; init; } = [];

    /// <summary>The office of departure that an individual guarantee is for, or null for any.</summary>
    public string? OfficeOfDeparture { get; init; }

    /// <summary>The office of destination that an individual guarantee is for, or null for any.</summary>
    public string? OfficeOfDestination { get; init; }

    /// <summary>Starts of the commodity codes that it is for; default none, which is for all.</summary>
    public IReadOnlyList<string> Commodities { get; init; } = [];

    /// <summary>What is left of its amount, in euro, never below nothing.</summary>
    public Money Available => Reserved >= Amount ? Money.Zero(Amount.Currency) : Amount - Reserved;
}

/// <summary>What a declaration asks of one guarantee.</summary>
/// <param name="Grn">GRN as declared.</param>
/// <param name="Type">Type of CL251 as declared.</param>
/// <param name="AccessCode">Access code as declared.</param>
/// <param name="Holder">Identification number of the holder of the transit procedure.</param>
/// <param name="Amount">Amount to be covered, in euro.</param>
/// <param name="At">Day on which the declaration is accepted.</param>
/// <param name="OfficeOfDeparture">Reference number.</param>
/// <param name="OfficeOfDestination">Reference number of the declared one.</param>
/// <param name="Countries">Countries of transit and destination.</param>
/// <param name="Commodities">Commodity codes of the items.</param>
/// <param name="HasSuspendedGoods">Whether goods under suspension are among them.</param>
public sealed record GuaranteeUse(
    string Grn, string Type, string AccessCode, string Holder, Money Amount, DateOnly At, string OfficeOfDeparture,
    string OfficeOfDestination, IReadOnlyList<string> Countries, IReadOnlyList<string> Commodities,
    bool HasSuspendedGoods = false);
