using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What is agreed of a guarantee beside its amount.</summary>
/// <param name="AccessCodes">Access codes that hold.</param>
/// <param name="Level">Level of a comprehensive one: 100, 50, 30 or 0 percent.</param>
/// <param name="NotValidIn">Countries in which it does not hold.</param>
/// <param name="ExcludesSuspendedGoods">Whether it excludes goods under suspension.</param>
/// <param name="OfficeOfDeparture">The only office of departure, or null.</param>
/// <param name="OfficeOfDestination">The only office of destination, or null.</param>
/// <param name="Commodities">Starts of the commodity codes that it is for; empty: all.</param>
/// <param name="WarnAtPercent">The holder is warned when so much is reserved, 1 to 100.</param>
internal sealed record GuaranteeTerms(IReadOnlyList<string> AccessCodes, int Level, IReadOnlyList<string> NotValidIn,
    bool ExcludesSuspendedGoods, string? OfficeOfDeparture, string? OfficeOfDestination,
    IReadOnlyList<string> Commodities, int WarnAtPercent);

/// <summary>The JSON of terms.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GuaranteeTerms))]
internal sealed partial class GuaranteeJson : JsonSerializerContext;

/// <summary>A guarantee as its row has it.</summary>
/// <param name="Grn">Guarantee reference number.</param>
/// <param name="Country">Country whose office keeps it.</param>
/// <param name="Type">Type of CL286.</param>
/// <param name="Holder">Who may use it.</param>
/// <param name="Guarantor">Who stands surety.</param>
/// <param name="Currency">Currency of all amounts.</param>
/// <param name="State">offered, in-force, refused or revoked.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
/// <param name="Terms">What else is agreed.</param>
/// <param name="TermsVersion">How often anything but what is used was changed.</param>
/// <param name="Ceiling">Amount up to which it stands, in minor units of the currency.</param>
/// <param name="Available">What is free.</param>
/// <param name="Reserved">What movements hold.</param>
internal sealed record GuaranteeRow(string Grn, string Country, string Type, string Holder, string Guarantor,
    string Currency, string State, DateOnly ValidFrom, DateOnly ValidTo, GuaranteeTerms Terms, long TermsVersion,
    long Ceiling, long Available, long Reserved)
{
    public const string Offered = "offered";
    public const string InForce = "in-force";
    public const string Refused = "refused";
    public const string Revoked = "revoked";

    /// <summary>The columns that <see cref="Read"/> reads, of a table or alias «g».</summary>
    public const string Columns = "g.grn, g.country, g.type, g.holder, g.guarantor, g.currency, g.state, g.valid_from, "
        + "g.valid_to, g.terms, g.terms_version, g.ceiling, g.available, g.reserved";

    /// <summary>Whether it covers one movement only.</summary>
    public bool IsSingle => !GuaranteeTypes.IsForSeveralOperations(Type);

    /// <summary>Reads a row.</summary>
    public static GuaranteeRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2),
        row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), Day(row.GetString(7)),
        Day(row.GetString(8)), JsonSerializer.Deserialize(row.GetBytes(9), GuaranteeJson.Default.GuaranteeTerms)!,
        row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13));

    /// <summary>The guarantee as the procedure checks it: in euro, at the rate of the day.</summary>
    /// <param name="isUsed">Whether another movement uses or used it.</param>
    /// <param name="own">What the movement that asks holds of it already, in the guarantee's currency.</param>
    /// <param name="rates">Rates of its currency.</param>
    /// <param name="day">The day.</param>
    public GuaranteeRecord ToRecord(bool isUsed, long own, RateTable rates, DateOnly day)
    {
        if (State is Offered or Refused)
            return new GuaranteeRecord(Grn, Refusal: "G01");
        // What stands is rounded down and what is held up, so that never more is promised than there is. Without a rate
        // nobody knows whether it suffices.
        if (rates.ToCents(new Money(Ceiling, Currency), day, isUp: false) is not { } ceiling
            || rates.ToCents(new Money(Reserved - own, Currency), day, isUp: true) is not { } reserved)
            return new GuaranteeRecord(Grn, Refusal: "G09");
        return new GuaranteeRecord(Grn, Registered: new Guarantee(Grn, Type, Holder, Terms.AccessCodes, ValidFrom,
            ValidTo, new Money(ceiling, "EUR"))
        {
            Level = (GuaranteeLevel)Terms.Level,
            Guarantor = Guarantor.Length > 0 ? Guarantor : null,
            Reserved = new Money(reserved, "EUR"),
            IsUsed = isUsed && IsSingle,
            IsRevoked = State == Revoked,
            ExcludesSuspendedGoods = Terms.ExcludesSuspendedGoods,
            NotValidIn = Terms.NotValidIn,
            OfficeOfDeparture = Terms.OfficeOfDeparture,
            OfficeOfDestination = Terms.OfficeOfDestination,
            Commodities = Terms.Commodities,
        });
    }

    /// <summary>A day as the row has it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
