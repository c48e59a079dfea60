using System.ComponentModel;
using System.Globalization;
using BookedBarber.Integrations.Connections.Features.Connecting;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connections.Features.Reporting;
using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Transport.Usage;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Connections;

/// <summary>Connections over REST.</summary>
internal static class ConnectionsApi
{
    public static void MapConnections(this IEndpointRouteBuilder endpoints)
    {
        var all = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}/integrations").WithTags("Integrations");
        all.MapPost("/enterprise", StartAsync).Needs(Permission.IntegrationsManage).WithName("connectSystem").WithSummary("Connect a system")
            .WithDescription("Starts a connection, or updates the one of this vendor, environment and unit. With authorizeUrl the person goes there to agree, within ten minutes; without, the credentials were tried and it is connected.");
        all.MapGet("/", ListAsync).Needs(Permission.IntegrationsRead).WithName("listConnections").WithSummary("List connections")
            .WithDescription("Connections of the units in the caller's branches, by name, page by page.");
        all.MapGet("/status", StatusAsync).Needs(Permission.IntegrationsRead).WithName("readIntegrationStatus").WithSummary("Read the state of all connections").WithDescription("State, lag and health, with how many need a person.");
        all.MapPost("/bulk", BulkAsync).Needs(Permission.IntegrationsManage).WithName("changeConnections").WithSummary("Do one thing to several connections")
            .WithDescription("pause, resume, test, renew or remove. Each connection has an outcome of its own; one that fails holds up no other.");
        all.MapAccessReport();

