using System.Globalization;
using System.Text.Json.Nodes;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A message for programs that read JSON: its elements as properties, and what a refusal says in
/// sentences.</summary>
internal static class MessageContent
{
    /// <summary>The elements: items as texts, groups as objects, those that may come more than once as lists.</summary>
    public static JsonObject Of(MessageGroup group)
    {
        var content = new JsonObject();
        foreach (var line in group.Structure.Lines.Where(group.Has))
        {
            content[line.Name] = line switch
            {
                ItemStructure item => group[item],
                GroupStructure { Most: > 1 } many => new JsonArray([.. group.List(many).Select(Of)]),
                GroupStructure one => Of(group.List(one)[0]),
                _ => null,
            };
        }

        return content;
    }

    /// <summary>What a message that refuses another says is wrong, each with what to do; none of other
    /// messages.</summary>
    public static IReadOnlyList<FindingReport> Explain(Message message)
    {
        var root = message.Root;
        var found = new List<FindingReport>();
        found.AddRange(root.List("FunctionalError").Select(Functional));
        found.AddRange(root.List("XMLError").Select(e => Make(e["errorPointer"] ?? "", e["errorCode"] ?? "", "N/A",
            e["originalAttributeValue"], e["errorText"] is { Length: > 0 } text ? text : Word(e["errorCode"]),
            Texts.Server.Get("answer.xml.fix"), Number(e["errorLineNumber"]), Number(e["errorColumnNumber"]))));
        foreach (var reference in root.List("GuaranteeReference"))
        {
            found.AddRange(reference.List("InvalidGuaranteeReason").Select(r => Make(reference.Pointer,
                r["code"] ?? "", "CL252", reference["GRN"], Texts.Server.Get("answer.guarantee",
                reference["GRN"] ?? "", Meaning("CL252", r["code"]), r["text"] ?? "").TrimEnd(),
                Texts.Server.Get("answer.guarantee.fix"))));
        }

        if (found.Count == 0 && root.First("TransitOperation")?.Find("rejectionReason") is { Length: > 0 } why)
        {
            found.Add(Make($"/{message.Code}/TransitOperation/rejectionReason",
                root.First("TransitOperation")!.Find("rejectionCode") ?? "", "N/A", null, why,
                Texts.Server.Get("answer.office.fix")));
        }

        return found;
    }

    private static FindingReport Functional(MessageGroup error)
    {
        var (pointer, code, reason) =
            (error["errorPointer"] ?? "", error["errorCode"] ?? "", error["errorReason"] ?? "N/A");
        var value = error["originalAttributeValue"];
        var rule = RuleTexts.English.Find(reason);
        var name = pointer.Split('/')[^1];
        var sentence = Texts.Server.Find("answer.error." + code) is { } known
            ? string.Format(CultureInfo.InvariantCulture, known, name, value ?? "", reason)
            : $"{name}: {Word(code)}.";
        return Make(pointer, code, reason, value, rule is null ? sentence : $"{sentence} {rule.Says}",
            rule is { Fix.Length: > 0 }
                ? rule.Fix
                : Texts.Server.Find($"answer.error.{code}.fix") ?? Texts.Server.Get("answer.fix"));
    }

    private static FindingReport Make(string pointer, string code, string reason, string? value, string message,
        string remedy, int line = 0, int column = 0) => new("error", pointer, code, reason, value, line, column,
            message, remedy, [], []);

    /// <summary>What a code of an error means, in the words of its list.</summary>
    private static string Word(string? code) =>
        Meaning("CL437", code) is { Length: > 0 } functional ? functional : Meaning("CL030", code);

    private static string Meaning(string list, string? code) =>
        CodeLists.BuiltIn.Find(list)?.ListEntries(code ?? "") is [var entry, ..] ? entry.Meaning : code ?? "";

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
