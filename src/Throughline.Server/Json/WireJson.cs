using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Throughline.Server;

/// <summary>How JSON goes over the wire.</summary>
public static class WireJson
{
    /// <summary>The serializer of answers. Names go out in their own script: the answers are never put into HTML by
    /// the server, and say so by their type and nosniff.</summary>
    public static ApiJson Answers { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The deserializer of requests. It works by reflection, because generated code loses the defaults of
    /// init-only properties that a body leaves out.</summary>
    public static JsonSerializerOptions Requests { get; } = MakeRequests();

    private static JsonSerializerOptions MakeRequests()
    {
        var options = new JsonSerializerOptions(ApiJson.Default.Options)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
