using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Storage.Writing.Business;

/// <summary>The kinds of record that connected systems bring beside those of the chair.</summary>
internal static class BusinessKinds
{
    public static IReadOnlyDictionary<Type, object> All { get; } = new Dictionary<Type, object>
    {
        [typeof(InvoiceRecord)] = new InvoiceKind(),
        [typeof(InvoicePaymentRecord)] = new InvoicePaymentKind(),
        [typeof(JournalEntryRecord)] = new JournalEntryKind(),
        [typeof(LedgerAccountRecord)] = new LedgerAccountKind(),
        [typeof(TaxCodeRecord)] = new TaxCodeKind(),
        [typeof(PayoutRecord)] = new PayoutKind(),
        [typeof(DisputeRecord)] = new DisputeKind(),
        [typeof(LeadRecord)] = new LeadKind(),
        [typeof(CompanyRecord)] = new CompanyKind(),
        [typeof(DealRecord)] = new DealKind(),
        [typeof(ConsentRecord)] = new ConsentKind(),
        [typeof(CampaignRecord)] = new CampaignKind(),
        [typeof(CampaignResultRecord)] = new CampaignResultKind(),
        [typeof(MessageRecord)] = new MessageKind(),
        [typeof(ReviewRecord)] = new ReviewKind(),
        [typeof(LocationProfileRecord)] = new LocationProfileKind(),
        [typeof(ListingResultRecord)] = new ListingResultKind(),
        [typeof(TimeOffRecord)] = new TimeOffKind(),
        [typeof(EmploymentChangeRecord)] = new EmploymentChangeKind(),
        [typeof(CalendarEventRecord)] = new CalendarEventKind(),
    };

    /// <summary>The kind of a type; null for one of the chair.</summary>
    public static IBusinessKind<T>? Of<T>()
        where T : CanonicalRecord => All.GetValueOrDefault(typeof(T)) as IBusinessKind<T>;
}
