using System.Collections.Frozen;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Who has the next word on a movement: by its state, and for a request to invalidate it by that.</summary>
internal static class MovementStages
{
    /// <summary>An officer of the office is to decide.</summary>
    public const string Decide = "decide";
    /// <summary>Goods are expected at the office.</summary>
    public const string Expected = "expected";
    /// <summary>Somebody else acts: the holder, another office, the carrier.</summary>
    public const string Waiting = "waiting";
    /// <summary>Nothing follows at the office.</summary>
    public const string Done = "done";

    private static readonly FrozenDictionary<(ProcedureRole, string), string> Known =
        new Dictionary<(ProcedureRole Role, string State), string>
        {
            [(ProcedureRole.Departure, "PreLodged")] = Expected,
            [(ProcedureRole.Departure, "Submitted")] = Decide,
            [(ProcedureRole.Departure, "Accepted")] = Decide,
            [(ProcedureRole.Departure, "UnderControl")] = Decide,
            [(ProcedureRole.Departure, "DiscrepanciesOpen")] = Decide,
            [(ProcedureRole.Departure, "EnquiryRecommended")] = Decide,
            [(ProcedureRole.Departure, "UnderRecovery")] = Decide,
            [(ProcedureRole.Departure, "Rejected")] = Done,
            [(ProcedureRole.Departure, "NotReleased")] = Done,
            [(ProcedureRole.Departure, "Cancelled")] = Done,
            [(ProcedureRole.Departure, "WrittenOff")] = Done,
            [(ProcedureRole.Transit, "TransitExpected")] = Expected,
            [(ProcedureRole.Transit, "NotExpected")] = Decide,
            [(ProcedureRole.Transit, "Held")] = Decide,
            [(ProcedureRole.Transit, "Passed")] = Done,
            [(ProcedureRole.Transit, "IncidentRegistered")] = Done,
            [(ProcedureRole.Transit, "Cancelled")] = Done,
            [(ProcedureRole.Transit, "ArrivedElsewhere")] = Done,
            [(ProcedureRole.Destination, "ArrivalExpected")] = Expected,
            [(ProcedureRole.Destination, "NotExpected")] = Decide,
            [(ProcedureRole.Destination, "Presented")] = Decide,
            [(ProcedureRole.Destination, "RemarksOpen")] = Decide,
            [(ProcedureRole.Destination, "EnquiryReceived")] = Decide,
            [(ProcedureRole.Destination, "GoodsReleased")] = Done,
            [(ProcedureRole.Destination, "ArrivedElsewhere")] = Done,
            [(ProcedureRole.Destination, "Cancelled")] = Done,
        }.ToFrozenDictionary();

    /// <summary>All stages.</summary>
    public static IReadOnlyList<string> All { get; } = [Decide, Expected, Waiting, Done];

    /// <summary>The stage of a movement.</summary>
    public static string Of(MovementRow row)
    {
        var stage = Of(row.Role, row.State);
        return stage == Waiting && row.Body.Facts.ContainsKey("invalidation") ? Decide : stage;
    }

    /// <summary>The stage of a state; what is not listed waits for somebody else.</summary>
    public static string Of(ProcedureRole role, string state) => Known.GetValueOrDefault((role, state), Waiting);

    /// <summary>SQL that holds for movements, of a table or alias «m», that may be in a stage.</summary>
    public static string Where(string stage)
    {
        // What waits may have been asked to be invalidated, so that it is looked at for decisions too.
        var listed = Known.Where(k => stage is Decide or Waiting ? k.Value is not (Decide or Waiting)
            : k.Value == stage);
        var states = string.Join(" or ", listed.GroupBy(k => k.Key.Item1, k => k.Key.Item2).Select(g =>
            $"m.role = '{g.Key}' and m.state in ({string.Join(", ", g.Select(s => $"'{s}'"))})"));
        return stage is Decide or Waiting ? $"m.role <> 'Guarantee' and not ({states})" : $"({states})";
    }
}
