using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Controls, their results, refusals and times without service.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnAnswers()
    {
        Add("C0400", EndOfUnavailability);
        Add("C0440", StateOfSealsUnloaded);
        Add("C0451", TextOfControl);
        Add("C0452", TypesOfControl);
        Add("C0455", DocumentsAsked);
        Add("C0492", ReasonOfRejection);
        Add("C0495", ReasonOfRejection);
        Add("C0810", StateOfSealsControlled);
        Add("C0828", FallbackOfUnavailability);
    }

    /// <summary>C0400: a planned interruption has a planned end; another ends when it ends.</summary>
    private static Presence EndOfUnavailability(RuleScope scope) => RequiredIf(scope.Group.Find("type") == "S");

    /// <summary>C0828: only what business is done with has a fallback.</summary>
    private static Presence FallbackOfUnavailability(RuleScope scope) =>
        ForbiddenIf(!scope.InList("CL168", scope.Group.Find("functionality")));

    /// <summary>C0440: whoever unloads sealed goods says how the seals were, and whoever had none cannot.</summary>
    private static Presence StateOfSealsUnloaded(RuleScope scope) => scope.Earlier("CC043C") is { } permission
        ? RequiredOnlyIf(HasSeals(permission, "Consignment/TransportEquipment")
            || HasSeals(permission, "Consignment/Incident/TransportEquipment"))
        : Presence.Unknown;

    /// <summary>C0810: the same for the control at destination, whose officer may look at seals that nobody
    /// declared.</summary>
    private static Presence StateOfSealsControlled(RuleScope scope)
    {
        var record = scope.Earlier("CD001C") ?? scope.Earlier("CD003C") ?? scope.Earlier("CD181C");
        return record is null
            ? Presence.Unknown
            : RequiredIf(HasSeals(record, "Consignment/TransportEquipment")
                || HasSeals(record, "Consignment/Incident/TransportEquipment"));
    }

    private static bool HasSeals(Message message, string path)
    {
        foreach (var equipment in message.Root.Descend(path))
        {
            if (equipment.Find("numberOfSeals") is { } count && count.AsSpan().TrimStart('0').Length > 0)
                return true;
        }

        return false;
    }

    /// <summary>C0451: a control of kind «other» is known by its words alone.</summary>
    private static Presence TextOfControl(RuleScope scope) => RequiredIf(scope.Group.Find("type") == "50");

    /// <summary>C0452: a decision to control says how; asking for documents or announcing an intention does
    /// not.</summary>
    private static Presence TypesOfControl(RuleScope scope) =>
        scope.Operation("notificationType") is { } type ? RequiredOnlyIf(type is not ("1" or "2")) : Presence.Unknown;

    /// <summary>C0455: asking for documents says which; with a control they may be asked for too.</summary>
    private static Presence DocumentsAsked(RuleScope scope) => scope.Operation("notificationType") switch
    {
        "1" => Presence.Required,
        "0" => Presence.Free,
        null => Presence.Unknown,
        _ => Presence.Forbidden,
    };

    /// <summary>C0492, C0495: a rejection of kind «other» is known by its words alone. What C0495 adds for entry
    /// declarations has no message here.</summary>
    private static Presence ReasonOfRejection(RuleScope scope) => RequiredIf(scope.Operation("rejectionCode") == "4");
}
