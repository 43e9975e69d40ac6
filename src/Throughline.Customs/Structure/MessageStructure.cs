namespace Throughline.Customs;

/// <summary>Whether a group or item must be there: R, O or D of the published tables.</summary>
public enum Status
{
    /// <summary>R: must be there whenever its group is.</summary>
    Required,
    /// <summary>O: may be there.</summary>
    Optional,
    /// <summary>D: conditions decide.</summary>
    Dependent,
}

/// <summary>A line of the structure of a message: a group or an item.</summary>
/// <param name="Name">Element name.</param>
/// <param name="Status">Whether it must be there.</param>
/// <param name="Rules">Conditions, rules and guidelines that are attached here, in the order of the table.</param>
public abstract record StructureLine(string Name, Status Status, IReadOnlyList<string> Rules)
{
    /// <summary>The group that it stands in; null for the message itself.</summary>
    public GroupStructure? Parent { get; internal set; }

    /// <summary>Place among the lines of its group, from 0: the order in which elements must come.</summary>
    public int Position { get; internal set; }

    /// <summary>Place among the items, or among the groups, of its group, from 0.</summary>
    public int Slot { get; internal set; }

    /// <summary>Path from the message, for example <c>/CC015C/Consignment/grossMass</c>.</summary>
    public string Path => Parent is null ? "/" + Name : Parent.Path + "/" + Name;
}

/// <summary>A data item: an element with a value.</summary>
/// <param name="Name">Element name.</param>
/// <param name="Status">Whether it must be there.</param>
/// <param name="Format">Form of its value.</param>
/// <param name="CodeList">Code list that its value is from, for example <c>CL231</c>, or null.</param>
/// <param name="Rules">Conditions, rules and guidelines.</param>
public sealed record ItemStructure(
    string Name, Status Status, Format Format, string? CodeList, IReadOnlyList<string> Rules)
    : StructureLine(Name, Status, Rules);

/// <summary>A data group: an element with elements.</summary>
/// <param name="Name">Element name.</param>
/// <param name="Status">Whether it must be there.</param>
/// <param name="Most">How often it may come, 1 to 9,999.</param>
/// <param name="Rules">Conditions, rules and guidelines.</param>
/// <param name="Lines">What it holds, in order.</param>
public sealed record GroupStructure(
    string Name, Status Status, int Most, IReadOnlyList<string> Rules, IReadOnlyList<StructureLine> Lines)
    : StructureLine(Name, Status, Rules)
{
    private readonly Dictionary<string, StructureLine> _byName = Index(Lines);

    /// <summary>The items, in order.</summary>
    public IReadOnlyList<ItemStructure> Items { get; } = [.. Lines.OfType<ItemStructure>()];

    /// <summary>The groups, in order.</summary>
    public IReadOnlyList<GroupStructure> Groups { get; } = [.. Lines.OfType<GroupStructure>()];

    /// <summary>The line of a name, or null.</summary>
    public StructureLine? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The item of a name, or null.</summary>
    public ItemStructure? FindItem(string name) => Find(name) as ItemStructure;

    /// <summary>The group of a name, or null.</summary>
    public GroupStructure? FindGroup(string name) => Find(name) as GroupStructure;

    internal void Adopt()
    {
        var (items, groups) = (0, 0);
        for (var i = 0; i < Lines.Count; i++)
        {
            Lines[i].Parent = this;
            Lines[i].Position = i;
            Lines[i].Slot = Lines[i] is ItemStructure ? items++ : groups++;
            (Lines[i] as GroupStructure)?.Adopt();
        }
    }

    private static Dictionary<string, StructureLine> Index(IReadOnlyList<StructureLine> lines)
    {
        var byName = new Dictionary<string, StructureLine>(lines.Count, StringComparer.Ordinal);
        foreach (var line in lines)
            byName.Add(line.Name, line);
        return byName;
    }
}

/// <summary>The structure of a message, as the table under <c>Tables/messages</c> states it.</summary>
/// <param name="Code">Name of the root element, for example <c>CC015C</c>.</param>
/// <param name="Number">Number of the information exchange, for example <c>IE015</c>.</param>
/// <param name="ShortName">Short name, for example <c>E_DEC_DAT</c>.</param>
/// <param name="Title">What the message is, in a few words.</param>
/// <param name="Root">The elements.</param>
public sealed record MessageStructure(
    string Code, string Number, string ShortName, string Title, GroupStructure Root);
