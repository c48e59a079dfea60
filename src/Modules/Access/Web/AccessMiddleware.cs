using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Access.Web;

/// <summary>Enforces the access rule of every endpoint, before its handler runs and before its body is read.</summary>
internal sealed partial class AccessMiddleware(RequestDelegate next, Identification identification, INetworkTree tree, ILogger<AccessMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // No endpoint: nothing is served. An endpoint without a route is routing's own answer (405, 415).
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        var refusal = await DecideAsync(context, endpoint);
        if (refusal is null)
        {
            await next(context);
            return;
        }

        if (refusal.Kind == ProblemKind.Unauthenticated)
        {
            context.Response.Headers.WWWAuthenticate = refusal.Code == "unauthenticated" ? "Bearer" : "Bearer error=\"invalid_token\"";
        }

        await refusal.ToHttp().ExecuteAsync(context);
    }

    private async ValueTask<Problem?> DecideAsync(HttpContext context, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule)
        {
            Log.NoRule(logger, endpoint.DisplayName);
            return Problem.Forbidden("use this address, which nobody may use yet");
        }

        if (context.Features.Get<Identity>() is not { } identity)
        {
            identity = await identification.IdentifyAsync(context, context.RequestAborted);
            context.Features.Set(identity);
        }

        if (identity.Means == Means.Cookie && CrossSite.Refuses(context.Request))
        {
            return CrossSite.Refusal;
        }

        if (identity.Caller is not { } caller)
        {
            return rule.Kind == AccessRuleKind.Anyone ? null : identity.Refusal;
        }

        context.Features.Set(caller);
        var load = tree.LoadAsync(context.RequestAborted);
        if (!load.IsCompletedSuccessfully)
        {
            await load;
        }

        var decision = AccessDecision.Decide(rule, caller, rule.RouteParameter is { } parameter ? context.Request.RouteValues[parameter] as string : null, tree);
        if (decision.Problem is null && decision.Value is { } scope)
        {
            context.Features.Set(scope);
        }

        return decision.Problem;
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Error, "Endpoint {Endpoint} has no access rule and was refused.")]
        public static partial void NoRule(ILogger logger, string? endpoint);
    }
}
