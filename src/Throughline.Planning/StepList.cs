using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>The steps of one itinerary in the making.</summary>
internal sealed class StepList(CorridorSnapshot snapshot)
{
    private readonly List<StepDraft> _steps = [];

    /// <summary>Number of steps.</summary>
    public int Count => _steps.Count;

    /// <summary>Index of the step being made.</summary>
    public int Index => _steps.Count - 1;

    /// <summary>The step being made.</summary>
    public StepDraft Current => _steps[^1];

    /// <summary>Id of the place where a step begins.</summary>
    public string PlaceOf(StepDraft step) => snapshot.Corridor.Places[step.From].Id;

    /// <summary>Number of labels of the way that are done; steps remember it.</summary>
    public int Mark { get; set; }

    /// <summary>Number of labels that were done when a step was last added to.</summary>
    public int MarkOf(int step) => _steps[step].Mark;

    /// <summary>Forgets all steps but the first ones.</summary>
    /// <param name="count">How many are left.</param>
    /// <param name="mark">Number of labels of the way that are done.</param>
    public void Cut(int count, int mark)
    {
        _steps.RemoveRange(count, _steps.Count - count);
        Mark = mark;
    }

    /// <summary>Begins a step.</summary>
    public StepDraft Open(StepKind kind, int from, int to, string? mode, int start)
    {
        var step = new StepDraft
        {
            Kind = kind,
            Mode = mode,
            From = from,
            To = to,
            Start = start,
            End = start,
            Mark = Mark,
        };
        step.Path.Add(from);
        _steps.Add(step);
        return step;
    }

    /// <summary>Begins a step like another one, whose lists it shares.</summary>
    public StepDraft Open(StepDraft like, int start)
    {
        var step = like.Share();
        step.Start = step.End = start;
        step.Mark = Mark;
        _steps.Add(step);
        return step;
    }

    /// <summary>Goes on with the last step when it is of the same kind and mode, else begins one.</summary>
    public StepDraft Continue(StepKind kind, int from, int to, string mode, int start)
    {
        if (_steps.Count == 0 || Current.Kind != kind || Current.Mode != mode || Current.End != start
            || Current.To != from || Current.Elements.Count == 0)
            return Open(kind, from, to, mode, start);
        if (Current.Parts is not null)
            _steps[^1] = Current.Copy();
        Current.To = to;
        Current.Mark = Mark;
        return Current;
    }

    /// <summary>Ends the last step.</summary>
    public void Close(int end) => Current.End = end;

    /// <summary>Metres of all steps.</summary>
    public long SumMetres()
    {
        var metres = 0L;
        foreach (var step in _steps)
        {
            foreach (var share in step.Distances)
                metres += share.Metres;
        }

        return metres;
    }

    /// <summary>Makes the itinerary.</summary>
    public Itinerary ToItinerary(int ready, int departure, ReliabilityEvaluator.Outcome outcome)
    {
        var origin = Clock(_steps[0].From);
        var goal = Clock(_steps[^1].To);
        var arrival = _steps[^1].End;
        var sums = new Sums(_steps.Count);
        for (var i = 0; i < _steps.Count; i++)
            sums.Add(_steps[i], _steps[i].Parts ??= MakeParts(_steps[i], i));
        return new Itinerary
        {
            Id = ItineraryBuilder.IdOf(CollectionsMarshal.AsSpan(sums.Name)[1..]),
            Ready = origin.ToLocal(ready),
            Departure = origin.ToLocal(departure),
            Arrival = goal.ToLocal(arrival),
            DurationSeconds = arrival - ready,
            CostMinor = sums.Cost,
            Co2eGrams = sums.Co2e,
            Handlings = sums.Handlings,
            Time = sums.Time,
            Reliability = MakeReliability(ready, goal, outcome),
            Steps = sums.Steps,
            Costs = sums.Costs,
            Emissions = sums.Emissions,
            Distances = sums.Distances,
            CustomsTerritories = sums.Territories,
            Borders = sums.Borders,
            Summary = Summarise(),
        };
    }

    private StepParts MakeParts(StepDraft s, int index)
    {
        var territories = new List<string>();
        foreach (var place in s.Path)
            Sums.Enter(territories, CustomsTerritory.Of(snapshot.Corridor.Places[place].Country));
        var name = new StringBuilder();
        name.Append(CultureInfo.InvariantCulture, $"|{s.Kind} {s.From} {s.To} {s.Rest}");
        foreach (var element in s.Elements)
            name.Append('|').Append(element);
        return new(MakeStep(s),
            [.. s.Prices.Select(p => new CostLine(index, p.Label, p.AmountMinor, p.Source, p.IsEstimate))],
            [.. s.Emissions.Select(e => e with { Step = index })], [.. s.Borders.Select(b => b with { Step = index })],
            territories, Encoding.UTF8.GetBytes(name.ToString()));
    }

