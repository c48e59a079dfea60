using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A shift with its staff member found.</summary>
internal readonly record struct ShiftRow(int Position, Guid Id, Node Location, ShiftRecord Record, Guid StaffId) : IKeyedRow;

internal sealed class ShiftKind() : KeyedTable<ShiftRecord, ShiftRow>("records.shift", "location_id", "source_key", Keys, Content)
{
    private static readonly StageColumns<ShiftRow> Keys = new StageColumns<ShiftRow>()
        .Int("position", row => row.Position)
        .Uuid("id", row => row.Id)
        .Uuid("location_id", row => row.Location.Id.Value)
        .Text("source_key", row => row.Record.Key);

    private static readonly StageColumns<ShiftRow> Content = new StageColumns<ShiftRow>()
        .Day("business_day", row => row.Location.DayAt(row.Record.StartsAt))
        .Uuid("staff_id", row => row.StaffId)
        .Instant("starts_at", row => row.Record.StartsAt)
        .Instant("ends_at", row => row.Record.EndsAt)
        .Int("blocked_minutes", row => row.Record.BlockedMinutes);

    public override Problem? Check(Node location, ShiftRecord record, DateOnly today) => ShiftCheck.Check(location, record, today);

    protected override async ValueTask<IReadOnlyList<ShiftRow>> RowsAsync(WriteChunk<ShiftRecord> chunk, CancellationToken cancellationToken)
    {
        var references = new References(chunk.Source.IsAccount);
        foreach (var index in chunk.Indices.ToArray())
        {
            var (location, record, _) = chunk.Records[index];
            references.Want(ReferenceKind.Staff, location.Id.Value, record.StaffKey, record.StaffKey);
        }

        await references.FindOrCreateAsync(chunk, cancellationToken);
        return [.. Entries.Of(chunk).Select(entry =>
            new ShiftRow(entry.Position, entry.Id, entry.Location, entry.Record, references.Find(ReferenceKind.Staff, entry.Location.Id.Value, entry.Record.StaffKey)!.Id))];
    }
}
