using Microsoft.Extensions.Logging.Abstractions;
using Throughline.Server.Tests.Storage;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Delivery;

/// <summary>An installation whose trader has an organisation, a receiver, and nodes that deliver.</summary>
internal sealed class Post : IAsyncDisposable
{
    private readonly List<WebhookSender> _senders = [];

    private Post(Installation at, Receiver receiver, WebhookSettings settings)
    {
        At = at;
        Receiver = receiver;
        Settings = settings;
        Webhooks = new Webhooks(at.Database, at.Lane, settings);
        Courier = MakeCourier(at.Lane);
    }

    public Installation At { get; }

    public Receiver Receiver { get; }

    public WebhookSettings Settings { get; }

    public Webhooks Webhooks { get; }

    public Courier Courier { get; }

    public static Caller Trader { get; } =
        new("a-1", Role.Trader, "o-1", OrganisationKind.Trader, "AZ", Installation.Trader, []);

    public static async Task<Post> OpenAsync(Kind kind, Postgres postgres)
    {
        var at = await Installation.MakeAsync(kind, postgres);
        await at.Lane.RunAsync(async w =>
        {
            await Organisations.InsertAsync(w, Trader.Organisation, Trader.Kind, "AZ", "Trader A", Installation.Trader);
            return await w.ExecuteAsync("insert into account (id, organisation, role, login, name, offices, "
                + "created_at) values (@1, @2, 'Trader', 'trader-a', 'Trader A', '', 0)", Trader.Account,
                Trader.Organisation);
        });
        return new Post(at, await Receiver.StartAsync(), new WebhookSettings { Reach = WebhookReach.Loopback });
    }

    /// <summary>One more node.</summary>
    public Courier MakeCourier(WriteLane lane)
    {
        var sender = new WebhookSender(Settings, At.Time);
        _senders.Add(sender);
        return new Courier(At.Database, lane, At.Time, Settings, sender, NullLogger<Courier>.Instance);
    }

    public Task<WebhookRow> RegisterAsync() => Webhooks.CreateAsync(Trader, new NewWebhookBody(Receiver.Url));

    /// <summary>Delivers until nothing is due.</summary>
    public async Task DeliverAsync(Courier? courier = null)
    {
        var node = courier ?? Courier;
        while (await node.StartAsync(CancellationToken.None) > 0)
            await node.WaitAsync();
    }

    public async Task<IReadOnlyList<DeliveryView>> ListAsync(WebhookRow webhook) =>
        (await Webhooks.ListDeliveriesAsync(Trader, webhook.Id, null, long.MaxValue, CancellationToken.None))
            .Deliveries;

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in _senders)
            sender.Dispose();
        await Receiver.DisposeAsync();
        await At.DisposeAsync();
    }
}
