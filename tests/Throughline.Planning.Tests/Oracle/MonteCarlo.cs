using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>Section 6 of the page by plain simulation: draws every element of an itinerary at random, many
/// times.</summary>
/// <remarks>From the planner it takes only the steps of an itinerary: their kind, places, planned seconds and the ids
/// of what is behind them. Everything else is looked up in the snapshot.</remarks>
internal sealed class MonteCarlo
{
    private const int Weeks = 80;
    private readonly CorridorSnapshot _snapshot;
    private readonly OracleDriver _driver;
    private readonly int _ready;
    private readonly Random _random = new(20260101);
    private readonly List<Func<double, double>> _stages = [];
    private double _factor = 1;

    private MonteCarlo(CorridorSnapshot snapshot, PlanRequest request, Itinerary itinerary)
    {
        _snapshot = snapshot;
        _driver = new OracleDriver(
            snapshot.Corridor.DriverRules.Single(r => r.Id == (request.TwoDrivers ? "two_drivers" : "one_driver")));
        _ready = OracleClock.Seconds(NodaTime.Instant.FromDateTimeOffset(itinerary.Ready));
        var steps = itinerary.Steps;
        var isNewLeg = true;
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Kind is StepKind.Run && isNewLeg)
                _stages.Add(DrawFactor(steps[i].Mode!));
            isNewLeg = steps[i].Kind is StepKind.Transfer or StepKind.Ride
                || isNewLeg && steps[i].Kind is not StepKind.Run;
            // A rest after a stop by which the driver stretches it belongs to the stop.
            var stretched = i + 1 < steps.Count && IsStretch(steps[i + 1])
                ? steps[i].Seconds + steps[i + 1].Seconds : 0;
            _stages.Add(steps[i].Kind switch
            {
                StepKind.Start or StepKind.End or StepKind.Transfer => AtLeast(stretched, Row(steps[i])),
                StepKind.Crossing => AtLeast(stretched, Border(steps[i])),
                StepKind.Run => Run(steps[i].Seconds),
                StepKind.Rest when IsStretch(steps[i]) => t => t,
                StepKind.Rest => Fixed(steps[i].Seconds),
                StepKind.Wait => t => t, // drawn with the ride
                StepKind.Ride => Ride(steps[i], i > 0 && steps[i - 1].Kind is StepKind.Wait ? steps[i - 1].Seconds : 0),
                _ => throw new NotSupportedException(steps[i].Kind.ToString()),
            });
        }
    }

    /// <summary>Durations of so many simulated journeys in seconds, sorted.</summary>
    public static double[] Durations(CorridorSnapshot snapshot, PlanRequest request, Itinerary itinerary, int runs)
    {
        var simulation = new MonteCarlo(snapshot, request, itinerary);
        var durations = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var now = (double)simulation._ready;
            foreach (var stage in simulation._stages)
                now = stage(now);
            durations[run] = now - simulation._ready;
        }

        Array.Sort(durations);
        return durations;
    }

    private static bool IsStretch(Step step) =>
        step.Kind is StepKind.Rest && step.Note?.Contains("stretches", StringComparison.Ordinal) == true;

    private static Func<double, double> Fixed(int seconds) => t => t + seconds;

    private static Func<double, double> AtLeast(int seconds, Func<double, double> stop) =>
        seconds == 0 ? stop : t => Math.Max(t + seconds, stop(t));

    private Func<double, double> Row(Step step)
    {
        if (step.Elements.Count == 0 && step.Seconds == 0)
            return t => t; // a start that only costs
        var row = _snapshot.Transfers.Single(t => t.Id == step.Elements[0]);
        var open = Hours(row.Hours, step.FromPlace);
        return t => open(t) + Draw(row.Time);
    }

    private Func<double, double> Border(Step step)
    {
        var crossing = _snapshot.Crossings.Single(c => c.Id == step.Elements[0]);
        var isAToB = crossing.PlaceA == step.FromPlace;
        var a = Hours(crossing.HoursA, crossing.PlaceA);
        var b = Hours(crossing.HoursB, crossing.PlaceB);
        var (near, far) = isAToB ? (a, b) : (b, a);
        var dwell = isAToB ? crossing.DwellAToB : crossing.DwellBToA;
        return t =>
        {
            for (var open = near(t); ; t = far(open), open = near(t))
            {
                if (far(open) <= open)
                    return open + Draw(dwell);
            }
        };
    }

    private Func<double, double> Run(int seconds) => t => t + seconds * _factor;

    // One factor for all running of a leg.
    private Func<double, double> DrawFactor(string mode)
    {
        var spread = FactorOf(mode);
        return t =>
        {
            _factor = LogNormal(1, spread);
            return t;
        };
    }

    private Func<double, double> Ride(Step ride, int waitSeconds)
    {
        var service = _snapshot.Services.Single(s => s.Id == ride.Elements[0]);
        var from = service.Stops.ToList().IndexOf(ride.FromPlace);
        var to = service.Stops.ToList().IndexOf(ride.ToPlace, from);
        if (service.DeparturesPerWeek is not { } perWeek)
            return Timetable(service, from, to, ride, waitSeconds);
        var headway = 7 * 86_400 / perWeek;
        return t =>
        {
            t += service.Wait == WaitModel.Random
                ? -Math.Log(1 - _random.NextDouble()) * headway
                : _random.NextDouble() * headway;
            for (var i = from; i < to; i++)
                t += Draw(service.SectionTimes[i]);
            return t;
        };
    }

    // The departure that is first at the stop of those that can be caught; the ride takes scheduled x f.
    private Func<double, double> Timetable(Service service, int from, int to, Step ride, int waitSeconds)
    {
        var spread = FactorOf(OracleRules.Name(service.Mode));
        var runs = new List<(int Leaves, int Arrives, long? Price)>();
        foreach (var trip in service.Trips.Where(t => t.Times[from].MayBoard && t.Times[to].MayAlight))
        {
            for (var ready = _ready;
                OracleClock.FirstRun(trip, from, ready) is { } day && ready < _ready + Weeks * 604_800;)
            {
                var leaves = day + trip.Times[from].DepartureSeconds;
                runs.Add((leaves, day + trip.Times[to].ArrivalSeconds, trip.PriceMinor));
                ready = leaves + 1;
            }
        }

        var leaves0 = OracleClock.Seconds(NodaTime.Instant.FromDateTimeOffset(ride.Start));
        // Who misses a departure takes the next at the same price; equal rides at two prices are planned at the lower.
        var price = runs.Where(r => r.Leaves == leaves0 && r.Arrives == leaves0 + ride.Seconds)
            .MinBy(r => r.Price ?? service.PriceMinor ?? 0).Price;
        runs = [.. runs.Where(r => r.Price == price).OrderBy(r => r.Arrives)];
        // A driver who lets ferries go by in the plan does so for a pause; then wait and ride last at least that long.
        var isFirst = runs.Find(r => r.Leaves >= leaves0 - waitSeconds).Arrives >= leaves0 + ride.Seconds;
        var stay = isFirst ? 0 : _driver.LongestPauseIn(waitSeconds + ride.Seconds);
        return t =>
        {
            var run = runs.Find(r => r.Leaves >= t && r.Arrives >= t + stay);
            if (run == default)
                return double.PositiveInfinity;
            return run.Leaves + (run.Arrives - run.Leaves) * LogNormal(1, spread);
        };
    }

    private Func<double, double> Hours(OpeningHours? hours, string place)
    {
        var zone = _snapshot.Corridor.GetPlace(place).TimeZone;
        var open = OracleClock.OpenFrom(_ready, hours, zone, Weeks).ToArray();
        var closes = open.Select(o => o.Close).ToArray();
        return t =>
        {
            var index = Array.BinarySearch(closes, (int)Math.Floor(t));
            index = index >= 0 ? index + 1 : ~index;
            return index == closes.Length ? t : Math.Max(t, open[index].Open);
        };
    }

    private double FactorOf(string mode) =>
        _snapshot.Corridor.RunningTimes.FirstOrDefault(r => OracleRules.Name(r.Mode) == mode)?.P90OverMedian ?? 1;

    private double Draw(Spread spread) => LogNormal(spread.MedianSeconds, spread.MedianSeconds > 0
        ? (double)spread.P90Seconds / spread.MedianSeconds
        : 1);

    private double LogNormal(double median, double p90OverMedian)
    {
        // The 90th percentile of a standard normal variable is 1.28155.
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return median * Math.Exp(Math.Log(p90OverMedian) / 1.2815515655446004 * normal);
    }
}
