using System.Data.Common;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Assesses movements: what the rules, the draw and the lists say of them, and what holds a release. Officers
/// decide; nothing here does.</summary>
internal sealed class RiskDesk(WriteLane lane, ScreeningLists screening)
{
    private readonly RiskSecrets _secrets = new(lane);

    /// <summary>What a decision brings, before it is written.</summary>
    public async Task<RiskWork> PrepareAsync(DbConnection connection, Administration before, Administration after,
        Decision decision, ProcedureInput input, DateTimeOffset now, CancellationToken cancellation)
    {
        var country = after.Country;
        // Read before anything is screened: a list that changes meanwhile is noticed when it is written.
        var lists = await ScreeningLists.VersionAsync(connection, country, cancellation);
        var assessments = new List<PendingAssessment>();
        var passages = new List<PassageRow>();
        var controls = new List<PendingControl>();
        foreach (var number in decision.Events.OfType<MovementEvent>().Select(e => e.Movement).Distinct())
        {
            var movement = after.Movements[number];
            var earlier = before.Movements.GetValueOrDefault(number);
            var passage = PassageOf(movement, earlier, country, input, now);
            if (passage is not null)
                passages.Add(passage);
            if (ControlOf(movement, earlier, input) is { } control)
                controls.Add(control);
            if (MomentOf(movement, earlier, decision) is not { } moment)
                continue;
            assessments.Add(await AssessAsync(
                connection, country, movement, moment, passage?.MassGrams, now, cancellation));
        }

        return assessments.Count + passages.Count + controls.Count == 0
            ? RiskWork.None
            : new RiskWork(country, assessments, passages, controls, lists);
    }

    /// <summary>Assesses a movement as it stands.</summary>
    public async Task<PendingAssessment> AssessAsync(DbConnection connection, string country, Movement movement,
        string moment, long? weighedGrams, DateTimeOffset now, CancellationToken cancellation)
    {
        var message = MessageOf(movement)!;
        var hits = await screening.ScreenAsync(connection, country, message, cancellation);
        var rules = await RiskRows.RulesAsync(connection, country, RiskSecrets.DayOf(now), cancellation);
        var context = await ContextAsync(
            connection, country, movement, message, hits.Count, weighedGrams, now, cancellation);
        string? day = null;
        int? draw = null;
        if (movement.Mrn is { } mrn && rules.Rules.DrawPerMille > 0)
        {
            var today = RiskSecrets.DayOf(now);
            var secret = await _secrets.GetAsync(connection, country, today, cancellation);
            (day, draw) = (RiskRows.Text(today), RiskDraw.Number(secret, mrn, movement.Office));
        }

        var result = RiskAssessment.Make(rules.Rules, moment, RiskFacts.Read(message, context), draw);
        return new PendingAssessment(
            movement, moment, rules.Version, rules.Rules.DrawPerMille, result, day, draw, hits);
    }

    /// <summary>Why goods may not be released yet: open hits on lists, documents that are asked for and not there. A
    /// sentence, or null.</summary>
    public async Task<string?> FindHoldAsync(DbConnection connection, Administration after, Decision decision,
        RiskWork work, CancellationToken cancellation)
    {
        foreach (var number in decision.Events.OfType<StateEntered>().Where(e => IsRelease(e.State))
            .Select(e => e.Movement).Distinct())
        {
            var movement = after.Movements[number];
            if (movement.Role != ProcedureRole.Departure || movement.Declaration is not { } declaration)
                continue;
            var known = await ScreeningHit.ListAsync(connection, after.Country, number, cancellation);
            var open = known.Where(h => h.IsOpen).Concat(work.Assessments.Where(a => a.Movement.Number == number)
                .SelectMany(a => a.Hits).Where(h => !known.Exists(k => k.IsSame(h)))).ToList();
            if (open.Count > 0)
                return Texts.Server.Get("risk.open-hit", open[0].Name, open[0].List, open[0].ListEntry, open.Count);
            var papers = await CollectedPapers.ListAsync(connection, after.Country, number, cancellation);
            if (GoodsScreen.Run(declaration, papers).FirstOrDefault(f => f.NamedBy is null) is { } goods)
                return goods.Message;
        }

        return null;
    }

    private static bool IsRelease(string state) => state is "Releasing" or "ReleaseAsked" or "Released";

    private static Message? MessageOf(Movement movement) => movement.Declaration
        ?? movement.Messages.GetValueOrDefault("record");

    /// <summary>At acceptance and when the declaration changed after it; when the record is at an office of transit;
    /// when the goods are presented at the destination.</summary>
    private static string? MomentOf(Movement movement, Movement? earlier, Decision decision)
    {
        if (MessageOf(movement) is null)
            return null;
        var has = movement.State != earlier?.State;
        return movement.Role switch
        {
            ProcedureRole.Departure when movement.Mrn is not null && (earlier?.Mrn is null || decision.Events
                .OfType<MessageKept>().Any(e => e.Movement == movement.Number && e.Name == "declaration")) =>
                "acceptance",
            ProcedureRole.Transit when has && (earlier is null || earlier.State is "Start" or "PassageAsked") =>
                "transit",
            ProcedureRole.Destination when has && movement.State is "Presented" or "UnloadingPermitted"
                && earlier?.State is not ("Presented" or "UnloadingPermitted" or "RemarksOpen") => "destination",
            _ => null,
        };
    }

