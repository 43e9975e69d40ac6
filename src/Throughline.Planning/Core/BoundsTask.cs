namespace Throughline.Planning.Core;

/// <summary>What bounds are computed for: a goal, bans, and requirements of which some are met.</summary>
internal sealed record BoundsTask
{
    /// <summary>Requirements that bounds know of; 2 to this power is the number of sets that have bounds of their
    /// own.</summary>
    /// <remarks>Where more is required, the last ones are left out: the bounds are then lower, never wrong.</remarks>
    private const int MostKnown = 4;

    public required Network Network { get; init; }
    public required Weights Weights { get; init; }
    public required RestCharge Charge { get; init; }
    public required Terminal[] Targets { get; init; }
    /// <summary>Arcs that may not be used, or null.</summary>
    public bool[]? Blocked { get; init; }
    /// <summary>Vertices that may not end the journey, or null.</summary>
    public bool[]? VertexBlocked { get; init; }
    /// <summary>Requirements that an arc meets, or null.</summary>
    public byte[]? ArcMask { get; init; }
    /// <summary>All requirements that are known here.</summary>
    public byte Required { get; private init; }
    /// <summary>Those that are met already.</summary>
    public byte Met { get; private init; }
    /// <summary>Bounds by the requirements that are met; those with more met than here are computed.</summary>
    public Bounds[] ByMet { get; private init; } = [];

    /// <summary>How many bounds a request needs.</summary>
    public static int CountFor(byte required) => 1 << Math.Min(MostKnown, (int)byte.PopCount(required));

    /// <summary>Whether an arc may not be used.</summary>
    public bool IsBlocked(int arc) => Blocked is not null && Blocked[arc];

    /// <summary>The requirements that are met after an arc.</summary>
    public byte MetAfter(int arc) => ArcMask is null ? Met : (byte)(Met | ArcMask[arc] & Required);

    /// <summary>Computes bounds for every set of requirements met, the complete set first: the others build on
    /// it.</summary>
    /// <param name="bounds">Receives them, as many as <see cref="CountFor"/> says.</param>
    public void Compute(Bounds[] bounds)
    {
        for (var met = bounds.Length - 1; met >= 0; met--)
            bounds[met].Compute(this with { Required = (byte)(bounds.Length - 1), Met = (byte)met, ByMet = bounds });
    }
}
