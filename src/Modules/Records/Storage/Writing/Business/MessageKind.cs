using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Domain.Business;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing.Business;

/// <summary>Messages: partitioned by day, since a network sends millions a year.</summary>
internal sealed class MessageKind() : Ledger<MessageRecord>("records.message_key"), IBusinessKind<MessageRecord>
{
    private static readonly DatedTable<LedgerRow<MessageRecord>> Messages = new("records.message", new StageColumns<LedgerRow<MessageRecord>>()
        .Uuid("id", row => row.Id)
        .Day("old_day", row => row.OldDay)
        .Uuid("node_id", row => row.Location.Id.Value)
        .Day("business_day", row => row.Day)
        .Text("source_key", row => row.Record.Key)
        .Text("channel", row => row.Record.Channel)
        .Text("direction", row => row.Record.Direction)
        .Text("status", row => row.Record.Status)
        .Text("sender", row => row.Record.Sender)
        .Text("recipient", row => row.Record.Recipient)
        .Text("client_key", row => row.Record.ClientKey)
        .Text("campaign_key", row => row.Record.CampaignKey)
        .Text("subject", row => row.Record.Subject)
        .Text("body", row => row.Record.Body)
        .Instant("at", row => row.Record.At)
        .Instant("status_at", row => row.Record.StatusAt)
        .Text("failure_code", row => row.Record.FailureCode));

    public string Table => "records.message";

    public Func<MessageRecord, MessageRecord>? WithoutPersonalData => null;

    public override Problem? Check(Node location, MessageRecord record, DateOnly today) => MessageCheck.Check(location, record, today);

    protected override DateOnly DayOf(Node location, MessageRecord record) => location.DayAt(record.At);

    protected override byte[] HashOf(ContentHash hash, Node location, MessageRecord record) => hash.Of(record);

    protected override Guid? ClientOf(MessageRecord record) => null;

    protected override void Want(References references, LedgerRow<MessageRecord> row)
    {
        // A message names client and campaign by key alone; neither is made for its sake.
    }

    protected override Task WriteAsync(WriteChunk<MessageRecord> chunk, IReadOnlyList<LedgerRow<MessageRecord>> rows, References references, CancellationToken cancellationToken) =>
        Messages.WriteAsync(chunk, rows, rows.Count(row => row.OldDay is not null), cancellationToken);
}
