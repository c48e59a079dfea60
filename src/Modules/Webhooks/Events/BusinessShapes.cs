namespace BookedBarber.Webhooks.Events;

/// <summary>Events of the business around the chair: books, payouts, leads, campaigns, messages, reviews, absence, calendars.</summary>
/// <remarks>What says who somebody is (names, addresses, wordings) is hidden in the feed already, and is in no event.</remarks>
internal static class BusinessShapes
{
    private static readonly EventField Day = new("businessDay", "business_day", FieldKind.Day, "Day that lists run along, in the unit's zone.", "\"2026-03-02\"", IsSmall: true);
    private static readonly EventField Version = new("version", "version", FieldKind.Whole, "Grows with every change: of two events of one record the greater is newer.", "1", IsSmall: true);
    private static readonly EventField Source = Text("source", "source", "Where the record comes from. Keys of other records are keys there.", "xero:01960b1c8f007c3a9d513a4f6c2b1e07");
    private static readonly EventField SourceKey = Text("sourceKey", "source_key", "Its key there.", "INV-1024");
    private static readonly EventField Currency = Text("currency", "currency", "ISO 4217 code of all amounts.", "USD");
    private static readonly EventField Name = Text("name", "name", "Name.", "Spring offer");
    private static readonly EventField Active = Flag("isActive", "is_active", "Whether it is in use.");
    private static readonly EventField CreatedAt = At("createdAt", "created_at", "When it was made there.");
    private static readonly EventField CampaignKey = Text("campaignKey", "campaign_key", "Key of the campaign.", "cmp-7");
    private static readonly EventField CompanyKey = Text("companyKey", "company_key", "Key of the company.", "co-31");
    private static readonly EventField OwnerKey = Text("ownerKey", "owner_key", "Key of who looks after it.", "u-4");
    private static readonly EventField StaffKey = Text("staffKey", "staff_key", "Key of the staff member.", "e-12");

