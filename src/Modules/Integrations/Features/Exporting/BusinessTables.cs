using System.Text.Json;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Features.Exporting;

/// <summary>Tables of the records that connected systems bring: a column per field of the record, its lists as JSON.</summary>
internal static class BusinessTables
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new DecimalString() } };

    public static IReadOnlyList<IExportTable> All { get; } =
    [
        Of<CalendarEventRecord>("calendar-events"),
        Of<CampaignResultRecord>("campaign-results"),
        Of<CampaignRecord>("campaigns"),
        Of<CompanyRecord>("companies"),
        Of<ConsentRecord>("consents"),
        Of<DealRecord>("deals"),
        Of<DisputeRecord>("disputes"),
        Of<EmploymentChangeRecord>("employment-changes"),
        Of<InvoicePaymentRecord>("invoice-payments"),
        Of<InvoiceRecord>("invoices"),
        Of<JournalEntryRecord>("journal-entries"),
        Of<LeadRecord>("leads"),
        Of<LedgerAccountRecord>("ledger-accounts"),
        Of<ListingResultRecord>("listing-results"),
        Of<LocationProfileRecord>("location-profiles"),
        Of<MessageRecord>("messages"),
        Of<PayoutRecord>("payouts"),
        Of<ReviewRecord>("reviews"),
        Of<TaxCodeRecord>("tax-codes"),
        Of<TimeOffRecord>("time-off"),
    ];

    private static ExportTable<T> Of<T>(string name)
        where T : CanonicalRecord
    {
        // The order of the constructor is that of the documentation.
        var fields = typeof(T).GetConstructors().Single().GetParameters().Select(parameter => typeof(T).GetProperty(parameter.Name!)!).ToArray();
        return new ExportTable<T>(
            name,
            ["location", .. fields.Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name))],
            (location, record) => [[location, .. fields.Select(field => Plain(field.GetValue(record)))]]);
    }

    private static object? Plain(object? value) =>
        value is null or string or decimal or int or bool or DateOnly or DateTimeOffset ? value : JsonSerializer.Serialize(value, value.GetType(), Json);
}
