using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.FrontOffice;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Registers of economic operators and authorisations, and what is decided from them.</summary>
public sealed class RegistryTests(Postgres postgres)
{
    private const string Registry = "/api/v1/registry/AZ/";
    private int _sent;

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Who_is_known_is_decided_from_the_register_once_it_is_in_force(Kind kind)
    {
        await using var at = await Counter.OpenAsync(postgres, kind);
        Assert.Equal("CC928C", await LodgeAsync(at, "A1", hasName: true));
        await at.Supervisor.OkAsync(HttpMethod.Put, Registry + "in-force",
            new { operators = true, authorisations = false });
        // C0250: of a trader that is not known name and address are needed, of one that is they are refused.
        Assert.Equal("CC928C", await LodgeAsync(at, "A2", hasName: true));
        Assert.Equal("CC056C", await LodgeAsync(at, "A3", hasName: false));
        await KeepAsync(at, "2026-01-01", "9999-12-31", null);
        Assert.Equal("CC056C", await LodgeAsync(at, "A4", hasName: true));
        Assert.Equal("CC928C", await LodgeAsync(at, "A5", hasName: false));
        await KeepAsync(at, "2026-01-01", "2026-11-30", 1);
        Assert.Equal("CC056C", await LodgeAsync(at, "A6", hasName: false));
        Assert.Empty(await at.FindFaultsAsync());
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_simplified_declaration_needs_an_authorisation_that_is_good(Kind kind)
    {
        await using var at = await Counter.OpenAsync(postgres, kind);
        await at.Supervisor.OkAsync(HttpMethod.Put, Registry + "in-force",
            new { operators = false, authorisations = true });
        Assert.Equal("CC056C", await LodgeAsync(at, "B1", hasName: true, isSimplified: true));
        await AuthoriseAsync(at, "AUTHORISATION-NUMBER", "C521", "AZ7654321", null);
        Assert.Equal("CC056C", await LodgeAsync(at, "B2", hasName: true, isSimplified: true));
        await AuthoriseAsync(at, "AUTHORISATION-NUMBER", "C521", Counter.Trader, 1);
        Assert.Equal("CC928C", await LodgeAsync(at, "B3", hasName: true, isSimplified: true));
        await AuthoriseAsync(at, "AUTHORISATION-NUMBER", "C521", Counter.Trader, 2, "2026-11-30");
        Assert.Equal("CC056C", await LodgeAsync(at, "B4", hasName: true, isSimplified: true));
        var own = await at.Holder.OkAsync(HttpMethod.Get, "/api/v1/registry/own");
        Assert.Equal("2026-11-30", own.GetProperty("authorisations")[0].GetProperty("validTo").GetString());
    }

    [Fact]
    public async Task Files_are_written_whole_or_not_at_all_and_come_back_as_they_were()
    {
        await using var at = await Counter.OpenAsync(postgres);
        const string Head = "identification,name,street,postcode,city,country,valid_from,valid_to\n";
        const string Good = Head + "AZ1,\"Trader \"\"A\"\", Ltd\",Street 1,1000,Baku,AZ,2026-01-01,9999-12-31\n"
            + "AZ2,Trader B,Street 2,,Baku,AZ,2026-01-01,2026-12-31\n";
        var done = await PostAsync(at.Officer, at, "operators", Good);
        Assert.Equal(2, done.GetProperty("changed").GetInt32());
        Assert.Equal(0, (await PostAsync(at.Officer, at, "operators", Good)).GetProperty("changed").GetInt32());
        at.Officer.Headers["Accept"] = "text/csv";
        using (var file = await at.Officer.SendAsync(HttpMethod.Get, Registry + "operators"))
        {
            Assert.Equal(Good, await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        at.Officer.Headers.Clear();
        var problem = await PostAsync(at.Officer, at, "operators",
            Head + "AZ3,Trader C,S,,Baku,AZ,2026-01-01,\nX,,S,,Baku,A,2026-13-01,2026-01-01\n", 422);
        Assert.Equal(["/3/identification", "/3/name", "/3/addressCountry", "/3/validFrom"],
            TestServer.PointersOf(problem));
        await PostAsync(at.Officer, at, "operators", "a,b\n1,2\n", 422);
        await PostAsync(at.Officer, at, "operators", Head + "AZ3,\"Trader\n", 422);
        await PostAsync(at.Officer, at, "authorisations",
            "number,type,holder,office,level,valid_from,valid_to\nN1,C505,AZ1,AZXX0BAK,7,2026-01-01,\n", 422);
        Assert.Equal(2, (await at.Officer.OkAsync(HttpMethod.Get, Registry + "operators"))
            .GetProperty("operators").GetArrayLength());
        Assert.Single((await at.Officer.OkAsync(HttpMethod.Get, Registry + "operators?q=trader%20b"))
            .GetProperty("operators").EnumerateArray());
    }

    [Fact]
    public async Task Two_who_write_at_once_do_not_overwrite_and_others_see_nothing()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await KeepAsync(at, "2026-01-01", "9999-12-31", null);
        await at.Officer.RefusedAsync(HttpMethod.Put, Registry + "operators/" + Counter.Trader,
            Operator("2026-01-01", "2026-12-31", null), 409, "conflict");
        var armenia = await at.Guests.EnterAsync(at.Administrator, OrganisationKind.Customs, Role.Supervisor);
        foreach (var guest in (Guest[])[armenia, at.Clerk, at.Holder, at.Operator, at.Chief])
        {
            await guest.NotFoundAsync(HttpMethod.Get, Registry + "operators");
            await guest.NotFoundAsync(HttpMethod.Put, Registry + "operators/" + Counter.Trader,
                Operator("2026-01-01", "2026-12-31", 1));
            await guest.NotFoundAsync(
                HttpMethod.Put, Registry + "in-force", new { operators = false, authorisations = false });
        }
    }

    private static object Operator(string from, string to, long? seen) => new
    {
        name = "Trader A",
        street = "Street 1",
        postcode = "1000",
        city = "Baku",
        addressCountry = "AZ",
        validFrom = from,
        validTo = to,
        seen,
    };

    private static Task KeepAsync(Counter at, string from, string to, long? seen) => at.Officer.OkAsync(
        HttpMethod.Put, Registry + "operators/" + Counter.Trader, Operator(from, to, seen));

    private static Task AuthoriseAsync(
        Counter at, string number, string type, string holder, long? seen, string validTo = "9999-12-31") =>
        at.Officer.OkAsync(HttpMethod.Put, Registry + "authorisations/" + number,
            new { type, holder, office = "AZXX0BAK", validFrom = "2026-01-01", validTo, seen });

    /// <summary>Lodges a declaration and gives the code of the first answer.</summary>
    private async Task<string?> LodgeAsync(Counter at, string lrn, bool hasName, bool isSimplified = false)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = at.Guests.Time.GetUtcNow().UtcDateTime.AddHours(4),
            IsSimplified = isSimplified,
        });
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        var holder = message.Root.Open("HolderOfTheTransitProcedure");
        holder["identificationNumber"] = Counter.Trader;
        if (!hasName)
        {
            holder["name"] = null;
            holder.Clear("Address");
        }

