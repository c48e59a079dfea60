using BookedBarber.Records.Contracts;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Records.Features.Business;

/// <summary>What connected systems know of a network's business, over REST: a list per type of record.</summary>
internal static class BusinessApi
{
    public static void MapBusinessRecords(this IEndpointRouteBuilder endpoints)
    {
        var lists = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}").WithTags("Records of a network");
        lists.List<InvoiceRecord>("/invoices", Permission.FinanceRead, "listInvoices", "List invoices", "Invoices, credit notes, bills and vendor credits by the day on them, latest first.");
        lists.List<InvoicePaymentRecord>("/invoice-payments", Permission.FinanceRead, "listInvoicePayments", "List payments of invoices", "By day, latest first.");
        lists.List<JournalEntryRecord>("/journal-entries", Permission.FinanceRead, "listJournalEntries", "List journal entries", "By day, latest first; debits and credits of each are equal.");
        lists.List<LedgerAccountRecord>("/ledger-accounts", Permission.FinanceRead, "listLedgerAccounts", "List ledger accounts", "The charts of accounts, last added first.");
        lists.List<TaxCodeRecord>("/tax-codes", Permission.FinanceRead, "listTaxCodes", "List tax codes", "Last added first.");
        lists.List<PayoutRecord>("/payouts", Permission.FinanceRead, "listPayouts", "List payouts", "What payment services sent to bank accounts, latest first.");
        lists.List<DisputeRecord>("/disputes", Permission.FinanceRead, "listDisputes", "List disputes", "Contested payments, latest first.");
        lists.List<LeadRecord>("/leads", Permission.ClientsRead, "listLeads", "List leads", "Who might become a client, franchisee or partner, latest first.");
        lists.List<CompanyRecord>("/companies", Permission.ClientsRead, "listCompanies", "List companies", "Last added first.");
        lists.List<DealRecord>("/deals", Permission.ClientsRead, "listDeals", "List deals", "Chances of business on their way through a pipeline, latest first.");
        lists.List<ConsentRecord>("/consents", Permission.ClientsRead, "listConsents", "List consents", "Who agreed to what and who no longer does, latest first.");
        lists.List<MessageRecord>("/messages", Permission.ClientsRead, "listMessages", "List messages", "Short messages and mails in and out, latest day first.");
        lists.List<CampaignRecord>("/campaigns", Permission.MeasuresRead, "listCampaigns", "List campaigns", "By their first day, latest first.");
        lists.List<CampaignResultRecord>("/campaign-results", Permission.MeasuresRead, "listCampaignResults", "List results of campaigns", "What campaigns did and cost, day by day, latest first.");
        lists.List<ReviewRecord>("/reviews", Permission.MeasuresRead, "listReviews", "List reviews", "Latest first. Who wrote them is told only to those who may see clients.");
        lists.List<LocationProfileRecord>("/location-profiles", Permission.MeasuresRead, "listLocationProfiles", "List public listings", "Locations as public listings show them.");
        lists.List<ListingResultRecord>("/listing-results", Permission.MeasuresRead, "listListingResults", "List results of public listings", "How often listings were seen and used, day by day, latest first.");
        lists.List<TimeOffRecord>("/time-off", Permission.PeopleRead, "listTimeOff", "List time off", "Who is away when, by first day, latest first.");
        lists.List<EmploymentChangeRecord>("/employment-changes", Permission.PeopleRead, "listEmploymentChanges", "List changes of employment", "By the day they take effect, latest first.");
        lists.List<CalendarEventRecord>("/calendar-events", Permission.BookingsRead, "listCalendarEvents", "List calendar entries", "Time taken in calendars, latest first. A barber sees the own entries; titles are told only to those who may see clients.");
    }

    private static void List<T>(this IEndpointRouteBuilder lists, string path, Permission permission, string name, string summary, string description)
        where T : CanonicalRecord =>
        lists.MapGet(path, ReadAsync).WithMetadata(new ListOf<T>()).Produces<Page<StoredRecord<T>>>().Needs(permission).WithName(name).WithSummary(summary).WithDescription($"{description} Page by page.");

    // One handler for all types: a generic one is not bound ahead, and binding twenty at every start costs a third of a second.
    private static Task<IResult> ReadAsync(HttpContext context, Guid networkId, Scope scope, BusinessReader reader, [AsParameters] BusinessQuery query, CancellationToken cancellationToken) =>
        context.GetEndpoint()!.Metadata.GetRequiredMetadata<IListOf>().ReadAsync(reader, scope, query, cancellationToken);

    /// <summary>Which type of record an endpoint lists.</summary>
    private interface IListOf
    {
        Task<IResult> ReadAsync(BusinessReader reader, Scope scope, BusinessQuery query, CancellationToken cancellationToken);
    }

    private sealed class ListOf<T> : IListOf
        where T : CanonicalRecord
    {
        public async Task<IResult> ReadAsync(BusinessReader reader, Scope scope, BusinessQuery query, CancellationToken cancellationToken)
        {
            var page = await reader.ListAsync<T>(scope, query, cancellationToken);
            return page.Succeeded ? TypedResults.Ok(page.Value) : page.Problem.ToHttp();
        }
    }
}
