using System.ComponentModel;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>Who wins when both sides changed a field, over REST.</summary>
internal static class ConflictRulesApi
{
    public static void MapConflictRules(this IEndpointRouteBuilder connection)
    {
        connection.MapGet("/conflict-rules", RulesAsync).Needs(Permission.IntegrationsRead).WithName("listConflictRules").WithSummary("List the rules for conflicts").WithDescription("Where no rule is named the vendor is the source of record.");
        connection.MapPut("/conflict-rules", SetRuleAsync).Needs(Permission.IntegrationsManage).WithName("setConflictRule").WithSummary("Set a rule for conflicts").WithDescription("For a field of a type of record, or with the field * for all of them. It holds for changes from then on.");
        connection.MapDelete("/conflict-rules", RemoveRuleAsync).Needs(Permission.IntegrationsManage).WithName("removeConflictRule").WithSummary("Remove a rule for conflicts")
            .WithDescription("The rule for all fields of the record holds again, or else the general one: the vendor is the source of record.");
        connection.MapPost("/conflict-rules/preview", PreviewAsync).Needs(Permission.IntegrationsManage).WithName("previewConflictRule").WithSummary("Try a rule on the conflicts of the past")
            .WithDescription("How the latest conflicts of the field would have ended. Nothing is changed.");
    }

    private static async Task<Results<Ok<SyncPage<ConflictRuleItem>>, ProblemHttpResult>> RulesAsync(Guid networkId, Guid connectionId, Scope scope, ConnectionReader connections, IDatabase database, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<ConflictRuleItem>(
            "select record, field, rule from integrations.field_rule where network_id = @Network and connection_id = @Id order by record, field", new { connection.Network, connection.Id }, cancellationToken);
        return TypedResults.Ok(new SyncPage<ConflictRuleItem>(rows, null));
    }

    private static async Task<Results<Ok<ConflictRuleItem>, ProblemHttpResult>> SetRuleAsync(
        Guid networkId, Guid connectionId, Scope scope, ConflictRuleItem request, ConnectionReader connections, RuleStore rules, IDatabase database, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (Check(request, out var rule) is { } problem)
        {
            return problem.ToHttp();
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await rules.SaveAsync(session, connection, request.Record!, request.Field!, rule, cancellationToken);
        await session.RecordActionAsync(scope.Network, "integration.conflict_rule_set", connection.Id, new { request.Record, request.Field, request.Rule }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return TypedResults.Ok(request);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveRuleAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader connections,
        RuleStore rules,
        IDatabase database,
        [Description("Type of record.")] string record,
        [Description("Field, or * for the rule for all of them.")] string field,
        CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (Check(new ConflictRuleItem(record, field, ConflictRules.NameOf(ConflictRules.Default)), out _) is not null)
        {
            return Problem.NotFound("rule").ToHttp();
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        if (!await rules.RemoveAsync(session, connection, record, field, cancellationToken))
        {
            return Problem.NotFound("rule").ToHttp();
        }

        await session.RecordActionAsync(scope.Network, "integration.conflict_rule_removed", connection.Id, new { record, field }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ConflictRulePreview>, ProblemHttpResult>> PreviewAsync(
        Guid networkId, Guid connectionId, Scope scope, ConflictRuleItem request, ConnectionReader connections, PreviewConflictRule preview, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        return Check(request, out var rule) is { } problem ? problem.ToHttp() : TypedResults.Ok(await preview.RunAsync(connection, request.Record!, request.Field!, rule, cancellationToken));
    }

    private static Problem? Check(ConflictRuleItem request, out ConflictRule rule)
    {
        var faults = new List<FieldProblem>();
        if (request.Record is null || RecordTypes.Find(request.Record) is null)
        {
            faults.Add(new FieldProblem("record", "unknown_record", "There is no such type of record."));
        }

        if (request.Field is not { Length: > 0 and <= 100 } || (request.Field != "*" && !request.Field.All(char.IsAsciiLetter)))
        {
            faults.Add(new FieldProblem("field", "malformed", "A field of the record, such as status, or * for all of them."));
        }

        var named = ConflictRules.Parse(request.Rule);
        if (named is null)
        {
            faults.Add(new FieldProblem("rule", "unknown_rule", "The rule is source_wins, ours_wins, newest_wins or ask."));
        }

        rule = named ?? ConflictRules.Default;
        return faults.Count > 0 ? Problem.Invalid([.. faults]) : null;
    }
}
