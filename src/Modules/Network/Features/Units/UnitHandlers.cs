using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Network.Features.Units;

/// <summary>The handlers of one level: regions, groups or locations.</summary>
internal sealed class UnitHandlers(NodeKind kind, string plural)
{
    public Results<AnswerResult<Page<UnitItem>>, ProblemHttpResult> List(Guid networkId, Scope scope, ListUnits list, [AsParameters] UnitQuery query)
    {
        var page = list.Answer(scope, kind, query);
        return page.Succeeded ? AnswerResult<Page<UnitItem>>.OfTree(page.Value, scope.Network) : page.Problem.ToHttp();
    }

    public Task<Results<Created<UnitItem>, Ok<UnitItem>, ProblemHttpResult>> CreateAsync(
        Guid networkId, Scope scope, CreateUnit create, NewUnitBody body, HttpContext context, CancellationToken cancellationToken) =>
        MakeAsync(scope, create, body, context, cancellationToken);

    public Task<Results<Created<UnitItem>, Ok<UnitItem>, ProblemHttpResult>> CreateLocationAsync(
        Guid networkId, Scope scope, CreateUnit create, NewLocationBody body, HttpContext context, CancellationToken cancellationToken) =>
        MakeAsync(scope, create, body, context, cancellationToken);

    public async Task<Results<Ok<UnitItem>, ProblemHttpResult>> GetAsync(Scope scope, UnitReader reader, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await reader.OneAsync(scope.Network, scope.Node.Id, cancellationToken), context);

    public async Task<Results<Ok<UnitItem>, ProblemHttpResult>> PatchAsync(Scope scope, ChangeUnit change, UnitPatch body, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.RunAsync(scope, context.Request, body, cancellationToken), context);

    public async Task<Results<Ok<UnitItem>, ProblemHttpResult>> PatchLocationAsync(Scope scope, ChangeUnit change, LocationPatch body, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await change.RunAsync(scope, context.Request, body, cancellationToken), context);

    public async Task<Results<Ok<UnitItem>, ProblemHttpResult>> MoveAsync(Scope scope, MoveUnit move, MoveBody body, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await move.RunAsync(scope, context.Request, body, cancellationToken), context);

    public async Task<Results<Ok<UnitItem>, ProblemHttpResult>> ArchiveAsync(Scope scope, ArchiveUnit archive, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await archive.RunAsync(scope, context.Request, archived: true, cancellationToken), context);

    public async Task<Results<Ok<UnitItem>, ProblemHttpResult>> RestoreAsync(Scope scope, ArchiveUnit archive, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await archive.RunAsync(scope, context.Request, archived: false, cancellationToken), context);

    private async Task<Results<Created<UnitItem>, Ok<UnitItem>, ProblemHttpResult>> MakeAsync(
        Scope scope, CreateUnit create, NewUnitBody body, HttpContext context, CancellationToken cancellationToken)
    {
        var key = CreationKey.Of(context.Request, body);
        if (key.Problem is { } malformed)
        {
            return malformed.ToHttp();
        }

        var made = await create.RunAsync(scope, kind, body, key.Value, cancellationToken);
        if (!made.Succeeded)
        {
            return made.Problem!.ToHttp();
        }

        var (item, isNew) = made.Value;
        Preconditions.SetTag(context.Response, item.Version);
        return isNew ? TypedResults.Created($"/api/v2/franchise/{plural}/{item.Id}", item) : TypedResults.Ok(item);
    }

    private static Results<Ok<UnitItem>, ProblemHttpResult> Answer(Result<UnitItem> result, HttpContext context)
    {
        if (!result.Succeeded)
        {
            return result.Problem.ToHttp();
        }

        Preconditions.SetTag(context.Response, result.Value.Version);
        return TypedResults.Ok(result.Value);
    }
}
