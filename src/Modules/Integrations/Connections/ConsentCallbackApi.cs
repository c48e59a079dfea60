using BookedBarber.Integrations.Connections.Authorising;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Connections;

/// <summary>Where vendors send the browser back to. The address carries the code: nothing here, and nothing in front of it, logs the query.</summary>
internal static class ConsentCallbackApi
{
    private const int MostParameters = 40;

    public static void MapConsentCallback(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/oauth/callback/{vendor}", CompleteAsync).NeedsSignIn().WithTags("Integrations").WithName("completeConsent").WithSummary("Come back from a vendor's consent page")
            .WithDescription("For the vendor's redirect, with code and state. A browser is sent on to the connection's page; a program gets the connection, or the problem.");

    private static async Task<Results<Ok<ConnectionItem>, RedirectHttpResult, ProblemHttpResult>> CompleteAsync(
        string vendor, Caller caller, HttpContext context, ConsentFlow flow, ConnectionReader reader, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var query = context.Request.Query;
        var parameters = query.Count <= MostParameters && query.All(field => field.Value.Count == 1)
            ? query.ToDictionary(field => field.Key, field => field.Value[0] ?? string.Empty, StringComparer.Ordinal)
            : []; // a parameter given twice means whatever an attacker wants it to
        var result = await flow.CompleteAsync(vendor, parameters, caller, cancellationToken);
        if (context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true))
        {
            return TypedResults.LocalRedirect(Page(result));
        }

        return result is { Problem: null, Connection: { } connected } && await reader.FindAsync(Scope.OfSystem(connected.Network), connected.Id, cancellationToken) is { } now
            ? TypedResults.Ok(await reader.ItemAsync(now, cancellationToken))
            : (result.Problem ?? Problem.NotFound("connection")).ToHttp();
    }

    private static string Page(ConsentResult result)
    {
        var outcome = result.Problem?.Code ?? "connected";
        return result.Connection is { } connection
            ? $"/integrations/{connection.Id}?network={connection.Network}&outcome={outcome}"
            : $"/integrations?outcome={outcome}";
    }
}