    /// <summary>The shapes by the entity of the feed.</summary>
    public static IReadOnlyList<EventShape> All { get; } =
    [
        Of(
            "invoice",
            "An invoice, credit note or bill.",
            Choice("type", "type", "invoice, credit_note, bill or vendor_credit.", "invoice"), Choice("status", "status", "draft, open, partially_paid, paid, void or uncollectible.", "open"), Text("number", "number", "Number on it.", "INV-1024"),
            On("issuedOn", "issued_on", "Date of issue."), On("dueOn", "due_on", "Due date."), Text("counterpartyKey", "counterparty_key", "Key of the other side.", "cus-8"), Currency,
            Amount("total", "total", "Total.", "120.00"), Amount("balance", "balance", "Still open.", "120.00"), Parts("lines", "lines", "Lines."), Parts("taxes", "taxes", "Taxes.")),
        Of(
            "invoice_payment",
            "A payment of an invoice or bill.",
            Text("invoiceKey", "invoice_key", "Key of the invoice.", "INV-1024"), On("paidOn", "paid_on", "Day of payment."), Choice("method", "method", "card, bank, cash, check or other.", "bank"),
            Text("counterpartyKey", "counterparty_key", "Key of the other side.", "cus-8"), Currency, Amount("amount", "amount", "Amount; below zero: given back.", "120.00"), Amount("fee", "fee", "Fee kept from it.", "0.30")),
        Of(
            "journal_entry",
            "An entry in the books.",
            Text("number", "number", "Number.", "JE-88"), Choice("status", "status", "draft, posted or void.", "posted"), On("postedOn", "posted_on", "Day of posting."), Currency,
            Amount("debits", "debits", "Sum of the debits.", "500.00"), Amount("credits", "credits", "Sum of the credits: the same.", "500.00"), Parts("lines", "lines", "Lines.")),
        Of(
            "ledger_account",
            "An account of the books.",
            Text("code", "code", "Code.", "4000"), Name with { Example = "\"Sales\"" }, Choice("type", "type", "asset, liability, equity, revenue or expense.", "revenue"), Text("subtype", "subtype", "The books' own kind.", "SALES"),
            Text("taxCode", "tax_code", "Usual tax code.", "OUTPUT"), Currency, Amount("balance", "balance", "Balance.", "12000.00"), Active),
        Of("tax_code", "A tax rate of the books.", Name with { Example = "\"Sales tax\"" }, Amount("rate", "rate", "Per cent.", "8.25"), Active),
        Of(
            "payout",
            "Money that a payment service pays out.",
            Choice("status", "status", "pending, in_transit, paid, failed or cancelled.", "paid"), Currency, Amount("amount", "amount", "Amount.", "842.10"), Amount("fee", "fee", "Fees kept.", "12.40"), CreatedAt,
            On("arrivesOn", "arrives_on", "Expected day of arrival."), Text("failureCode", "failure_code", "Why it failed.", null)),
        Of(
            "dispute",
            "A payment that a cardholder disputes.",
            Choice("status", "status", "needs_response, under_review, won, lost or closed.", "needs_response"), Text("reason", "reason", "The bank's reason.", "fraudulent"), Text("paymentKey", "payment_key", "Key of the payment.", "ch_1024"), Currency,
            Amount("amount", "amount", "Amount.", "45.00"), At("openedAt", "opened_at", "When it was opened."), At("evidenceDueAt", "evidence_due_at", "Until when to answer."), At("closedAt", "closed_at", "When it ended.")),
        Of(
            "lead",
            "Somebody who may become a client or a franchisee. Name, e-mail and phone are in no event: read them by the interface.",
            Choice("type", "type", "client, franchisee, partner or other.", "franchisee"), Choice("status", "status", "new, working, qualified, converted or lost.", "new"), Text("origin", "origin", "Where it came from.", "website"),
            CampaignKey, CompanyKey, OwnerKey, Amount("score", "score", "Score.", "72.00"), CreatedAt, At("convertedAt", "converted_at", "When it was won."), Text("convertedKey", "converted_key", "Key of what it became.", null)),
        Of(
            "company",
            "A company: an owner, a candidate, a supplier.",
            Name with { Example = "\"Fade District LLC\"" }, Choice("type", "type", "owner, candidate, supplier, partner or other.", "owner"), Text("domain", "domain", "Web domain.", "example.com"), Text("industry", "industry", "Industry.", "Personal services"),
            Text("city", "city", "City.", "Austin"), Text("country", "country", "Country.", "US"), OwnerKey, Active),
        Of(
            "deal",
            "A sale under way, such as of a franchise.",
            Name with { Example = "\"Unit 42\"" }, Text("pipeline", "pipeline", "Pipeline.", "Franchise"), Text("stage", "stage", "Stage.", "Discovery"), Choice("status", "status", "open, won or lost.", "open"), Currency,
            Amount("amount", "amount", "Amount.", "45000.00"), Amount("probability", "probability", "From 0 to 1.", "0.40"), CompanyKey, Text("leadKey", "lead_key", "Key of the lead.", "ld-9"), OwnerKey, CreatedAt,
            At("stageSince", "stage_since", "In its stage since."), On("closesOn", "closes_on", "Expected day of closing.")),
        Of(
            "consent",
            "Leave to write to somebody, given or withdrawn. The address is in no event.",
            Text("personKey", "person_key", "Key of the person.", "cl-77"), Choice("channel", "channel", "email, sms, phone, push or post.", "sms"), Choice("purpose", "purpose", "marketing, service or survey.", "marketing"),
            Choice("state", "state", "granted or withdrawn.", "withdrawn"), Text("origin", "origin", "Where it was said.", "reply by SMS"), At("at", "at", "When it was said.")),
        Of(
            "campaign",
            "A campaign.",
            Name, Choice("channel", "channel", "email, sms, search, social, display, video, local, print or other.", "email"), Choice("status", "status", "draft, scheduled, running, paused, finished or cancelled.", "running"),
            Text("subject", "subject", "Subject line.", "20 % off in May"), On("startsOn", "starts_on", "First day."), On("endsOn", "ends_on", "Last day."), Currency, Amount("budget", "budget", "Budget.", "1500.00")),
        Of(
            "campaign_result",
            "What a campaign brought on one day.",
            CampaignKey, Currency, Amount("cost", "cost", "Cost.", "38.20"), Whole("impressions", "impressions", "Times shown."), Whole("clicks", "clicks", "Clicks."), Whole("sends", "sends", "Sent."), Whole("deliveries", "deliveries", "Delivered."),
            Whole("opens", "opens", "Opened."), Whole("bounces", "bounces", "Bounced."), Whole("unsubscribes", "unsubscribes", "Unsubscribed."), Whole("complaints", "complaints", "Complaints."),
            Amount("conversions", "conversions", "Conversions.", "3.00"), Amount("conversionValue", "conversion_value", "Their value.", "135.00")),
        Of(
            "message",
            "A message to or from somebody. Addresses and wording are in no event.",
            Choice("channel", "channel", "sms, email or chat.", "sms"), Choice("direction", "direction", "in or out.", "out"),
            Choice("status", "status", "queued, sent, delivered, opened, clicked, bounced, failed, complained, unsubscribed or received.", "delivered"), Text("clientKey", "client_key", "Key of the client.", "cl-77"), CampaignKey,
            At("at", "at", "When it was sent or received."), At("statusAt", "status_at", "When it came to its state."), Text("failureCode", "failure_code", "Why it failed.", null)),
        Of(
            "review",
            "A public review. Author and wording are in no event: read them by the interface.",
            Amount("rating", "rating", "Stars, 1 to 5.", "5.00"), At("writtenAt", "written_at", "When it was written."), At("repliedAt", "replied_at", "When it was answered."), Text("url", "url", "Where it stands.", "https://example.com/reviews/1")),
        Of(
            "location_profile",
            "How a shop is listed in public.",
            Name with { Example = "\"Main Street Barbers\"" }, Choice("status", "status", "open, closed_temporarily or closed.", "open"), Text("phone", "phone", "Phone of the shop.", "+1 555 0100"), Text("website", "website", "Website.", "https://example.com"),
            Text("street", "street", "Street.", "1 Main Street"), Text("city", "city", "City.", "Austin"), Text("region", "region", "State or region.", "TX"), Text("postalCode", "postal_code", "Postal code.", "78701"), Text("country", "country", "Country.", "US"),
            Parts("hours", "hours", "Opening hours."), Parts("specialDays", "special_days", "Days with other hours.")),
        Of(
            "listing_result",
            "What a shop's public listing brought on one day.",
            Whole("searchViews", "search_views", "Views in search."), Whole("mapViews", "map_views", "Views on the map."), Whole("websiteClicks", "website_clicks", "Clicks to the website."), Whole("calls", "calls", "Calls."),
            Whole("directions", "directions", "Asked for the way."), Whole("bookings", "bookings", "Bookings."), Whole("messages", "messages", "Messages.")),
        Of(
            "time_off",
            "Absence of a staff member. Its kind is in no event.",
            StaffKey, Choice("status", "status", "requested, approved, denied or cancelled.", "approved"), On("firstDay", "first_day", "First day."), On("lastDay", "last_day", "Last day."), Amount("hours", "hours", "Hours, where it is not whole days.", "8.00")),
        Of(
            "employment_change",
            "Somebody was hired, moved, or left.",
            StaffKey, Choice("type", "type", "hired, changed, moved, left or rehired.", "hired"), On("effectiveOn", "effective_on", "From this day."), Text("title", "title", "Title.", "Senior barber"), Text("department", "department", "Department.", "Floor"),
            Text("place", "place", "Place of work, as the source names it.", "Main Street"), Text("managerKey", "manager_key", "Key of the manager.", "e-3"),
            Choice("employment", "employment", "full_time, part_time, contractor, temporary, apprentice or other.", "full_time")),
        Of(
            "calendar_event",
            "An entry in somebody's calendar. Its title is in no event.",
            Text("calendarKey", "calendar_key", "Key of the calendar.", "cal-2"), StaffKey, Choice("status", "status", "confirmed, tentative or cancelled.", "confirmed"), At("startsAt", "starts_at", "Start."), At("endsAt", "ends_at", "End."),
            Flag("isBusy", "is_busy", "Whether it blocks the time."), Text("bookingKey", "booking_key", "Key of the booking that it stands for.", null)),
    ];

