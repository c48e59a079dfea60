using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Syncing.Api;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>Has an action done that takes values in place of a record. It waits in the queue of writes and is told there like any other.</summary>
internal sealed class AskAction(IDatabase database, INetworkTree tree, PushDraft draft, PushSignal signal, TimeProvider clock)
{
    private const string Input = "input";

    private const int MostCharacters = 16 * 1024;

    /// <summary>Queues the action.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="manifest">Its connector.</param>
    /// <param name="action">An action of the connector.</param>
    /// <param name="location">The location that it is for; null: the connection's unit.</param>
    /// <param name="input">Values by name.</param>
    /// <param name="key">The asker's key of it: asked again with the same, it is done once.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The write; <c>takes_a_record</c>, <c>invalid_request</c>, <c>idempotency_conflict</c>.</returns>
    public async Task<Result<PushItem>> RunAsync(
        Scope scope, Connection connection, Manifest manifest, VendorAction action, NodeId? location, IReadOnlyDictionary<string, JsonElement> input, string key, CancellationToken cancellationToken)
    {
        if (action.Record is { } record)
        {
            return new Problem("takes_a_record", $"This action writes records of the type {record}. Turn it on at the connection's actions; it follows them by itself.", ProblemKind.Refused);
        }

        await tree.LoadAsync(cancellationToken);
        var unit = location ?? connection.Node;
        if (tree.Find(unit) is not { } node || !node.Ref.Path.Contains(connection.Node) || !scope.Sees(node.Ref))
        {
            return Problem.Invalid(new FieldProblem("locationId", "unknown_location", "There is no such location in the unit that this connection serves."));
        }

        var known = Names(action.Request);
        if (input.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            return Problem.Invalid(new FieldProblem($"input.{unknown}", "unknown_field", $"The action takes no '{unknown}'. {ProfileFaults.Suggest(unknown, known)}"));
        }

        var json = JsonSerializer.Serialize(input, JsonSerializerOptions.Web);
        if (json.Length > MostCharacters)
        {
            return Problem.Invalid(new FieldProblem(Input, "too_large", $"An action takes at most {MostCharacters} characters."));
        }

        var context = await draft.ContextAsync(connection, manifest, action, record: null, unit, key: null, version: null, cancellationToken, json);
        var filled = VendorRequests.Fill(connection, manifest, action.Request, context, CallPriority.Push, $"push:{action.Name}");
        return filled.Succeeded ? await QueueAsync(scope, connection, action, unit, json, KeyOf(connection, action, key), cancellationToken) : Problem.Invalid(new FieldProblem(Input, filled.Problem.Code, filled.Problem.Detail));
    }

    private async Task<Result<PushItem>> QueueAsync(Scope scope, Connection connection, VendorAction action, NodeId unit, string json, string key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var parameters = new { connection.Network, id, Connection = connection.Id, Action = action.Name, unit, key, now, json };
        var queued = await session.ExecuteAsync(
            """
            insert into integrations.push (network_id, id, connection_id, action, record, record_id, location_id, op, idempotency_key, run_at, change_position, created_at, input)
            values (@Network, @id, @Connection, @Action, '', @id, @unit, 'save', @key, @now, 0, @now, @json)
            on conflict (network_id, connection_id, action, idempotency_key) where input is not null do nothing
            """,
            parameters,
            cancellationToken);
        const string Same = "network_id = @Network and connection_id = @Connection and action = @Action and idempotency_key = @key and input is not null";
        if (queued == 0 && !await session.FirstAsync<bool>($"select input = @json and location_id = @unit from integrations.push where {Same}", parameters, cancellationToken))
        {
            return new Problem("idempotency_conflict", "The same key was used for something else. Use a key of its own for each; nothing was done.", ProblemKind.Conflict);
        }

        var item = await session.FirstAsync<PushItem>($"select {PushItem.Columns} from integrations.push where {Same}", parameters, cancellationToken);
        if (queued > 0)
        {
            await session.RecordActionAsync(connection.Network, "integration.action_asked", connection.Id, new { push = id, action = action.Name }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        signal.Wake();
        return item!;
    }

    /// <summary>The names that a request takes values by.</summary>
    private static HashSet<string> Names(RequestTemplate request) =>
    [
        .. new[] { request.Address.Path }.Concat(request.Query.SelectMany(one => one.Value.Texts)).Concat(request.Headers.Values).Concat(request.Body?.Texts ?? [])
            .SelectMany(text => text.Paths).Where(path => path.Steps is [Input, ..] && path.Steps.Count > 1).Select(path => path.Steps[1]),
    ];

    // The vendor is given the same one, of the length that all of them take.
    private static string KeyOf(Connection connection, VendorAction action, string key) => Convert.ToHexStringLower(CanonicalJson.HashOf(Encoding.UTF8.GetBytes($"{connection.Id:N}/{action.Name}/{key}")));
}
