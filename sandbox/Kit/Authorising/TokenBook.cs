using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Authorising;

/// <summary>Codes, access tokens and refresh tokens of one vendor.</summary>
internal sealed class TokenBook(VirtualClock clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Grant Grant, DateTimeOffset Expires, bool Used, Guid Family)> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccessToken> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refreshable> _refresh = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _ended = [];
    private readonly List<string> _listed = [];

    /// <summary>How often a token was asked for, successfully or not: a test of single flight counts these.</summary>
    public int Requests { get; private set; }

    /// <summary>Makes the listed credentials known. They belong to one family, have every scope and do not run out by themselves.</summary>
    public void Keep(string? access, string? refresh, string account, OAuthOptions? options)
    {
        lock (_gate)
        {
            var grant = new Grant("", account, [], "", null, new Dictionary<string, string>());
            var family = Guid.CreateVersion7(clock.GetUtcNow());
            if (access is not null)
            {
                _access[access] = new AccessToken(account, "", [], null, family);
                _listed.Add(access);
            }

            if (refresh is not null && options is not null)
            {
                _refresh[refresh] = new Refreshable(grant, family, clock.GetUtcNow(), null);
            }
        }
    }

    public string IssueCode(Grant grant, TimeSpan lifetime)
    {
        lock (_gate)
        {
            var code = Secrets.Fresh(40);
            _codes[code] = (grant, clock.GetUtcNow() + lifetime, false, Guid.CreateVersion7(clock.GetUtcNow()));
            return code;
        }
    }

    /// <summary>Trades a code for tokens, once. A code that is used again also ends what it was traded for (RFC 6749, section 4.1.2).</summary>
    public (Issued? Issued, string? Why) Redeem(Call call, string? code, string client, string? redirect, string? verifier, OAuthOptions options)
    {
        lock (_gate)
        {
            Requests++;
            if (code is null || !_codes.TryGetValue(code, out var entry) || entry.Grant.ClientId != client)
            {
                return (null, "The authorization code is unknown.");
            }

            if (entry.Used)
            {
                _ended.Add(entry.Family);
                return (null, "The authorization code was already used.");
            }

            if (clock.GetUtcNow() >= entry.Expires)
            {
                return (null, "The authorization code has expired.");
            }

            if (options.RedirectAtExchange && redirect != entry.Grant.Redirect)
            {
                return (null, "redirect_uri is not the one the code was sent to.");
            }

            if (entry.Grant.Challenge is { } challenge && (verifier is null || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != challenge))
            {
                return (null, "code_verifier does not match code_challenge.");
            }

            _codes[code] = entry with { Used = true };
            return (Issue(call, entry.Grant, entry.Family, null, options), null);
        }
    }

    public (Issued? Issued, string? Why) Renew(Call call, string? token, string client, OAuthOptions options)
    {
        lock (_gate)
        {
            Requests++;
            var now = clock.GetUtcNow();
            if (token is null || !_refresh.TryGetValue(token, out var entry) || _ended.Contains(entry.Family) || (entry.Grant.ClientId.Length > 0 && entry.Grant.ClientId != client))
            {
                return (null, "The refresh token is unknown or was revoked.");
            }

            if (entry.Expires is { } expires && now >= expires)
            {
                return (null, "The refresh token has expired.");
            }

            if (entry.Replaced is { } replaced && now >= replaced + options.Grace)
            {
                if (options.ReuseEndsFamily)
                {
                    _ended.Add(entry.Family);
                }

                return (null, "The refresh token was already used.");
            }

            return (Issue(call, entry.Grant with { ClientId = client }, entry.Family, token, options), null);
        }
    }

    public Issued IssueToClient(Call call, Grant grant, OAuthOptions options)
    {
        lock (_gate)
        {
            Requests++;
            return Issue(call, grant, Guid.CreateVersion7(clock.GetUtcNow()), null, options with { Refresh = _ => RefreshRule.None });
        }
    }

    public AccessToken? FindAccess(string? token)
    {
        lock (_gate)
        {
            return token is not null && _access.TryGetValue(token, out var found) && !_ended.Contains(found.Family) && (found.Expires is null || clock.GetUtcNow() < found.Expires)
                ? found
                : null;
        }
    }

    /// <summary>What a refresh token belongs to, while it works.</summary>
    public Grant? FindRefresh(string? token)
    {
        lock (_gate)
        {
            return token is not null && _refresh.TryGetValue(token, out var found) && !_ended.Contains(found.Family) && found.Replaced is null ? found.Grant : null;
        }
    }

    /// <summary>Ends the family of a token of either kind.</summary>
    public bool Revoke(string? token)
    {
        lock (_gate)
        {
            if (token is null)
            {
                return false;
            }

            Guid? family = _access.TryGetValue(token, out var access) ? access.Family : _refresh.TryGetValue(token, out var refresh) ? refresh.Family : null;
            return family is { } found && _ended.Add(found);
        }
    }

    public void RevokeAccount(string account)
    {
        lock (_gate)
        {
            foreach (var family in _access.Values.Where(token => token.AccountId == account).Select(token => token.Family)
                .Concat(_refresh.Values.Where(token => token.Grant.AccountId == account).Select(token => token.Family)))
            {
                _ended.Add(family);
            }
        }
    }

    /// <summary>Lets every access token run out now; with <paramref name="refresh"/> the refresh tokens too.</summary>
    public int ExpireAll(bool refresh)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            foreach (var (token, access) in _access.ToList())
            {
                _access[token] = access with { Expires = now };
            }

            foreach (var (token, entry) in refresh ? _refresh.ToList() : [])
            {
                _refresh[token] = entry with { Expires = now };
            }

            return _access.Count;
        }
    }

    /// <summary>Makes the listed access tokens valid again.</summary>
    public void Restore()
    {
        lock (_gate)
        {
            foreach (var token in _listed)
            {
                _ended.Remove(_access[token].Family);
                _access[token] = _access[token] with { Expires = null };
            }
        }
    }

    private Issued Issue(Call call, Grant grant, Guid family, string? used, OAuthOptions options)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? expires = options.AccessLifetime is { } lifetime ? now + lifetime : null;
        var access = options.WriteAccess?.Invoke(call, grant, expires) ?? options.NewAccess();
        _access[access] = new AccessToken(grant.AccountId, grant.ClientId, grant.Scopes, expires, family);
        var rule = options.Refresh(grant);
        DateTimeOffset? refreshExpires = options.RefreshLifetime is { } life ? now + life : null;
        if (rule == RefreshRule.None || (used is null && !options.Offline(grant)))
        {
            return new Issued(grant, access, expires, null, null, used is not null, now);
        }

        if (used is not null && (rule == RefreshRule.Stays || now < _refresh[used].Since + options.RotateAfter))
        {
            return new Issued(grant, access, expires, used, _refresh[used].Expires, true, now);
        }

        if (used is not null)
        {
            _refresh[used] = _refresh[used] with { Replaced = _refresh[used].Replaced ?? now };
        }

        var refresh = options.NewRefresh();
        _refresh[refresh] = new Refreshable(grant, family, now, refreshExpires);
        return new Issued(grant, access, expires, refresh, refreshExpires, used is not null, now);
    }

    private sealed record Refreshable(Grant Grant, Guid Family, DateTimeOffset Since, DateTimeOffset? Expires)
    {
        public DateTimeOffset? Replaced { get; init; }
    }
}
