using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace BookedBarber.Host.Serving;

/// <summary>The OpenAPI document, made from the endpoints that run.</summary>
internal static class ApiDocument
{
    public const string Name = "v2";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.CreateSchemaReferenceId = new SchemaNames().Of;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "BookedBarber API",
                Version = "2.0",
                Description = "Networks, people, sales, bookings, imports and measures of barbershop franchises. Money is a decimal string in the currency beside it; "
                    + "days are local business days; instants are UTC. Errors are problem details with a stable `code`.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An access token from /api/v2/auth/token, or a personal API key." };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
            if (rule is { Kind: not AccessRuleKind.Anyone })
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
                var needs = rule.Permission is { } permission ? $"Needs the permission `{permission.Name()}`." : rule.Kind == AccessRuleKind.Administrator ? "For platform administrators." : "For any signed-in caller.";
                operation.Description = operation.Description is { Length: > 0 } text ? $"{text}\n\n{needs}" : needs;
            }

            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").OpenToAnyone();
}
