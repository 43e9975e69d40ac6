using Throughline.Planning.Tests.Oracle;

namespace Throughline.Planning.Tests.Lessons;

/// <summary>Numbered lessons, simplest first: a network drawn as text, a request, and every itinerary as one
/// line.</summary>
/// <remarks>Each lesson is checked against its file and against the brute-force oracle. THROUGHLINE_REWRITE=1 writes
/// the planner's answers into the files; read the difference before you commit it.</remarks>
public class LessonTests
{
    private const string Separator = "= expected\n";

    public static TheoryData<string> All =>
        [.. Directory.EnumerateFiles(Folder, "L*.txt").Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal)];

    private static string Folder => Repository.Folder("tests", "Throughline.Planning.Tests", "Lessons");

    [Theory]
    [MemberData(nameof(All))]
    public void Lesson(string name)
    {
        var file = Path.Combine(Folder, name + ".txt");
        var parts = File.ReadAllText(file).ReplaceLineEndings("\n").Split(Separator);
        var (snapshot, request) = NetworkText.Case(parts[0]);
        var answer = new Planner(snapshot).Plan(request);
        var lines = answer.Itineraries.Count > 0
            ? answer.Itineraries.Select(i => OneLine.Of(i, snapshot))
            : [$"nothing: {answer.Blocked?.Message}"];
        var actual = string.Concat(lines.Select(l => l + "\n"));
        if (Environment.GetEnvironmentVariable("THROUGHLINE_REWRITE") == "1")
            File.WriteAllText(file, parts[0] + Separator + actual);
        else
            Assert.Equal(parts.Length > 1 ? parts[1] : "", actual);
        Assert.Equal(BruteForce.ParetoSet(snapshot, request), answer.Itineraries.Select(OneLine.CriteriaOf));
    }
}
