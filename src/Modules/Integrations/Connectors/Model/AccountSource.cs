namespace BookedBarber.Integrations.Connectors;

/// <summary>What is learned about the vendor's account once a connection is authorised.</summary>
/// <param name="Request">Asked for it; null: token answer and callback tell all. Its templates know the settings.</param>
/// <param name="Id">Path to the vendor's id of the account, beginning with <c>token.</c> (the token answer), <c>callback.</c> (parameters of the redirect), <c>answer.</c> (the request's answer) or <c>settings.</c></param>
/// <param name="Name">Path to the account's name for people; null: the id.</param>
/// <param name="Settings">Setting → path: what later requests need, such as a data centre.</param>
internal sealed record AccountSource(RequestTemplate? Request, string Id, string? Name, IReadOnlyDictionary<string, string> Settings);
