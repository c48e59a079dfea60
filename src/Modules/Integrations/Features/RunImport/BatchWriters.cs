using BookedBarber.Integrations.Mapping;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Finds the writer for a profile's records.</summary>
internal sealed class BatchWriters(IRecordWriter records, INetworkEditor editor, INetworkTree tree)
{
    public IBatchWriter<T> For<T>(Profile profile, RecordBuilder<T> builder)
        where T : CanonicalRecord => (object)builder switch
        {
            RecordBuilder<LocationRecord> => (IBatchWriter<T>)(object)new LocationBatchWriter(editor, tree),
            RecordBuilder<BookingRecord> bookings when profile.Merge is { } strength => (IBatchWriter<T>)(object)new MergedBookingWriter(records, bookings, strength),
            _ => new RecordBatchWriter<T>(records),
        };
}
