using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Throughline.Server;

/// <summary>Checks that a JSON document has the shape of a type and reports everything that does not, each with its
/// pointer. The deserializer alone would stop at the first.</summary>
internal sealed class JsonShape
{
    private const int MaxErrors = 50;
    private readonly JsonSerializerOptions _options;
    private readonly JsonLimits _limits;
    private readonly List<FieldError> _errors = [];

    private JsonShape(JsonSerializerOptions options, JsonLimits limits)
    {
        _options = options;
        _limits = limits;
    }

    public static IReadOnlyList<FieldError> Check(JsonElement element, JsonTypeInfo type, JsonLimits limits)
    {
        var shape = new JsonShape(type.Options, limits);
        shape.Visit(element, type.Type, "", nullable: false);
        return shape._errors;
    }

    private void Visit(JsonElement element, Type type, string pointer, bool nullable)
    {
        if (_errors.Count >= MaxErrors)
            return;
        var bare = Nullable.GetUnderlyingType(type);
        if (element.ValueKind == JsonValueKind.Null)
        {
            if (!nullable && bare is null)
                Add(pointer, "json.null");
            return;
        }

        type = bare ?? type;
        var info = _options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                VisitObject(element, info, pointer);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                VisitList(element, type, pointer);
                break;
            case JsonTypeInfoKind.Object:
                Add(pointer, "json.want-object", Kind(element));
                break;
            case JsonTypeInfoKind.Enumerable:
                Add(pointer, "json.want-list", Kind(element));
                break;
            default:
                VisitValue(element, type, info, pointer);
                break;
        }
    }

    private void VisitObject(JsonElement element, JsonTypeInfo info, string pointer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var child = $"{pointer}/{Escape(property.Name)}";
            if (!seen.Add(property.Name))
            {
                Add(child, "json.twice", Shorten(property.Name));
                continue;
            }

            var known = info.Properties.FirstOrDefault(p => p.Name == property.Name);
            if (known is null)
            {
                var near = Nearest.List(property.Name, info.Properties.Select(p => p.Name), 3);
                if (_errors.Count < MaxErrors)
                    _errors.Add(new FieldError(child, Text("json.unknown", Shorten(property.Name)), near));
                continue;
            }

            Visit(property.Value, known.PropertyType, child, known.IsSetNullable);
        }

        foreach (var property in info.Properties)
        {
            if (property.IsRequired && !seen.Contains(property.Name))
                Add($"{pointer}/{property.Name}", "json.missing", property.Name);
        }
    }

    private void VisitList(JsonElement element, Type type, string pointer)
    {
        if (element.GetArrayLength() > _limits.MaxItems)
        {
            Add(pointer, "json.list-too-long", element.GetArrayLength(), _limits.MaxItems);
            return;
        }

        var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[^1];
        var index = 0;
        foreach (var entry in element.EnumerateArray())
        {
            Visit(entry, item, $"{pointer}/{index.ToString(CultureInfo.InvariantCulture)}", nullable: false);
            index++;
        }
    }

    private void VisitValue(JsonElement element, Type type, JsonTypeInfo info, string pointer)
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString()!.Length > _limits.MaxText)
        {
            Add(pointer, "json.text-too-long", _limits.MaxText);
            return;
        }

        try
        {
            element.Deserialize(info);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException)
        {
            var key = type == typeof(string) ? "json.want-text"
                : type == typeof(bool) ? "json.want-bool"
                : type == typeof(DateTimeOffset) ? "json.want-time"
                : type == typeof(double) || type == typeof(decimal) ? "json.want-number"
                : type == typeof(int) || type == typeof(long) ? "json.want-whole"
                : "json.want-other";
            Add(pointer, key, Kind(element));
        }
    }

    private void Add(string pointer, string key, params object?[] values)
    {
        if (_errors.Count < MaxErrors)
            _errors.Add(new FieldError(pointer, Text(key, values)));
    }

    private static string Text(string key, params object?[] values) => Texts.Server.Get(key, values);

    private static string Kind(JsonElement element) => Text(element.ValueKind switch
    {
        JsonValueKind.Object => "json.kind.object",
        JsonValueKind.Array => "json.kind.list",
        JsonValueKind.String => "json.kind.text",
        JsonValueKind.Number => "json.kind.number",
        _ => "json.kind.bool",
    });

    private static string Shorten(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private static string Escape(string name) =>
        Shorten(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
