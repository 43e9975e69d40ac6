using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Throughline.Server;

/// <summary>Completes the generated description of the interface: what it is, its problems, readable texts.</summary>
internal static partial class OpenApiDescription
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("Planning", "Itineraries, comparisons, sweeps and matrices."),
        ("Corridor", "What exists, and what can be chosen."),
        ("Customs", "Checks of declarations and other messages of electronic transit."),
        ("Transit", "Messages, movements and decisions."),
        ("Guarantees", "Guarantees and what movements hold of them."),
        ("Webhooks", "Where messages are told without being asked for, and notices."),
        ("Access", "Logins, organisations, accounts and keys."),
        ("Server", "What runs here and how it is."),
        ("Training", "What an instructor does on a training installation."),
    ];

    public static Task DescribeDocument(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Throughline",
            Version = HealthApi.Version,
            Summary = "Plan freight door to door over a multimodal transit corridor.",
            Description = Texts.Server.Get("openapi.description"),
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(
            Tags.Select(t => new OpenApiTag { Name = t.Name, Description = t.Description }));
        return Task.CompletedTask;
    }

    public static async Task DescribeOperation(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellation);
        context.Document?.AddComponent(nameof(Problem), schema);
        operation.Responses ??= [];
        var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
        DescribeAccess(operation, rule);
        foreach (var status in ListProblems(operation).Union(ListRefusals(operation, rule)))
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Description = Texts.Server.Get("openapi.status." + status),
                Headers = status is "429" or "503" ? RetryAfter() : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(Problem), context.Document),
                    },
                },
            };
        }

        if (operation.RequestBody?.Content is { } content
            && content.TryGetValue("application/json", out var body)
            && Texts.Server.Find($"openapi.example.{operation.OperationId}") is { } example)
            body.Example = JsonNode.Parse(example);
        if (operation.RequestBody?.Content is { } other && other.TryGetValue("application/xml", out var document))
            document.Example = JsonValue.Create(ConsoleFiles.ReadText("samples/declaration.xml"));
    }

    public static Task DescribeSchema(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        schema.Description = Clean(schema.Description);
        // A converter of our own hides the type from the generator.
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema.Type = type == typeof(DateTimeOffset)
                ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }

        if (context.JsonTypeInfo.Kind == System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Object)
            schema.AdditionalPropertiesAllowed = false;
        foreach (var (_, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            property.Description = Clean(property.Description);
        return Task.CompletedTask;
    }

    private static Dictionary<string, IOpenApiHeader> RetryAfter() => new()
    {
        ["Retry-After"] = new OpenApiHeader
        {
            Description = Texts.Server.Get("openapi.retry-after"),
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
        },
    };

    private static IEnumerable<string> ListProblems(OpenApiOperation operation)
    {
        if (operation.RequestBody is not null)
            return ["400", "406", "413", "415", "422", "503"];
        return operation.OperationId switch
        {
            "GetCorridor" => ["400", "406", "422", "503"],
            "SearchPlaces" => ["400", "406"],
            "GetPlace" => ["404", "406"],
            "GetRule" => ["404", "406"],
            "GetProblem" => ["404"],
            _ => [],
        };
    }

    private static IEnumerable<string> ListRefusals(OpenApiOperation operation, AccessRule? rule) => rule switch
    {
        null or { IsPublic: true } =>
            operation.OperationId is "Login" or "RedeemSecret" ? ["401", "403", "429", "503"] : [],
        _ when operation.OperationId is "ChangePassword" => ["401", "403", "404", "409", "429", "503"],
        _ when operation.OperationId is "StreamEvents" => ["400", "401", "403", "404", "406", "429", "503"],
        _ => ["400", "401", "403", "404", "406", "409", "503"],
    };

    // Who may is the first thing that somebody wants to know who writes against an address.
    private static void DescribeAccess(OpenApiOperation operation, AccessRule? rule)
    {
        if (rule is null or { IsPublic: true })
            return;
        var roles = rule.Roles.Count == Enum.GetValues<Role>().Length
            ? Texts.Server.Get("openapi.access.all")
            : string.Join(", ", rule.Roles.Select(r => JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString())));
        var sentence = Texts.Server.Get(rule.IsByPerson ? "openapi.access.person" : "openapi.access.roles", roles);
        operation.Description = $"{operation.Description}\n\n{sentence}".Trim();
    }

    // References of the code become names of fields, and line breaks of the source spaces.
    private static string? Clean(string? text) => text is null
        ? null
        : Spaces().Replace(
            Member().Replace(text, m => $"`{JsonNamingPolicy.CamelCase.ConvertName(m.Groups["name"].Value)}`"), " ")
                .Trim();

    [GeneratedRegex(@"(?:[\w<>?]+\s)?\b[A-Z]\w+\.(?<name>[A-Z]\w+)\b(?:\s*\{[^}]*\})?", RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Member();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();
}
