using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Contracts;

/// <summary>Reads stored records back as canonical records, one after the other, however many there are.</summary>
public interface IRecordExport
{
    /// <summary>Records of one type, by location, day and key.</summary>
    /// <param name="session">A read session of the network; stays open until the last record was taken.</param>
    /// <param name="selection">Which records.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <typeparam name="T">A type of canonical record.</typeparam>
    IAsyncEnumerable<ExportedRecord<T>> ReadAsync<T>(Session session, RecordSelection selection, CancellationToken cancellationToken)
        where T : CanonicalRecord;
}

/// <summary>A stored record with its location, or for a <see cref="BusinessRecord"/> with whichever unit it belongs to.</summary>
public readonly record struct ExportedRecord<T>(Guid LocationId, T Record)
    where T : CanonicalRecord;

/// <summary>Which records to read.</summary>
/// <param name="Network">The network.</param>
/// <param name="Locations">Their locations; units of other levels open the business records that belong to those.</param>
/// <param name="Days">Business days, both ends included; null: all. Lists that have no day are read whole.</param>
/// <param name="OwnSource">Keys of this source stay as they are; a key of another source is preceded by the source and a colon, so that keys of two sources do not meet.</param>
/// <param name="Ids">Ids of the records to read; null: all. Of types whose records have an id of their own.</param>
public sealed record RecordSelection(NetworkId Network, IReadOnlyList<NodeId> Locations, Period? Days, string OwnSource, IReadOnlyList<Guid>? Ids = null);
