using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Delivery;

/// <summary>What is told to webhooks: at least once, in order within a movement, signed, for days.</summary>
public sealed class WebhookTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_message_is_told_once_and_signed(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        var webhook = await post.RegisterAsync();
        await post.At.SendAsync(post.At.Declare("LRN1"));
        await post.DeliverAsync();
        await post.DeliverAsync();
        var got = Assert.Single(post.Receiver.All);
        Assert.True(got.IsSignedWith(webhook.Secret));
        Assert.False(got.IsSignedWith(WebhookSecret.Make()));
        Assert.Equal(post.At.Time.GetUtcNow().ToUnixTimeSeconds(), got.Timestamp);
        Assert.Equal("message.sent", got.Json.GetProperty("type").GetString());
        var message = got.Json.GetProperty("data").GetProperty("message");
        Assert.Equal("CC928C", message.GetProperty("code").GetString());
        Assert.Equal($"msg_{message.GetProperty("id").GetInt64()}", got.Id);
        var log = Assert.Single(await post.ListAsync(webhook));
        Assert.Equal(("delivered", 1, 204), (log.State, log.Attempts, log.Status));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_failed_one_comes_again_later_and_later_under_the_same_identification(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        var webhook = await post.RegisterAsync();
        post.Receiver.Answer = (_, _) => post.Receiver.All.Count < 4 ? 503 : 200;
        await post.At.SendAsync(post.At.Declare("LRN1"));
        for (var i = 0; i < 3; i++)
        {
            await post.DeliverAsync();
            Assert.Equal(i + 1, post.Receiver.All.Count);
            var log = Assert.Single(await post.ListAsync(webhook));
            var wait = log.NextAt!.Value - post.At.Time.GetUtcNow();
            Assert.InRange(wait, post.Settings.Waits[i], post.Settings.Waits[i] * 1.2);
            post.At.Time.Advance(wait - TimeSpan.FromMilliseconds(1));
            await post.DeliverAsync();
            Assert.Equal(i + 1, post.Receiver.All.Count);
            post.At.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await post.DeliverAsync();
        Assert.Single(post.Receiver.All.Select(g => g.Id).Distinct());
        var done = await post.Webhooks.GetDeliveryAsync(Post.Trader, webhook.Id,
            (await post.ListAsync(webhook))[0].Id, TestContext.Current.CancellationToken);
        Assert.Equal([503, 503, 503, 200], done.Tries.Select(t => t.Status));
        Assert.Equal("delivered", done.Delivery.State);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_receiver_that_asks_for_rest_gets_it(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        var webhook = await post.RegisterAsync();
        post.Receiver.Answer = (_, response) =>
        {
            response.Headers.RetryAfter = "3600";
            return 429;
        };
        await post.At.SendAsync(post.At.Declare("LRN1"));
        await post.DeliverAsync();
        Assert.Equal(post.At.Time.GetUtcNow().AddHours(1), Assert.Single(await post.ListAsync(webhook)).NextAt);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Two_nodes_share_the_work_and_each_is_sent_by_one(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        await post.RegisterAsync();
        for (var i = 0; i < 30; i++)
            await post.At.SendAsync(post.At.Declare($"LRN{i}"));
        await using var lane = new WriteLane(post.At.Database, post.At.Time);
        var others = Enumerable.Range(0, 3).Select(_ => post.MakeCourier(lane)).ToList();
        await Task.WhenAll(others.Append(post.Courier).Select(post.DeliverAsync));
        Assert.Equal(30, post.Receiver.All.Count);
        Assert.Equal(30, post.Receiver.All.Select(g => g.Id).Distinct().Count());
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task What_a_node_took_and_did_not_send_is_sent_by_the_next(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        await post.RegisterAsync();
        await post.At.SendAsync(post.At.Declare("LRN1"));
        var due = await Deliveries.ListDueAsync(
            post.At.Database, post.At.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Single(await post.At.Lane.RunAsync(w => Deliveries.ClaimAsync(w, due, post.Courier.Lease)));
        Assert.Empty(await post.At.Lane.RunAsync(w => Deliveries.ClaimAsync(w, due, post.Courier.Lease)));
        await post.DeliverAsync();
        Assert.Empty(post.Receiver.All);
        post.At.Time.Advance(post.Courier.Lease);
        await post.DeliverAsync();
        Assert.Single(post.Receiver.All);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Within_a_movement_the_order_holds_and_another_movement_does_not_wait(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        await post.RegisterAsync();
        var isDown = true;
        post.Receiver.Answer = (got, _) => isDown && Lrn(got) == "LRN1" ? 500 : 200;
        await post.At.SendAsync(post.At.Declare("LRN1"));
        await post.At.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await post.At.SendAsync(post.At.Declare("LRN2"));
        await post.DeliverAsync();
        Assert.Equal(["LRN1 CC928C", "LRN2 CC928C"], post.Receiver.All.Select(Told).Order(StringComparer.Ordinal));
        isDown = false;
        post.At.Time.Advance(TimeSpan.FromSeconds(6));
        await post.DeliverAsync();
        Assert.Equal(["LRN1 CC928C", "LRN1 CC028C"], post.Receiver.All.Skip(2).Select(Told));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task One_that_takes_nothing_for_days_is_disabled_with_a_notice_and_catches_up_later(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        var webhook = await post.RegisterAsync();
        var began = post.At.Time.GetUtcNow();
        var isDown = true;
        post.Receiver.Answer = (_, _) => isDown ? 500 : 200;
        for (var day = 0; day < 7; day++)
        {
            await post.At.SendAsync(post.At.Declare($"LRN{day}"));
            for (var hour = 0; hour < 24; hour += 3)
            {
                await post.DeliverAsync();
                post.At.Time.Advance(TimeSpan.FromHours(3));
            }
        }

        var now = await post.Webhooks.GetAsync(Post.Trader, webhook.Id, TestContext.Current.CancellationToken);
        Assert.Equal(("disabled", "failing"), (now.State, now.DisabledWhy));
        Assert.InRange(now.DisabledAt!.Value - began, TimeSpan.FromDays(5), TimeSpan.FromDays(5.5));
        await using (var connection = await post.At.Database.ConnectAsync(TestContext.Current.CancellationToken))
        {
            var notice = Assert.Single(await connection.ListAsync($"select {Notices.Columns} from notice n",
                Notices.Read, CancellationToken.None));
            Assert.Equal(webhook.Id, notice.Subject);
            Assert.Contains(post.Receiver.Url, notice.Text, StringComparison.Ordinal);
        }

        var sent = post.Receiver.All.Count;
        await post.DeliverAsync();
        Assert.Equal(sent, post.Receiver.All.Count);
        await post.Webhooks.ChangeAsync(Post.Trader, webhook.Id, new WebhookBody(post.Receiver.Url, null, true));
        isDown = false;
        Assert.Equal(new ReplayView(7, null), await post.Webhooks.ReplayAsync(Post.Trader, webhook.Id, began));
        await post.DeliverAsync();
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"LRN{i} CC928C"),
            post.Receiver.All.Skip(sent).Select(Told).Order(StringComparer.Ordinal));
        Assert.Empty((await JournalCheck.RunAsync(post.At.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task One_that_is_gone_is_disabled_at_once(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        var webhook = await post.RegisterAsync();
        post.Receiver.Answer = (_, _) => 410;
        await post.Webhooks.PingAsync(Post.Trader, webhook.Id);
        await post.DeliverAsync();
        Assert.Equal("gone",
            (await post.Webhooks.GetAsync(Post.Trader, webhook.Id, CancellationToken.None)).DisabledWhy);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task After_a_rotation_both_secrets_sign_until_the_old_one_ends(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        var old = await post.RegisterAsync();
        var fresh = await post.Webhooks.RotateAsync(Post.Trader, old.Id, 24);
        await post.Webhooks.PingAsync(Post.Trader, old.Id);
        await post.DeliverAsync();
        post.At.Time.Advance(TimeSpan.FromHours(24));
        await post.Webhooks.PingAsync(Post.Trader, old.Id);
        await post.DeliverAsync();
        Assert.Equal([(true, true), (false, true)],
            post.Receiver.All.Select(g => (g.IsSignedWith(old.Secret), g.IsSignedWith(fresh.Secret))));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task One_can_be_sent_again_and_a_new_address_gets_what_was_before_it(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        await post.At.SendAsync(post.At.Declare("LRN1"));
        await post.At.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        var webhook = await post.RegisterAsync();
        await post.DeliverAsync();
        Assert.Empty(post.Receiver.All);
        Assert.Equal(2, (await post.Webhooks.ReplayAsync(
            Post.Trader, webhook.Id, post.At.Time.GetUtcNow().AddDays(-1))).Queued);
        await post.DeliverAsync();
        Assert.Equal(["LRN1 CC928C", "LRN1 CC028C"], post.Receiver.All.Select(Told));
        await post.Webhooks.ReplayAsync(Post.Trader, webhook.Id, (await post.ListAsync(webhook))[0].Id);
        await post.DeliverAsync();
        Assert.Equal("LRN1 CC028C", Told(post.Receiver.All.Last()));
        Assert.Equal(3, post.Receiver.All.Count);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_redirect_is_a_failure_and_followed_by_nobody(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        await using var target = await Receiver.StartAsync();
        post.Receiver.Answer = (_, response) =>
        {
            response.Headers.Location = target.Url;
            return 307;
        };
        var webhook = await post.RegisterAsync();
        await post.Webhooks.PingAsync(Post.Trader, webhook.Id);
        await post.DeliverAsync();
        Assert.Single(post.Receiver.All);
        Assert.Empty(target.All);
        Assert.Equal(307, Assert.Single(await post.ListAsync(webhook)).Status);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task What_ended_long_ago_is_forgotten(Kind kind)
    {
        await using var post = await Post.OpenAsync(kind, postgres);
        var webhook = await post.RegisterAsync();
        await post.Webhooks.PingAsync(Post.Trader, webhook.Id);
        await post.DeliverAsync();
        Assert.Equal(0, await post.Courier.ForgetAsync());
        post.At.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(1, await post.Courier.ForgetAsync());
        Assert.Empty(await post.ListAsync(webhook));
        await post.Webhooks.RemoveAsync(Post.Trader, webhook.Id);
        Assert.Empty(await post.Webhooks.ListAsync(Post.Trader, CancellationToken.None));
    }

    private static string? Lrn(Got got) =>
        got.Json.GetProperty("data").GetProperty("message").GetProperty("lrn").GetString();

    private static string Told(Got got) =>
        $"{Lrn(got)} {got.Json.GetProperty("data").GetProperty("message").GetProperty("code").GetString()}";
}
