using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace Throughline.Server;

/// <summary>Describes parameters that a handler reads from the query by itself.</summary>
internal static class OpenApiQuery
{
    /// <summary>Names the parameters, what they mean and an example of each.</summary>
    public static RouteHandlerBuilder WithQuery(
        this RouteHandlerBuilder builder, params (string Name, string Description, string Example)[] parameters) =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, description, example) in parameters)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = description,
                    Example = JsonValue.Create(example),
                    Schema = name is "switch" or "change"
                        ? new OpenApiSchema
                        {
                            Type = JsonSchemaType.Array,
                            Items = new OpenApiSchema { Type = JsonSchemaType.String },
                        }
                        : new OpenApiSchema
                        {
                            Type = name switch
                            {
                                "year" or "limit" or "after" or "before" => JsonSchemaType.Integer,
                                "route" => JsonSchemaType.Boolean,
                                _ => JsonSchemaType.String,
                            },
                        },
                });
            }

            return Task.CompletedTask;
        });
}
