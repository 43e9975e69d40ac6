using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>What makes the time of a stage vary.</summary>
internal enum StageKind
{
    /// <summary>Always the same seconds.</summary>
    Fixed,
    /// <summary>Drawn from the samples of an element.</summary>
    Drawn,
    /// <summary>Running: seconds times the factor of the leg.</summary>
    Run,
    /// <summary>Waiting for a transfer's hours.</summary>
    Gate,
    /// <summary>Waiting for a crossing's hours.</summary>
    CrossingGate,
    /// <summary>Waiting for the departure of some lines that arrives first, and the ride on it times the factor of the
    /// leg.</summary>
    Timetable,
    /// <summary>Begin of a stop that lasts at least some seconds.</summary>
    StopBegin,
    /// <summary>End of that stop.</summary>
    StopEnd,
}

/// <summary>One stage of an itinerary as its reliability sees it.</summary>
/// <param name="Step">Index of the step it belongs to.</param>
/// <param name="Kind">What varies.</param>
/// <param name="Seconds">Fixed seconds, median running seconds, or least seconds of a stop or of wait and ride.</param>
/// <param name="Index">Gate or directed crossing.</param>
/// <param name="Board">Stop index where a ride begins.</param>
/// <param name="Alight">Stop index where it ends.</param>
/// <param name="Lines">Lines that take the unit.</param>
/// <param name="Draws">Samples of the element.</param>
/// <param name="Factors">Samples of the leg's factor.</param>
internal readonly record struct Stage(
    int Step, StageKind Kind, int Seconds = 0, int Index = -1, int Board = 0, int Alight = 0,
    Line[]? Lines = null, int[]? Draws = null, float[]? Factors = null);
