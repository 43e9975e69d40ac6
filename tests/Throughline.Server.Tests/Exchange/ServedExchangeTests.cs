using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Exchange;

/// <summary>The exchange as a server runs it, from the file of neighbours on.</summary>
public sealed class ServedExchangeTests(Postgres postgres)
{
    [Fact]
    public async Task Two_servers_that_follow_the_page_know_each_other_and_show_who_is_away()
    {
        var folder = Directory.CreateTempSubdirectory("throughline-").FullName;
        var (am, ge) = (Write(folder, "am", "AM", "ge", "GE"), Write(folder, "ge", "GE", "am", "AM"));
        await using var one = await StartAsync(folder, am);
        var first = await HealthAsync(one);
        Assert.Equal(("ok", "untried"), first);
        Assert.NotNull(await FaultAsync(am));
        await using (var two = await StartAsync(folder, ge))
        {
            Assert.Null(await FaultAsync(am));
            Assert.Null(await FaultAsync(ge));
            // What GE hosts is not what the file of AM says.
            Assert.Contains("The two files differ", await FaultAsync(am with
            {
                Neighbours = [am.Neighbours[0] with { Countries = ["GE", "TR"] }],
            }), StringComparison.Ordinal);
            await two.StopAsync(TestContext.Current.CancellationToken);
        }

        // A message that waits for somebody who is away, and one for somebody whom nobody configured.
        var lane = one.Services.GetRequiredService<WriteLane>();
        foreach (var country in (string[])["GE", "TR"])
        {
            await lane.RunAsync(async w => await w.ExecuteAsync("insert into outbox (id, entry, sender, "
                + "recipient_kind, recipient, code, message_id, digest, sent_at) "
                + "values (@1, 0, 'NTA.AM', 'Administration', @2, 'CD001C', @2, @3, @4)",
                await w.TakeNumbersAsync("outbox"), "NTA." + country, await w.KeepAsync("<a/>"u8.ToArray()), w.Now));
        }

        var queries = one.Services.GetRequiredService<NeighbourQueries>();
        var list = await queries.ListAsync(TestContext.Current.CancellationToken);
        while (list.Neighbours[0].Status != "down")
            list = await queries.ListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, list.Neighbours[0].Waiting);
        Assert.Equal("TR", Assert.Single(list.Unreachable).Country);
        Assert.Equal(("ok", "down"), await HealthAsync(one));
        await one.StopAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Supervisors_and_operators_see_how_it_stands()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var supervisor = await guests.EnterAsync(first, OrganisationKind.Customs, Role.Supervisor);
        var list = await supervisor.OkAsync(HttpMethod.Get, "/api/v1/transit/neighbours");
        Assert.Equal(0, list.GetProperty("neighbours").GetArrayLength());
        Assert.Equal(4, list.GetProperty("hosted").GetArrayLength());
        await first.NotFoundAsync(HttpMethod.Get, "/api/v1/transit/neighbours");
    }

    [Fact]
    public void A_wrong_file_tells_every_fault_with_its_place()
    {
        var folder = Directory.CreateTempSubdirectory("throughline-").FullName;
        var path = Path.Combine(folder, "neighbours.json");
        File.WriteAllText(Path.Combine(folder, "empty.crt"), "nothing");
        File.WriteAllText(path, """
            { "countries": ["AM"], "listen": "http://0.0.0.0:1", "certificate": "am.crt", "key": "am.key",
              "neighbours": [
                { "name": "", "countries": ["ge"], "address": "ge.example", "certificate": "empty.crt" },
                { "name": "B", "countries": ["AM"], "address": "https://b.example:1/x", "certificate": "none.crt" }
              ] }
            """);
        var fault = Assert.Throws<NeighbourFileException>(() => NeighbourFile.Load(path));
        Assert.Equal(["/certificate", "/listen", "/neighbours/0/address", "/neighbours/0/certificate",
            "/neighbours/0/countries", "/neighbours/0/name", "/neighbours/1/address", "/neighbours/1/certificate"],
            fault.Faults.Select(f => f.Split(':')[0]).Order(StringComparer.Ordinal));
        foreach (var text in (string[])["", "[]", "{}", "{ \"countries\": null }", "{ \"x\": 1 }"])
        {
            File.WriteAllText(path, text);
            Assert.NotEmpty(Assert.Throws<NeighbourFileException>(() => NeighbourFile.Load(path)).Faults);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Certificates of both, and the file of one.</summary>
    private static NeighbourSettings Write(
        string folder, string name, string country, string other, string otherCountry)
    {
        foreach (var host in (string[])[name, other])
        {
            if (File.Exists(Path.Combine(folder, host + ".crt")))
                continue;
            var (certificate, key) = NeighbourCheck.MakeCertificate(
                host + ".example", TimeProvider.System.GetUtcNow().AddHours(-1), 30);
            File.WriteAllText(Path.Combine(folder, host + ".crt"), certificate);
            File.WriteAllText(Path.Combine(folder, host + ".key"), key);
            File.WriteAllText(Path.Combine(folder, host + ".port"), $"{LoopbackPort.Take()}");
        }

        string Port(string host) => File.ReadAllText(Path.Combine(folder, host + ".port"));
        var path = Path.Combine(folder, name + ".json");
        File.WriteAllText(path, $$"""
            {
              "countries": ["{{country}}"], "listen": "https://127.0.0.1:{{Port(name)}}",
              "certificate": "{{name}}.crt", "key": "{{name}}.key",
              "neighbours": [ { "name": "{{other}}", "countries": ["{{otherCountry}}"],
                "address": "https://127.0.0.1:{{Port(other)}}", "certificate": "{{other}}.crt" } ]
            }
            """);
        return NeighbourFile.Load(path);
    }

    private static Task<WebApplication> StartAsync(string folder, NeighbourSettings settings) =>
        TestServer.StartAsync(o => o with
        {
            Database = Path.Combine(folder, settings.Countries.First() + ".db"),
            Neighbours = settings,
        });

    private static Task<string?> FaultAsync(NeighbourSettings settings) => NeighbourCheck.FindFaultAsync(
        settings, settings.Neighbours[0], TimeProvider.System, TestContext.Current.CancellationToken);

    private static async Task<(string? Status, string? Neighbour)> HealthAsync(WebApplication app)
    {
        using var client = TestServer.ClientOf(app);
        var text = await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);
        using var health = JsonDocument.Parse(text);
        return (health.RootElement.GetProperty("status").GetString(),
            health.RootElement.GetProperty("neighbours")[0].GetProperty("status").GetString());
    }
}
