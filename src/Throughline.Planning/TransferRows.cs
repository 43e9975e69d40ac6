using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>Finds the most specific transfer row.</summary>
internal sealed class TransferRows
{
    private readonly IReadOnlyList<Transfer> _transfers;
    private readonly Dictionary<(string Place, Standing From, Standing To), int> _best = [];

    /// <summary>Indexes rows; a row for both gauges stands for each pair it covers.</summary>
    public TransferRows(IReadOnlyList<Transfer> transfers)
    {
        _transfers = transfers;
        for (var i = 0; i < transfers.Count; i++)
        {
            var row = transfers[i];
            foreach (var from in Standings(row.From, row.FromAnyRail))
            {
                foreach (var to in Standings(row.To, row.ToAnyRail))
                {
                    if (Fits(row, from, to))
                        Offer((row.Place ?? "", from, to), i);
                }
            }
        }
    }

    /// <summary>The row for a change at a place, or −1.</summary>
    public int Find(string place, Standing from, Standing to) =>
        _best.TryGetValue((place, from, to), out var own) ? own : _best.GetValueOrDefault(("", from, to), -1);

    private static IEnumerable<Standing> Standings(Standing standing, bool anyRail) =>
        anyRail ? [Standing.Rail1520, Standing.Rail1435] : [standing];

    /// <summary>A row for any rail on both sides keeps the gauge, or, as a change of gauge, joins two gauges.</summary>
    private static bool Fits(Transfer row, Standing from, Standing to)
    {
        var rails = from is Standing.Rail1520 or Standing.Rail1435 && to is Standing.Rail1520 or Standing.Rail1435;
        if (!rails)
            return true;
        return from == to ? row.Kind != "gauge_change" : !(row.FromAnyRail && row.ToAnyRail)
            || row.Kind == "gauge_change";
    }

    private void Offer((string, Standing, Standing) key, int row)
    {
        if (!_best.TryGetValue(key, out var present) || Looseness(row) < Looseness(present))
            _best[key] = row;
    }

    private int Looseness(int row) =>
        (_transfers[row].FromAnyRail ? 1 : 0) + (_transfers[row].ToAnyRail ? 1 : 0);
}
