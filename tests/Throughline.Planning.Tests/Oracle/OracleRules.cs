using System.Globalization;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>Section 7 of the page: what these goods may use, and what they must touch.</summary>
internal sealed class OracleRules(CorridorSnapshot snapshot, PlanRequest request)
{
    private readonly PlanConstraints _must = request.Constraints;
    private readonly Cargo _cargo = request.Cargo;

    /// <summary>All requirements as bits.</summary>
    public int AllTouched =>
        (1 << (_must.RequireCountries.Count + _must.RequirePlaces.Count + _must.RequireModes.Count)) - 1;

    public static string Name(TransportMode mode) => mode.ToString().ToLowerInvariant();

    /// <summary>The requirements that a place meets.</summary>
    public int TouchedBy(string place)
    {
        var country = snapshot.Corridor.GetPlace(place).Country;
        var bits = 0;
        for (var i = 0; i < _must.RequireCountries.Count; i++)
            bits |= _must.RequireCountries[i] == country ? 1 << i : 0;
        for (var i = 0; i < _must.RequirePlaces.Count; i++)
            bits |= _must.RequirePlaces[i] == place ? 1 << (_must.RequireCountries.Count + i) : 0;
        return bits;
    }

    /// <summary>The requirements that a run or ride of a mode meets.</summary>
    public int TouchedBy(TransportMode mode)
    {
        var first = _must.RequireCountries.Count + _must.RequirePlaces.Count;
        var bits = 0;
        for (var i = 0; i < _must.RequireModes.Count; i++)
            bits |= _must.RequireModes[i] == Name(mode) ? 1 << (first + i) : 0;
        return bits;
    }

    public bool MayUse(TransportMode mode) =>
        !_must.AvoidModes.Contains(Name(mode)) && !IsRestricted("mode", Name(mode));

    public bool MayTouch(string place)
    {
        var country = snapshot.Corridor.GetPlace(place).Country;
        return !_must.AvoidPlaces.Contains(place) && !_must.AvoidCountries.Contains(country)
            && !IsRestricted("place", place) && !IsRestricted("country", country);
    }

    public bool MayUse(Link link) => MayUse(link.Mode) && MayUseElement("link", link.Id)
        && MayTouch(link.From) && MayTouch(link.To);

    public bool MayUse(Crossing crossing) => MayUseElement("crossing", crossing.Id);

    public bool MayUse(Service service) => MayUse(service.Mode) && MayUseElement("service", service.Id);

    public bool MayUse(Transfer row) => !IsRestricted("transfer", row.Id);

    private bool MayUseElement(string kind, string id) => !_must.AvoidElements.Contains(id) && !IsRestricted(kind, id);

    private bool IsRestricted(string kind, string target) =>
        snapshot.Restrictions.Any(r => r.AppliesTo == kind && r.Target == target && Forbids(r.Forbids));

    private bool Forbids(string what)
    {
        var colon = what.IndexOf(':', StringComparison.Ordinal);
        var value = what[(colon + 1)..];
        return (colon < 0 ? what : what[..colon]) switch
        {
            "all" => true,
            "oversize" => _cargo.Oversize,
            "temperature" => _cargo.TemperatureControlled,
            "unit" => _cargo.Unit == value,
            "dg" when value == "any" => _cargo.DangerousGoodsClass is not null || _cargo.UnNumber is not null,
            "dg" => _cargo.DangerousGoodsClass is { } dg
                && (dg == value || dg.StartsWith(value + ".", StringComparison.Ordinal)),
            "hs" => _cargo.HsCode is { } hs && hs.StartsWith(value, StringComparison.Ordinal),
            "gross_over" =>
                (decimal)_cargo.GrossMassKg / _cargo.Count > decimal.Parse(value, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException(what),
        };
    }
}
