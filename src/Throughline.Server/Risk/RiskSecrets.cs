using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The secrets of the draws: one for each country and day of UTC, made with its digest in the journal before
/// anything is drawn with it.</summary>
internal sealed class RiskSecrets(WriteLane lane)
{
    /// <summary>The secret of a day; made when there is none yet, a day ahead too.</summary>
    public async Task<byte[]> GetAsync(
        DbConnection connection, string country, DateOnly day, CancellationToken cancellation)
    {
        if (await FindAsync(connection, country, day, cancellation) is { } known)
            return known;
        await lane.RunAsync(async write =>
        {
            await MakeAsync(write, country, day);
            await MakeAsync(write, country, day.AddDays(1));
            return true;
        });
        return await FindAsync(connection, country, day, cancellation)
            ?? throw new InvalidOperationException("The secret is not where it was written.");
    }

    private static Task<byte[]?> FindAsync(
        DbConnection connection, string country, DateOnly day, CancellationToken cancellation) =>
        connection.FindAsync<byte[]>("select secret from risk_secret where country = @1 and day = @2", cancellation,
            country, RiskRows.Text(day));

    private static async Task MakeAsync(Write write, string country, DateOnly day)
    {
        var text = RiskRows.Text(day);
        if (await write.FindAsync<long>(
            "select count(*) from risk_secret where country = @1 and day = @2", country, text) > 0)
            return;
        var secret = RandomNumberGenerator.GetBytes(RiskDraw.SecretBytes);
        var commitment = RiskDraw.Commit(secret);
        var entry = await write.AppendAsync("risk", $"draw {country} {text}", RiskJournal.Bytes(
            new RiskEntry(RiskJournal.Nonce(), "commitment") { Country = country, Day = text, Value = commitment }));
        await write.ExecuteAsync("insert into risk_secret (country, day, secret, commitment, entry) "
            + "values (@1, @2, @3, @4, @5)", country, text, secret, commitment, entry);
    }

    /// <summary>The day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>Reads a day of an address.</summary>
    public static bool TryRead(string text, out DateOnly day) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
