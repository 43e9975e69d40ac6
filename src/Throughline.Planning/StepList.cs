using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>A step while it is being made.</summary>
internal sealed class StepDraft
{
    public required StepKind Kind { get; init; }
    public required string? Mode { get; init; }
    public required int From { get; init; }
    public int To { get; set; }
    public required int Start { get; init; }
    public int End { get; set; }
    public int Closed { get; set; }
    public int Moving { get; set; }
    public int Waiting { get; set; }
    public int Border { get; set; }
    public int Handling { get; set; }
    public int Rest { get; set; }
    public long Distance { get; set; }
    public long Co2e { get; set; }
    public int Handlings { get; set; }
    public int? Median { get; set; }
    public int? P90 { get; set; }
    public Formality? Formality { get; set; }
    public bool IsEstimate { get; set; }
    public string? Source { get; set; }
    public string? Note { get; set; }
    public List<string> Elements { get; } = [];
    public List<int> Path { get; } = [];
    public List<Price> Prices { get; } = [];
    public List<EmissionLine> Emissions { get; } = [];
    public List<DistanceShare> Distances { get; } = [];
    public List<BorderPassage> Borders { get; } = [];

    /// <summary>Adds a price, to the line of the same price where there is one.</summary>
    public void Pay(Price price)
    {
        for (var i = 0; i < Prices.Count; i++)
        {
            if (Prices[i].Label == price.Label && Prices[i].Source == price.Source
                && Prices[i].IsEstimate == price.IsEstimate)
            {
                Prices[i] = Prices[i] with { AmountMinor = Prices[i].AmountMinor + price.AmountMinor };
                return;
            }
        }

        Prices.Add(price);
    }

    /// <summary>Adds CO2e of a distance.</summary>
    public void Emit(EmissionFactor? factor, string mode, long metres, long grams)
    {
        Co2e += grams;
        for (var i = 0; i < Emissions.Count; i++)
        {
            if (Emissions[i].Mode == mode && Emissions[i].GramsPerTonneKm == (factor?.GramsPerTonneKm ?? 0))
            {
                Emissions[i] = Emissions[i] with
                {
                    DistanceMetres = Emissions[i].DistanceMetres + metres,
                    Co2eGrams = Emissions[i].Co2eGrams + grams,
                };
                return;
            }
        }

        Emissions.Add(new(0, mode, metres, factor?.GramsPerTonneKm ?? 0, grams, factor?.Source ?? "no factor known"));
    }

    /// <summary>Adds a distance, half to each country at a border; sea and air belong to no country.</summary>
    public void AddDistance(string mode, string from, string to, long metres)
    {
        if (mode is "sea" or "ferry" or "air")
        {
            Distances.Add(new(mode, "", metres));
            return;
        }

        Distances.Add(new(mode, from, from == to ? metres : metres / 2));
        if (from != to)
            Distances.Add(new(mode, to, metres - metres / 2));
    }

    /// <summary>States the spread of the step's time and where it comes from.</summary>
    public void Describe(Spread spread, string source, string? basis)
    {
        Median = spread.MedianSeconds;
        P90 = spread.P90Seconds;
        Source = source;
        IsEstimate = basis?.Contains("estimate", StringComparison.OrdinalIgnoreCase) == true;
    }
}

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

    /// <summary>Begins a step.</summary>
    public StepDraft Open(StepKind kind, int from, int to, string? mode, int start)
    {
        var step = new StepDraft { Kind = kind, Mode = mode, From = from, To = to, Start = start, End = start };
        step.Path.Add(from);
        _steps.Add(step);
        return step;
    }

    /// <summary>Goes on with the last step when it is of the same kind and mode, else begins one.</summary>
    public StepDraft Continue(StepKind kind, int from, int to, string mode, int start)
    {
        if (_steps.Count > 0 && Current.Kind == kind && Current.Mode == mode && Current.End == start
            && Current.To == from
            && Current.Elements.Count > 0)
        {
            Current.To = to;
            return Current;
        }

        return Open(kind, from, to, mode, start);
    }

    /// <summary>Ends the last step.</summary>
    public void Close(int end) => Current.End = end;

    /// <summary>Makes the itinerary.</summary>
    public Itinerary ToItinerary(int ready, int departure, ReliabilityEvaluator.Outcome outcome)
    {
        var origin = Clock(_steps[0].From);
        var goal = Clock(_steps[^1].To);
        var arrival = _steps[^1].End;
        return new Itinerary
        {
            Id = ItineraryBuilder.IdOf(
                _steps.SelectMany(s => s.Elements.Prepend($"{s.Kind} {s.From} {s.To} {s.Rest}"))),
            Ready = origin.ToLocal(ready),
            Departure = origin.ToLocal(departure),
            Arrival = goal.ToLocal(arrival),
            DurationSeconds = arrival - ready,
            CostMinor = _steps.Sum(s => s.Prices.Sum(p => p.AmountMinor)),
            Co2eGrams = _steps.Sum(s => s.Co2e),
            Handlings = _steps.Sum(s => s.Handlings),
            Time = new(_steps.Sum(s => s.Moving), _steps.Sum(s => s.Waiting + s.Closed), _steps.Sum(s => s.Border),
                _steps.Sum(s => s.Handling), _steps.Sum(s => s.Rest)),
            Reliability = MakeReliability(ready, goal, outcome),
            Steps = [.. _steps.Select(MakeStep)],
            Costs = [.. _steps.SelectMany((s, i) =>
                s.Prices.Select(p => new CostLine(i, p.Label, p.AmountMinor, p.Source, p.IsEstimate)))],
            Emissions = [.. _steps.SelectMany((s, i) => s.Emissions.Select(e => e with { Step = i }))],
            Distances = [.. _steps.SelectMany(s => s.Distances).GroupBy(d => (d.Mode, d.Country))
                .Select(g => new DistanceShare(g.Key.Mode, g.Key.Country, g.Sum(d => d.Metres)))],
            CustomsTerritories = Territories(),
            Borders = [.. _steps.SelectMany((s, i) => s.Borders.Select(b => b with { Step = i }))],
            Summary = Summarise(),
        };
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

    private List<string> Territories()
    {
        var list = new List<string>();
        foreach (var place in _steps.SelectMany(s => s.Path))
        {
            var territory = CustomsTerritory.Of(snapshot.Corridor.Places[place].Country);
            if (list.Count == 0 || list[^1] != territory)
                list.Add(territory);
        }

        return list;
    }

    private string Summarise()
    {
        var parts = new List<string>();
        StepDraft? open = null;
        var end = 0;
        foreach (var step in _steps)
        {
            if (step.Kind is not (StepKind.Run or StepKind.Ride))
                continue;
            // A driver who rests between two places goes on from a place of the same leg, perhaps another one.
            if (open is not null && open.Kind == StepKind.Run && step.Kind == StepKind.Run && open.Mode == step.Mode
                && !ChangesBetween(open, step))
            {
                end = step.To;
                continue;
            }

            if (open is not null)
                parts.Add(Part(open, end));
            open = step;
            end = step.To;
        }

        if (open is not null)
            parts.Add(Part(open, end));
        return string.Join(", ", parts);
    }

    private bool ChangesBetween(StepDraft open, StepDraft step)
    {
        for (var i = _steps.IndexOf(open); i < _steps.IndexOf(step); i++)
        {
            if (_steps[i].Kind == StepKind.Transfer)
                return true;
        }

        return false;
    }

    private string Part(StepDraft open, int end) =>
        $"{open.Mode} {snapshot.Corridor.Places[open.From].Name} – {snapshot.Corridor.Places[end].Name}";
}
