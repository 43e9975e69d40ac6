using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>Reads and writes times as RFC 3339 with an offset; a time without one would mean another instant on
/// every machine and is refused.</summary>
public sealed class Rfc3339 : JsonConverter<DateTimeOffset>
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
    ];

    /// <summary>Reads a time, or gives false.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is null || text.Length < 17 || text.Length > 40)
            return false;
        var upper = text.ToUpperInvariant();
        var hasOffset = upper[^1] == 'Z' || (upper[^6] is '+' or '-' && upper[^3] == ':');
        return hasOffset && DateTimeOffset.TryParseExact(
            upper, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("Write a time with its offset, for example 2026-12-01T08:00:00+04:00.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));

    /// <summary>The time as text.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
