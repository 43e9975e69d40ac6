using System.Collections.Immutable;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What an installation of the transit service is set to.</summary>
public sealed record TransitSettings
{
    /// <summary>Countries whose administrations run here, two letters each.</summary>
    public ImmutableHashSet<string> Countries { get; init; } = ImmutableHashSet.Create(
        StringComparer.Ordinal, "AM", "AZ", "GE", "TR");

    /// <summary>What the procedure knows beside the database.</summary>
    public ProcedureSettings Procedure { get; init; } = MakeProcedure();

    /// <summary>Most bytes of a message: 5,000,000 unless said otherwise.</summary>
    public int MostMessageBytes { get; init; } = 5_000_000;

    /// <summary>Whether the installation is for training: an instructor may move its clock and let messages between
    /// administrations go wrong.</summary>
    public bool IsTraining { get; init; }

    /// <summary>How often timers and deliveries are looked for when nothing wakes them.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(1);

    private static ProcedureSettings MakeProcedure()
    {
        var profile = Profile.Corridor;
        return new ProcedureSettings { Check = new MessageCheck(new ReferenceData(profile).Lists) };
    }
}
