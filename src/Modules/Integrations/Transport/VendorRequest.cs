using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Transport;

/// <summary>One call to a vendor.</summary>
/// <param name="Connection">On whose behalf.</param>
/// <param name="Manifest">What is known of the vendor.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="PathAndQuery">
/// Path with a leading slash, filled in and escaped, with its query; or a whole address that the vendor gave (a link to the next page), which must be on one of the manifest's hosts.
/// </param>
/// <param name="Body">Body, or null.</param>
/// <param name="ContentType">Media type of the body; null: <c>application/json</c>.</param>
/// <param name="Priority">Its class in the shared budgets.</param>
/// <param name="Purpose">What it is for, such as <c>sync:payments</c>: for logs. Never personal data.</param>
/// <param name="IdempotencyKey">Set when sending it twice has one effect: it may then be sent again although the outcome of the first is unknown. The key itself is put into header or body by the caller, as the manifest says.</param>
internal sealed record VendorRequest(
    Connection Connection,
    Manifest Manifest,
    HttpMethod Method,
    string PathAndQuery,
    ReadOnlyMemory<byte>? Body,
    string? ContentType,
    CallPriority Priority,
    string Purpose,
    string? IdempotencyKey)
{
    /// <summary>Name of the host in the manifest. Default <c>main</c>.</summary>
    public string Host { get; init; } = "main";

    /// <summary>Headers besides the manifest's own and the authorisation.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the method's semantics allow sending it again (RFC 9110, section 9.2.2), or a key does.</summary>
    public bool IsRepeatable => IdempotencyKey is not null || Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Put || Method == HttpMethod.Delete || Method == HttpMethod.Options;

    public override string ToString() => $"{Method} for {Purpose} of {Connection.Id}";
}
