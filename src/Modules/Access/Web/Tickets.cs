using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookedBarber.Access.Web;

/// <summary>
/// Access tokens and cookies: 49 bytes, authenticated and encrypted by the framework's data protection, whose keys all nodes share.
/// The framework's own bearer format carries a claims principal and reads four times as long; here the caller comes from the session id.
/// </summary>
internal sealed class Tickets(IDataProtectionProvider protection)
{
    private const byte Form = 1;
    private const int Size = 1 + 16 + 16 + 8 + 8;
    private const int MostRemembered = 20_000;
    private const int MostCharacters = 1000;

    private readonly IDataProtector _accessToken = protection.CreateProtector("BookedBarber.Access", "access-token");
    private readonly IDataProtector _cookie = protection.CreateProtector("BookedBarber.Access", "cookie");
    private readonly ConcurrentDictionary<string, Ticket> _accessTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Ticket> _cookies = new(StringComparer.Ordinal);

    public string WriteAccessToken(Ticket ticket) => Write(_accessToken, ticket);

    public string WriteCookie(Ticket ticket) => Write(_cookie, ticket);

    /// <summary>Null when we did not make it. Expiry is the reader's business.</summary>
    public Ticket? ReadAccessToken(string text) => Read(_accessToken, _accessTokens, text);

    public Ticket? ReadCookie(string text) => Read(_cookie, _cookies, text);

    private static string Write(IDataProtector protector, Ticket ticket)
    {
        var plain = new byte[Size];
        plain[0] = Form;
        ticket.Session.TryWriteBytes(plain.AsSpan(1));
        ticket.Person.TryWriteBytes(plain.AsSpan(17));
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(33), ticket.IssuedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(41), ticket.ExpiresAt.ToUnixTimeMilliseconds());
        return Base64Url.EncodeToString(protector.Protect(plain));
    }

    private static Ticket? Read(IDataProtector protector, ConcurrentDictionary<string, Ticket> remembered, string text)
    {
        if (remembered.TryGetValue(text, out var known))
        {
            return known;
        }

        if (text.Length is 0 or > MostCharacters || Open(protector, text) is not { Length: Size } plain || plain[0] != Form)
        {
            return null;
        }

        var ticket = new Ticket(
            new Guid(plain.AsSpan(1, 16)),
            new Guid(plain.AsSpan(17, 16)),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(33))),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(41))));
        if (remembered.Count >= MostRemembered)
        {
            remembered.Clear(); // the live ones are back after one request each
        }

        remembered[text] = ticket;
        return ticket;
    }

    private static byte[]? Open(IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(Base64Url.DecodeFromChars(text));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null; // forged, cut short, or protected by a key that is no longer in the ring
        }
    }
}
