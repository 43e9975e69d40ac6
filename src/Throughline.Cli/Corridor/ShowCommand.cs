using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Throughline.Corridor;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>What is in a corridor, counted.</summary>
internal sealed record CorridorOverview(
    string Name, string Version, string Scenario, string SnapshotVersion, IReadOnlyList<OverviewRow> Rows);

/// <summary>One count: how many there are, and how many take part in the scenario.</summary>
internal sealed record OverviewRow(string What, string Kind, int All, int Active);

/// <summary>throughline corridor show.</summary>
internal static class ShowCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var scenario = new ScenarioOptions();
        var what = new Argument<string?>("id")
        {
            Description = T("show.id"),
            HelpName = T("value.id"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("show", T("show.description")) { what };
        scenario.AddTo(command);
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            var corridor = globals.Load(parsed);
            var snapshot = CorridorSnapshot.Build(corridor, scenario.Read(parsed, corridor));
            var json = parsed.GetValue(globals.Json);
            if (parsed.GetValue(what) is { } id)
                ElementPrinter.Write(output, snapshot, id, json);
            else if (json)
                output.Json(Count(snapshot), CliJson.Wire.CorridorOverview);
            else
                Write(output, snapshot);
            return Task.FromResult(ExitCodes.Ok);
        }));
        return command;
    }

    private static CorridorOverview Count(CorridorSnapshot snapshot)
    {
        var c = snapshot.Corridor;
        var rows = new List<OverviewRow>();
        rows.AddRange(c.Places.GroupBy(p => p.Kind).OrderBy(g => g.Key)
            .Select(g => new OverviewRow("places", CorridorWords.Of(g.Key), g.Count(), g.Count())));
        rows.AddRange(ByMode("links", c.Links, snapshot.Links, l => l.Mode));
        rows.AddRange(ByMode("crossings", c.Crossings, snapshot.Crossings, x => x.Mode));
        rows.AddRange(ByMode("services", c.Services, snapshot.Services, s => s.Mode));
        rows.Add(new OverviewRow("transfers", "", c.Transfers.Count, snapshot.Transfers.Count));
        rows.Add(new OverviewRow("restrictions", "", c.Restrictions.Count, snapshot.Restrictions.Count));
        return new CorridorOverview(c.Name, c.Version, snapshot.Scenario.Name, snapshot.Version, rows);
    }

    private static IEnumerable<OverviewRow> ByMode<T>(
        string what, IReadOnlyList<T> all, IReadOnlyList<T> active, Func<T, TransportMode> mode) =>
        all.GroupBy(mode).OrderBy(g => g.Key)
            .Select(g =>
                new OverviewRow(what, CorridorWords.Of(g.Key), g.Count(), active.Count(a => mode(a) == g.Key)));

    private static void Write(CliOutput output, CorridorSnapshot snapshot)
    {
        var overview = Count(snapshot);
        output.Line(T("show.head", overview.Name, overview.Version[..12], overview.Scenario), "bold");
        var sheet = new Sheet().Text(T("col.what")).Text(T("col.kind")).Number(T("col.all")).Number(T("col.active"));
        foreach (var row in overview.Rows)
            sheet.Row(row.What, row.Kind, Number(row.All), Number(row.Active));
        sheet.WriteTo(output);
        var scenarios = new Sheet().Text(T("col.scenario")).Number(T("col.year")).Text(T("col.meaning"));
        foreach (var s in snapshot.Corridor.Scenarios)
            scenarios.Row(s.Id, Number(s.Year), s.Description);
        output.Line();
        scenarios.WriteTo(output);
        var switches = new Sheet().Text(T("col.switch")).Text(T("col.meaning"));
        foreach (var s in snapshot.Corridor.Switches)
            switches.Row(s.Id, s.Description);
        output.Line();
        switches.WriteTo(output);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Writes all that is known of one place, link, crossing or service.</summary>
internal static class ElementPrinter
{
    /// <summary>Writes the element of this id, or the place of this name.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static void Write(CliOutput output, CorridorSnapshot snapshot, string id, bool json)
    {
        var view = CorridorViews.Of(snapshot);
        if (view.Links.FirstOrDefault(l => l.Id == id) is { } link)
            Write(output, link, WireJson.Answers.LinkView, json);
        else if (view.Crossings.FirstOrDefault(c => c.Id == id) is { } crossing)
            Write(output, crossing, WireJson.Answers.CrossingView, json);
        else if (view.Services.FirstOrDefault(s => s.Id == id) is { } service)
            Write(output, service, WireJson.Answers.ServiceView, json);
        else
            WritePlace(output, snapshot.Corridor, view, id, json);
    }

    private static void WritePlace(
        CliOutput output, CorridorModel corridor, CorridorView view, string text, bool json)
    {
        var errors = new List<FieldError>();
        var places = new PlaceResolution(corridor, new PlaceIndex(corridor));
        var id = places.Find(text, "/id", errors) ?? throw ProblemException.Unprocessable(errors);
        Write(output, view.Places.First(p => p.Id == id), WireJson.Answers.PlaceView, json);
        if (json)
            return;
        var sheet = new Sheet().Text(T("col.kind")).Text(T("col.id")).Text(T("col.other-end")).Text(T("col.status"))
            .Text(T("col.takes-part"));
        foreach (var l in view.Links.Where(l => l.From == id || l.To == id))
            sheet.Row("link " + l.Mode, l.Id, l.From == id ? l.To : l.From, l.Status, YesNo(l.Active));
        foreach (var c in view.Crossings.Where(c => c.PlaceA == id || c.PlaceB == id))
            sheet.Row("crossing " + c.Mode, c.Id, c.PlaceA == id ? c.PlaceB : c.PlaceA, c.Status, YesNo(c.Active));
        foreach (var s in view.Services.Where(s => s.Stops.Contains(id)))
            sheet.Row("service " + s.Mode, s.Id, string.Join(" – ", s.Stops), s.Status, YesNo(s.Active));
        output.Line();
        sheet.WriteTo(output);
    }

    // The JSON of the interface is also the list of what is known, so the fields are taken from it.
    private static void Write<TView>(CliOutput output, TView value, JsonTypeInfo<TView> type, bool json)
    {
        if (json)
        {
            output.Json(value, type);
            return;
        }

        var sheet = new Sheet().Text(T("col.field")).Text(T("col.value"));
        using var document = JsonSerializer.SerializeToDocument(value, type);
        foreach (var property in document.RootElement.EnumerateObject())
            sheet.Row(property.Name, Show(property.Value));
        sheet.WriteTo(output);
    }

    private static string Show(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => T("unknown"),
        JsonValueKind.Array => string.Join("; ", element.EnumerateArray().Select(Show)),
        JsonValueKind.Object => string.Join(
            ", ", element.EnumerateObject().Select(p => $"{p.Name} {Show(p.Value)}")),
        _ => element.ToString(),
    };

    private static string YesNo(bool value) => T(value ? "yes" : "no");
}
