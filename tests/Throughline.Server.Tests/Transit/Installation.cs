using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>A transit service over a database of its own, with a clock that is set by hand, and a trader.</summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string Trader = "AZ1234567890";
    private readonly TestDatabase _place;
    private int _sent;

    private Installation(TestDatabase place, Database database, TransitSettings settings)
    {
        _place = place;
        Database = database;
        Lane = new WriteLane(database, Time);
        Service = new TransitService(database, Lane, Time, settings, NullLogger<TransitService>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));

    public Database Database { get; }

    public WriteLane Lane { get; }

    public TransitService Service { get; private set; }

    public static async Task<Installation> MakeAsync(
        Kind kind, Postgres postgres, TransitSettings? settings = null)
    {
        var place = await TestDatabase.MakeAsync(kind, postgres);
        var at = new Installation(place, await Database.OpenAsync(place.Address), settings ?? new TransitSettings());
        await at.RegisterAsync(GrnOf(at.Declare("-")), ceiling: 1_000_000_000);
        return at;
    }

    /// <summary>The guarantee that a declaration names.</summary>
    public static string GrnOf(Message declaration) =>
        declaration.Root.Values("Guarantee/GuaranteeReference/GRN").First();

    /// <summary>A guarantee of the trader, accepted by an officer.</summary>
    public async Task RegisterAsync(string grn, long ceiling, string type = "1", string accessCode = "CODE")
    {
        var desk = new GuaranteeDesk(Lane);
        var row = new GuaranteeRow(grn, grn[2..4], type, Trader, "AZ9999999999", "EUR", GuaranteeRow.Offered,
            new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31),
            new GuaranteeTerms([accessCode], 100, [], false, null, null, [], 80), 0, ceiling, 0, 0);
        Assert.True(await desk.OfferAsync(row, new Actor("guarantor", "Guarantor")));
        Assert.True(await desk.SetStateAsync(
            row, GuaranteeRow.Offered, GuaranteeRow.InForce, new Actor("officer", "Officer"), "test"));
    }

    public async Task<GuaranteeRow> GetGuaranteeAsync(string grn)
    {
        await using var connection = await Database.ConnectAsync();
        return (await connection.ListAsync($"select {GuaranteeRow.Columns} from guarantee g where g.grn = @1",
            GuaranteeRow.Read, CancellationToken.None, grn))[0];
    }

    /// <summary>A declaration from Baku through Armenia to Nakhchivan.</summary>
    public Message Declare(string lrn, Func<SkeletonRequest, SkeletonRequest>? change = null)
    {
        var request = new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = Time.GetUtcNow().UtcDateTime.AddHours(4),
        };
        var message = DeclarationSkeleton.Make(change is null ? request : change(request));
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        return Address(message, "AZ");
    }

    /// <summary>Fills who sends and gets a message, and its identification.</summary>
    public Message Address(Message message, string country)
    {
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA." + country;
        message.Root["preparationDateAndTime"] = Time.GetUtcNow().UtcDateTime.AddHours(4)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        message.Root["messageIdentification"] = FormattableString.Invariant($"T{++_sent:000000}");
        return message;
    }

    public async Task<Receipt> SendAsync(Message message)
    {
        var body = Bodies.Write(message);
        return (await TakeAsync(body)).Receipt;
    }

    public async Task<(Receipt Receipt, bool IsRepeat)> TakeAsync(byte[] body)
    {
        using var stream = new MemoryStream(body);
        var read = MessageReader.Read(stream);
        return await Service.TakeAsync(read.Message!.Root["messageRecipient"]![^2..], read, body,
            new Actor("trader", "trader"), CancellationToken.None);
    }

    /// <summary>An officer looks at a movement and decides.</summary>
    public async Task ActAsync(
        string country, ProcedureRole role, string reference, string action, string? office = null)
    {
        var seen = (await ListMovementsAsync()).LastOrDefault(m => m.Country == country && m.Role == role
            && (m.Mrn == reference || m.Lrn == reference) && (office is null || m.Office == office))?.Version;
        var outcome = await DecideAsync(country, role, reference, action, office, seen);
        Assert.Null(outcome.Refusal);
        Assert.Null(outcome.Newer);
    }

    public Task<TransitOutcome> DecideAsync(
        string country, ProcedureRole role, string reference, string action, string? office, long? seen) =>
        Service.ActAsync(new OfficerDecision(country, role, office, reference, action, "test",
            new Dictionary<string, string>(), seen), new Actor("officer", "officer"), CancellationToken.None);

    public async Task<List<(string Code, string Recipient)>> ListSentAsync()
    {
        await using var connection = await Database.ConnectAsync();
        return await connection.ListAsync("select code, recipient from outbox order by id",
            r => (r.GetString(0), r.GetString(1)), CancellationToken.None);
    }

    public async Task<List<MovementRow>> ListMovementsAsync()
    {
        await using var connection = await Database.ConnectAsync();
        return await connection.ListAsync(
            $"select {MovementRows.Columns} from movement m order by m.country, m.number", MovementRows.Read,
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Service.Dispose();
        await Lane.DisposeAsync();
        await Database.DisposeAsync();
        await _place.DisposeAsync();
    }
}
