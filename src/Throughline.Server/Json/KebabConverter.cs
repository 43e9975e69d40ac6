using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>Writes an enumeration as lower-case words joined by hyphens, and reads nothing else.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class KebabConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, false)
    where T : struct, Enum;
