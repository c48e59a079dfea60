using System.ComponentModel;
using System.Globalization;
using System.Text;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Hooks.Processing;
using BookedBarber.Integrations.Syncing.Api;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Hooks.Api;

/// <summary>Vendors' messages over REST.</summary>
internal static class MessagesApi
{
    private const int Most = 1_000;

    public static void MapMessages(this IEndpointRouteBuilder endpoints)
    {
        var connection = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}/integrations/{connectionId:guid}/messages").WithTags("Webhooks in");
        connection.MapGet("/", ListAsync).Needs(Permission.IntegrationsRead).WithName("listVendorMessages").WithSummary("List a vendor's messages").WithDescription("The newest first, without their bodies.");
        connection.MapGet("/{messageId:guid}", GetAsync).Needs(Permission.IntegrationsManage).WithName("getVendorMessage").WithSummary("Read a vendor's message").WithDescription("With its body as it came, which may hold personal data.");
        connection.MapGet("/refused", RefusedAsync).Needs(Permission.IntegrationsRead).WithName("listRefusedMessages").WithSummary("List what was turned away").WithDescription("Counts by minute and cause, the last day's.");
        connection.MapHookAddress();
        connection.MapPost("/replay", ReplayAsync).Needs(Permission.IntegrationsManage).WithName("replayVendorMessages").WithSummary("Work messages out again")
            .WithDescription("One, several, or all of a span. With dryRun only their number is told. Records that say the same already do not change.");
    }

    private static async Task<Results<Ok<SyncPage<MessageItem>>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader connections,
        IDatabase database,
        [Description("waiting, done or failed.")] string? state,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        var size = SyncPage<MessageItem>.Size(limit);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<MessageRow>(
            $"""
             select {MessageRow.Columns} from integrations.hook_message
             where network_id = @Network and connection_id = @Id and (@state::text is null or state = @state) and (@Before::bigint is null or number < @Before) order by number desc limit @Limit
             """,
            new { connection.Network, connection.Id, state, Before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : (long?)null, Limit = size + 1 },
            cancellationToken);
        return TypedResults.Ok(SyncPage<MessageItem>.Of(rows, size, Item, row => row.Number.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<MessageDetail>, ProblemHttpResult>> GetAsync(Guid networkId, Guid connectionId, Guid messageId, Scope scope, ConnectionReader connections, IDatabase database, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var parameters = new { connection.Network, connection.Id, messageId };
        const string Where = "from integrations.hook_message where network_id = @Network and connection_id = @Id and id = @messageId";
        return await session.FirstAsync<MessageRow>($"select {MessageRow.Columns} {Where}", parameters, cancellationToken) is { } row
            && await session.FirstAsync<byte[]>($"select body {Where}", parameters, cancellationToken) is { } body
                ? TypedResults.Ok(new MessageDetail(Item(row), Encoding.UTF8.GetString(body)))
                : Problem.NotFound("message").ToHttp();
    }

    private static async Task<Results<Ok<SyncPage<RefusedMessages>>, ProblemHttpResult>> RefusedAsync(
        Guid networkId, Guid connectionId, Scope scope, ConnectionReader connections, IDatabase database, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<RefusedMessages>(
            "select minute, code, detail, count from integrations.hook_refusal where network_id = @Network and connection_id = @Id and minute >= @Since order by minute desc limit 1000",
            new { connection.Network, connection.Id, Since = clock.GetUtcNow() - TimeSpan.FromDays(1) },
            cancellationToken);
        return TypedResults.Ok(new SyncPage<RefusedMessages>(rows, null));
    }

    private static async Task<Results<Ok<ReplayedMessages>, ProblemHttpResult>> ReplayAsync(
        Guid networkId, Guid connectionId, Scope scope, MessageReplayRequest request, ConnectionReader connections, IDatabase database, HookSignal signal, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.MessageIds is { Count: > Most })
        {
            return Problem.Invalid(new FieldProblem("messageIds", "too_many", $"At most {Most} messages; for more name a span.")).ToHttp();
        }

        if (request.MessageIds is not { Count: > 0 } && (request.From is not { } from || request.To is not { } to || from >= to))
        {
            return Problem.Invalid(new FieldProblem("from", "required", "Name messages, or a span with 'from' before 'to'.")).ToHttp();
        }

        const string Chosen =
            """
            where network_id = @Network and connection_id = @Id and state <> 'waiting' and (@Ids::uuid[] is null or id = any(@Ids)) and (@From::timestamptz is null or received_at >= @From)
              and (@To::timestamptz is null or received_at < @To) and (@Types::text[] is null or event_types && @Types)
            """;
        var parameters = new
        {
            connection.Network,
            connection.Id,
            Ids = request.MessageIds is { Count: > 0 } ids ? ids.ToArray() : null,
            From = request.From?.ToUniversalTime(),
            To = request.To?.ToUniversalTime(),
            Types = request.Types is { Count: > 0 } types ? types.ToArray() : null,
            Now = clock.GetUtcNow(),
        };
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        if (request.DryRun)
        {
            return TypedResults.Ok(new ReplayedMessages(await session.FirstAsync<int>($"select count(*)::int from integrations.hook_message {Chosen}", parameters, cancellationToken), DryRun: true));
        }

        var count = await session.ExecuteAsync(
            $"update integrations.hook_message set state = 'waiting', attempts = 0, run_at = @Now, claimed_until = null, code = null, detail = null, replays = replays + 1 {Chosen}", parameters, cancellationToken);
        await session.RecordActionAsync(scope.Network, "integration.messages_replayed", connection.Id, new { count, request.From, request.To, request.Types }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        signal.Wake();
        return TypedResults.Ok(new ReplayedMessages(count, DryRun: false));
    }

    private static MessageItem Item(MessageRow row) =>
        new(row.Id, row.EventTypes, row.State, row.Attempts, row.Events, row.Records, row.Repeats, row.Replays, row.Code, row.Detail, row.ReceivedAt, row.ProcessedAt);

    private sealed record MessageRow
    {
        public const string Columns = "id, number, event_types, state, attempts, events, records, repeats, replays, code, detail, received_at, processed_at";

        public Guid Id { get; init; }

        public long Number { get; init; }

        public required string[] EventTypes { get; init; }

        public required string State { get; init; }

        public int Attempts { get; init; }

        public int Events { get; init; }

        public int Records { get; init; }

        public int Repeats { get; init; }

        public int Replays { get; init; }

        public string? Code { get; init; }

        public string? Detail { get; init; }

        public DateTimeOffset ReceivedAt { get; init; }

        public DateTimeOffset? ProcessedAt { get; init; }
    }
}
