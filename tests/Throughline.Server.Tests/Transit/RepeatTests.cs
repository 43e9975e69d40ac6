using System.Globalization;
using System.Net;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Networks deliver twice, late and in another order, several at once. The end is the same as of a clean
/// delivery.</summary>
public sealed class RepeatTests(Postgres postgres)
{
    private const int Declarations = 6;

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Repeats_in_any_order_come_to_what_one_delivery_comes_to(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        var round = 0;
        // Which document comes at each place of the line: each at least once, up to five times, in any order.
        var deliveries = from copies in Gen.Int[1, 5].Array[Declarations]
                         from line in Gen.Shuffle(
                             copies.SelectMany((count, i) => Enumerable.Repeat(i, count)).ToArray())
                         select line;
        await deliveries.SampleAsync(async line =>
        {
            var mark = Interlocked.Increment(ref round).ToString(CultureInfo.InvariantCulture);
            var documents = Enumerable.Range(0, Declarations)
                .Select(i => Bodies.Write(guests.Declare(Parties.Trader, $"L{mark}-{i}", $"M{mark}-{i}"))).ToList();
            var receipts = new System.Collections.Concurrent.ConcurrentBag<(int Document, long Receipt, bool IsNew)>();
            await Parallel.ForEachAsync(line, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            {
                using var response = await guests.PostAsync(trader, documents[i]);
                Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(default));
                receipts.Add((i, (await response.ReadAsync()).GetProperty("id").GetInt64(),
                    response.StatusCode == HttpStatusCode.Created));
            });
            foreach (var own in receipts.GroupBy(r => r.Document))
            {
                Assert.Single(own.Select(r => r.Receipt).Distinct());
                Assert.Single(own, r => r.IsNew);
                var found = await trader.OkAsync(HttpMethod.Get, $"/api/v1/transit/movements?q=L{mark}-{own.Key}");
                var movement = Assert.Single(found.GetProperty("movements").EnumerateArray());
                Assert.Equal("Submitted", movement.GetProperty("state").GetString());
                var receipt = await trader.OkAsync(HttpMethod.Get,
                    string.Create(CultureInfo.InvariantCulture, $"/api/v1/transit/receipts/{own.First().Receipt}"));
                Assert.Equal("CC928C", Assert.Single(receipt.GetProperty("answers").EnumerateArray())
                    .GetProperty("code").GetString());
            }
        }, iter: 6, threads: 1);
        Assert.Empty((await JournalCheck.RunAsync(guests.App.Services.GetRequiredService<Database>())).Faults);
    }

    [Fact]
    public async Task What_comes_before_what_it_is_about_is_refused_and_counts_when_it_comes_again()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        var declaration = guests.Declare(Parties.Trader, "LRN1", "M1");
        Message Cancel(string id) => guests.Address(TraderMessages.Make("CC014C", new TraderView(
            new Movement(1, ProcedureRole.Departure, "AZXX0BAK") with
            {
                Facts = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("lrn", "LRN1"),
                Messages = System.Collections.Immutable.ImmutableSortedDictionary<string, Message>.Empty
                    .Add("declaration", declaration),
            }, null, guests.Time.GetUtcNow().UtcDateTime.AddHours(4))), Parties.Trader, id);
        using var early = await guests.PostAsync(trader, Bodies.Write(Cancel("M2")));
        Assert.Equal("CC056C", await AnswerAsync(early));
        using var lodged = await guests.PostAsync(trader, Bodies.Write(declaration));
        Assert.Equal("CC928C", await AnswerAsync(lodged));
        // The same document again gets the first answer; under a new identification it is looked at anew.
        using var repeat = await guests.PostAsync(trader, Bodies.Write(Cancel("M2")));
        Assert.Equal("CC056C", await AnswerAsync(repeat));
        using var later = await guests.PostAsync(trader, Bodies.Write(Cancel("M3")));
        // Now the office knows the declaration, and an officer must decide on what is asked.
        Assert.True(later.IsSuccessStatusCode);
        Assert.Empty((await later.ReadAsync()).GetProperty("answers").EnumerateArray());
    }

    private static async Task<string?> AnswerAsync(HttpResponseMessage response)
    {
        var receipt = await response.ReadAsync();
        Assert.True(response.IsSuccessStatusCode, receipt.ToString());
        return Assert.Single(receipt.GetProperty("answers").EnumerateArray()).GetProperty("code").GetString();
    }
}
