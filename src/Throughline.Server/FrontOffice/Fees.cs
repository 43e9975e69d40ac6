namespace Throughline.Server;

/// <summary>Whose money a fee is.</summary>
public enum Fund
{
    /// <summary>The treasury of the country: duties of office, set by customs.</summary>
    Treasury,
    /// <summary>The operator of the corridor: its services, set by itself.</summary>
    Operator,
}

/// <summary>What a fee is counted by.</summary>
public enum FeeBasis
{
    /// <summary>Once for each movement.</summary>
    Movement,
    /// <summary>For each paper that was collected.</summary>
    Paper,
    /// <summary>For each container that the declaration names.</summary>
    Container,
}

/// <summary>A fee as a tariff has it.</summary>
/// <param name="Code">Its code in the tariff: 1 to 20 capital letters, digits and hyphens.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Per">What it is counted by.</param>
/// <param name="AmountMinor">Amount of one, in minor units of the currency.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record TariffLine(string Code, string Title, FeeBasis Per, long AmountMinor, string Currency);

/// <summary>A fee that is to be paid.</summary>
/// <param name="Fund">Whose money it is.</param>
/// <param name="Code">Code in the tariff.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Per">What it is counted by.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitMinor">Amount of one, in minor units.</param>
/// <param name="AmountMinor">Quantity times amount.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TariffVersion">Version of the tariff of the fund.</param>
public sealed record FeeLine(Fund Fund, string Code, string Title, FeeBasis Per, long Quantity, long UnitMinor,
    long AmountMinor, string Currency, int TariffVersion);

/// <summary>A tariff of a fund, as it was published.</summary>
/// <param name="Fund">Whose money its fees are.</param>
/// <param name="Country">Country of the treasury; ZZ of the operator.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Lines">Its fees.</param>
internal sealed record Tariff(Fund Fund, string Country, int Version, DateOnly ValidFrom, DateTimeOffset PublishedAt,
    IReadOnlyList<TariffLine> Lines);

/// <summary>What fees are counted by at a movement.</summary>
/// <param name="Papers">Papers that were collected.</param>
/// <param name="Containers">Containers that the declaration names.</param>
internal sealed record FeeCounts(int Papers, int Containers);

/// <summary>Assesses fees. Pure.</summary>
internal static class Fees
{
    /// <summary>The tariff of a fund that holds on a day: the latest published of those that have begun.</summary>
    public static Tariff? FindTariff(IEnumerable<Tariff> tariffs, Fund fund, DateOnly day) => tariffs
        .Where(t => t.Fund == fund && t.ValidFrom <= day).MaxBy(t => t.Version);

    /// <summary>What is to be paid beside what was assessed before.</summary>
    /// <param name="tariffs">The tariffs that hold, at most one of a fund.</param>
    /// <param name="counts">What fees are counted by.</param>
    /// <param name="before">Lines of assessments that hold.</param>
    /// <exception cref="OverflowException">An amount is beyond the range.</exception>
    public static IReadOnlyList<FeeLine> Assess(
        IEnumerable<Tariff> tariffs, FeeCounts counts, IReadOnlyCollection<FeeLine> before)
    {
        var lines = new List<FeeLine>();
        foreach (var tariff in tariffs.OrderBy(t => t.Fund))
        {
            foreach (var line in tariff.Lines)
            {
                var quantity = CountOf(line.Per, counts)
                    - before.Where(b => b.Fund == tariff.Fund && b.Code == line.Code).Sum(b => b.Quantity);
                if (quantity > 0 && line.AmountMinor > 0)
                {
                    lines.Add(new FeeLine(tariff.Fund, line.Code, line.Title, line.Per, quantity, line.AmountMinor,
                        checked(quantity * line.AmountMinor), line.Currency, tariff.Version));
                }
            }
        }

        return lines;
    }

    /// <summary>What lines come to, by fund and currency.</summary>
    /// <exception cref="OverflowException">A sum is beyond the range.</exception>
    public static IReadOnlyList<FeeTotal> Sum(IEnumerable<FeeLine> lines) =>
    [
        .. lines.GroupBy(l => (l.Fund, l.Currency)).OrderBy(g => g.Key.Fund)
            .ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
            .Select(g => new FeeTotal(g.Key.Fund, g.Key.Currency, g.Sum(l => l.AmountMinor))),
    ];

    private static int CountOf(FeeBasis per, FeeCounts counts) => per switch
    {
        FeeBasis.Movement => 1,
        FeeBasis.Paper => counts.Papers,
        _ => counts.Containers,
    };
}
