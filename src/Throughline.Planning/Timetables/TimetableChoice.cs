namespace Throughline.Planning.Timetables;

/// <summary>One way from place to place that no other surpasses.</summary>
/// <param name="Departure">Instant of the first departure, or the instant asked for where the query has one.</param>
/// <param name="Arrival">Instant of the arrival.</param>
/// <param name="Trips">Trips used; <see cref="TimetableScan.MostTrips"/> stands for that many or more.</param>
public readonly record struct TimetableChoice(int Departure, int Arrival, int Trips)
{
    /// <summary>Changes of vehicle.</summary>
    public int Changes => Trips - 1;
}

/// <summary>One ride of a journey.</summary>
/// <param name="Trip">Number of the trip in <see cref="TimetableScan.Trips"/>.</param>
/// <param name="ServiceDay">Service day of the trip, numbered as in <see cref="Corridor.ServiceCalendar"/>.</param>
/// <param name="BoardStop">Index of the stop of the trip where it is boarded.</param>
/// <param name="AlightStop">Index of the stop of the trip where it is left.</param>
/// <param name="Departure">Instant of departure.</param>
/// <param name="Arrival">Instant of arrival.</param>
public readonly record struct TimetableLeg(
    int Trip, int ServiceDay, int BoardStop, int AlightStop, int Departure, int Arrival);

/// <summary>A trip and the service it belongs to.</summary>
/// <param name="Service">The service.</param>
/// <param name="Trip">The trip.</param>
public readonly record struct TimetableTrip(Corridor.Service Service, Corridor.Trip Trip);
