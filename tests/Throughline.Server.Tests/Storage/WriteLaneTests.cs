using Microsoft.Extensions.Time.Testing;

namespace Throughline.Server.Tests.Storage;

/// <summary>What every database must do: one contract, both of them.</summary>
public sealed class WriteLaneTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_change_that_throws_undoes_itself_and_nothing_else(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        await using var database = await Database.OpenAsync(place.Address);
        await using var lane = new WriteLane(database, TimeProvider.System);
        var changes = Enumerable.Range(0, 40).Select(async i =>
        {
            try
            {
                return await lane.RunAsync(async w =>
                {
                    await w.AppendAsync("test", $"s/{i}", [(byte)i]);
                    return i % 3 == 0 ? throw new InvalidOperationException("no") : i;
                });
            }
            catch (InvalidOperationException)
            {
                return -1;
            }
        }).ToList();
        var done = await Task.WhenAll(changes);
        Assert.Equal(26, done.Count(d => d >= 0));
        var report = await JournalCheck.RunAsync(database);
        Assert.Empty(report.Faults);
        Assert.Equal(26, report.Entries);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Every_way_to_read_in_a_change_sees_what_it_wrote_before_and_no_other_does_when_it_fails(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        await using var database = await Database.OpenAsync(place.Address);
        await using var lane = new WriteLane(database, TimeProvider.System);
        const string Count = "select count(*) from counter where name like 'seen %'";
        await Assert.ThrowsAsync<InvalidOperationException>(() => lane.RunAsync<long>(async w =>
        {
            Put(w, 1);
            Assert.Equal(1, await w.FindAsync<long>(Count));
            Put(w, 2);
            Assert.Equal(2, Assert.Single(await w.ListAsync(Count, r => r.GetInt64(0))));
            Put(w, 3);
            Assert.Equal(3, await (await w.ReadAsync()).FindAsync<long>(Count, CancellationToken.None));
            Put(w, 4);
            Assert.Equal(4, await w.ExecuteAsync("update counter set value = 9 where name like 'seen %'"));
            throw new InvalidOperationException("no");
        }));
        Assert.Equal(0, await lane.RunAsync(w => w.FindAsync<long>(Count)));

        static void Put(Write write, int number) =>
            write.Defer("insert into counter (name, value) values (@1, 0)", $"seen {number}");
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Numbers_never_come_twice_though_two_nodes_take_them_at_once(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        await using var first = await Database.OpenAsync(place.Address);
        await using var second = await Database.OpenAsync(place.Address);
        await using var one = new WriteLane(first, TimeProvider.System);
        await using var two = new WriteLane(second, TimeProvider.System);
        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? one : two)
            .RunAsync(w => w.TakeNumbersAsync("row", 3))));
        Assert.Equal(200, taken.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => 1L + 3 * i), taken.Order());
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_changed_body_entry_or_missing_end_is_found(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        await using var database = await Database.OpenAsync(place.Address);
        var time = new FakeTimeProvider();
        await using (var lane = new WriteLane(database, time))
        {
            for (var i = 0; i < 5; i++)
                await lane.RunAsync(w => w.AppendAsync("test", $"s/{i}", [(byte)i]));
        }

        Assert.Empty((await JournalCheck.RunAsync(database)).Faults);
        const string Body =
            "update content set body = @1 where digest = (select payload from journal where seq = 2)";
        await ChangeAsync(database, Body, new byte[] { 99 });
        Assert.Contains("was changed", await FaultAsync(database), StringComparison.Ordinal);
        await ChangeAsync(database, Body, new byte[] { 1 });
        await ChangeAsync(database, "update journal set subject = 'x' where seq = 3");
        Assert.StartsWith("Entry 3", await FaultAsync(database), StringComparison.Ordinal);
        await ChangeAsync(database, "update journal set subject = 's/2' where seq = 3");
        await ChangeAsync(database, "delete from content where digest = (select payload from journal where seq = 4)");
        Assert.Contains("no entry says that it was erased", await FaultAsync(database), StringComparison.Ordinal);
        await ChangeAsync(
            database, "insert into content select payload, @1 from journal where seq = 4", new byte[] { 3 });
        await ChangeAsync(database, "delete from journal where seq = 5");
        Assert.Contains("missing", await FaultAsync(database), StringComparison.Ordinal);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_database_opens_again_and_one_of_a_newer_version_is_refused(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        await (await Database.OpenAsync(place.Address)).DisposeAsync();
        await using (var again = await Database.OpenAsync(place.Address))
            await ChangeAsync(again, "insert into migration values (9999, 'later')");
        var fault = await Assert.ThrowsAsync<DatabaseException>(() => Database.OpenAsync(place.Address));
        Assert.Contains("newer version", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_database_is_refused_with_a_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("throughline-").FullName;
        var file = Path.Combine(folder, "not.db");
        await File.WriteAllTextAsync(file, new string('x', 5_000), TestContext.Current.CancellationToken);
        foreach (var address in (string[])[file, "postgres://u@127.0.0.1:1/none", "postgres://"])
        {
            var fault = await Assert.ThrowsAsync<DatabaseException>(() => Database.OpenAsync(address));
            Assert.NotEmpty(fault.Message);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> FaultAsync(Database database) =>
        Assert.Single((await JournalCheck.RunAsync(database)).Faults);

    private static async Task ChangeAsync(Database database, string sql, params object?[] values)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync(sql, CancellationToken.None, values);
    }
}
