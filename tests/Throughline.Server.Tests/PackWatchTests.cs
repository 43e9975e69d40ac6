using System.Text.Json;
using Throughline.Customs;
using Throughline.Server;

namespace Throughline.Server.Tests;

/// <summary>A reference pack is changed, broken and mended under a running server.</summary>
public sealed class PackWatchTests : IDisposable
{
    private const string Check = "/api/v1/customs/check";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("pack-watch").FullName;

    private static string Declaration { get; } = File.ReadAllText(Path.Combine(
        TestServer.Root, "src", "Throughline.Server", "wwwroot", "samples", "declaration.xml"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string PackFile => Path.Combine(_folder, ReferencePack.PreparedName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_a_pack_the_built_in_lists_are_told()
    {
        await using var app = await TestServer.StartAsync(o => o);
        using var client = TestServer.ClientOf(app);
        var view = await ViewAsync(client);
        Assert.Equal(JsonValueKind.Null, view.GetProperty("version").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await CheckAsync(client)).GetProperty("pack").ValueKind);
    }

    [Fact]
    public async Task A_changed_pack_is_taken_and_says_what_changed()
    {
        var (with, without) = (PackOf("T1", "T2"), PackOf("T2"));
        Place(with);
        await using var app = await StartAsync();
        using var client = TestServer.ClientOf(app);
        var before = await ViewAsync(client);
        Assert.Equal(with.Version, before.GetProperty("version").GetString());
        Assert.Equal(1, before.GetProperty("lists").GetInt32());
        Assert.Equal("2020-01-01", before.GetProperty("validFrom").GetString());
        Assert.True((await CheckAsync(client)).GetProperty("accepted").GetBoolean());

        Place(without);
        var after = await WaitAsync(client, v => v.GetProperty("version").GetString() == without.Version);
        var change = after.GetProperty("change");
        Assert.Equal(with.Version, change.GetProperty("from").GetString());
        Assert.Equal(1, change.GetProperty("codes").GetInt32());
        Assert.Equal("- CL231 T1", change.GetProperty("lines")[0].GetString());
        var refused = await CheckAsync(client);
        Assert.False(refused.GetProperty("accepted").GetBoolean());
        Assert.Contains(refused.GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("errorReason").GetString() == "CL231");
    }

    [Fact]
    public async Task A_broken_pack_is_refused_with_its_errors_and_the_one_before_stays_until_it_is_mended()
    {
        var (good, mended) = (PackOf("T1", "T2"), PackOf("T1", "T2", "TIR"));
        Place(good);
        await using var app = await StartAsync();
        using var client = TestServer.ClientOf(app);
        await File.WriteAllTextAsync(PackFile, "throughline-pack\t1\nlist\tCL231\tx\nT1\tyesterday\t\tV\tx\n", Stop);
        var view = await WaitAsync(client, v => v.GetProperty("refused").ValueKind == JsonValueKind.Object);
        Assert.Equal(good.Version, view.GetProperty("version").GetString());
        var refused = view.GetProperty("refused");
        Assert.Equal(1, refused.GetProperty("count").GetInt32());
        var error = refused.GetProperty("errors")[0].GetString()!;
        Assert.StartsWith("pack.txt, line 3:", error, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, view.GetRawText(), StringComparison.Ordinal);
        Assert.True((await CheckAsync(client)).GetProperty("accepted").GetBoolean());

        File.Delete(PackFile);
        view = await WaitAsync(client, v => v.GetProperty("refused") is { ValueKind: JsonValueKind.Object } r
            && !r.GetProperty("errors")[0].GetString()!.Contains("line 3", StringComparison.Ordinal));
        Assert.Equal(good.Version, view.GetProperty("version").GetString());

        Place(mended);
        view = await WaitAsync(client, v => v.GetProperty("version").GetString() == mended.Version);
        Assert.Equal(JsonValueKind.Null, view.GetProperty("refused").ValueKind);
    }

    [Fact]
    public async Task A_server_does_not_begin_with_a_broken_pack()
    {
        await File.WriteAllTextAsync(PackFile, "nothing\n", Stop);
        var refused = await Assert.ThrowsAsync<PackRefusedException>(StartAsync);
        Assert.Contains(refused.Issues, i => i.Severity == PackSeverity.Error);
    }

    [Fact]
    public async Task Every_answer_in_flight_is_of_one_pack()
    {
        var (with, without) = (PackOf("T1", "T2"), PackOf("T2"));
        Place(with);
        await using var app = await StartAsync();
        using var client = TestServer.ClientOf(app);
        using var enough = new CancellationTokenSource();
        var seen = new HashSet<string>();
        var asking = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var answer = await CheckAsync(client);
                var version = answer.GetProperty("pack").GetString()!;
                seen.Add(version);
                Assert.Equal(version == with.Version, answer.GetProperty("accepted").GetBoolean());
            }
        }, Stop);
        foreach (var pack in new[] { without, with, without })
        {
            Place(pack);
            await WaitAsync(client, v => v.GetProperty("version").GetString() == pack.Version);
            await CheckAsync(client);
        }

        await enough.CancelAsync();
        await asking;
        Assert.Subset(new HashSet<string> { with.Version, without.Version }, seen);
        Assert.NotEmpty(seen);
    }

    private static ReferencePack PackOf(params string[] types) => new([new CodeList("CL231", "DeclarationType",
        types.Select(t => new CodeEntry(t, new(2020, 1, 1), DateOnly.MaxValue)))], []);

    private static async Task<JsonElement> ViewAsync(HttpClient client)
    {
        var text = await client.GetStringAsync(new Uri("/api/v1/customs/pack", UriKind.Relative), Stop);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<JsonElement> CheckAsync(HttpClient client)
    {
        using var response = await CustomsApiTests.PostAsync(client, Check, Declaration);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>Asks until the server has seen what lies in the folder.</summary>
    private static async Task<JsonElement> WaitAsync(HttpClient client, Func<JsonElement, bool> until)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Longest);
        while (true)
        {
            var view = await ViewAsync(client);
            if (until(view))
                return view;
            await Task.Delay(20, limit.Token);
        }
    }

    private Task<Microsoft.AspNetCore.Builder.WebApplication> StartAsync() => TestServer.StartAsync(
        o => o with { PackFolder = _folder, PackInterval = TimeSpan.FromMilliseconds(20) });

    /// <summary>Puts a pack there in one step, as whoever keeps one should.</summary>
    private void Place(ReferencePack pack)
    {
        var beside = Path.Combine(_folder, "next");
        using (var stream = File.Create(beside))
            pack.Write(stream);
        File.Move(beside, PackFile, overwrite: true);
    }
}
