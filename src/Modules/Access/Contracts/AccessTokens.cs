using Microsoft.AspNetCore.Http;

namespace BookedBarber.Access.Contracts;

/// <summary>Where browsers put tokens when they open a WebSocket, for which they cannot set headers.</summary>
public static class AccessTokens
{
    /// <summary>The protocol that the server speaks and answers with.</summary>
    public const string Protocol = "bookedbarber.v2";

    /// <summary>Marks that the next entry is the token; answered when it is the only marker.</summary>
    public const string Marker = "bearer";

    private const string Prefix = "bearer.";

    /// <summary>
    /// The token among the offered subprotocols: an entry <c>bearer.TOKEN</c>, or else the first entry that is neither
    /// <c>bookedbarber.v2</c> nor <c>bearer</c>. Null when there is none.
    /// </summary>
    public static string? FromSubprotocol(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Offered(context).Select(Token).FirstOrDefault(token => token is not null);
    }

    /// <summary>The subprotocol to accept the socket with: <c>bookedbarber.v2</c> if offered, else <c>bearer</c>, else null. Never the token.</summary>
    public static string? ResponseProtocol(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var offered = Offered(context);
        return offered.Contains(Protocol, StringComparer.Ordinal) ? Protocol : offered.Contains(Marker, StringComparer.Ordinal) ? Marker : null;
    }

    private static string? Token(string entry) => entry switch
    {
        Protocol or Marker => null,
        _ when entry.StartsWith(Prefix, StringComparison.Ordinal) => entry[Prefix.Length..],
        _ => entry,
    };

    private static string[] Offered(HttpContext context) =>
        context.Request.Headers.SecWebSocketProtocol.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
