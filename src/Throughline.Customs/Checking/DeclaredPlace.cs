using System.Globalization;

namespace Throughline.Customs;

/// <summary>The place in a declaration from which a value, or its absence, came into a message made of it.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Group">The group there.</param>
/// <param name="Line">The item or group below it; null for the group itself.</param>
internal sealed record DeclaredPlace(Message Declaration, MessageGroup Group, StructureLine? Line)
{
    /// <summary>XPath in the declaration.</summary>
    public string Pointer => Line is null ? Group.Pointer : Group.PointerTo(Line);

    /// <summary>Line of the document, from 1.</summary>
    public int DocumentLine => Line is ItemStructure item ? Group.LineOf(item) : Group.Line;

    /// <summary>Column of the document, from 1; 0 when unknown.</summary>
    public int Column => Line is null ? Group.Column : 0;

    /// <summary>Follows the pointer of a finding through the message and the declaration at once.</summary>
    /// <returns>The place when the declaration says there what the message says, or nothing as the message does; null
    /// when an office put, changed or left out what is wrong.</returns>
    public static DeclaredPlace? Find(Message declaration, Message later, Finding finding)
    {
        var (ours, theirs) = (declaration.Root, later.Root);
        foreach (var step in finding.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var (name, at) = Parse(step);
            if (ours.Structure.FindItem(name) is { } item)
                return theirs.Find(name) == ours[item] ? new DeclaredPlace(declaration, ours, item) : null;
            if (ours.Structure.FindGroup(name) is not { } group)
                return null;
            var made = theirs.List(name).ElementAtOrDefault(at);
            var own = FindGuarantee(declaration, made) ?? ours.List(group).ElementAtOrDefault(at);
            if (own is null && made is null)
                return new DeclaredPlace(declaration, ours, group);
            if (own is null || made is null)
                return null;
            (ours, theirs) = (own, made);
        }

        return new DeclaredPlace(declaration, ours, null);
    }

    /// <summary>The guarantee or reference in the declaration that one in a message is about, by its number: an
    /// office of guarantee is asked about its own alone, in another place than they were declared.</summary>
    private static MessageGroup? FindGuarantee(Message declaration, MessageGroup? made)
    {
        var reference = made?.Name == "Guarantee" ? made.First("GuaranteeReference") : made;
        if (reference is not { Name: "GuaranteeReference" } || reference.Find("GRN") is not { } grn)
            return null;
        var declared = declaration.Root.Descend("Guarantee/GuaranteeReference")
            .FirstOrDefault(r => r.Find("GRN") == grn);
        return reference == made ? declared : declared?.Parent;
    }

    /// <summary>Whether the goods are declared before they are presented (D) and the presentation (CC170C) can still
    /// bring what is absent.</summary>
    public bool MayComeWithGoods()
    {
        if (Line is null || Declaration.Root.First("TransitOperation")?.Find("additionalDeclarationType") != "D")
            return false;
        var names = new Stack<string>([Line.Name]);
        for (var at = Group; at.Parent is not null; at = at.Parent)
            names.Push(at.Name);
        StructureLine? line = MessageCatalogue.Ncts.Get("CC170C").Root;
        foreach (var name in names)
            line = (line as GroupStructure)?.Find(name);
        return line is not null;
    }

    private static (string Name, int At) Parse(string step)
    {
        var cut = step.IndexOf('[', StringComparison.Ordinal);
        return cut < 0 ? (step, 0)
            : (step[..cut], int.Parse(step.AsSpan(cut + 1, step.Length - cut - 2), CultureInfo.InvariantCulture) - 1);
    }
}
