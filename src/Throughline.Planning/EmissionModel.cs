using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>CO2e of moves for one consignment; docs/planning-model.md section 5.</summary>
internal sealed class EmissionModel
{
    private readonly Dictionary<(TransportMode, string, string), EmissionFactor> _factors = [];
    private readonly string _unit;
    private readonly decimal _tonnes;

    /// <summary>Prepares the factors of a consignment.</summary>
    public EmissionModel(CorridorModel corridor, LoadUnit unit, long massKg)
    {
        _unit = unit.Id;
        _tonnes = massKg / 1000m;
        foreach (var factor in corridor.EmissionFactors)
            _factors.TryAdd((factor.Mode, factor.Traction, factor.Unit ?? ""), factor);
    }

    /// <summary>The factor of a mode and traction: the unit's own row first, then the traction's, then any.</summary>
    public EmissionFactor? Find(TransportMode mode, bool? electrified)
    {
        var traction = electrified switch { true => "electric", false => "diesel", _ => "any" };
        foreach (var t in new[] { traction, "any" })
        {
            if (_factors.TryGetValue((mode, t, _unit), out var own) || _factors.TryGetValue((mode, t, ""), out own))
                return own;
        }

        return null;
    }

    /// <summary>Whole grams of a distance, half up.</summary>
    public long Grams(EmissionFactor? factor, long metres) => factor is null
        ? 0
        : (long)Math.Floor(_tonnes * metres / 1000m * (decimal)factor.GramsPerTonneKm + 0.5m);
}
