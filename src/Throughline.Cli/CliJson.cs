using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Customs;
using Throughline.Planning.Validation;
using Throughline.Server;

namespace Throughline.Cli;

/// <summary>JSON that only the command writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(CorridorOverview))]
[JsonSerializable(typeof(DocumentReport[]))]
[JsonSerializable(typeof(JournalReport))]
[JsonSerializable(typeof(NumberReport[]))]
[JsonSerializable(typeof(SealReport))]
[JsonSerializable(typeof(PairsReport))]
[JsonSerializable(typeof(RuleReport))]
[JsonSerializable(typeof(ScreenReport))]
[JsonSerializable(typeof(ValidationReport))]
internal sealed partial class CliJsonContext : JsonSerializerContext;

/// <summary>The serializer of the command.</summary>
internal static class CliJson
{
    /// <summary>Names in their own script.</summary>
    public static CliJsonContext Wire { get; } = new(new JsonSerializerOptions(CliJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
