using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>Draws an exchange as a sequence chart in text: a column a party, a line a message.</summary>
public static class ScenarioChart
{
    private const int TimeColumns = 20;
    private const int PartyColumns = 16;

    /// <summary>Draws the exchange of a scenario.</summary>
    public static string Draw(ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var parties = Order(result);
        var text = new StringBuilder();
        text.Append(result.Title).Append("\n\n").Append(' ', TimeColumns);
        foreach (var party in parties)
            text.Append(Centre(party));
        Cut(text);
        var step = "";
        foreach (var exchange in result.Exchanges)
        {
            if (exchange.Step != step)
            {
                step = exchange.Step;
                text.Append("-- ").Append(step);
                Cut(text);
            }

            text.Append(exchange.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
                .PadRight(TimeColumns));
            DrawArrow(text, parties, exchange);
            Cut(text);
        }

        foreach (var fault in result.Faults)
            text.Append("\n! ").Append(fault).Append('\n');
        return text.ToString();
    }

    private static void DrawArrow(StringBuilder text, List<string> parties, Exchange exchange)
    {
        var (from, to) = (parties.IndexOf(ScenarioWords.WordOf(exchange.From)),
            parties.IndexOf(ScenarioWords.WordOf(exchange.To)));
        var line = new char[parties.Count * PartyColumns];
        Array.Fill(line, ' ');
        for (var i = 0; i < parties.Count; i++)
            line[i * PartyColumns + PartyColumns / 2] = '|';
        var (left, right) = (Math.Min(from, to) * PartyColumns + PartyColumns / 2,
            Math.Max(from, to) * PartyColumns + PartyColumns / 2);
        for (var i = left + 1; i < right; i++)
            line[i] = '-';
        if (from == to)
        {
            exchange.Message.Code.CopyTo(0, line, left + 2, exchange.Message.Code.Length);
        }
        else
        {
            line[from < to ? right - 1 : left + 1] = from < to ? '>' : '<';
            exchange.Message.Code.CopyTo(0, line, (left + right - exchange.Message.Code.Length) / 2 + 1,
                exchange.Message.Code.Length);
        }

        text.Append(line);
    }

    /// <summary>Holder first, trader at destination last, administrations between in the order in which they come
    /// in.</summary>
    private static List<string> Order(ScenarioResult result)
    {
        var words = result.Exchanges.SelectMany(e => (Party[])[e.From, e.To]).Distinct()
            .OrderBy(p => p.Kind switch
            {
                PartyKind.Holder => 0,
                PartyKind.Administration => 1,
                PartyKind.TraderAtDestination => 2,
                _ => 3,
            });
        return [.. words.Select(ScenarioWords.WordOf).Distinct()];
    }

    private static string Centre(string word) =>
        word.PadLeft((PartyColumns + word.Length) / 2).PadRight(PartyColumns);

    private static void Cut(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        text.Append('\n');
    }
}
