using System.Security.Cryptography;
using System.Text;
using Throughline.Corridor.Scenarios;

namespace Throughline.Corridor;

public sealed partial class CorridorSnapshot
{
    /// <summary>Makes the snapshot of a corridor under a scenario; takes milliseconds.</summary>
    /// <param name="corridor">The corridor.</param>
    /// <param name="scenario">The scenario, for example from
    /// <see cref="Scenario.Resolve(CorridorModel, string, IEnumerable{string}, int?, IEnumerable{string})"/>.</param>
    /// <returns>What takes part: elements whose tag is on and that are open, or expected to open by the scenario's
    /// year, or suspended and reopened by a switch; then with the scenario's changes applied in order. A road or rail
    /// link between two countries takes part only while one of the crossings between its ends does, if there are
    /// any.</returns>
    public static CorridorSnapshot Build(CorridorModel corridor, Scenario scenario)
    {
        var working = new SnapshotBuilder(corridor, scenario);
        foreach (var change in scenario.Changes)
            working.Apply(change);
        return working.Finish(VersionOf(corridor, scenario));
    }

    private static string VersionOf(CorridorModel corridor, Scenario scenario)
    {
        var text = new StringBuilder();
        text.Append(corridor.Version).Append('\n').Append(scenario.Year).Append('\n');
        text.AppendJoin(';', scenario.Tags.Order(StringComparer.Ordinal)).Append('\n');
        text.AppendJoin(';', scenario.ReopenedTags.Order(StringComparer.Ordinal)).Append('\n');
        text.AppendJoin('\n', scenario.Changes);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
