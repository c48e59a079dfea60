using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Access.Storage;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Features.Audit;

/// <summary>Reading and verifying the audit trail.</summary>
internal static class AuditApi
{
    private const string Columns =
        """
        sequence as Sequence, at as At, actor_id as ActorId, actor_name as ActorName, actor_kind as ActorKind, action as Action, entity as Entity,
        case when cardinality(entity_ids) = 1 then entity_ids[1] end as EntityId, row_count as RowCount, node_id as NodeId, cause as Cause, summary as Summary, changes as Changes, hash as Hash
        """;

    public static void MapAudit(this IEndpointRouteBuilder endpoints)
    {
        var audit = endpoints.MapGroup("/api/v2/franchise/networks/{networkId}/audit").WithTags("Audit").Needs(Permission.AuditRead);
        audit.MapGet("", ListAsync).WithName("listAuditEvents").WithSummary("The audit trail, newest first")
            .WithDescription("Callers who see a part of the network see the events of its units; events of no unit (sign-ins, network settings) are for those who see all of it.");
        audit.MapGet("/verify", VerifyAsync).WithName("verifyAudit").WithSummary("Has anybody changed the trail?")
            .WithDescription("Recomputes the whole chain of the network.");
        endpoints.MapGet("/api/v2/franchise/audit", ListPlatformAsync).WithTags("Audit").NeedsAdministrator().WithName("listPlatformAuditEvents")
            .WithSummary("The platform's own trail").WithDescription("What concerns no network: administrators, accounts, sign-ins with unknown e-mails.");
    }

    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> ListAsync(Scope scope, [AsParameters] AuditQuery query, IDatabase database, INetworkTree tree, CancellationToken cancellationToken)
    {
        var nodes = scope.SeesWholeNetwork ? null : tree.NodesOf(scope.Network, withArchived: true).Where(node => scope.Sees(node.Ref)).Select(node => node.Id.Value).ToArray();
        return await PageAsync(scope.Network, nodes, query, database, cancellationToken);
    }

    private static Task<Results<Ok<AuditPage>, ProblemHttpResult>> ListPlatformAsync([AsParameters] AuditQuery query, IDatabase database, CancellationToken cancellationToken) =>
        PageAsync(SessionActor.Platform, nodes: null, query, database, cancellationToken);

    private static async Task<Ok<AuditVerdict>> VerifyAsync(Scope scope, AuditVerification verification, CancellationToken cancellationToken)
    {
        var report = await verification.RunAsync(scope.Network, cancellationToken);
        return TypedResults.Ok(new AuditVerdict(report.Checked, report.Ok, report.FirstBadSequence));
    }

    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> PageAsync(NetworkId network, Guid[]? nodes, AuditQuery query, IDatabase database, CancellationToken cancellationToken)
    {
        var faults = ListFaults.Of(query.Limit, ("actor", query.Actor), ("action", query.Action), ("search", query.Search)).ToList();
        var from = Instant("from", query.From, endOfDay: false, faults);
        var to = Instant("to", query.To, endOfDay: true, faults);
        long? before = null;
        if (!string.IsNullOrEmpty(query.Cursor))
        {
            if (long.TryParse(query.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                before = sequence;
            }
            else
            {
                faults.Add(ListFaults.BadCursor);
            }
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid(faults).ToHttp();
        }

        var limit = query.Limit ?? 50;
        var actorId = Guid.TryParse(query.Actor, out var parsed) ? parsed : (Guid?)null;
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            $"""
            select {Columns} from access.audit_event
            where network_id = @Network
              and (@Nodes::uuid[] is null or node_id = any(@Nodes::uuid[]))
              and (@From::timestamptz is null or at >= @From) and (@To::timestamptz is null or at < @To)
              and (@ActorId::uuid is null or actor_id = @ActorId)
              and (@ActorName::text is null or actor_name ilike @ActorName)
              and (@Action::text is null or action = @Action)
              and (@Search::text is null or summary ilike @Search or actor_name ilike @Search or entity ilike @Search or action ilike @Search or changes::text ilike @Search)
              and (@Before::bigint is null or sequence < @Before)
            order by sequence desc limit @Take
            """,
            new
            {
                Network = network,
                Nodes = nodes,
                From = from,
                To = to,
                ActorId = actorId,
                ActorName = actorId is null ? Like(query.Actor) : null,
                Action = string.IsNullOrWhiteSpace(query.Action) ? null : query.Action.Trim(),
                Search = Like(query.Search),
                Before = before,
                Take = limit + 1,
            },
            cancellationToken);
        var items = rows.Take(limit).Select(ToItem).ToList();
        return TypedResults.Ok(new AuditPage(items, rows.Count > limit ? items[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static AuditItem ToItem(Row row) => new(
        row.Sequence,
        row.At,
        new AuditActor(row.ActorId, row.ActorName ?? "unknown", row.ActorKind),
        row.Action,
        row.Entity,
        row.EntityId,
        row.RowCount,
        row.NodeId,
        row.Cause,
        row.Summary,
        row.Changes is null ? null : JsonSerializer.Deserialize<JsonElement>(row.Changes),
        Convert.ToHexStringLower(row.Hash));

    private static string? Like(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : $"%{text.Trim().Replace("\\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    private static DateTimeOffset? Instant(string field, string? text, bool endOfDay, List<FieldProblem> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // The calendar ends with 9999; all that is up to its last day is simply all.
            return endOfDay && day == DateOnly.MaxValue ? null : new DateTimeOffset((endOfDay ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var exact))
        {
            return exact;
        }

        faults.Add(new FieldProblem(field, "malformed", "from and to are instants such as 2026-03-01T00:00:00Z, or days such as 2026-03-01 (UTC)."));
        return null;
    }

    private sealed record Row(
        long Sequence, DateTimeOffset At, Guid? ActorId, string? ActorName, string ActorKind, string Action, string Entity,
        Guid? EntityId, int RowCount, Guid? NodeId, string Cause, string Summary, string? Changes, byte[] Hash);
}

/// <summary>Filters of the trail.</summary>
internal sealed record AuditQuery
{
    [Description("First instant or day.")]
    public string? From { get; init; }

    [Description("Instant before which, or last day.")]
    public string? To { get; init; }

    [Description("Id of a person, or part of a name.")]
    public string? Actor { get; init; }

    [Description("Exact action, such as created, changed, deleted, signed_in.")]
    public string? Action { get; init; }

    [Description("Text in the summary, the names or the changes.")]
    public string? Search { get; init; }

    public string? Cursor { get; init; }

    [Description("1 to 200, default 50.")]
    public int? Limit { get; init; }
}

internal sealed record AuditPage(IReadOnlyList<AuditItem> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextCursor);

internal sealed record AuditItem(
    long Sequence,
    DateTimeOffset At,
    AuditActor Actor,
    string Action,
    string Entity,
    Guid? EntityId,
    int RowCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? NodeId,
    string Cause,
    string Summary,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Changes,
    string Hash);

internal sealed record AuditActor(Guid? Id, string Name, string Kind);

internal sealed record AuditVerdict(long Checked, bool Ok, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FirstBadSequence);
