using System.Collections.Frozen;

namespace BookedBarber.Webhooks.Events;

/// <summary>All kinds of event. The catalogue, the check of subscriptions and the payloads are made from this list.</summary>
internal static class EventShapes
{
    private const string SomeId = "\"01960b1c-8f00-7c3a-9d51-3a4f6c2b1e07\"";
    private const string OtherId = "\"01960b1c-8f00-7a11-8b42-5d0e7f9a2c33\"";

    private static readonly EventField Day = new("businessDay", "business_day", FieldKind.Day, "Local business day.", "\"2026-03-02\"", IsSmall: true);
    private static readonly EventField Version = new("version", "version", FieldKind.Whole, "Grows with every change: of two events of one record the greater is newer.", "2", IsSmall: true);
    private static readonly EventField Source = new("source", "source", FieldKind.Text, "Where the record comes from.", "\"api\"");
    private static readonly EventField SourceKey = new("sourceKey", "source_key", FieldKind.Text, "Its key there.", "\"R-1024\"");
    private static readonly EventField Active = new("isActive", "is_active", FieldKind.Flag, "Whether it is in use.", "true");
    private static readonly EventField Name = new("name", "name", FieldKind.Text, "Display name.", "\"Classic cut\"");
    private static readonly EventField Category = new("category", "category", FieldKind.Text, "Category, where it has one.", "\"Hair\"");

    private static readonly EventField[] UnitFields =
    [
        new("parentId", "parent_id", FieldKind.Id, "The unit it lies below.", SomeId, IsSmall: true),
        Version,
        new("status", "status", FieldKind.Text, "candidate, signed, building, open, suspended, transferred, terminated or closed; active above locations.", "\"open\"", IsSmall: true),
        Name with { Example = "\"Main Street\"" },
        new("code", "code", FieldKind.Text, "Code that imports and reports use.", "\"NYC-014\""),
        new("currency", "currency", FieldKind.Text, "ISO 4217 code.", "\"USD\""),
        new("timeZone", "time_zone", FieldKind.Text, "IANA zone of its business days.", "\"America/New_York\""),
        new("chairs", "chairs", FieldKind.Whole, "Chairs of a location.", "6"),
        new("openedOn", "opened_on", FieldKind.Day, "First business day.", "\"2020-01-01\""),
        new("closedOn", "closed_on", FieldKind.Day, "Last business day.", "null"),
        new("archivedAt", "archived_at", FieldKind.Instant, "Hidden from lists since.", "null"),
    ];