        message.Root["messageSender"] = Counter.Trader;
        message.Root["messageIdentification"] = FormattableString.Invariant($"R{++_sent:000000}");
        var body = Bodies.Write(message);
        using var stream = new MemoryStream(body);
        var (receipt, _) = await at.Guests.App.Services.GetRequiredService<TransitService>().TakeAsync(
            "AZ", MessageReader.Read(stream), body, new Actor("trader", "Trader"), CancellationToken.None);
        var view = await at.Holder.OkAsync(
            HttpMethod.Get, FormattableString.Invariant($"/api/v1/transit/receipts/{receipt.Id}"));
        return view.GetProperty("answers")[0].GetProperty("code").GetString();
    }

    private static async Task<JsonElement> PostAsync(
        Guest from, Counter at, string register, string csv, int status = 200)
    {
        using var handler = new HttpClientHandler { CookieContainer = from.Cookies };
        using var client = new HttpClient(handler) { BaseAddress = at.Guests.Url };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        client.DefaultRequestHeaders.Add("X-Throughline", "1");
        using var response = await client.PostAsync(new Uri(Registry + register, UriKind.Relative), content,
            TestContext.Current.CancellationToken);
        if (status != 200)
            return await TestServer.ProblemOfAsync(response, status, "unprocessable-request");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
