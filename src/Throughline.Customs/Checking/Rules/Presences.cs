namespace Throughline.Customs;

/// <summary>Turns what a condition asks into what it says: null means that it cannot be known.</summary>
internal static class Presences
{
    /// <summary>Must be there when the answer is yes, else may be.</summary>
    public static Presence RequiredIf(bool? answer) => answer switch
    {
        true => Presence.Required,
        false => Presence.Free,
        null => Presence.Unknown,
    };

    /// <summary>Must not be there when the answer is yes, else may be.</summary>
    public static Presence ForbiddenIf(bool? answer) => answer switch
    {
        true => Presence.Forbidden,
        false => Presence.Free,
        null => Presence.Unknown,
    };

    /// <summary>Must be there when the answer is yes, else must not.</summary>
    public static Presence RequiredOnlyIf(bool? answer) => answer switch
    {
        true => Presence.Required,
        false => Presence.Forbidden,
        null => Presence.Unknown,
    };
}
