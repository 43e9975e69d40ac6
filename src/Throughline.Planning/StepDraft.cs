using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>A step while it is being made.</summary>
internal sealed class StepDraft
{
    public required StepKind Kind { get; init; }
    public required string? Mode { get; init; }
    public required int From { get; init; }
    public int To { get; set; }
    public int Start { get; set; }
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
    public List<string> Elements { get; private set; } = [];
    public List<int> Path { get; private set; } = [];
    public List<Price> Prices { get; private set; } = [];
    public List<EmissionLine> Emissions { get; private set; } = [];

    /// <summary>Distances, one for each mode and country in the order in which they come first.</summary>
    public List<DistanceShare> Distances { get; private set; } = [];
    public List<BorderPassage> Borders { get; private set; } = [];

    /// <summary>What itineraries show of the step, once one shows it; from then on it may not change.</summary>
    public StepParts? Parts { get; set; }

    /// <summary>Number of labels of the way that were done when the step was last added to.</summary>
    public int Mark { get; set; }

    /// <summary>A copy that shares all lists; nothing may be added to them.</summary>
    public StepDraft Share() => (StepDraft)MemberwiseClone();

    /// <summary>A copy that can be added to.</summary>
    public StepDraft Copy()
    {
        var copy = Share();
        copy.Parts = null;
        copy.Elements = [.. Elements];
        copy.Path = [.. Path];
        copy.Prices = [.. Prices];
        copy.Emissions = [.. Emissions];
        copy.Distances = [.. Distances];
        copy.Borders = [.. Borders];
        return copy;
    }

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
            Add(Distances, new(mode, "", metres));
            return;
        }

        Add(Distances, new(mode, from, from == to ? metres : metres / 2));
        if (from != to)
            Add(Distances, new(mode, to, metres - metres / 2));
    }

    /// <summary>Adds a distance to the one of the same mode and country, where there is one.</summary>
    public static void Add(List<DistanceShare> distances, DistanceShare share)
    {
        for (var i = 0; i < distances.Count; i++)
        {
            if (distances[i].Mode == share.Mode && distances[i].Country == share.Country)
            {
                distances[i] = distances[i] with { Metres = distances[i].Metres + share.Metres };
                return;
            }
        }

        distances.Add(share);
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

/// <summary>What an itinerary shows of one step; itineraries that have the step in common share it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Costs">Its cost lines.</param>
/// <param name="Emissions">Its CO2e lines.</param>
/// <param name="Borders">Its borders.</param>
/// <param name="Territories">Customs territories of its places, without repetitions in a row.</param>
/// <param name="Name">What it adds to the text that the id of an itinerary is made of, in UTF-8.</param>
internal sealed record StepParts(Step Step, CostLine[] Costs, EmissionLine[] Emissions, BorderPassage[] Borders,
    List<string> Territories, byte[] Name);
