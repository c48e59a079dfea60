namespace BookedBarber.Webhooks.Events;

/// <summary>What the feed does not tell of a client.</summary>
internal sealed record ClientContact(Guid Id, string? Name, string? Email, string? Phone)
{
    public string? Of(string column) => column switch
    {
        "name" => Name,
        "email" => Email,
        _ => Phone,
    };
}
