using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>What an entry of the journal says of what an instructor did.</summary>
/// <param name="Nonce">128 random bits, hexadecimal.</param>
/// <param name="What">clock-moved, fault-set, fault-ended, fault-met or message-played.</param>
/// <param name="By">The account that did it; «program» for a fault that was met.</param>
/// <param name="From">Where the clock stood.</param>
/// <param name="To">Where it was moved.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Recipient">The administration that it concerns.</param>
/// <param name="Message">Number of the message in the outbox.</param>
internal sealed record TrainingRecord(string Nonce, string What, string By, DateTimeOffset? From = null,
    DateTimeOffset? To = null, long? Fault = null, string? Kind = null, string? Recipient = null, long? Message = null)
{
    /// <summary>The actor of what happens by itself.</summary>
    public const string Program = "program";

    /// <summary>A record with a fresh nonce.</summary>
    public static TrainingRecord Make(string what, string by) =>
        new(RandomNumberGenerator.GetHexString(32, lowercase: true), what, by);

    /// <summary>A record about a fault.</summary>
    public static TrainingRecord Of(string what, string by, FaultView fault, long? message = null) =>
        Make(what, by) with
        {
            Fault = fault.Id,
            Kind = fault.Kind.ToString(),
            Recipient = fault.Recipient,
            Message = message,
        };

    /// <summary>Appends it to the journal.</summary>
    public Task<long> AppendAsync(Write write) => write.AppendAsync("training", "training",
        JsonSerializer.SerializeToUtf8Bytes(this, TrainingJson.Default.TrainingRecord));
}

/// <summary>The JSON of these.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingRecord))]
internal sealed partial class TrainingJson : JsonSerializerContext;