    private Step MakeStep(StepDraft s)
    {
        var places = snapshot.Corridor.Places;
        return new Step
        {
            Kind = s.Kind,
            Mode = s.Mode,
            FromPlace = places[s.From].Id,
            FromName = places[s.From].Name,
            ToPlace = places[s.To].Id,
            ToName = places[s.To].Name,
            Start = Clock(s.From).ToLocal(s.Start),
            End = Clock(s.To).ToLocal(s.End),
            Seconds = s.End - s.Start,
            ClosedSeconds = s.Closed,
            DistanceMetres = s.Distance,
            CostMinor = s.Prices.Sum(p => p.AmountMinor),
            Co2eGrams = s.Co2e,
            Handlings = s.Handlings,
            Elements = s.Elements,
            Path = [.. s.Path.Select(p => places[p].Id)],
            MedianSeconds = s.Median,
            P90Seconds = s.P90,
            Formality = s.Formality is { } formality ? Formalities.Code(formality) : null,
            IsEstimate = s.IsEstimate,
            Source = s.Source,
            Note = s.Note,
        };
    }

    private Reliability MakeReliability(int ready, ZoneClock goal, ReliabilityEvaluator.Outcome outcome)
    {
        string? reason = null;
        if (outcome.WeakestStep is { } step)
        {
            var at = _steps[step];
            var name = snapshot.Corridor.Places[at.From].Name;
            var what = at.Kind switch
            {
                StepKind.Crossing => $"the border at {name}",
                StepKind.Wait => $"waiting for the {at.Mode} service at {name}",
                StepKind.Ride => $"the {at.Mode} service from {name}",
                StepKind.Run => $"running by {at.Mode} from {name}",
                StepKind.Start => $"loading at {name}",
                StepKind.End => $"unloading at {name}",
                _ => $"the change of vehicle at {name}",
            };
            reason = FormattableString.Invariant($"{outcome.WeakestShare:P0} of the variance comes from {what}.");
        }

        return new Reliability
        {
            P10 = goal.ToLocal(ready + outcome.P10),
            P50 = goal.ToLocal(ready + outcome.P50),
            P90 = goal.ToLocal(ready + outcome.P90),
            P10Seconds = outcome.P10,
            P50Seconds = outcome.P50,
            P90Seconds = outcome.P90,
            MeanSeconds = outcome.Mean,
            OnTime = outcome.OnTime,
            WeakestStep = outcome.WeakestStep,
            WeakestReason = reason,
        };
    }

    private ZoneClock Clock(int place) => ZoneClocks.Get(snapshot.Corridor.Places[place].TimeZone);

    /// <summary>Modes and turning points in one line.</summary>
    public string Summarise()
    {
        var text = new StringBuilder();
        StepDraft? open = null;
        var end = 0;
        var changes = false;
        foreach (var step in _steps)
        {
            changes |= step.Kind == StepKind.Transfer;
            if (step.Kind is not (StepKind.Run or StepKind.Ride))
                continue;
            // A driver who rests between two places goes on from a place of the same leg, perhaps another one.
            if (open is null || open.Kind != StepKind.Run || step.Kind != StepKind.Run || open.Mode != step.Mode
                || changes)
            {
                AddPart(text, open, end);
                open = step;
                changes = false;
            }

            end = step.To;
        }

        AddPart(text, open, end);
        return text.ToString();
    }

    private void AddPart(StringBuilder text, StepDraft? open, int end)
    {
        if (open is null)
            return;
        text.Append(text.Length > 0 ? ", " : "").Append(open.Mode).Append(' ')
            .Append(snapshot.Corridor.Places[open.From].Name).Append(" – ")
            .Append(snapshot.Corridor.Places[end].Name);
    }

    /// <summary>What the parts of the steps come to.</summary>
    private sealed class Sums(int steps)
    {
        public List<byte> Name { get; } = [];
        public List<Step> Steps { get; } = new(steps);
        public List<CostLine> Costs { get; } = new(steps);
        public List<EmissionLine> Emissions { get; } = new(steps);
        public List<BorderPassage> Borders { get; } = [];
        public List<DistanceShare> Distances { get; } = [];
        public List<string> Territories { get; } = [];
        public long Cost { get; private set; }
        public long Co2e { get; private set; }
        public int Handlings { get; private set; }
        public TimeSplit Time { get; private set; }

        public void Add(StepDraft step, StepParts parts)
        {
            Name.AddRange(parts.Name);
            Steps.Add(parts.Step);
            Costs.AddRange(parts.Costs);
            Emissions.AddRange(parts.Emissions);
            Borders.AddRange(parts.Borders);
            foreach (var share in step.Distances)
                StepDraft.Add(Distances, share);
            foreach (var territory in parts.Territories)
                Enter(Territories, territory);
            Cost += parts.Step.CostMinor;
            Co2e += step.Co2e;
            Handlings += step.Handlings;
            Time = new(Time.MovingSeconds + step.Moving, Time.WaitingSeconds + step.Waiting + step.Closed,
                Time.BorderSeconds + step.Border, Time.HandlingSeconds + step.Handling, Time.RestSeconds + step.Rest);
        }

        public static void Enter(List<string> territories, string territory)
        {
            if (territories.Count == 0 || territories[^1] != territory)
                territories.Add(territory);
        }
    }
}
