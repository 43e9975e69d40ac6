using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Training;

/// <summary>An installation for training: an instructor moves the clock, plays offices and lets things go
/// wrong.</summary>
public sealed class TrainingTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task The_clock_goes_forward_and_what_is_due_on_the_way_happens_in_order(Kind kind)
    {
        await using var school = await School.StartAsync(postgres, kind);
        var info = await school.Instructor.OkAsync(HttpMethod.Get, "/api/v1/info");
        Assert.True(info.GetProperty("training").GetBoolean());
        var mrn = await school.ReleaseAsync("LRN1");
        var moved = await school.MoveAsync(minutes: 60 * 24 * 400);
        Assert.True(moved.GetProperty("done").GetInt32() >= 4, moved.ToString());
        // Each stands at its own time: the question to the holder after the limit, the debt months after that.
        var sent = await school.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/messages");
        var codes = sent.GetProperty("messages").EnumerateArray()
            .Where(m => m.GetProperty("mrn").GetString() == mrn)
            .Select(m => (m.GetProperty("code").GetString()!, m.GetProperty("sentAt").GetDateTimeOffset())).ToList();
        Assert.Equal(["CC140C", "CC035C"], codes.Select(c => c.Item1).Where(c => c is "CC140C" or "CC035C"));
        Assert.True(codes.Zip(codes.Skip(1)).All(p => p.First.Item2 <= p.Second.Item2));
        var asked = codes.Single(c => c.Item1 == "CC140C").Item2;
        var debt = codes.Single(c => c.Item1 == "CC035C").Item2;
        Assert.True(debt - asked > TimeSpan.FromDays(20), $"{asked:O} {debt:O}");

        // Nobody was logged out, and back it does not go.
        var now = (await school.Trader.OkAsync(HttpMethod.Get, "/api/v1/info")).GetProperty("now");
        Assert.True(await school.Trader.IsInAsync());
        await school.Instructor.RefusedAsync(HttpMethod.Post, "/api/v1/training/clock",
            new { to = now.GetDateTimeOffset().AddMinutes(-1).ToString("O", CultureInfo.InvariantCulture) }, 422,
            "unprocessable-request");
        Assert.Empty((await JournalCheck.RunAsync(school.Database)).Faults);
    }

    [Fact]
    public async Task The_clock_stands_where_it_was_after_a_restart_and_the_database_is_used_for_nothing_else()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        var ahead = 0.0;
        await using (var school = await School.StartAsync(postgres, Kind.Sqlite, place.Address))
        {
            await school.MoveAsync(minutes: 1_000);
            ahead = (await school.Instructor.OkAsync(HttpMethod.Get, "/api/v1/training"))
                .GetProperty("aheadSeconds").GetDouble();
            Assert.True(ahead >= 60_000);
        }

        await using (var database = await Database.OpenAsync(place.Address, TestContext.Current.CancellationToken))
        {
            Assert.Equal(TimeSpan.FromSeconds(ahead),
                await TrainingMark.CheckAsync(database, true, TestContext.Current.CancellationToken));
        }

        var fault = await Assert.ThrowsAsync<DatabaseException>(
            () => TestServer.StartAsync(o => o with { Database = place.Address }));
        Assert.Contains("training", fault.Message, StringComparison.Ordinal);

        await using var real = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using (var app = await TestServer.StartAsync(o => o with { Database = real.Address }))
            await FirstStart.FindUrlAsync(app);
        await Assert.ThrowsAsync<DatabaseException>(
            () => TestServer.StartAsync(o => o with { Database = real.Address, IsTraining = true }));
    }

    [Fact]
    public async Task Nothing_of_it_is_there_on_any_other_installation_and_nobody_but_the_instructor_gets_in()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var instructor = await guests.EnterAsync(first, OrganisationKind.Operator, Role.Operator);
        Assert.False((await first.OkAsync(HttpMethod.Get, "/api/v1/info")).GetProperty("training").GetBoolean());
        foreach (var path in (string[])["clock", "faults", "faults/1/end", "decisions", "messages"])
            await instructor.NotFoundAsync(HttpMethod.Post, "/api/v1/training/" + path, new { minutes = 1 });
        await instructor.NotFoundAsync(HttpMethod.Get, "/api/v1/training");

        await using var school = await School.StartAsync(postgres, Kind.Sqlite);
        foreach (var path in (string[])["clock", "faults", "faults/1/end", "decisions", "messages"])
            await school.Trader.NotFoundAsync(HttpMethod.Post, "/api/v1/training/" + path);
        await school.Trader.NotFoundAsync(HttpMethod.Get, "/api/v1/training");
    }

    [Theory]
    [InlineData("delay", Kind.Sqlite)]
    [InlineData("loss", Kind.Postgres)]
    [InlineData("duplicate", Kind.Sqlite)]
    [InlineData("rejection", Kind.Postgres)]
    [InlineData("down", Kind.Sqlite)]
    public async Task A_message_between_administrations_meets_the_fault_that_was_set(string kind, Kind database)
    {
        await using var school = await School.StartAsync(postgres, database);
        var fault = await school.Instructor.OkAsync(HttpMethod.Post, "/api/v1/training/faults",
            new { kind, recipient = "NTA.AM", code = kind == "down" ? null : "CD050C", minutes = 30 });
        var mrn = await school.ReleaseAsync("LRN1");
        Assert.Equal(kind == "duplicate" ? 1 : 0, await school.CountInArmeniaAsync(mrn));
        switch (kind)
        {
            case "delay" or "loss":
                await school.MoveAsync(minutes: 29);
                Assert.Equal(0, await school.CountInArmeniaAsync(mrn));
                await school.MoveAsync(minutes: 1);
                Assert.Equal(1, await school.CountInArmeniaAsync(mrn));
                break;
            case "rejection":
                await school.MoveAsync(minutes: 60);
                Assert.Equal(0, await school.CountInArmeniaAsync(mrn));
                Assert.Equal(1, await school.CountAsync("CD906C"));
                break;
            case "down":
                await school.MoveAsync(minutes: 600);
                Assert.Equal(0, await school.CountInArmeniaAsync(mrn));
                await school.Instructor.OkAsync(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture,
                    $"/api/v1/training/faults/{fault.GetProperty("id").GetInt64()}/end"));
                await school.MoveAsync(minutes: 1);
                Assert.Equal(1, await school.CountInArmeniaAsync(mrn));
                break;
            default:
                // The second copy is known for one and refused as that.
                Assert.Equal(1, await school.CountInArmeniaAsync(mrn));
                Assert.Equal(1, await school.CountAsync("CD906C"));
                break;
        }

        var faults = (await school.Instructor.OkAsync(HttpMethod.Get, "/api/v1/training")).GetProperty("faults");
        Assert.NotEqual(JsonValueKind.Null, faults[0].GetProperty("endedAt").ValueKind);
        var report = await JournalCheck.RunAsync(school.Database);
        Assert.True(report.Faults.Count == 0, string.Join('\n', report.Faults));
    }

    [Fact]
    public async Task An_instructor_plays_a_neighbour_and_the_journal_says_so()
    {
        await using var school = await School.StartAsync(postgres, Kind.Sqlite);
        var question = Message.Make("CD002C");
        var root = question.Root;
        root["messageSender"] = "NTA.GE";
        root["messageRecipient"] = "NTA.AZ";
        root["preparationDateAndTime"] = "2026-12-01T12:00:00";
        root["messageIdentification"] = "GE0000000001";
        root["messageType"] = "CD002C";
        using var sent = await school.Guests.PostAsync(
            school.Instructor, Bodies.Write(question), "/api/v1/training/messages");
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(default));
        await using var connection = await school.Database.ConnectAsync(TestContext.Current.CancellationToken);
        var answers = await connection.ListAsync("select code from outbox where recipient = 'NTA.GE'",
            r => r.GetString(0), TestContext.Current.CancellationToken);
        Assert.Single(answers);
        var bodies = await connection.ListAsync("select c.body from journal j join content c on c.digest = j.payload "
            + "where j.kind = 'training'", r => System.Text.Encoding.UTF8.GetString(r.GetBytes(0)),
            TestContext.Current.CancellationToken);
        Assert.Contains("message-played", Assert.Single(bodies), StringComparison.Ordinal);
        Assert.Contains(school.Instructor.Account, bodies[0], StringComparison.Ordinal);

        root["messageSender"] = "AZ1234567890";
        using var wrong = await school.Guests.PostAsync(
            school.Instructor, Bodies.Write(question), "/api/v1/training/messages");
        await TestServer.ProblemOfAsync(wrong, 422, "unprocessable-request");
    }

    /// <summary>A training installation with an instructor and a trader.</summary>
    private sealed class School : IAsyncDisposable
    {
        private School(Guests guests, Guest instructor, Guest trader)
        {
            Guests = guests;
            Instructor = instructor;
            Trader = trader;
        }

        public Guests Guests { get; }

        public Guest Instructor { get; }

        public Guest Trader { get; }

        public Database Database => Guests.App.Services.GetRequiredService<Database>();

        public static async Task<School> StartAsync(Postgres postgres, Kind kind, string? address = null)
        {
            var guests = await Guests.StartAsync(postgres, kind, change: o => o with
            {
                IsTraining = true,
                Database = address ?? o.Database,
            });
            var first = await guests.EnterFirstAsync();
            var instructor = await guests.EnterAsync(first, OrganisationKind.Operator, Role.Operator);
            var trader = await guests.EnterPartyAsync(first, Parties.Trader);
            var guarantor = await guests.EnterPartyAsync(
                first, "AZ0000000001", OrganisationKind.Guarantor, Role.Guarantor);
            var (azerbaijan, chief) = await guests.MakeAsync(first, OrganisationKind.Customs, "AZ");
            var officer = await guests.AddAsync(chief, azerbaijan, Role.Officer);
            var grn = guests.Declare(Parties.Trader, "-", "-").Root
                .Values("Guarantee/GuaranteeReference/GRN").First();
            await guarantor.OkAsync(HttpMethod.Post, "/api/v1/guarantees", new
            {
                grn,
                type = "1",
                holder = Parties.Trader,
                accessCode = "CODE",
                amountCents = 5_000_000,
                validFrom = "2026-01-01",
                validTo = "2027-12-31",
            });
            await officer.OkAsync(HttpMethod.Post, $"/api/v1/guarantees/{grn}/decisions",
                new { decision = "accept", reason = "In order." });
            return new School(guests, instructor, trader);
        }

        public ValueTask DisposeAsync() => Guests.DisposeAsync();

        public Task<JsonElement> MoveAsync(int minutes) =>
            Instructor.OkAsync(HttpMethod.Post, "/api/v1/training/clock", new { minutes });

        /// <summary>Lodges, and lets the instructor accept and release as the officer of departure.</summary>
        public async Task<string> ReleaseAsync(string lrn)
        {
            using var lodged = await Guests.PostAsync(
                Trader, Bodies.Write(Guests.Declare(Parties.Trader, lrn, "M" + lrn)));
            Assert.True(lodged.IsSuccessStatusCode);
            var released = default(JsonElement);
            for (var seen = 1; seen <= 2; seen++)
            {
                released = await Instructor.OkAsync(HttpMethod.Post, "/api/v1/training/decisions", new
                {
                    role = "departure",
                    office = "AZXX0BAK",
                    movement = lrn,
                    action = seen == 1 ? "accept" : "release",
                    reason = "Played by the instructor.",
                    seen,
                });
            }

            return released.GetProperty("movements")[0].GetProperty("mrn").GetString()!;
        }

        public async Task<long> CountInArmeniaAsync(string mrn)
        {
            await using var connection = await Database.ConnectAsync();
            return await connection.FindAsync<long>(
                "select count(*) from movement where country = 'AM' and mrn = @1", CancellationToken.None, mrn);
        }

        public async Task<long> CountAsync(string code)
        {
            await using var connection = await Database.ConnectAsync();
            return await connection.FindAsync<long>(
                "select count(*) from outbox where code = @1", CancellationToken.None, code);
        }
    }
}
