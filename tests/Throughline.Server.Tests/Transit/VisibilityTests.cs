using System.Globalization;
using System.Text.Json;
using CsCheck;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Random parties lodge random movements; whoever asks whatever address sees what names it and nothing
/// else.</summary>
public sealed class VisibilityTests(Postgres postgres)
{
    private const int Traders = 4;
    private const int Movements = 12;

    private sealed record Lodged(int Holder, int? Consignee, string Lrn, long Receipt, long[] Answers);

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Nobody_ever_sees_anything_of_another_party(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var first = await guests.EnterFirstAsync();
        var numbers = Enumerable.Range(0, Traders)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"AZ55500000{i}7")).ToArray();
        var traders = new List<Guest>();
        foreach (var number in numbers)
            traders.Add(await guests.EnterPartyAsync(first, number));
        var random = new Random(1);
        var lodged = new List<Lodged>();
        while (lodged.Count < Movements)
        {
            lodged.Add(await LodgeAsync(
                guests, traders, numbers, random.Next(Traders), random.Next(-1, Traders), lodged.Count));
        }

        var probes = from asking in Gen.Int[0, Traders - 1]
                     from about in Gen.Int[0, Movements - 1]
                     from how in Gen.Int[0, 9]
                     select (asking, about, how);
        await probes.SampleAsync(
            p => ProbeAsync(traders[p.asking], p.asking, lodged, lodged[p.about], p.how), iter: 300, threads: 1);
    }

    private static async Task<Lodged> LodgeAsync(Guests guests, List<Guest> traders, string[] numbers, int holder,
        int consignee, int number)
    {
        var lrn = FormattableString.Invariant($"SECRET{number:00}");
        var message = guests.Declare(numbers[holder], lrn, "ID" + lrn);
        if (consignee >= 0 && message.Root.First("Consignment")?.First("Consignee") is { } named)
            named["identificationNumber"] = numbers[consignee];
        else
            consignee = -1;
        using var response = await guests.PostAsync(traders[holder], Bodies.Write(message));
        var receipt = await response.ReadAsync();
        Assert.True(response.IsSuccessStatusCode, receipt.ToString());
        return new Lodged(holder, consignee < 0 ? null : consignee, lrn, receipt.GetProperty("id").GetInt64(),
            [.. receipt.GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("id").GetInt64())]);
    }

    private static async Task ProbeAsync(Guest asking, int who, List<Lodged> all, Lodged about, int how)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{about.Receipt}");
        var path = how switch
        {
            0 => "/api/v1/transit/movements",
            1 => "/api/v1/transit/movements?q=" + about.Lrn,
            2 => "/api/v1/transit/movements?state=Submitted",
            3 => "/api/v1/transit/movements?office=AZXX0BAK",
            4 => "/api/v1/transit/receipts",
            5 => "/api/v1/transit/receipts/" + text,
            6 => "/api/v1/transit/messages",
            7 => "/api/v1/transit/messages/" + (about.Answers.Length > 0 ? about.Answers[0] : 1)
                .ToString(CultureInfo.InvariantCulture),
            8 => "/api/v1/transit/movements/AZ/" + (all.IndexOf(about) + 1).ToString(CultureInfo.InvariantCulture),
            _ => "/api/v1/guarantees",
        };
        using var response = await asking.SendAsync(HttpMethod.Get, path);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var other in all.Where(l => !Sees(l, who)))
            Assert.DoesNotContain(other.Lrn, answer, StringComparison.Ordinal);
        if (how is 5 or 7 && about.Holder != who)
        {
            // A movement of somebody else and one that nobody has look alike.
            var foreign = await TestServer.ProblemOfAsync(response, 404, "not-found");
            using var nothing = await asking.SendAsync(HttpMethod.Get,
                path[..(path.LastIndexOf('/') + 1)] + "987654321");
            Assert.Equal(foreign.ToString(),
                (await TestServer.ProblemOfAsync(nothing, 404, "not-found")).ToString());
        }

        // Who lodged finds what was lodged: the check above is not passed by answering nothing.
        if (how == 1 && about.Holder == who)
            Assert.Contains(about.Lrn, answer, StringComparison.Ordinal);
        if (how == 0)
        {
            using var list = JsonDocument.Parse(answer);
            Assert.Equal(all.Count(l => Sees(l, who)), list.RootElement.GetProperty("movements").GetArrayLength());
        }
    }

    private static bool Sees(Lodged movement, int who) => movement.Holder == who || movement.Consignee == who;
}
