using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>Sends batches through the one way into the records, each kind in one bulk step.</summary>
internal sealed class DemoWriter(IRecordWriter writer)
{
    public const string Source = "demo";

    public async Task WriteAsync(Session session, IReadOnlyList<(Node Location, DemoBatch Batch)> batches, CancellationToken cancellationToken)
    {
        await WriteAsync(session, batches, batch => batch.Staff, cancellationToken);
        await WriteAsync(session, batches, batch => batch.Services, cancellationToken);
        await WriteAsync(session, batches, batch => batch.Products, cancellationToken);
        await WriteAsync(session, batches, batch => batch.Clients, cancellationToken);
        await WriteAsync(session, batches, batch => batch.Shifts, cancellationToken);
        await WriteAsync(session, batches, batch => batch.Bookings, cancellationToken);
        await WriteAsync(session, batches, batch => batch.Sales, cancellationToken);
    }

    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(Session session, IReadOnlyList<LocatedRecord<T>> records, CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        if (records.Count == 0)
        {
            return [];
        }

        var outcomes = await writer.WriteAsync(session, Source, records, OnConflict.Update, cancellationToken);
        for (var index = 0; index < outcomes.Count; index++)
        {
            if (outcomes[index] is { State: WriteState.Refused, Problem: var problem })
            {
                throw new InvalidOperationException($"The demo made a record that was refused ({typeof(T).Name} {records[index].Record.Key} of {records[index].Location.Code}): {problem?.Code} {problem?.Detail}");
            }
        }

        return outcomes;
    }

    private Task WriteAsync<T>(Session session, IReadOnlyList<(Node Location, DemoBatch Batch)> batches, Func<DemoBatch, List<T>> kind, CancellationToken cancellationToken)
        where T : CanonicalRecord =>
        WriteAsync(session, [.. batches.SelectMany(shop => kind(shop.Batch).Select(record => new LocatedRecord<T>(shop.Location, record)))], cancellationToken);
}
