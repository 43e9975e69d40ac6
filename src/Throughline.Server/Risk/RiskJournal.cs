using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>What the journal says of risk and screening; which properties have a value follows from the kind.</summary>
/// <param name="Nonce">Random, so that the body cannot be guessed from its digest.</param>
/// <param name="What">assessment, commitment, rules, control, list, list-closed, hit, passage.</param>
internal sealed record RiskEntry(string Nonce, string What)
{
    public string? Country { get; init; }

    public int? Number { get; init; }

    public string? Moment { get; init; }

    public string? Day { get; init; }

    public string? By { get; init; }

    public string? Reason { get; init; }

    public string? Value { get; init; }

    public long? Version { get; init; }

    public int? Score { get; init; }

    public string? Channel { get; init; }

    public string? Controls { get; init; }

    public int? Draw { get; init; }

    public IReadOnlyList<string>? Hits { get; init; }
}

/// <summary>The JSON of these.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RiskEntry))]
internal sealed partial class RiskJournal : JsonSerializerContext
{
    public static string Nonce() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static byte[] Bytes(RiskEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Default.RiskEntry);
}