    private static EventShape Of(string kind, string title, params EventField[] fields) => new(kind, title, [Day, Version, .. fields, Source, SourceKey]);

    private static EventField Text(string name, string column, string meaning, string? example) => new(name, column, FieldKind.Text, meaning, example is null ? "null" : $"\"{example}\"");

    // What something is and where it stands is in small events, too: a program decides by it whether to read the record.
    private static EventField Choice(string name, string column, string meaning, string example) => new(name, column, FieldKind.Text, meaning, $"\"{example}\"", IsSmall: true);

    private static EventField On(string name, string column, string meaning) => new(name, column, FieldKind.Day, meaning, "\"2026-03-02\"");

    private static EventField At(string name, string column, string meaning) => new(name, column, FieldKind.Instant, meaning, "\"2026-03-02T15:04:05Z\"");

    private static EventField Amount(string name, string column, string meaning, string example) => new(name, column, FieldKind.Amount, meaning, $"\"{example}\"");

    private static EventField Whole(string name, string column, string meaning) => new(name, column, FieldKind.Whole, meaning, "12");

    private static EventField Flag(string name, string column, string meaning) => new(name, column, FieldKind.Flag, meaning, "true");

    private static EventField Parts(string name, string column, string meaning) => new(name, column, FieldKind.Parts, meaning, "[]");
}
