using System.Collections.Frozen;
using BookedBarber.Access.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Host.Edge;

/// <summary>
/// Gives the answer of before to a question that is asked again by the same caller, before routing, binding and everything else that leads to the same bytes.
/// Who asks is found out each time, so whoever was locked out meanwhile is; an answer is given only while access would be decided as it was and everything
/// that the answer rests on is as it was.
/// </summary>
internal sealed class AnswersAgain(RequestDelegate next, AnswerMemory memory, IAccess access, INetworkTree tree, TimeProvider clock, Lazy<FrozenSet<string>> askedByBody)
{
    public Task InvokeAsync(HttpContext context) => IsQuestion(context.Request) ? AnswerAsync(context) : next(context);

    private async Task AnswerAsync(HttpContext context)
    {
        // Looked at first: what is remembered later counts as decided by this tree or an older one, never by a newer.
        var moment = tree.Moment;
        var body = HttpMethods.IsGet(context.Request.Method) ? string.Empty : await QuestionBody.PeekAsync(context.Request, context.RequestAborted);
        if (body is null || await access.IdentifyAsync(context, context.RequestAborted) is not { } caller)
        {
            await next(context);
            return;
        }

        var question = new AskedQuestion(caller, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, body);
        if (memory.Find(question, clock.GetUtcNow()) is { } found)
        {
            context.SetEndpoint(found.Remembered.Endpoint);
            await found.Answer.SendAsync(context);
            return;
        }

        var (slot, askedAt) = (new AnswerSlot(), clock.GetUtcNow());
        context.Features.Set(slot);
        await next(context);
        if (slot.Answer is { } answer)
        {
            memory.Remember(question, new RememberedAnswer(
                context.GetEndpoint(), answer.Kept, slot.RestsOnTree ? answer : null, slot.Network, moment.Version(slot.Network), RememberedAnswer.NextDay(askedAt)));
        }
    }

    private bool IsQuestion(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? request.Path.StartsWithSegments("/api/v2", StringComparison.Ordinal) && request.Headers.Upgrade.Count == 0
        : HttpMethods.IsPost(request.Method) && QuestionBody.IsSmallJson(request) && askedByBody.Value.Contains(request.Path.Value ?? string.Empty);
}

/// <summary>Puts answering again to work.</summary>
internal static class AnsweringAgain
{
    public static void AddAnswersAgain(this IServiceCollection services) => services.AddSingleton<AnswerMemory>();

    public static void UseAnswersAgain(this WebApplication app) => app.UseMiddleware<AnswersAgain>(new Lazy<FrozenSet<string>>(() => AskedByBody(app)));

    private static FrozenSet<string> AskedByBody(IEndpointRouteBuilder endpoints) => endpoints.DataSources
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<AsksByBody>() is not null)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .ToFrozenSet(StringComparer.Ordinal);
}
