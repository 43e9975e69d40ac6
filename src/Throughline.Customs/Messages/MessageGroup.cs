using System.Globalization;

namespace Throughline.Customs;

/// <summary>A group of a message with the values of its items and the groups below it.</summary>
public sealed class MessageGroup
{
    private readonly string?[] _values;

    // A group that is there once stands by itself: most are, and a list would be larger than what it holds.
    private readonly object?[] _groups;
    private ushort[]? _lines;

    internal MessageGroup(GroupStructure structure, MessageGroup? parent, int index)
    {
        Structure = structure;
        Parent = parent;
        Index = index;
        _values = structure.Items.Count == 0 ? [] : new string?[structure.Items.Count];
        _groups = structure.Groups.Count == 0 ? [] : new object?[structure.Groups.Count];
    }

    /// <summary>What it may hold.</summary>
    public GroupStructure Structure { get; }

    /// <summary>Element name.</summary>
    public string Name => Structure.Name;

    /// <summary>The group that it stands in; null for the message itself.</summary>
    public MessageGroup? Parent { get; }

    /// <summary>Its number among the groups of its name in its parent, from 1.</summary>
    public int Index { get; private set; }

    /// <summary>Line of the file where it begins, from 1; 0 when it was not read from a file.</summary>
    public int Line { get; internal set; }

    /// <summary>Column of the file where it begins, from 1; 0 when it was not read from a file.</summary>
    public int Column { get; internal set; }

    /// <summary>The value of an item, or null when it is absent. Setting null takes it away.</summary>
    /// <exception cref="ArgumentException">The group has no such item.</exception>
    public string? this[string item]
    {
        get => _values[SlotOf(item)];
        set => _values[SlotOf(item)] = value;
    }

    /// <summary>The value of an item, or null when it is absent.</summary>
    public string? this[ItemStructure item]
    {
        get => _values[item.Slot];
        set => _values[item.Slot] = value;
    }

    /// <summary>The value of an item, or null when it is absent or when the group has no such item.</summary>
    public string? Find(string item) => Structure.FindItem(item) is { } found ? _values[found.Slot] : null;

    /// <summary>All groups of a name; none when the structure has no such group.</summary>
    public IReadOnlyList<MessageGroup> List(string group) =>
        Structure.FindGroup(group) is { } found ? List(found) : [];

    /// <summary>All groups of a line of the structure.</summary>
    public IReadOnlyList<MessageGroup> List(GroupStructure group) =>
        _groups[group.Slot] switch
        {
            null => [],
            MessageGroup single => [single],
            var list => (List<MessageGroup>)list,
        };

    /// <summary>The first group of a name, or null.</summary>
    public MessageGroup? First(string group) => Structure.FindGroup(group) is not { } found
        ? null
        : _groups[found.Slot] switch
        {
            null => null,
            MessageGroup single => single,
            var list => ((List<MessageGroup>)list)[0],
        };

    /// <summary>The first group of a name, made when there is none.</summary>
    /// <exception cref="ArgumentException">The structure has no such group.</exception>
    public MessageGroup Open(string group) => First(group) ?? Add(group);

    /// <summary>Whether an item or a group of this name is there.</summary>
    public bool Has(string name) => Structure.Find(name) is { } line && Has(line);

    /// <summary>Whether an item or group is there.</summary>
    public bool Has(StructureLine line) => line is ItemStructure item
        ? _values[item.Slot] is not null
        : _groups[line.Slot] is not null;

    /// <summary>All groups at the end of a path of names, for example <c>Consignment/HouseConsignment</c>, in the
    /// order of the message. Names that the structure does not have lead to nothing.</summary>
    public IEnumerable<MessageGroup> Descend(string path) => Way(path) is { } way ? Follow(way) : [];

    /// <summary>The values of an item at the end of a path, for example
    /// <c>Consignment/HouseConsignment/grossMass</c>; absent ones are left out.</summary>
    public IEnumerable<string> Values(string path)
    {
        var cut = path.LastIndexOf('/');
        var way = cut < 0 ? [] : Way(path.AsSpan(0, cut));
        return (way is [.., var last] ? last : Structure).FindItem(path[(cut + 1)..]) is { } item && way is not null
            ? FollowTo(way, item)
            : [];
    }

    /// <summary>Adds a group of a name after those that are there. More than the structure allows may be added, so
    /// that a wrong message can be held and checked.</summary>
    /// <exception cref="ArgumentException">The structure has no such group.</exception>
    public MessageGroup Add(string group) => Add(Structure.FindGroup(group)
        ?? throw new ArgumentException($"{Structure.Path} has no group '{group}'.", nameof(group)));

    /// <summary>Adds a group.</summary>
    public MessageGroup Add(GroupStructure group)
    {
        switch (_groups[group.Slot])
        {
            case null:
                var first = new MessageGroup(group, this, 1);
                _groups[group.Slot] = first;
                return first;
            case MessageGroup single:
                var second = new MessageGroup(group, this, 2);
                _groups[group.Slot] = new List<MessageGroup> { single, second };
                return second;
            case var many:
                var list = (List<MessageGroup>)many;
                var made = new MessageGroup(group, this, list.Count + 1);
                list.Add(made);
                return made;
        }
    }

