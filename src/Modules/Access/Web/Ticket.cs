namespace BookedBarber.Access.Web;

/// <summary>What an access token or a session cookie says.</summary>
internal readonly record struct Ticket(Guid Session, Guid Person, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