        var each = all.MapGroup("/{connectionId:guid}");
        each.MapGet("/", GetAsync).Needs(Permission.IntegrationsRead).WithName("getConnection").WithSummary("Read a connection").WithDescription("The ETag carries the version that a change has to send back in If-Match.");
        each.MapPatch("/", ChangeAsync).Needs(Permission.IntegrationsManage).WithName("changeConnection").WithSummary("Change a connection")
            .WithDescription("Name, owner, settings. Needs If-Match with the version read: 428 without, 412 when it is no longer current.");
        each.MapDelete("/", RemoveAsync).Needs(Permission.IntegrationsManage).WithName("removeConnection").WithSummary("Remove a connection")
            .WithDescription("Ends the authorisation at the vendor where that is offered, and erases credentials here. What it brought in stays.");
        each.MapPost("/authorize", AuthorizeAsync).Needs(Permission.IntegrationsManage).WithName("authorizeConnection").WithSummary("Authorise a connection again").WithDescription("As at the beginning; until it is done, what there was goes on.");
        each.MapPost("/test", TestAsync).Needs(Permission.IntegrationsManage).WithName("testConnection").WithSummary("Test a connection").WithDescription("Calls the vendor once. An answer of 200 says that the test ran; whether the connection works is in it.");
        each.MapPost("/pause", PauseAsync).Needs(Permission.IntegrationsManage).WithName("pauseConnection").WithSummary("Pause a connection").WithDescription("Nothing is called until it is resumed; credentials are kept and kept fresh.");
        each.MapPost("/resume", ResumeAsync).Needs(Permission.IntegrationsManage).WithName("resumeConnection").WithSummary("Resume a paused connection").WithDescription("It goes on where it stopped.");
        each.MapPost("/credentials", RotateAsync).Needs(Permission.IntegrationsManage).WithName("rotateCredentials").WithSummary("Replace or renew credentials")
            .WithDescription("New keys are tried before they take the place of the old ones, so nothing is interrupted. Without any, tokens are renewed now.");
        each.MapGet("/usage", UsageAsync).Needs(Permission.IntegrationsRead).WithName("readConnectionUsage").WithSummary("Read the calls to a vendor").WithDescription("By hour, class and outcome, of the last hours.");
        each.MapPlaces();
        endpoints.MapConsentCallback();
    }

    private static async Task<Results<Ok<StartAnswer>, ProblemHttpResult>> StartAsync(Guid networkId, Scope scope, StartRequest request, StartConnection start, CancellationToken cancellationToken) =>
        Answer(await start.RunAsync(scope, request, cancellationToken));

    private static async Task<Results<Ok<ConnectionList>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Scope scope,
        ConnectionReader reader,
        [Description("Only those of this unit and below.")] Guid? nodeId,
        [Description("Only those to this vendor.")] string? vendor,
        [Description("Only those in this state.")] string? state,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        Network.Contracts.INetworkTree tree,
        CancellationToken cancellationToken)
    {
        var wanted = ConnectionState.Draft;
        if (state is not null && !WireNames<ConnectionState>.TryParse(state, out wanted))
        {
            return Problem.Invalid(new FieldProblem("state", "unknown_state", $"One of: {string.Join(", ", WireNames<ConnectionState>.All)}.")).ToHttp();
        }

        var seen = (await reader.ListAsync(scope, cancellationToken))
            .Where(one => (vendor is null || one.Vendor == vendor) && (state is null || one.State == wanted) && (nodeId is not { } node || tree.Find(one.Node)!.Ref.Path.Contains(new NodeId(node)))).ToList();
        var from = Guid.TryParse(cursor, out var after) ? seen.FindIndex(one => one.Id == after) + 1 : 0;
        var size = Math.Clamp(limit ?? 50, 1, 200);
        var page = seen.Skip(from).Take(size).ToList();
        return TypedResults.Ok(new ConnectionList(await reader.ItemsAsync(scope.Network, page, cancellationToken), from + size < seen.Count ? page[^1].Id.ToString() : null));
    }

    private static async Task<Ok<IntegrationStatus>> StatusAsync(Guid networkId, Scope scope, ConnectionReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.StatusAsync(scope, cancellationToken));

    private static async Task<Results<Ok<BulkAnswer>, ProblemHttpResult>> BulkAsync(Guid networkId, Scope scope, BulkRequest request, BulkActions bulk, CancellationToken cancellationToken) =>
        Answer(await bulk.RunAsync(scope, request, cancellationToken));

    private static async Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> GetAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, HttpResponse response, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, connectionId, cancellationToken) is { } connection ? await ShownAsync(reader, connection, response, cancellationToken) : NotFound();

    private static async Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> ChangeAsync(
        Guid networkId, Guid connectionId, Scope scope, ChangeRequest request, ConnectionReader reader, ManageConnection manage, HttpRequest http, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return NotFound();
        }

        if (CheckMatch(http, connection.Version) is { } refusal)
        {
            return refusal.ToHttp();
        }

        var changed = await manage.ChangeAsync(scope, connection, request, cancellationToken);
        return changed.Succeeded ? await ShownAsync(reader, changed.Value, response, cancellationToken) : changed.Problem.ToHttp();
    }

    private static async Task<Results<Ok<RemovedAnswer>, ProblemHttpResult>> RemoveAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, ManageConnection manage, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, connectionId, cancellationToken) is { } connection ? Answer(await manage.RemoveAsync(scope, connection, cancellationToken)) : NotFound();

    private static async Task<Results<Ok<StartAnswer>, ProblemHttpResult>> AuthorizeAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, ManageConnection manage, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, connectionId, cancellationToken) is { } connection ? Answer(await manage.AuthorizeAsync(scope, connection, cancellationToken)) : NotFound();

    private static async Task<Results<Ok<TestAnswer>, ProblemHttpResult>> TestAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, ManageConnection manage, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, connectionId, cancellationToken) is { } connection ? Answer(await manage.TestAsync(connection, cancellationToken)) : NotFound();

    private static Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> PauseAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, ManageConnection manage, HttpResponse response, CancellationToken cancellationToken) =>
        DoAsync(scope, connectionId, reader, response, connection => manage.PauseAsync(scope, connection, cancellationToken), cancellationToken);

    private static Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> ResumeAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader reader, ManageConnection manage, HttpResponse response, CancellationToken cancellationToken) =>
        DoAsync(scope, connectionId, reader, response, connection => manage.ResumeAsync(scope, connection, cancellationToken), cancellationToken);

    private static Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> RotateAsync(
        Guid networkId, Guid connectionId, Scope scope, CredentialsRequest request, ConnectionReader reader, ManageConnection manage, HttpResponse response, CancellationToken cancellationToken) =>
        DoAsync(scope, connectionId, reader, response, connection => manage.RotateAsync(scope, connection, request, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<UsageAnswer>, ProblemHttpResult>> UsageAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader reader,
        CallLedger ledger,
        TimeProvider clock,
        [Description("How many hours back, 1 to 744; 24 by default.")] int? hours,
        CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        var from = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1 - Math.Clamp(hours ?? 24, 1, 744));
        var rows = await ledger.ReadAsync(scope.Network, connection.Id, from, cancellationToken);
        return TypedResults.Ok(new UsageAnswer(
            from, rows.Sum(row => row.Calls), rows.Where(row => row.Outcome != "ok").Sum(row => row.Calls), rows.Where(row => row.Outcome == "rate_limit").Sum(row => row.Calls), rows));
    }

    private static async Task<Results<Ok<ConnectionItem>, ProblemHttpResult>> DoAsync(
        Scope scope, Guid id, ConnectionReader reader, HttpResponse response, Func<Connection, Task<Problem?>> act, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(scope, id, cancellationToken) is not { } connection)
        {
            return NotFound();
        }

        if (await act(connection) is { } problem)
        {
            return problem.ToHttp();
        }

        return await reader.FindAsync(scope, id, cancellationToken) is { } now ? await ShownAsync(reader, now, response, cancellationToken) : NotFound();
    }

    private static async Task<Ok<ConnectionItem>> ShownAsync(ConnectionReader reader, Connection connection, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.ETag = Tag(connection.Version);
        return TypedResults.Ok(await reader.ItemAsync(connection, cancellationToken));
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result.Succeeded ? TypedResults.Ok(result.Value) : result.Problem.ToHttp();

    private static ProblemHttpResult NotFound() => Problem.NotFound("connection").ToHttp();

    private static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static Problem? CheckMatch(HttpRequest request, long version)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0)
        {
            return new Problem("version_required", "Send the version you read in the If-Match header, such as If-Match: \"3\"; nothing was saved.", ProblemKind.VersionRequired);
        }

        return sent.SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)).Any(one => one == Tag(version) || one == "*")
            ? null
            : new Problem("version_mismatch", $"Somebody changed this meanwhile; it is now version {version}. Nothing was saved: read it again, then repeat your change.", ProblemKind.Stale);
    }
}
