using BookedBarber.Integrations.Connections;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Reads single records as they are stored here, with the keys that a connection knows them by.</summary>
internal sealed class RecordsHere(IRecordExport export)
{
    /// <summary>Whether records of a type can be read.</summary>
    public static bool CanRead(string record) => RecordTypes.Find(record) is not null;

    /// <summary>Records by location and key. One that is not there is missing.</summary>
    /// <param name="session">A session of the network.</param>
    /// <param name="connection">Whose keys the records are given with.</param>
    /// <param name="record">Type of record.</param>
    /// <param name="ids">Ids and locations.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Dictionary<(Guid Location, string Key), CanonicalRecord>> ReadAsync(
        Session session, Connection connection, string record, IReadOnlyCollection<(Guid Id, Guid Location)> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(Guid, string), CanonicalRecord>(ids.Count);
        if (ids.Count == 0 || RecordTypes.Find(record) is not { } type)
        {
            return found;
        }

        var selection = new RecordSelection(
            connection.Network, [.. ids.Select(id => id.Location).Distinct().Select(id => new NodeId(id))], null, connection.Source, [.. ids.Select(id => id.Id)]);
        await foreach (var (location, one) in type.ReadAsync(export, session, selection, cancellationToken))
        {
            found[(location, one.Key)] = one;
        }

        return found;
    }

    /// <summary>One record of a type at a location, for an example; null: there is none, or of types that have a day none in <paramref name="days"/>.</summary>
    public async Task<CanonicalRecord?> AnyAsync(Session session, Connection connection, string record, NodeId location, Period days, CancellationToken cancellationToken)
    {
        if (RecordTypes.Find(record) is { } type)
        {
            await foreach (var (_, one) in type.ReadAsync(export, session, new RecordSelection(connection.Network, [location], days, connection.Source), cancellationToken))
            {
                return one;
            }
        }

        return null;
    }
}
