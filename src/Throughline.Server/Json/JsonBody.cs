using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>Reads the body of a request.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = JsonLimits.MaxDepth };

    /// <summary>Reads and checks a body of a type.</summary>
    /// <exception cref="ProblemException">The body is not JSON, too large, or not of that shape.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonLimits limits)
    {
        if (!IsJson(request.ContentType))
            throw ProblemException.Of(415, "unsupported-media-type");
        var type = (JsonTypeInfo<T>)WireJson.Requests.GetTypeInfo(typeof(T));
        var bytes = await BodyBytes.ReadAsync(request, limits.MaxBytes);
        using var document = Parse(bytes);
        var errors = JsonShape.Check(document.RootElement, type, limits);
        if (errors.Count > 0)
            throw ProblemException.Invalid(errors);
        try
        {
            return document.RootElement.Deserialize(type)!;
        }
        catch (JsonException e)
        {
            throw ProblemException.Invalid([new FieldError("", e.Message)]);
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw ProblemException.Invalid([new FieldError("", Texts.Server.Get("json.empty"))]);
        try
        {
            // The parser takes ill-formed UTF-8 inside texts; reading such a text later would throw.
            _ = new UTF8Encoding(false, true).GetCharCount(bytes.Span);
            var document = JsonDocument.Parse(bytes, DocumentOptions);
            RefuseLoneSurrogates(document.RootElement);
            return document;
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            throw ProblemException.Invalid(
                [new FieldError("", Texts.Server.Get("json.not-json", line, (e.BytePositionInLine ?? 0) + 1))]);
        }
        catch (Exception e) when (e is DecoderFallbackException or InvalidOperationException)
        {
            throw ProblemException.Invalid([new FieldError("", Texts.Server.Get("json.not-utf8"))]);
        }
    }

    // An escape such as \ud800 is well-formed JSON, but no text: GetString throws on it.
    private static void RefuseLoneSurrogates(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    RefuseLoneSurrogates(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    RefuseLoneSurrogates(property.Value);
                }

                break;
        }
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is null)
            return false;
        var media = contentType.Split(';')[0].Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
