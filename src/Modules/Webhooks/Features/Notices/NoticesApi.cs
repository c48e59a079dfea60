using System.ComponentModel;
using BookedBarber.Shared;
using BookedBarber.Webhooks.Features.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Webhooks.Features.Notices;

/// <summary>Notices over REST.</summary>
internal static class NoticesApi
{
    public static void MapNotices(this IEndpointRouteBuilder endpoints)
    {
        var notices = endpoints.MapGroup(WebhooksApi.Group + "/notices").WithTags(WebhooksApi.Tag);
        notices.MapGet("/", ListAsync).Needs(Permission.IntegrationsRead).WithName("listWebhookNotices").WithSummary("List notices")
            .WithDescription("Webhooks that were paused because their endpoint is gone or failed for five days, the newest first.");
        notices.MapPost("/{noticeId:guid}/read", ReadAsync).Needs(Permission.IntegrationsManage).WithName("readWebhookNotice").WithSummary("Mark a notice as read").WithDescription("For everybody.");
    }

    private static async Task<Results<Ok<WebhookPage<NoticeItem>>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Scope scope,
        NoticeBoard board,
        [Description("Only those that nobody has read; all by default.")] bool? unread,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        var page = await board.ListAsync(scope, unread, limit, cursor, cancellationToken);
        return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
    }

    private static async Task<Results<Ok<NoticeItem>, ProblemHttpResult>> ReadAsync(Guid networkId, Guid noticeId, Scope scope, NoticeBoard board, CancellationToken cancellationToken) =>
        await board.ReadAsync(scope, noticeId, cancellationToken) is { } notice ? TypedResults.Ok(notice) : Problem.NotFound("notice").ToHttp();
}
