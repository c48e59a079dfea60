namespace BookedBarber.Integrations.Connectors;

/// <summary>The categories that the catalogue sorts connectors by.</summary>
internal static class ConnectorCategories
{
    /// <summary>All categories, in the order the catalogue shows them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "point-of-sale", "payments", "accounting", "hr", "calendar", "crm", "marketing", "messaging", "reviews", "franchise", "analytics", "generic",
    ];
}
