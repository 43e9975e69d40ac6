using System.Collections.Frozen;

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
/// <param name="name">Element name.</param>
/// <param name="status">Whether it must be there.</param>
/// <param name="rules">Conditions, rules and guidelines that are attached here, in the order of the table.</param>
public abstract class StructureLine(string name, Status status, IReadOnlyList<string> rules)
{
    /// <summary>Element name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it must be there.</summary>
    public Status Status { get; } = status;

    /// <summary>Conditions, rules and guidelines that are attached here, in the order of the table.</summary>
    public IReadOnlyList<string> Rules { get; } = rules;

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
/// <param name="name">Element name.</param>
/// <param name="status">Whether it must be there.</param>
/// <param name="format">Form of its value.</param>
/// <param name="codeList">Code list that its value is from, for example <c>CL231</c>, or null.</param>
/// <param name="rules">Conditions, rules and guidelines.</param>
public sealed class ItemStructure(
    string name, Status status, Format format, string? codeList, IReadOnlyList<string> rules)
    : StructureLine(name, status, rules)
{
    /// <summary>Form of its value.</summary>
    public Format Format { get; } = format;

    /// <summary>Code list that its value is from, for example <c>CL231</c>, or null.</summary>
    public string? CodeList { get; } = codeList;
}

/// <summary>A data group: an element with elements.</summary>
/// <param name="name">Element name.</param>
/// <param name="status">Whether it must be there.</param>
/// <param name="most">How often it may come, 1 to 9,999.</param>
/// <param name="rules">Conditions, rules and guidelines.</param>
/// <param name="lines">What it holds, in order.</param>
public sealed class GroupStructure(
    string name, Status status, int most, IReadOnlyList<string> rules, IReadOnlyList<StructureLine> lines)
    : StructureLine(name, status, rules)
{
    private readonly Dictionary<string, StructureLine> _byName = Index(lines);
    private readonly StructureLine[] _lines = [.. lines];
    private readonly StructureLine[] _required = [.. lines.Where(l => l.Status == Status.Required)];
    private readonly GroupStructure[] _groups = [.. lines.OfType<GroupStructure>()];

    /// <summary>How often it may come, 1 to 9,999.</summary>
    public int Most { get; } = most;

    /// <summary>What it holds, in order.</summary>
    public IReadOnlyList<StructureLine> Lines { get; } = lines;

    /// <summary>The items, in order.</summary>
    public IReadOnlyList<ItemStructure> Items { get; } = [.. lines.OfType<ItemStructure>()];

    /// <summary>The groups, in order.</summary>
    public IReadOnlyList<GroupStructure> Groups => _groups;

    /// <summary>What must be there, in order.</summary>
    internal ReadOnlySpan<StructureLine> Required => _required;

    /// <summary>The groups, in order, for loops that are run for every group of a message.</summary>
    internal ReadOnlySpan<GroupStructure> GroupSpan => _groups;

    /// <summary>Its number among the groups of the message, from 0 for the message itself.</summary>
    public int Number { get; private set; }

    /// <summary>The line of a name, or null.</summary>
    public StructureLine? Find(string name)
    {
        // Names of the tables are interned, as are those that stand in code: most are found without being read.
        foreach (var line in _lines)
        {
            if (ReferenceEquals(line.Name, name))
                return line;
        }

        return _byName.GetValueOrDefault(name);
    }

    /// <summary>The group of a name that is part of a text, or null.</summary>
    internal GroupStructure? FindGroup(ReadOnlySpan<char> name)
    {
        foreach (var group in _groups)
        {
            if (name.SequenceEqual(group.Name))
                return group;
        }

        return null;
    }

    /// <summary>The item of a name, or null.</summary>
    public ItemStructure? FindItem(string name) => Find(name) as ItemStructure;

    /// <summary>The group of a name, or null.</summary>
    public GroupStructure? FindGroup(string name) => Find(name) as GroupStructure;

    /// <summary>Tells everything below where it stands; returns the next free number of a group.</summary>
    internal int Adopt(int number)
    {
        Number = number++;
        var (items, groups) = (0, 0);
        for (var i = 0; i < Lines.Count; i++)
        {
            Lines[i].Parent = this;
            Lines[i].Position = i;
            Lines[i].Slot = Lines[i] is ItemStructure ? items++ : groups++;
            if (Lines[i] is GroupStructure group)
                number = group.Adopt(number);
        }

        return number;
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
/// <param name="GroupCount">Number of groups in the structure, the message itself counted.</param>
public sealed record MessageStructure(
    string Code, string Number, string ShortName, string Title, GroupStructure Root, int GroupCount)
{
    private readonly Lazy<FrozenSet<string>> _names = new(() => NamesBelow(Root).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>All element names below the root, the same objects as those of its lines.</summary>
    internal FrozenSet<string> Names => _names.Value;

    private static IEnumerable<string> NamesBelow(GroupStructure group) =>
        group.Lines.Select(l => l.Name).Concat(group.Groups.SelectMany(NamesBelow));
}
