namespace BookedBarber.Webhooks.Delivering;

/// <summary>Wake-ups between nodes through PostgreSQL. They carry no data: a lost one costs a second.</summary>
internal static class Wake
{
    public const string Channel = "bookedbarber_webhooks";

    public const string Statement = $"select pg_notify('{Channel}', word) from unnest($1::text[]) as word";

    /// <summary>Something is in line at an endpoint.</summary>
    public static string Deliveries(Guid endpoint) => $"d:{endpoint}";

    /// <summary>An endpoint was changed, paused, resumed or deleted.</summary>
    public static string Endpoint(Guid endpoint) => $"e:{endpoint}";

    public static bool TryRead(string payload, out Guid endpoint, out bool isChange)
    {
        isChange = payload.StartsWith("e:", StringComparison.Ordinal);
        endpoint = default;
        return payload.Length > 2 && Guid.TryParse(payload.AsSpan(2), out endpoint);
    }
}
