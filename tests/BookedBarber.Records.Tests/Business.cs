using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Tests;

/// <summary>Business records to begin from, one of each type.</summary>
internal static class Business
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Day = new(2026, 3, 2);

    public static InvoiceRecord Invoice(string key = "i1") => new(
        key, "invoice", "2026-0001", "open", Day, Day.AddDays(14), "owner-1", "Ann Owner", "USD",
        [new InvoiceLine("Royalty February", "royalty", "4000", null, 1, 1200, 1200, [new Tag("Region", "North")]), new InvoiceLine("Late fee waived", null, null, null, null, null, -50, [])],
        [new NamedAmount("Sales tax", 92)], 1242, 1242, "As agreed");

    public static JournalEntryRecord Journal(string key = "j1") => new(key, "JE-1", "posted", Day, "Sales of the day", "USD", [Debit("1000", 100.10m), Credit("4000", 92.50m), Credit("2200", 7.60m)]);

    public static JournalLine Debit(string account, decimal amount) => new(account, null, amount, 0, []);

    public static JournalLine Credit(string account, decimal amount) => new(account, null, 0, amount, []);

    public static ConsentRecord Consent(string key, string state, DateTimeOffset at, string address = "+1 (212) 555-0100", string channel = "sms") =>
        new(key, null, address, channel, "marketing", state, "Yes, send me offers", "form", at);

    public static MessageRecord Message(string key = "m1", string status = "sent") =>
        new(key, "sms", "out", status, "+12125550199", "+12125550100", "sam", null, null, "Your chair is ready\nSee you", Noon, Noon, null);

    public static TimeOffRecord TimeOff(string key = "t1") => new(key, "ann", "vacation", "approved", Day, Day.AddDays(4), 32.5m, "Lisbon");

    public static CalendarEventRecord CalendarEvent(string key = "e1") => new(key, "primary", "ann", Noon, Noon.AddHours(1), true, "confirmed", null, "Dentist");

    public static ReviewRecord Review(string key = "r1") => new(key, 5, "Best fade in town.\nWill return.", "Sam C.", Noon, "Thank you", Noon.AddHours(1), "https://example.test/r1");

    public static LocationProfileRecord Profile(string key = "p1") => new(
        key, "Main Street", "open", "+12125550123", "https://example.test", "1 Main Street", "New York", "NY", "10001", "US", 40.7127753m, -74.0059728m,
        [new ListedHours("monday", new TimeOnly(9, 0), new TimeOnly(18, 30))], [new ListedDay(new DateOnly(2026, 12, 25), null, null)]);

    /// <summary>One of each, in the order of <see cref="RecordTypes.All"/>.</summary>
    public static IReadOnlyList<CanonicalRecord> All() =>
    [
        Invoice(),
        new InvoicePaymentRecord("ip1", "i1", Day, "bank", "owner-1", "USD", 1242, 3.10m, "wire 7"),
        Journal(),
        new LedgerAccountRecord("4000", "4000", "Royalty income", "revenue", "Income", null, "USD", 12_345.67m, true),
        new TaxCodeRecord("NY", "New York", 8.875m, true),
        new PayoutRecord("po1", "paid", "USD", 980.25m, 19.75m, Noon, Day.AddDays(2), "•• 6789", null),
        new DisputeRecord("d1", "needs_response", "fraudulent", "ch_1", "USD", 40, Noon, Noon.AddDays(7), null),
        new LeadRecord("l1", "Pat Candidate", "pat@example.test", "+12125550111", "franchisee", "qualified", "Portal", "c1", "co1", "u1", 87.5m, Noon, null, null),
        new CompanyRecord("co1", "Pat Holdings", "candidate", "example.test", "+12125550112", "Services", "New York", "US", "u1", true),
        new DealRecord("de1", "Brooklyn territory", "Franchise sales", "Discovery day", "open", "USD", 45_000, 0.4m, "co1", "l1", "u1", Noon, Noon, Day.AddDays(60)),
        Consent("s1", "granted", Noon),
        new CampaignRecord("c1", "Spring", "email", "finished", "Spring is here", Day, Day.AddDays(10), "USD", 500),
        new CampaignResultRecord("c1:2026-03-02", "c1", Day, "USD", 12.3456m, 1000, 40, 900, 880, 300, 20, 3, 1, 4.5m, 220),
        Message(),
        Review(),
        Profile(),
        new ListingResultRecord("p1:2026-03-02", Day, 320, 180, 22, 9, 14, 3, 1),
        TimeOff(),
        new EmploymentChangeRecord("ec1", "ann", "changed", Day, "Master barber", "Chairs", "Main Street", "bob", "full_time", "Promoted"),
        CalendarEvent(),
    ];
}
