using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>Puts the value of one side into the record and writes down that it won. The other value stays in the list.</summary>
internal sealed class ResolveConflicts(IDatabase database, INetworkTree tree, ConflictStore store, RecordsHere here, IRecordWriter writer)
{
    /// <returns>Null when done; else <c>not_found</c>, <c>record_gone</c>, or why the records refuse the value.</returns>
    public async Task<Problem?> RunAsync(Scope scope, Connection connection, Guid id, ConflictSide winner, string state, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        await using var session = await database.WriteAsync(scope, $"conflict:{id}", cancellationToken);
        if (await ConflictStore.FindAsync(session, connection, id, cancellationToken) is not { } conflict)
        {
            return Problem.NotFound("conflict");
        }

        if (conflict.RecordId is not { } record || RecordTypes.Find(conflict.Record) is not { } type || tree.Find(new NodeId(conflict.LocationId)) is not { } location
            || (await here.ReadAsync(session, connection, conflict.Record, [(record, conflict.LocationId)], cancellationToken)).Values.FirstOrDefault() is not { } stored)
        {
            return new Problem("record_gone", "The record is no longer there, so there is nothing to decide.", ProblemKind.Conflict);
        }

        var json = CanonicalJson.ToObject(stored);
        json[conflict.Field] = Parse(winner == ConflictSide.Ours ? conflict.Ours : conflict.Theirs);
        CanonicalRecord changed;
        try
        {
            changed = CanonicalJson.Read(json, type.Type);
        }
        catch (JsonException)
        {
            return new Problem("not_a_value", $"The value does not fit the field {conflict.Field} any more. Change the record itself.", ProblemKind.Refused);
        }

        var outcomes = await writer.WriteMixedAsync(
            session, new RecordSource(connection.Source, IsAccount: true), [new LocatedRecord<CanonicalRecord>(location, changed, IsAssumed: true)], OnConflict.Update, cancellationToken);
        if (outcomes[0].Problem is { } refused)
        {
            return refused;
        }

        await store.DecideAsync(session, scope, id, winner, state, cancellationToken);
        await MarkAsync(session, connection, conflict, winner, cancellationToken);
        await session.RecordActionAsync(scope.Network, "integration.conflict_decided", conflict.RecordId, new { conflict = id, conflict.Field, winner = winner == ConflictSide.Ours ? "ours" : "theirs", state }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return null;
    }

    // A field that the vendor won is no longer changed here; one that we won stays so until the vendor says the same.
    private static Task MarkAsync(Session session, Connection connection, ConflictRow conflict, ConflictSide winner, CancellationToken cancellationToken) => session.ExecuteAsync(
        winner == ConflictSide.Theirs
            ? "update integrations.record_link set changed_fields = array_remove(changed_fields, @Field) where network_id = @Network and connection_id = @Id and stream = @Stream and key = @Key and location_id = @LocationId"
            : "update integrations.record_link set changed_fields = array_append(array_remove(changed_fields, @Field), @Field) where network_id = @Network and connection_id = @Id and stream = @Stream and key = @Key and location_id = @LocationId",
        new { connection.Network, connection.Id, conflict.Stream, conflict.Key, conflict.LocationId, conflict.Field },
        cancellationToken);

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}
