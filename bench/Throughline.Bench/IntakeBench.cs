using System.Diagnostics;
using System.Globalization;
using Throughline.Corridor;
using Throughline.Server;

namespace Throughline.Bench;

/// <summary>The transit service under load over HTTP: durable messages beside bare commits of the same database in the
/// same run, the wait for an answer at a steady pace, and both again over a long journal.</summary>
internal static class IntakeBench
{
    private const string Usage =
        "intake DATABASE [clients] [seconds] [rows]   (a new file, or postgres://… of an empty database)";

    private const int PerSecond = 50;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(20);

    /// <summary>Measures, and again after rows were laid into the journal when some are asked for.</summary>
    /// <returns>0, or 2 when the arguments are wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length < 2)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var address = args[1];
        var clients = Program.Number(args, 2, 16);
        var time = TimeSpan.FromSeconds(Program.Number(args, 3, 10));
        var rows = Program.Number(args, 4, 0);
        var corridor = CorridorFolder.Load(Path.Combine("data", "corridor")).GetCorridor();
        await using (var app = await ThroughlineServer.StartAsync(new ServerOptions
        {
            Corridor = corridor,
            Urls = ThroughlineServer.Loopback(0),
            Database = address,
        }))
        {
            using var load = await IntakeLoad.EnterAsync(app, clients);
            await MeasureAsync(load, address, clients, time);
        }

        if (rows == 0)
            return 0;
        await using (var database = await Database.OpenAsync(address))
            await JournalFill.RunAsync(database, rows);
        await using var again = await ThroughlineServer.StartAsync(new ServerOptions
        {
            Corridor = corridor,
            Urls = ThroughlineServer.Loopback(0),
            Database = address,
        });
        using var later = await IntakeLoad.ReturnAsync(again, clients);
        await MeasureAsync(later, address, clients, time);
        return 0;
    }

    private static async Task MeasureAsync(IntakeLoad load, string address, int clients, TimeSpan time)
    {
        // Everything is compiled and every statement prepared before anything is timed.
        await load.SendAsync(clients, items: 1, Warmup);
        await using var database = await Database.OpenAsync(address);
        var bare = new List<double>();
        var durable = new List<double>();
        var work = new List<double>();
        for (var turn = 0; turn < 3; turn++)
        {
            bare.Add(Math.Max(await BareCommits.RunAsync(database, 1, time / 3),
                await BareCommits.RunAsync(database, clients, time / 3)));
            var before = Environment.CpuUsage.TotalTime;
            var perSecond = await load.SendAsync(clients, items: 1, time / 3);
            durable.Add(perSecond);
            work.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (perSecond * time.TotalSeconds / 3));
        }

        var (ceiling, messages) = (bare.Order().ElementAt(1), durable.Order().ElementAt(1));
        Print($"{(database.IsPostgres ? "PostgreSQL" : "SQLite")}, {clients} clients, {await CountAsync(database):#,0} "
            + "rows of the journal");
        Print($"  bare commits     {ceiling,8:0} a second");
        Print($"  durable messages {messages,8:0} a second, decided on and answered; {messages / ceiling:0.00} of it");
        Print($"  processor        {work.Order().ElementAt(1),8:0.00} ms a message, of service and client together");
        Percentiles.Print($"ten items, {PerSecond}/s, ms", await load.PaceAsync(PerSecond, items: 10, time));
    }

    private static async Task<long> CountAsync(Database database)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.FindAsync<long>("select seq from chain where id = 1", CancellationToken.None);
    }

    private static void Print(FormattableString line) =>
        Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}

/// <summary>The ceiling: transactions of one small row, each on the disk before the next of the same client.</summary>
internal static class BareCommits
{
    /// <summary>Commits for a while.</summary>
    /// <returns>Commits a second.</returns>
    public static async Task<double> RunAsync(Database database, int clients, TimeSpan time)
    {
        await using (var connection = await database.ConnectAsync())
        {
            await connection.ExecuteAsync("create table if not exists bare_commit (id bigint primary key)",
                CancellationToken.None);
            await connection.ExecuteAsync("delete from bare_commit", CancellationToken.None);
        }

        var next = 0L;
        var done = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            await using var connection = await database.ConnectAsync();
            while (watch.Elapsed < time)
            {
                await using var transaction = await database.BeginAsync(connection);
                await connection.ExecuteAsync("insert into bare_commit values (@1)", CancellationToken.None,
                    Interlocked.Increment(ref next));
                await transaction.CommitAsync();
                Interlocked.Increment(ref done);
            }
        })));
        var perSecond = done / watch.Elapsed.TotalSeconds;
        await using var last = await database.ConnectAsync();
        await last.ExecuteAsync("drop table bare_commit", CancellationToken.None);
        return perSecond;
    }
}
