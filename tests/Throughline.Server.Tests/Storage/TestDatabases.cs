namespace Throughline.Server.Tests.Storage;

/// <summary>Both databases, so that every test of what is stored runs on each.</summary>
public enum Kind
{
    Sqlite,
    Postgres,
}

/// <summary>An empty database of a test's own.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private TestDatabase(string address, string? folder)
    {
        Address = address;
        _folder = folder;
    }

    public string Address { get; }

    public static async Task<TestDatabase> MakeAsync(Kind kind, Postgres postgres)
    {
        if (kind == Kind.Postgres)
            return new TestDatabase(await postgres.MakeAsync(), null);
        var folder = Directory.CreateTempSubdirectory("throughline-").FullName;
        return new TestDatabase(Path.Combine(folder, "test.db"), folder);
    }

    public ValueTask DisposeAsync()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
