using System.Globalization;

namespace Throughline.Bench;

/// <summary>A road graph with seconds on its arcs, as the DIMACS shortest-path challenge writes it.</summary>
internal sealed class RoadGraph
{
    private readonly List<(int To, int Seconds)>[] _arcs;

    private RoadGraph(List<(int To, int Seconds)>[] arcs) => _arcs = arcs;

    /// <summary>Reads a <c>.gr</c> file; vertices count from 1.</summary>
    public static RoadGraph Read(string file)
    {
        List<(int, int)>[] arcs = [];
        foreach (var line in File.ReadLines(file))
        {
            var words = line.Split(' ');
            if (words[0] == "p")
            {
                arcs = new List<(int, int)>[Number(words[2]) + 1];
                for (var v = 0; v < arcs.Length; v++)
                    arcs[v] = [];
            }
            else if (words[0] == "a")
            {
                arcs[Number(words[1])].Add((Number(words[2]), Number(words[3])));
            }
        }

        return new RoadGraph(arcs);
    }

    /// <summary>All vertices within so many seconds, nearest first.</summary>
    public IEnumerable<(int Vertex, int Seconds)> Within(int start, int limit)
    {
        var queue = new PriorityQueue<int, int>();
        var seen = new HashSet<int>();
        queue.Enqueue(start, 0);
        while (queue.TryDequeue(out var vertex, out var seconds))
        {
            if (!seen.Add(vertex))
                continue;
            yield return (vertex, seconds);
            foreach (var (to, more) in _arcs[vertex])
            {
                if (seconds + more <= limit && !seen.Contains(to))
                    queue.Enqueue(to, seconds + more);
            }
        }
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