    /// <summary>Takes a group below this one away; the later ones of its name move up.</summary>
    public void Remove(MessageGroup group)
    {
        var slot = group.Structure.Slot;
        if (_groups[slot] == group)
            _groups[slot] = null;
        if (_groups[slot] is not List<MessageGroup> list || !list.Remove(group))
            return;
        for (var i = 0; i < list.Count; i++)
            list[i].Index = i + 1;
        if (list.Count == 0)
            _groups[slot] = null;
    }

    /// <summary>Takes all groups of a name away.</summary>
    public void Clear(string group)
    {
        if (Structure.FindGroup(group) is { } found)
            _groups[found.Slot] = null;
    }

    /// <summary>Copies all values and groups whose names and places the other group has too.</summary>
    public void CopyFrom(MessageGroup other)
    {
        foreach (var item in Structure.Items)
        {
            if (other.Find(item.Name) is { } value)
                this[item] = value;
        }

        foreach (var group in Structure.Groups)
        {
            foreach (var source in other.List(group.Name))
                Add(group).CopyFrom(source);
        }
    }

    /// <summary>Where it stands: element names with numbers from 1 where a group may come more than once, for
    /// example <c>/CC015C/Guarantee[1]/GuaranteeReference[2]</c>.</summary>
    public string Pointer
    {
        get
        {
            var here = Structure.Most > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Name}[{Index}]") : Name;
            return Parent is null ? "/" + here : Parent.Pointer + "/" + here;
        }
    }

    /// <summary>Where an item of this group, or its first group of a name, stands or would stand.</summary>
    public string PointerTo(StructureLine line) =>
        Pointer + "/" + line.Name + (line is GroupStructure { Most: > 1 } ? "[1]" : "");

    /// <summary>Line of the file where an item stands, or that of the group when it is absent.</summary>
    public int LineOf(ItemStructure item) => Line + (_lines?[item.Slot] ?? 0);

    /// <summary>How many groups of a line of the structure there are.</summary>
    internal int Count(GroupStructure group) => _groups[group.Slot] switch
    {
        null => 0,
        MessageGroup => 1,
        var list => ((List<MessageGroup>)list).Count,
    };

    /// <summary>The group of a line of the structure with a place among them, from 0.</summary>
    internal MessageGroup At(GroupStructure group, int place) =>
        _groups[group.Slot] as MessageGroup ?? ((List<MessageGroup>)_groups[group.Slot]!)[place];

    internal void SetRead(ItemStructure item, string value, int line)
    {
        // Items stand close behind the tag of their group.
        _lines ??= new ushort[_values.Length];
        _values[item.Slot] = value;
        _lines[item.Slot] = (ushort)Math.Min(line - Line, ushort.MaxValue);
    }

    internal bool SameAs(MessageGroup other)
    {
        if (Structure != other.Structure || !_values.AsSpan().SequenceEqual(other._values))
            return false;
        for (var slot = 0; slot < _groups.Length; slot++)
        {
            var group = Structure.Groups[slot];
            var (ours, theirs) = (List(group), other.List(group));
            if (ours.Count != theirs.Count || !ours.Zip(theirs).All(p => p.First.SameAs(p.Second)))
                return false;
        }

        return true;
    }

    /// <summary>The lines of the structure along a path, or null when it has no such path.</summary>
    private GroupStructure[]? Way(ReadOnlySpan<char> path)
    {
        var way = new GroupStructure[path.Count('/') + 1];
        var (at, depth) = (Structure, 0);
        foreach (var name in path.Split('/'))
        {
            if (at.FindGroup(path[name]) is not { } below)
                return null;
            at = way[depth++] = below;
        }

        return way;
    }

    /// <summary>All groups at the end of a way, found one after another: who asks for the first looks at no
    /// other.</summary>
    private IEnumerable<MessageGroup> Follow(GroupStructure[] way)
    {
        var next = new int[way.Length];
        var (at, depth) = (this, 0);
        while (true)
        {
            if (next[depth] < at.Count(way[depth]))
            {
                var below = at.At(way[depth], next[depth]++);
                if (depth == way.Length - 1)
                {
                    yield return below;
                    continue;
                }

                at = below;
                next[++depth] = 0;
            }
            else if (depth-- == 0)
            {
                yield break;
            }
            else
            {
                at = at.Parent!;
            }
        }
    }

    private IEnumerable<string> FollowTo(GroupStructure[] way, ItemStructure item)
    {
        if (way.Length == 0)
        {
            if (this[item] is { } own)
                yield return own;
            yield break;
        }

        foreach (var group in Follow(way))
        {
            if (group[item] is { } value)
                yield return value;
        }
    }

    private int SlotOf(string item) => Structure.FindItem(item)?.Slot
        ?? throw new ArgumentException($"{Structure.Path} has no item '{item}'.", nameof(item));
}
