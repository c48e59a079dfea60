using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A table that takes records as they are.</summary>
internal abstract class PlainTable<T>(string table, string location, StageColumns<Entry<T>> content)
    : KeyedTable<T, Entry<T>>(table, location, "source_key", Keys(location), content)
    where T : CanonicalRecord
{
    protected override ValueTask<IReadOnlyList<Entry<T>>> RowsAsync(WriteChunk<T> chunk, CancellationToken cancellationToken) => ValueTask.FromResult(Entries.Of(chunk));

    private static StageColumns<Entry<T>> Keys(string location) => new StageColumns<Entry<T>>()
        .Int("position", row => row.Position)
        .Uuid("id", row => row.Id)
        .Uuid(location, row => row.Location.Id.Value)
        .Text("source_key", row => row.Record.Key);
}

internal static class Entries
{
    public static IReadOnlyList<Entry<T>> Of<T>(WriteChunk<T> chunk)
        where T : CanonicalRecord
    {
        var ids = new IdSequence(chunk.Now);
        var rows = new Entry<T>[chunk.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (location, record, isAssumed) = chunk[i];
            rows[i] = new Entry<T>(i, ids.Next(), location, record, isAssumed);
        }

        return rows;
    }
}

internal sealed class ServiceKind() : PlainTable<ServiceRecord>("records.service", "location_id", Content)
{
    private static readonly StageColumns<Entry<ServiceRecord>> Content = new StageColumns<Entry<ServiceRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("category", row => row.Record.Category)
        .Number("price", row => row.Record.Price)
        .Number("cost", row => row.Record.Cost)
        .Int("duration_minutes", row => row.Record.DurationMinutes)
        .Bool("is_active", row => row.Record.IsActive);

    public override Problem? Check(Node location, ServiceRecord record, DateOnly today) => ListCheck.Check(location, record);
}

internal sealed class ProductKind() : PlainTable<ProductRecord>("records.product", "location_id", Content)
{
    private static readonly StageColumns<Entry<ProductRecord>> Content = new StageColumns<Entry<ProductRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("category", row => row.Record.Category)
        .Text("brand", row => row.Record.Brand)
        .Number("price", row => row.Record.Price)
        .Number("cost", row => row.Record.Cost)
        .Number("on_hand", row => row.Record.OnHand)
        .Bool("is_active", row => row.Record.IsActive);

    public override Problem? Check(Node location, ProductRecord record, DateOnly today) => ListCheck.Check(location, record);
}

internal sealed class StaffKind() : PlainTable<StaffRecord>("records.staff", "location_id", Content)
{
    private static readonly StageColumns<Entry<StaffRecord>> Content = new StageColumns<Entry<StaffRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("title", row => row.Record.Title)
        .Day("hired_on", row => row.Record.HiredOn)
        .Day("left_on", row => row.Record.LeftOn)
        .Bool("is_active", row => row.Record.IsActive);

    public override Problem? Check(Node location, StaffRecord record, DateOnly today) => ListCheck.Check(record, today);
}

internal sealed class ClientKind() : PlainTable<ClientRecord>("records.client", "home_location_id", Content)
{
    public static readonly StageColumns<Entry<ClientRecord>> Content = new StageColumns<Entry<ClientRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("email", row => row.Record.Email)
        .Text("phone", row => row.Record.Phone);

    public override Problem? Check(Node location, ClientRecord record, DateOnly today) => ListCheck.Check(record);
}

/// <summary>Clients of an account that several shops share: one for each key, whichever shop knew of it first.</summary>
internal sealed class AccountClientKind() : KeyedTable<ClientRecord, Entry<ClientRecord>>(
    new Stage<Entry<ClientRecord>>("staged_account_client", Keys.With(ClientKind.Content)), new HomedIdentity("records.client", "home_location_id", "source_key"), ClientKind.Content)
{
    private static readonly StageColumns<Entry<ClientRecord>> Keys = new StageColumns<Entry<ClientRecord>>()
        .Int("position", row => row.Position)
        .Uuid("id", row => row.Id)
        .Uuid("home_location_id", row => row.Location.Id.Value)
        .Text("source_key", row => row.Record.Key)
        .Text("home_by", row => row.IsAssumed ? "default" : "told");

    public override Problem? Check(Node location, ClientRecord record, DateOnly today) => ListCheck.Check(record);

    public override RecordKey KeyOf(Node location, ClientRecord record) => new(Guid.Empty, record.Key, 0);

    public override async Task StoreAsync(WriteChunk<ClientRecord> chunk, CancellationToken cancellationToken)
    {
        await AccountClientLock.TakeAsync(chunk, cancellationToken);
        await base.StoreAsync(chunk, cancellationToken);
    }

    protected override ValueTask<IReadOnlyList<Entry<ClientRecord>>> RowsAsync(WriteChunk<ClientRecord> chunk, CancellationToken cancellationToken) => ValueTask.FromResult(Entries.Of(chunk));
}
