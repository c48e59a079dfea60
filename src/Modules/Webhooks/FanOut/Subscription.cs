namespace BookedBarber.Webhooks.FanOut;

/// <summary>What fan-out has to know of an endpoint.</summary>
internal sealed record Subscription
{
    public const string Columns = "network_id, id, node_id, types, fields, subscribed_at";

    public Guid NetworkId { get; init; }

    public Guid Id { get; init; }

    public Guid NodeId { get; init; }

    public string[] Types { get; init; } = [];

    public string Fields { get; init; } = string.Empty;

    public DateTimeOffset SubscribedAt { get; init; }

    public bool TakesAllFields => Fields == "full";
}