    private static readonly FrozenDictionary<string, EventShape> ByEntity = new Dictionary<string, EventShape>
    {
        ["sale"] = new(
            "sale",
            "A sale: one receipt, with every amount apart.",
            [
                Day,
                Version,
                new("clientId", "client_id", FieldKind.Id, "The client; null for a passer-by.", OtherId, IsSmall: true),
                new("staffIds", "staff_ids", FieldKind.Ids, "Who served or sold.", $"[{SomeId}]", IsSmall: true),
                new("occurredAt", "occurred_at", FieldKind.Instant, "When it was rung up.", "\"2026-03-02T15:04:05Z\""),
                new("receipt", "receipt", FieldKind.Text, "Number on the receipt.", "\"1024\""),
                new("currency", "currency", FieldKind.Text, "ISO 4217 code of all amounts.", "\"USD\""),
                Amount("serviceSales", "service_sales", "Services before discounts.", "45.00"),
                Amount("productSales", "product_sales", "Products before discounts.", "18.00"),
                Amount("serviceDiscounts", "service_discounts", "Discounts on services.", "5.00"),
                Amount("productDiscounts", "product_discounts", "Discounts on products.", "0.00"),
                Amount("serviceRefunds", "service_refunds", "Services given back.", "0.00"),
                Amount("productRefunds", "product_refunds", "Products given back.", "0.00"),
                Amount("giftCardSales", "gift_card_sales", "Gift cards sold.", "0.00"),
                Amount("membershipSales", "membership_sales", "Memberships sold.", "0.00"),
                Amount("serviceCharges", "service_charges", "Charges for service that are not tips.", "0.00"),
                Amount("fees", "fees", "Fees, such as for a no-show.", "0.00"),
                Amount("tax", "tax", "Tax.", "4.93"),
                Amount("tips", "tips", "Tips.", "9.00"),
                Amount("total", "total", "What was paid altogether.", "71.93"),
                Amount("netSales", "net_sales", "Services and products without discounts, refunds, tax and tips.", "58.00"),
                new("isVisit", "is_visit", FieldKind.Flag, "Whether it counts as a visit.", "true"),
                new("payments", "payments", FieldKind.Parts, "How it was paid: method and amount.", """[{"method":"card","amount":"71.93"}]"""),
                Source,
                SourceKey,
            ]),
        ["booking"] = new(
            "booking",
            "A booking of one client.",
            [
                Day,
                Version,
                new("status", "status", FieldKind.Text, "requested, confirmed, arrived, in_service, completed, cancelled, late_cancelled or no_show.", "\"confirmed\"", IsSmall: true),
                new("clientId", "client_id", FieldKind.Id, "The client.", OtherId, IsSmall: true),
                new("staffId", "staff_id", FieldKind.Id, "Who is to serve; null for anybody.", SomeId, IsSmall: true),
                new("serviceId", "service_id", FieldKind.Id, "The service.", SomeId, IsSmall: true),
                new("serviceName", "service_name", FieldKind.Text, "The service's name when it was booked.", "\"Classic cut\""),
                new("startsAt", "starts_at", FieldKind.Instant, "Start; null when only the day is known.", "\"2026-03-02T15:00:00Z\""),
                new("endsAt", "ends_at", FieldKind.Instant, "End.", "\"2026-03-02T15:30:00Z\""),
                new("bookedAt", "booked_at", FieldKind.Instant, "When it was made.", "\"2026-02-27T09:12:00Z\""),
                new("cancelledOn", "cancelled_on", FieldKind.Day, "Day of cancellation.", "null"),
                Source,
                SourceKey,
            ]),
        ["client"] = new(
            "client",
            "A client. Name, e-mail and phone are sent to subscriptions with all fields only.",
            [
                Version,
                new("name", "name", FieldKind.Text, "Name.", "\"Sam Carter\"", IsContact: true),
                new("email", "email", FieldKind.Text, "E-mail address.", "\"sam@example.com\"", IsContact: true),
                new("phone", "phone", FieldKind.Text, "Phone number.", "\"+1 555 0100\"", IsContact: true),
                Source,
                SourceKey,
            ]),
        ["staff"] = new(
            "staff",
            "A staff member of a location.",
            [
                Version,
                Name with { Example = "\"Alex Reed\"" },
                new("title", "title", FieldKind.Text, "Title.", "\"Senior barber\""),
                new("hiredOn", "hired_on", FieldKind.Day, "First day.", "\"2024-05-01\""),
                new("leftOn", "left_on", FieldKind.Day, "Last day.", "null"),
                Active,
                Source,
                SourceKey,
            ]),
        ["service"] = new(
            "service",
            "A service on a location's list.",
            [Version, Name, Category, Amount("price", "price", "List price.", "45.00"), new("durationMinutes", "duration_minutes", FieldKind.Whole, "Length in minutes.", "30"), Active, Source, SourceKey]),
        ["product"] = new(
            "product",
            "A product on a location's list.",
            [
                Version, Name with { Example = "\"Matte paste\"" }, Category, new("brand", "brand", FieldKind.Text, "Brand.", "\"Acme\""), Amount("price", "price", "List price.", "18.00"),
                Amount("onHand", "on_hand", "Pieces in stock.", "12.00"), Active, Source, SourceKey,
            ]),
        ["shift"] = new(
            "shift",
            "A staff member's scheduled time on one day.",
            [
                Day,
                Version,
                new("staffId", "staff_id", FieldKind.Id, "The staff member.", SomeId, IsSmall: true),
                new("startsAt", "starts_at", FieldKind.Instant, "Start.", "\"2026-03-02T14:00:00Z\""),
                new("endsAt", "ends_at", FieldKind.Instant, "End.", "\"2026-03-02T22:00:00Z\""),
                new("blockedMinutes", "blocked_minutes", FieldKind.Whole, "Minutes blocked for the business.", "30"),
                Source,
                SourceKey,
            ]),
        ["daily_close"] = new(
            "daily_close",
            "Totals of a day of a location that has no single sales.",
            [
                Day,
                Version,
                new("currency", "currency", FieldKind.Text, "ISO 4217 code of the amounts.", "\"USD\""),
                Amount("netSales", "net_sales", "Net sales.", "1840.00"),
                Amount("tax", "tax", "Tax.", "156.40"),
                Amount("tips", "tips", "Tips.", "240.00"),
                new("visits", "visits", FieldKind.Whole, "Visits.", "41"),
                new("transactions", "transactions", FieldKind.Whole, "Receipts.", "43"),
                Source,
            ]),
        ["import"] = new(
            "import",
            "A run of an import.",
            [
                new("state", "state", FieldKind.Text, "queued, running, done, failed or cancelled.", "\"done\"", IsSmall: true),
                new("profile", "profile", FieldKind.Text, "Its profile.", "\"bookedbarber/sales\""),
                new("dryRun", "dry_run", FieldKind.Flag, "Whether nothing was written.", "false"),
                new("createdAt", "created_at", FieldKind.Instant, "When it was started.", "\"2026-03-02T15:00:00Z\""),
                new("finishedAt", "finished_at", FieldKind.Instant, "When it ended.", "\"2026-03-02T15:01:12Z\""),
            ]),
    }.Concat(BusinessShapes.All.Select(shape => KeyValuePair.Create(shape.Kind, shape))).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, EventShape> Units = new Dictionary<string, EventShape>
    {
        ["network"] = new("network", "The network itself.", UnitFields),
        ["region"] = new("region", "A region.", UnitFields),
        ["group"] = new("group", "A group of locations.", UnitFields),
        ["location"] = new("location", "A location.", UnitFields),
    }.ToFrozenDictionary();

    /// <summary>The entity of the feed whose rows are units of the tree: their kind decides the type of the event.</summary>
    public const string UnitEntity = "node";

    /// <summary>Every kind, by name.</summary>
    public static IReadOnlyList<EventShape> All { get; } = [.. ByEntity.Values.Concat(Units.Values).OrderBy(shape => shape.Kind, StringComparer.Ordinal)];

    /// <summary>Every event type, by name.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. All.SelectMany(shape => shape.Types).Order(StringComparer.Ordinal)];

    /// <summary>Whether changes of an entity become events at all.</summary>
    public static bool Has(string entity) => entity == UnitEntity || ByEntity.ContainsKey(entity);

    /// <summary>The shape of an entity's events; null when it has none, and for units, whose rows say which.</summary>
    public static EventShape? Of(string entity) => ByEntity.GetValueOrDefault(entity);

    /// <summary>The shape of a unit's events by its kind.</summary>
    public static EventShape? OfUnit(string? kind) => kind is null ? null : Units.GetValueOrDefault(kind);

    private static EventField Amount(string name, string column, string meaning, string example) => new(name, column, FieldKind.Amount, meaning, $"\"{example}\"");
}