    private async Task<RiskContext> ContextAsync(DbConnection connection, string country, Movement movement,
        Message message, int hits, long? weighedGrams, DateTimeOffset now, CancellationToken cancellation)
    {
        var past = await RiskRows.PastAsync(connection, movement, country, now, cancellation);
        var passages = movement.Mrn is { } mrn
            ? (await RiskRows.PassagesAsync(connection, country, mrn, cancellation))
                .Where(p => p.Office != movement.Office).ToList()
            : [];
        var weighed = weighedGrams ?? (movement.Mrn is not { } number ? null : await connection.FindAsync<long?>(
            "select p.mass_grams from passage p where p.mrn = @1 and p.country = @2 and p.mass_grams is not null "
            + "order by p.id desc limit 1", cancellation, number, country));
        var root = message.Root;
        var route = MovementKeys.RouteOf(message);
        var holder = root.Values("HolderOfTheTransitProcedure/identificationNumber").FirstOrDefault();
        var routes = holder is null || route is null ? 0 : await connection.FindAsync<long>(
            "select count(*) from movement_key r join movement_key p on p.country = r.country and p.number = r.number "
            + "where r.kind = 'route' and r.value = @1 and p.kind = 'party' and p.value = @2 and r.country = @3 "
            + "and r.number <> @4", cancellation, MovementKeys.Normal(route), MovementKeys.Normal(holder), country,
            movement.Number);
        var incidents = movement.Messages.Where(m => m.Key.StartsWith("incident", StringComparison.Ordinal)).ToList();
        var released = passages.FirstOrDefault(p => p.Kind == "released")?.At
            ?? (root.Values("TransitOperation/releaseDate").FirstOrDefault() is { } text
                && RiskSecrets.TryRead(text, out var day)
                ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null);
        return new RiskContext
        {
            Office = movement.Office,
            Past = (kind, value) => past.GetValueOrDefault((kind, MovementKeys.Normal(value))) ?? RiskPast.None,
            RouteMovements = (int)routes,
            HoursSinceRelease = released is { } from ? Hours(now - from) : null,
            HoursSincePassage = passages.Count > 0 ? Hours(now - passages[0].At) : null,
            PreviousOffice = passages.FirstOrDefault()?.Office,
            MeasuredMassKg = weighed / 1000m,
            Incidents = incidents.Count,
            NewSeals = [.. incidents.SelectMany(
                m => m.Value.Root.Values("Consignment/Incident/TransportEquipment/Seal/identifier"))],
            ListHits = hits,
        };
    }

    private static decimal Hours(TimeSpan time) => Math.Round((decimal)time.TotalHours, 2);

    /// <summary>With what a movement was seen when it was released, passed or arrived.</summary>
    private static PassageRow? PassageOf(
        Movement movement, Movement? earlier, string country, ProcedureInput input, DateTimeOffset now)
    {
        if (movement.State == earlier?.State || movement.Mrn is not { } mrn || MessageOf(movement) is not { } message)
            return null;
        var kind = (movement.Role, movement.State) switch
        {
            (ProcedureRole.Departure, "Released") => "released",
            (ProcedureRole.Transit, "Passed") => "passed",
            (ProcedureRole.Destination, "Presented" or "UnloadingPermitted")
                when earlier?.State is "ArrivalExpected" or "ArrivalAsked" => "arrived",
            _ => null,
        };
        if (kind is null)
            return null;
        var details = (input as OfficerInput)?.Details;
        return PassageOf(message, mrn, country, movement.Number, movement.Office, kind, now, details);
    }

    /// <summary>What an office saw: what the officer gave, or what is declared.</summary>
    private static PassageRow PassageOf(Message message, string mrn, string country, int number, string office,
        string kind, DateTimeOffset now, IReadOnlyDictionary<string, string>? details)
    {
        var root = message.Root;
        IReadOnlyList<string> Or(string name, string path) =>
            details?.GetValueOrDefault(name)?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .Select(MovementKeys.Normal).ToList()
            ?? [.. root.Values(path).Select(MovementKeys.Normal).Distinct(StringComparer.Ordinal)];
        var mass = details?.GetValueOrDefault("massKg");
        return new PassageRow(mrn, country, number, office, kind, now,
            Or("vehicles", "Consignment/DepartureTransportMeans/identificationNumber"),
            Or("containers", "Consignment/TransportEquipment/containerIdentificationNumber"),
            Or("seals", "Consignment/TransportEquipment/Seal/identifier"),
            decimal.TryParse(mass, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kg)
                && kg is >= 0 and < 1_000_000_000 ? (long)(kg * 1000) : null);
    }

    /// <summary>What a control found, when the officer decides behind one.</summary>
    private static PendingControl? ControlOf(Movement movement, Movement? earlier, ProcedureInput input)
    {
        if (input is not OfficerInput { Action: var action } officer || earlier is null)
            return null;
        var wasControlled = movement.Role switch
        {
            ProcedureRole.Departure => earlier.State == "UnderControl",
            ProcedureRole.Destination => earlier.Find("controlled") is not null,
            _ => false,
        };
        bool? found = action switch
        {
            _ when !wasControlled => null,
            "release" when earlier.State != "RemarksOpen" => false,
            "release" or "refuse" or "minor-discrepancies" or "major-discrepancies" => true,
            _ => null,
        };
        return found is { } is_
            ? new PendingControl(movement.Number, officer.By.Account, is_, action)
            : null;
    }
}
