using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Contracts;

/// <summary>All types of canonical record, by the name they have in manifests, feeds and addresses.</summary>
public static class RecordTypes
{
    /// <summary>The types, those of the chair first.</summary>
    public static IReadOnlyList<RecordType> All { get; } =
    [
        RecordType.Of<SaleRecord>("sale"),
        RecordType.Of<BookingRecord>("booking"),
        RecordType.Of<DailyCloseRecord>("daily_close"),
        RecordType.Of<ServiceRecord>("service"),
        RecordType.Of<ProductRecord>("product"),
        RecordType.Of<StaffRecord>("staff"),
        RecordType.Of<ClientRecord>("client"),
        RecordType.Of<ShiftRecord>("shift"),
        RecordType.Of<InvoiceRecord>("invoice"),
        RecordType.Of<InvoicePaymentRecord>("invoice_payment"),
        RecordType.Of<JournalEntryRecord>("journal_entry"),
        RecordType.Of<LedgerAccountRecord>("ledger_account"),
        RecordType.Of<TaxCodeRecord>("tax_code"),
        RecordType.Of<PayoutRecord>("payout"),
        RecordType.Of<DisputeRecord>("dispute"),
        RecordType.Of<LeadRecord>("lead"),
        RecordType.Of<CompanyRecord>("company"),
        RecordType.Of<DealRecord>("deal"),
        RecordType.Of<ConsentRecord>("consent"),
        RecordType.Of<CampaignRecord>("campaign"),
        RecordType.Of<CampaignResultRecord>("campaign_result"),
        RecordType.Of<MessageRecord>("message"),
        RecordType.Of<ReviewRecord>("review"),
        RecordType.Of<LocationProfileRecord>("location_profile"),
        RecordType.Of<ListingResultRecord>("listing_result"),
        RecordType.Of<TimeOffRecord>("time_off"),
        RecordType.Of<EmploymentChangeRecord>("employment_change"),
        RecordType.Of<CalendarEventRecord>("calendar_event"),
    ];

    /// <summary>A type by name; null when there is none.</summary>
    public static RecordType? Find(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>Writes records whose type is known at run time only, such as those of a connector's stream: each type by itself, in the order of <see cref="All"/>.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="session">A tenant session for writing; the caller commits.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="records">Records of any types.</param>
    /// <param name="conflicts">What to do with a key that is stored with other content.</param>
    /// <param name="cancellationToken">Cancels; the transaction must then be rolled back.</param>
    /// <returns>One outcome per record, in order.</returns>
    public static async Task<IReadOnlyList<WriteOutcome>> WriteMixedAsync(
        this IRecordWriter writer, Session session, RecordSource source, IReadOnlyList<LocatedRecord<CanonicalRecord>> records, OnConflict conflicts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(records);
        var outcomes = new WriteOutcome[records.Count];
        var groups = Enumerable.Range(0, records.Count).GroupBy(i => records[i].Record.GetType()).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var type in All)
        {
            if (groups.Remove(type.Type, out var indices))
            {
                var written = await type.WriteAsync(writer, session, source, [.. indices.Select(i => records[i])], conflicts, cancellationToken);
                for (var i = 0; i < indices.Length; i++)
                {
                    outcomes[indices[i]] = written[i];
                }
            }
        }

        return groups.Count == 0 ? outcomes : throw new ArgumentException($"{groups.Keys.First().Name} is not a type of record that can be written.", nameof(records));
    }
}
