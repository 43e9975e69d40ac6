using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Whatever comes instead of an honest message: it is refused at once, or kept as what it is, text.</summary>
public sealed class HostileMessageTests(Postgres postgres)
{
    private static readonly string[] Texts =
    [
        "'; drop table movement; --", "\" or 1=1 --", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0", "@SUM(1+1)", "{0}{1}%s%n", "${jndi:ldap://127.0.0.1/a}", "../../etc/passwd",
        "\u202Eabc", "a\nSet-Cookie: b=c", "%0d%0aX: y", "' or '1'='1", "\\'; select pg_sleep(9); --", "*)(uid=*",
    ];

    [Fact]
    public async Task Bombs_and_broken_documents_are_refused_at_once()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        using var warm = await guests.PostAsync(trader, "<a/>"u8.ToArray());
        foreach (var (name, body) in Bombs())
        {
            var watch = Stopwatch.StartNew();
            using var response = await guests.PostAsync(trader, body);
            Assert.True((int)response.StatusCode is 413 or 422, $"{name}: {(int)response.StatusCode}");
            // A bound that only a real explosion breaks, whatever else the machine does.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{name} took {watch.Elapsed}");
        }

        Assert.Empty((await trader.OkAsync(HttpMethod.Get, "/api/v1/transit/receipts")).GetProperty("receipts")
            .EnumerateArray());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_body_of_100_megabytes_is_refused_before_it_is_read(bool saysLength)
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", guests.Url.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/v1/transit/messages HTTP/1.1\r\nHost: a\r\n"
            + $"Cookie: throughline={trader.Token}\r\nX-Throughline: 1\r\nContent-Type: application/xml\r\n"
            + (saysLength ? "Content-Length: 100000000\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\n")),
            TestContext.Current.CancellationToken);
        var piece = Encoding.ASCII.GetBytes("10000\r\n" + new string('a', 0x10000) + "\r\n");
        var sent = 0;
        try
        {
            while (!saysLength && sent < 100_000_000)
            {
                await stream.WriteAsync(piece, TestContext.Current.CancellationToken);
                sent += piece.Length;
                if (stream.DataAvailable)
                    break;
            }

            using var reader = new StreamReader(stream, Encoding.ASCII);
            var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(line is null || line.Contains("413", StringComparison.Ordinal), line);
        }
        catch (IOException)
        {
            // Cut off while it went on sending.
        }

        Assert.True(sent < 50_000_000, $"{sent:#,0} bytes were taken");
        using var health = guests.Visit();
        await health.OkAsync(HttpMethod.Get, "/health/ready");
    }

    [Fact]
    public async Task Clients_that_dawdle_hold_up_nobody()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var socket = new TcpClient();
                slow.Add(socket);
                await socket.ConnectAsync("127.0.0.1", guests.Url.Port, TestContext.Current.CancellationToken);
                // Half of them stop in the head, half in the body.
                var head = "POST /api/v1/transit/messages HTTP/1.1\r\nHost: a\r\n" + (i % 2 == 0 ? "X-Slow: "
                    : $"Cookie: throughline={trader.Token}\r\nX-Throughline: 1\r\nContent-Type: application/xml\r\n"
                    + "Content-Length: 3000\r\n\r\n<CC015C");
                await socket.GetStream().WriteAsync(
                    Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            }

            for (var i = 0; i < 5; i++)
            {
                var id = FormattableString.Invariant($"M{i}");
                using var response = await guests.PostAsync(
                    trader, Bodies.Write(guests.Declare(Parties.Trader, "L" + id, id)));
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            }
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Any_text_in_any_field_of_a_declaration_stays_text(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        var database = guests.App.Services.GetRequiredService<Database>();
        var good = guests.Declare(Parties.Trader, "LRN", "M");
        var xml = MessageWriter.ToXml(good);
        var values = ValuesOf(xml);
        var round = 0;
        var cases = from at in Gen.Int[0, values.Count - 1]
                    from text in Gen.Int[0, Texts.Length - 1]
                    select (at, text: Texts[text]);
        await cases.SampleAsync(async c =>
        {
            var id = FormattableString.Invariant($"M{Interlocked.Increment(ref round)}");
            var (start, length) = values[c.at];
            var body = xml[..start] + WebUtility.HtmlEncode(c.text) + xml[(start + length)..];
            var bytes = Encoding.UTF8.GetBytes(body.Replace(">M<", $">{id}<", StringComparison.Ordinal)
                .Replace(">LRN<", $">L{id}<", StringComparison.Ordinal));
            using var response = await guests.PostAsync(trader, bytes);
            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode is 200 or 201 or 422, answer);
            Assert.False(response.Headers.Contains("Set-Cookie"));
            Assert.Contains("json", response.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            if (!response.IsSuccessStatusCode)
                return;
            // Kept byte for byte, and answered by a message that is one.
            using var parsed = System.Text.Json.JsonDocument.Parse(answer);
            var digest = Convert.FromHexString(parsed.RootElement.GetProperty("sha256").GetString()!);
            await using var connection = await database.ConnectAsync();
            Assert.Equal(bytes, await connection.FindAsync<byte[]>(
                "select body from content where digest = @1", CancellationToken.None, digest));
            foreach (var message in parsed.RootElement.GetProperty("answers").EnumerateArray())
            {
                var kept = await connection.FindAsync<byte[]>("select c.body from outbox o join content c on "
                    + "c.digest = o.digest where o.id = @1", default, message.GetProperty("id").GetInt64());
                Assert.NotNull(MessageReader.Read(new MemoryStream(kept!)).Message);
            }
        }, iter: 60, threads: 1);
        var report = await JournalCheck.RunAsync(database);
        Assert.Empty(report.Faults);
        Assert.NotEmpty((await trader.OkAsync(HttpMethod.Get, "/api/v1/transit/movements")).GetProperty("movements")
            .EnumerateArray());
    }

    [Fact]
    public async Task Any_text_in_any_question_finds_nothing_and_breaks_nothing()
    {
        await using var guests = await Guests.StartAsync(postgres, Kind.Postgres);
        var first = await guests.EnterFirstAsync();
        var trader = await guests.EnterPartyAsync(first, Parties.Trader);
        using var lodged = await guests.PostAsync(
            trader, Bodies.Write(guests.Declare(Parties.Trader, "LRN1", "M1")));
        foreach (var text in Texts)
        {
            var word = Uri.EscapeDataString(text);
            foreach (var name in (string[])["q", "state", "office"])
            {
                var found = await trader.OkAsync(HttpMethod.Get, $"/api/v1/transit/movements?{name}={word}");
                Assert.Equal(0, found.GetProperty("movements").GetArrayLength());
            }

            using var guarantee = await trader.SendAsync(HttpMethod.Get, "/api/v1/guarantees/" + word);
            Assert.Equal(HttpStatusCode.NotFound, guarantee.StatusCode);
            using var after = await trader.SendAsync(HttpMethod.Get, "/api/v1/transit/messages?after=" + word);
            Assert.Equal(HttpStatusCode.BadRequest, after.StatusCode);
            using var made = await first.SendAsync(HttpMethod.Post, "organisations",
                new { kind = "trader", country = "GE", name = text, identification = (string?)null });
            if (made.IsSuccessStatusCode)
                Assert.Equal(text.Trim(), (await made.ReadAsync()).GetProperty("name").GetString());
        }
    }

    /// <summary>Where the texts between tags stand.</summary>
    private static List<(int Start, int Length)> ValuesOf(string xml)
    {
        var values = new List<(int, int)>();
        var known = (string[])["AZ1234567890", "NTA.AZ", "M", "LRN"];
        for (var end = xml.IndexOf("</", StringComparison.Ordinal); end > 0;
            end = xml.IndexOf("</", end + 2, StringComparison.Ordinal))
        {
            var start = xml.LastIndexOf('>', end - 1) + 1;
            var text = xml[start..end];
            if (text.Trim().Length > 0 && !known.Contains(text, StringComparer.Ordinal))
                values.Add((start, end - start));
        }

        return values;
    }

    private static IEnumerable<(string Name, byte[] Body)> Bombs()
    {
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 30; i++)
        {
            laughs.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"<!ENTITY l{i} \"&l{i - 1};&l{i - 1};\">");
        }

        yield return ("billion laughs", Bytes(laughs + "]><CC015C>&l29;</CC015C>"));
        yield return ("quadratic", Bytes("<!DOCTYPE a [<!ENTITY l \"" + new string('a', 50_000) + "\">]><CC015C>"
            + string.Concat(Enumerable.Repeat("&l;", 50_000)) + "</CC015C>"));
        yield return ("file", Bytes("<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><CC015C>&f;</CC015C>"));
        yield return ("outside", Bytes("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><CC015C/>"));
        yield return ("depth", Bytes(string.Concat(Enumerable.Repeat("<a>", 200_000))));
        yield return ("attributes", Bytes("<CC015C " + string.Concat(Enumerable.Range(0, 100_000)
            .Select(i => FormattableString.Invariant($"a{i}=\"b\" "))) + "/>"));
        yield return ("one long text", Bytes("<CC015C><a>" + new string('a', 4_000_000) + "</a></CC015C>"));
        yield return ("many elements", Bytes("<CC015C>" + string.Concat(Enumerable.Repeat("<a/>", 1_000_000))
            + "</CC015C>"));
        yield return ("utf-16 that says utf-8",
            Encoding.Unicode.GetBytes("<?xml version='1.0' encoding='utf-8'?><a/>"));
        yield return ("utf-7", Bytes("<?xml version='1.0' encoding='utf-7'?>+ADw-CC015C/+AD4-"));
        yield return ("no text", [0, 1, 2, 255, 254, 0, 0]);
        yield return ("nothing", []);
        yield return ("instructions", Bytes(string.Concat(Enumerable.Repeat("<?a b?>", 500_000)) + "<CC015C/>"));
        yield return ("too large", new byte[6_000_000]);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
