using BookedBarber.Integrations.Connections;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Reads single records as they are stored here, with the keys that a connection knows them by.</summary>
internal sealed class RecordsHere(IRecordExport export)
{
    /// <summary>Types that can be read one by one. The others are only ever written by their source.</summary>
    private static readonly Dictionary<string, Func<IRecordExport, Session, RecordSelection, CancellationToken, IAsyncEnumerable<(Guid, CanonicalRecord)>>> Readers = new(StringComparer.Ordinal)
    {
        ["sale"] = ReadAsync<SaleRecord>,
        ["booking"] = ReadAsync<BookingRecord>,
        ["client"] = ReadAsync<ClientRecord>,
        ["staff"] = ReadAsync<StaffRecord>,
        ["service"] = ReadAsync<ServiceRecord>,
        ["product"] = ReadAsync<ProductRecord>,
        ["shift"] = ReadAsync<ShiftRecord>,
    };

    /// <summary>Whether records of a type can be read.</summary>
    public static bool CanRead(string record) => Readers.ContainsKey(record);

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
        if (ids.Count == 0 || !Readers.TryGetValue(record, out var read))
        {
            return found;
        }

        var selection = new RecordSelection(
            connection.Network, [.. ids.Select(id => id.Location).Distinct().Select(id => new NodeId(id))], null, connection.Source, [.. ids.Select(id => id.Id)]);
        await foreach (var (location, one) in read(export, session, selection, cancellationToken))
        {
            found[(location, one.Key)] = one;
        }

        return found;
    }

    private static async IAsyncEnumerable<(Guid, CanonicalRecord)> ReadAsync<T>(
        IRecordExport export, Session session, RecordSelection selection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        await foreach (var one in export.ReadAsync<T>(session, selection, cancellationToken))
        {
            yield return (one.LocationId, one.Record);
        }
    }
}
