namespace Throughline.Customs;

/// <summary>Facts of a message and its movement that many conditions ask for.</summary>
internal static class ScopeFacts
{
    /// <summary>An item of the group TransitOperation, or null.</summary>
    public static string? Operation(this RuleScope scope, string item) =>
        scope.Root.First("TransitOperation")?.Find(item);

    /// <summary>The reference number in a group of the message that names an office, or null.</summary>
    public static string? Office(this RuleScope scope, string group) =>
        scope.Root.First(group)?.Find("referenceNumber");

    /// <summary>Whether a code is in a list; an absent code is in none; null when the list does not say.</summary>
    public static bool? IsIn(this RuleScope scope, string list, string? code) =>
        code is null ? false : scope.InList(list, code);

    /// <summary>The country that sent the message, by the last two letters of the sender's name (<c>NTA.DE</c>), or
    /// null.</summary>
    public static string? SendingCountry(this RuleScope scope) =>
        scope.Root.Find("messageSender") is { Length: >= 2 } sender ? sender[^2..] : null;

    /// <summary>The declaration of the movement: as it stands, else the earlier message where that is one; null when
    /// neither is given.</summary>
    public static Message? Declared(this RuleScope scope) => scope.Context.Declaration
        ?? (scope.Context.Earlier is { Code: "CC015C" or "CC013C" or "CC029C" } earlier ? earlier : null);

    /// <summary>An earlier message of one kind, or null when it is not given.</summary>
    public static Message? Earlier(this RuleScope scope, string code) =>
        scope.Context.Earlier is { } earlier && earlier.Code == code ? earlier
        : scope.Context.Declaration is { } declaration && declaration.Code == code ? declaration
        : null;

    /// <summary>Whether any answer is yes; null when none is, but one is not known.</summary>
    public static bool? Any(this IEnumerable<bool?> answers)
    {
        bool? any = false;
        foreach (var answer in answers)
        {
            if (answer == true)
                return true;
            any = answer is null ? null : any;
        }

        return any;
    }
}
