using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>What an entry of the journal says of something that the front office or the holder did.</summary>
/// <param name="Nonce">128 random bits, hexadecimal, so that nobody can guess the body from its digest.</param>
/// <param name="What">What was done, for example paper-collected.</param>
/// <param name="By">The account that did it.</param>
/// <param name="Role">Its role.</param>
/// <param name="Organisation">Its organisation, or the one that it concerns.</param>
/// <param name="Mandate">The mandate that it concerns.</param>
/// <param name="Paper">Number of the paper.</param>
/// <param name="Sha256">Digest of the scan, hexadecimal.</param>
/// <param name="Reference">Kind and number of the paper.</param>
/// <param name="Assessment">Number of the assessment.</param>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Closing">Number of the closing.</param>
/// <param name="Tariff">Fund, version and first day of a tariff.</param>
/// <param name="Lines">What is to be paid.</param>
/// <param name="Totals">What a closing came to.</param>
/// <param name="Reason">Why.</param>
internal sealed record FrontRecord(string Nonce, string What, string By, string Role, string Organisation,
    string? Mandate = null, long? Paper = null, string? Sha256 = null, string? Reference = null,
    long? Assessment = null, long? Receipt = null, long? Closing = null, string? Tariff = null,
    IReadOnlyList<FeeLine>? Lines = null, IReadOnlyList<TillTotal>? Totals = null, string? Reason = null)
{
    /// <summary>A record with a fresh nonce.</summary>
    public static FrontRecord Make(string what, Caller caller) => new(
        RandomNumberGenerator.GetHexString(32, lowercase: true), what, caller.Account, caller.Role.ToString(),
        caller.Organisation);

    /// <summary>Appends it to the journal.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="subject">What it concerns: a movement as country/number, or an organisation.</param>
    public Task<long> AppendAsync(Write write, string subject) => write.AppendAsync("front-office",
        "front-office/" + subject, JsonSerializer.SerializeToUtf8Bytes(this, FrontJson.Default.FrontRecord));
}

/// <summary>The JSON of what the front office keeps.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KebabConverter<Fund>), typeof(KebabConverter<FeeBasis>)])]
[JsonSerializable(typeof(FrontRecord))]
[JsonSerializable(typeof(IReadOnlyList<TariffLine>))]
[JsonSerializable(typeof(IReadOnlyList<FeeLine>))]
[JsonSerializable(typeof(IReadOnlyList<TillTotal>))]
internal sealed partial class FrontJson : JsonSerializerContext;
