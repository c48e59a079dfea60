using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>Daily closes: the day is the key. Years of a whole network come at once, so this path decides how fast imports are (bench/RecordWriter).</summary>
internal sealed class DailyCloseKind() : KeyedTable<DailyCloseRecord, Entry<DailyCloseRecord>>("records.daily_close", "location_id", "business_day", Keys, Content, keyIsDense: true)
{
    private static readonly StageColumns<Entry<DailyCloseRecord>> Keys = new StageColumns<Entry<DailyCloseRecord>>()
        .Int("position", row => row.Position)
        .Uuid("id", row => row.Id)
        .Uuid("location_id", row => row.Location.Id.Value)
        .Day("business_day", row => row.Record.BusinessDay);

    private static readonly StageColumns<Entry<DailyCloseRecord>> Content = new StageColumns<Entry<DailyCloseRecord>>()
        .Text("currency", row => row.Location.Currency.Code)
        .Number("net_sales", row => row.Record.NetSales)
        .Number("tax", row => row.Record.Tax)
        .Number("tips", row => row.Record.Tips)
        .Int("visits", row => row.Record.Visits)
        .Int("transactions", row => row.Record.Transactions);

    public override Problem? Check(Node location, DailyCloseRecord record, DateOnly today) => DailyCloseCheck.Check(location, record, today);

    public override RecordKey KeyOf(Node location, DailyCloseRecord record) => new(location.Id.Value, string.Empty, record.BusinessDay.DayNumber);

    protected override ValueTask<IReadOnlyList<Entry<DailyCloseRecord>>> RowsAsync(WriteChunk<DailyCloseRecord> chunk, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Entries.Of(chunk));
}
