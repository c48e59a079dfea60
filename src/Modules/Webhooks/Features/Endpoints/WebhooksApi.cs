using System.ComponentModel;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>Webhooks over REST.</summary>
internal static class WebhooksApi
{
    public const string Group = "/api/v2/franchise/networks/{networkId:guid}/webhooks";
    public const string Tag = "Webhooks";

    public static void MapWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var all = endpoints.MapGroup(Group).WithTags(Tag);
        all.MapGet("/", ListAsync).Needs(Permission.IntegrationsRead).WithName("listWebhooks").WithSummary("List webhooks")
            .WithDescription("Those at units where the caller may see integrations, page by page, with their health.");
        all.MapPost("/", MakeAsync).Needs(Permission.IntegrationsManage).WithName("createWebhook").WithSummary("Make a webhook")
            .WithDescription("Events of the unit's branch are posted to the address, signed as Standard Webhooks says. The secret is in this answer only. Private and reserved addresses are refused.");
        var each = all.MapGroup("/{webhookId:guid}");
        each.MapGet("/", GetAsync).Needs(Permission.IntegrationsRead).WithName("getWebhook").WithSummary("Read a webhook").WithDescription("The ETag carries the version that a change has to send back in If-Match.");
        each.MapPatch("/", ChangeAsync).Needs(Permission.IntegrationsManage).WithName("changeWebhook").WithSummary("Change a webhook")
            .WithDescription("Changes what is sent. Needs If-Match with the version read: 428 without, 412 when it is no longer current.");
        each.MapDelete("/", DeleteAsync).Needs(Permission.IntegrationsManage).WithName("deleteWebhook").WithSummary("Delete a webhook").WithDescription("With its deliveries, those in line among them.");
        each.MapPost("/test", TestAsync).Needs(Permission.IntegrationsManage).WithName("testWebhook").WithSummary("Send a test event")
            .WithDescription("Posts a signed event of type webhook.test at once, also to a paused webhook, and answers with what came of it.");
        each.MapPost("/rotate", RotateAsync).Needs(Permission.IntegrationsManage).WithName("rotateWebhookSecret").WithSummary("Rotate the signing key")
            .WithDescription("The new secret is in this answer only. For overlapHours, 24 by default, deliveries carry a signature of each key.");
        each.MapPost("/pause", PauseAsync).Needs(Permission.IntegrationsManage).WithName("pauseWebhook").WithSummary("Pause a webhook").WithDescription("Nothing is sent any more; what happens meanwhile stays in line.");
        each.MapPost("/resume", ResumeAsync).Needs(Permission.IntegrationsManage).WithName("resumeWebhook").WithSummary("Resume a webhook").WithDescription("Sends what is in line, in order, then goes on.");
    }

    private static async Task<Results<Ok<WebhookPage<WebhookItem>>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Scope scope,
        WebhookList list,
        [Description("active or paused; all by default.")] string? state,
        [Description("Only webhooks that take this event type.")] string? type,
        [Description("created, -created (default), url or -url.")] string? sort,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        var page = await list.ReadAsync(scope, state, type, sort, limit, cursor, cancellationToken);
        return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
    }

    private static async Task<Results<Created<WebhookMade>, ProblemHttpResult>> MakeAsync(Guid networkId, NewWebhook body, Scope scope, MakeWebhook make, HttpContext context, CancellationToken cancellationToken)
    {
        var made = await make.RunAsync(scope, body, cancellationToken);
        if (!made.Succeeded)
        {
            return made.Problem.ToHttp();
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v2/franchise/networks/{networkId}/webhooks/{made.Value.Id}", made.Value);
    }

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> GetAsync(Guid networkId, Guid webhookId, Scope scope, WebhookStore store, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await store.FindAsync(scope, webhookId, cancellationToken) is { } item ? item : Problem.NotFound("webhook"), context);

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> ChangeAsync(
        Guid networkId, Guid webhookId, WebhookChange body, Scope scope, ChangeWebhook change, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.ChangeAsync(scope, webhookId, body, context.Request, cancellationToken), context);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid networkId, Guid webhookId, Scope scope, ChangeWebhook change, CancellationToken cancellationToken) =>
        await change.DeleteAsync(scope, webhookId, cancellationToken) ? TypedResults.NoContent() : Problem.NotFound("webhook").ToHttp();

    private static async Task<Results<Ok<TestResult>, ProblemHttpResult>> TestAsync(Guid networkId, Guid webhookId, Scope scope, TestWebhook test, CancellationToken cancellationToken)
    {
        var result = await test.RunAsync(scope, webhookId, cancellationToken);
        return result.Succeeded ? TypedResults.Ok(result.Value) : result.Problem.ToHttp();
    }

    private static async Task<Results<Ok<Rotated>, ProblemHttpResult>> RotateAsync(Guid networkId, Guid webhookId, Rotation? body, Scope scope, ChangeWebhook change, HttpContext context, CancellationToken cancellationToken)
    {
        var rotated = await change.RotateAsync(scope, webhookId, body ?? new Rotation(null), cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return rotated.Succeeded ? TypedResults.Ok(rotated.Value) : rotated.Problem.ToHttp();
    }

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> PauseAsync(Guid networkId, Guid webhookId, Scope scope, ChangeWebhook change, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.PauseAsync(scope, webhookId, cancellationToken), context);

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> ResumeAsync(Guid networkId, Guid webhookId, Scope scope, ChangeWebhook change, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.ResumeAsync(scope, webhookId, cancellationToken), context);

    private static Results<Ok<WebhookItem>, ProblemHttpResult> Answer(Result<WebhookItem> result, HttpContext context)
    {
        if (!result.Succeeded)
        {
            return result.Problem.ToHttp();
        }

        Preconditions.SetTag(context.Response, result.Value.Version);
        return TypedResults.Ok(result.Value);
    }
}
