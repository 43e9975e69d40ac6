namespace Throughline.Planning.Timetables;

/// <summary>A trip between two neighbouring stops on one day.</summary>
internal readonly struct Connection(int from, int to, int departure, int arrival, int ready, uint slot, int dayStop)
{
    public const uint First = 1u << 28;
    public const uint Last = 1u << 29;
    public const uint Board = 1u << 30;
    public const uint Alight = 1u << 31;
    public const uint SlotMask = First - 1;
    public const int StopBits = 14;

    public readonly int From = from;
    public readonly int To = to;
    public readonly int Departure = departure;
    public readonly int Arrival = arrival;

    /// <summary>When another trip can be boarded after this one.</summary>
    public readonly int Ready = ready;

    /// <summary>Slot of the trip's state, with flags.</summary>
    public readonly uint Flags = slot;

    /// <summary>Service day and index of the departure stop.</summary>
    public readonly int DayStop = dayStop;
}
