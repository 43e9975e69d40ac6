using System.Collections.Immutable;
using Throughline.Customs;
using Throughline.Documents;

namespace Throughline.Server;

/// <summary>A key that seals accompanying documents.</summary>
/// <param name="Pem">Private key on P-256 as PEM, without a password.</param>
/// <param name="Id">Which key it is, as posts know it.</param>
public sealed record SealKey(string Pem, string Id)
{
    /// <summary>A key that was tried: it seals.</summary>
    /// <exception cref="ArgumentException">The key or its id cannot be used; says why.</exception>
    public static SealKey Of(string pem, string id)
    {
        var sample = Message.Make("CC029C");
        sample.Root.Open("TransitOperation")["MRN"] = "26AZ000000000000J0";
        TadSeal.Sign(sample, pem, id);
        return new SealKey(pem, id);
    }
}

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

    /// <summary>Years after the last event of a movement after which it is erased; null: nothing is erased by
    /// itself.</summary>
    public int? KeepYears { get; init; }
    /// <summary>Rates of other currencies; none unless said otherwise: then only euro can be reckoned with.</summary>
    public RateTable Rates { get; init; } = RateTable.Empty;

    /// <summary>The key that seals accompanying documents; null: they are printed without a seal.</summary>
    public SealKey? Seal { get; init; }

    /// <summary>Whether the installation is for training: an instructor may move its clock and let messages between
    /// administrations go wrong.</summary>
    public bool IsTraining { get; init; }

    /// <summary>How often timers and deliveries are looked for when nothing wakes them.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A decision waits so long for a second person: 72 hours unless said otherwise.</summary>
    public TimeSpan ProposalLife { get; init; } = TimeSpan.FromHours(72);

    private static ProcedureSettings MakeProcedure()
    {
        var profile = Profile.Corridor;
        return new ProcedureSettings { Check = new MessageCheck(new ReferenceData(profile).Lists) };
    }
}
