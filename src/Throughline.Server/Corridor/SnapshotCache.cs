using Throughline.Corridor;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>Planners by scenario. Keeps the most recently used ones; an equal scenario asked for at the same moment
/// is built once.</summary>
public sealed class SnapshotCache(CorridorModel corridor, int capacity = 24)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Lazy<Planner> Planner)>> _entries =
        new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, Lazy<Planner> Planner)> _recent = new();

    /// <summary>The corridor.</summary>
    public CorridorModel Corridor { get; } = corridor;

    /// <summary>Planners held now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>The planner of a scenario.</summary>
    public Planner GetPlanner(Scenario scenario)
    {
        var key = KeyOf(scenario);
        Lazy<Planner> planner;
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
            }
            else
            {
                var built = new Lazy<Planner>(() => new Planner(CorridorSnapshot.Build(Corridor, scenario)));
                node = _recent.AddFirst((key, built));
                _entries.Add(key, node);
                while (_entries.Count > capacity)
                {
                    _entries.Remove(_recent.Last!.Value.Key);
                    _recent.RemoveLast();
                }
            }

            planner = node.Value.Planner;
        }

        return planner.Value;
    }

    private static string KeyOf(Scenario scenario)
    {
        var changes = scenario.Changes.Select(c =>
            $"{c.Kind} {string.Join(' ', c.Selectors.Select(s => $"{s.Key}={s.Value}"))} {c.Action}={c.Value}");
        return string.Join('\u001f',
        [
            scenario.Name, FormattableString.Invariant($"{scenario.Year}"),
            string.Join(';', scenario.Tags.Order(StringComparer.Ordinal)),
            string.Join(';', scenario.ReopenedTags.Order(StringComparer.Ordinal)),
            .. changes,
        ]);
    }
}
