using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Throughline.Server;

/// <summary>Brings a database to the form of this version: numbered files of SQL, each run once, in order.</summary>
internal static class Migrations
{
    private const string Folder = "sql/";

    /// <summary>A number that nodes which start at the same time agree on in PostgreSQL.</summary>
    private const long Lock = 7_468_726_795;

    /// <summary>All of this version, in order.</summary>
    public static IReadOnlyList<(int Number, string Name, string Sql)> All { get; } = Read();

    /// <summary>Runs those that the database lacks.</summary>
    /// <exception cref="DatabaseException">The database is of a newer version.</exception>
    public static async Task RunAsync(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        await using var transaction = await database.BeginAsync(connection, cancellation);
        if (database.IsPostgres)
            await connection.ExecuteAsync("select pg_advisory_xact_lock(@1)", cancellation, Lock);
        await connection.ExecuteAsync(
            "create table if not exists migration (number integer primary key, name text not null)", cancellation);
        var done = (await connection.ListAsync("select number from migration", r => r.GetInt32(0), cancellation))
            .ToHashSet();
        if (done.Count > 0 && done.Max() > All[^1].Number)
            throw new DatabaseException(Texts.Server.Get("database.newer", database.Place));
        foreach (var (number, name, sql) in All.Where(m => !done.Contains(m.Number)))
        {
            await connection.ExecuteAsync(database.Fill(sql), cancellation);
            await connection.ExecuteAsync("insert into migration values (@1, @2)", cancellation, number, name);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static (int Number, string Name, string Sql)[] Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                    var name = n[Folder.Length..^".sql".Length];
                    return (int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
                }),
        ];
    }
}
