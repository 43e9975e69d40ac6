using Throughline.Customs;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Storage;

/// <summary>A copy holds everything, and either database takes it.</summary>
public sealed class BackupTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite, Kind.Postgres), InlineData(Kind.Postgres, Kind.Sqlite),
        InlineData(Kind.Sqlite, Kind.Sqlite)]
    public async Task What_was_copied_is_there_again_and_agrees_with_its_journal(Kind from, Kind to)
    {
        await using var at = await Installation.MakeAsync(from, postgres);
        await at.SendAsync(at.Declare("LRN1"));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        using var copy = new MemoryStream();
        var written = await Backup.WriteAsync(at.Database, copy, TestContext.Current.CancellationToken);

        await using var place = await TestDatabase.MakeAsync(to, postgres);
        await using var restored = await Database.OpenAsync(place.Address, TestContext.Current.CancellationToken);
        copy.Position = 0;
        Assert.Equal(written, await Backup.RestoreAsync(restored, copy, TestContext.Current.CancellationToken));
        var before = await JournalCheck.RunAsync(at.Database, cancellation: TestContext.Current.CancellationToken);
        var after = await JournalCheck.RunAsync(restored, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(after.Faults);
        Assert.Equal(before.Hash, after.Hash);

        copy.Position = 0;
        var fault = await Assert.ThrowsAsync<DatabaseException>(
            () => Backup.RestoreAsync(restored, copy, TestContext.Current.CancellationToken));
        Assert.Contains("not empty", fault.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Every_table_is_copied(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        await using var database = await Database.OpenAsync(place.Address, TestContext.Current.CancellationToken);
        await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
        var tables = await connection.ListAsync(kind == Kind.Sqlite
            ? "select name from sqlite_master where type = 'table'"
            : "select table_name from information_schema.tables where table_schema = 'public'",
            r => r.GetString(0), TestContext.Current.CancellationToken);
        Assert.Equal(tables.Except(["migration"]).Order(StringComparer.Ordinal),
            Backup.Tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_copy_is_refused()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var database = await Database.OpenAsync(place.Address, TestContext.Current.CancellationToken);
        foreach (var bytes in (byte[][])[[], [1, 2, 3], new byte[100_000]])
        {
            using var file = new MemoryStream(bytes);
            await Assert.ThrowsAsync<DatabaseException>(
                () => Backup.RestoreAsync(database, file, TestContext.Current.CancellationToken));
        }
    }
}
