using CsCheck;

namespace Throughline.Customs.Tests;

/// <summary>Whatever comes in, in whatever order, is answered: nothing is thrown, the state is that of the events, and
/// every message of an administration is well-formed.</summary>
public sealed class ProcedurePropertyTests
{
    private static readonly string[] Actions = [.. OfficerWords.All.Order(StringComparer.Ordinal)];
    private static readonly string[] Bases = ["normal", "simplified", "prelodged", "prelodged-simplified"];

    [Fact]
    public void Random_scripts_are_answered() => Lines.Sample(lines =>
    {
        var world = ScenarioRunner.RunFreely(
            ScenarioFiles.Read("title any\nsend CC015C from " + string.Join('\n', lines)));
        var defects = world.Exchanges.SelectMany(e => e.Findings.Where(f => f.Kind == FindingKind.Structure)
            .Select(f => $"{f.Code} {f.Pointer} {f.Message}")).ToList();
        Assert.True(defects.Count == 0, string.Join('\n', defects));
        foreach (var administration in world.Administrations)
        {
            var rebuilt = new Administration(administration.Country).Evolve(world.ListEvents(administration.Country));
            Assert.Equal(administration.Describe(), rebuilt.Describe());
        }
    }, iter: 600, threads: 1);

    private static Gen<string> Line => Gen.OneOf(
        Pick(Actions).Select(a => "officer " + a),
        Gen.Select(Pick("departure", "destination TR341300", "transit TR080100", "destination BG005807",
            "transit TR080200"), Pick(Actions), (o, a) => $"officer {o} {a}"),
        Pick([.. TraderMessages.Codes.Select(c => "send " + c), "send CC007C from arrival-simplified",
            "send CC044C\n  UnloadingRemark/conform = 0", "send CC044C\n  UnloadingRemark/unloadingCompletion = 0",
            "send CC014C\n  - Invalidation/requestDateAndTime", "resend CC015C", "send CC013C\n  - Guarantee",
            "send CC007C\n  TransitOperation/MRN = 26GE000999000001J9"]),
        Pick("wait 10 minutes", "wait 1 hour", "wait 3 days", "wait 20 days", "wait 8 months"));

    private static Gen<string[]> Lines => Gen.Select(Pick(Bases), Line.Array[0, 24],
        (first, rest) => (string[])[first, .. rest]);

    private static Gen<string> Pick(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
