using System.Globalization;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>One line of a network text: a verb, words, and options of the form key=value.</summary>
internal sealed class TextLine
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public TextLine(string text)
    {
        Text = text;
        var tokens = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Verb = tokens[0];
        foreach (var token in tokens.Skip(1))
        {
            var equals = token.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                _options.Add(token[..equals], token[(equals + 1)..]);
            else
                Words.Add(token);
        }
    }

    public string Text { get; }

    public string Verb { get; }

    public List<string> Words { get; } = [];

    public string Word(int index) => index < Words.Count
        ? Words[index]
        : throw new FormatException($"'{Text}' lacks word {index + 1} after '{Verb}'.");

    public string? Option(string key) => _options.GetValueOrDefault(key);

    public IReadOnlyList<string> List(string key, char separator = ';') =>
        Option(key)?.Split(separator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    public OpeningHours? Hours(string key) =>
        Option(key) is { } text ? OpeningHours.Parse(text.Replace('_', ' ')) : null;

    /// <summary>The first word that is an amount of money, such as 60USD/TEU.</summary>
    public Money? FindMoney() =>
        Words.Where(w => w.Contains('/', StringComparison.Ordinal)).Select(Money.TryRead)
            .FirstOrDefault(m => m is not null);

    /// <summary>Seconds of 3h, 1h30, 45m, 90s, 1.5h or 0.</summary>
    public static int Seconds(string text)
    {
        if (text == "0")
            return 0;
        decimal total = 0;
        var number = "";
        var last = 1;
        foreach (var c in text)
        {
            if (char.IsDigit(c) || c == '.')
            {
                number += c;
                continue;
            }

            last = c switch
            {
                'h' => 3600,
                'm' => 60,
                's' => 1,
                _ => throw new FormatException($"'{text}' is no duration.")
            };
            total += Number(number) * last;
            number = "";
        }

        if (number.Length > 0)
            total += Number(number) * (last / 60); // 1h30: what follows hours are minutes
        return decimal.ToInt32(total);
    }

    /// <summary>A spread: 3h/9h is median and 90th percentile, 3h is certain.</summary>
    public static Spread Spread(string text)
    {
        var parts = text.Split('/');
        return new Spread(Seconds(parts[0]), Seconds(parts[^1]));
    }

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    public static int Metres(string text) => text.EndsWith("km", StringComparison.Ordinal)
        ? decimal.ToInt32(Number(text[..^2]) * 1000)
        : throw new FormatException($"'{text}' is no distance; write 120km.");
}

/// <summary>An amount of money per something: 60USD/TEU.</summary>
internal sealed record Money(decimal Amount, string Currency, string Per)
{
    public long Minor => decimal.ToInt64(Amount * 100);

    public static Money? TryRead(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var digits = text.TakeWhile(c => char.IsDigit(c) || c == '.').Count();
        if (slash - digits != 3 || digits == 0 || !text[digits..slash].All(char.IsAsciiLetterUpper))
            return null;
        return new Money(TextLine.Number(text[..digits]), text[digits..slash], text[(slash + 1)..]);
    }
}
