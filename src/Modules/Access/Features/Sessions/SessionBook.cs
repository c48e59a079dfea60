using BookedBarber.Access.Domain;
using BookedBarber.Access.Storage;
using BookedBarber.Access.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Access.Features.Sessions;

/// <summary>Opens, renews and ends sign-ins.</summary>
internal sealed class SessionBook(IDatabase database, Callers callers, Tickets tickets, TimeProvider clock)
{
    private static readonly Problem BadToken = new("token_invalid", "The refresh token is not valid, or its session has ended. Sign in again.", ProblemKind.Unauthenticated);
    private static readonly Problem OldToken = new("token_expired", "The refresh token has expired. Sign in again.", ProblemKind.Unauthenticated);
    private static readonly Problem Reused = new(
        "token_reused",
        "This refresh token was used before. Somebody else may have it, so the whole session was ended; sign in again.",
        ProblemKind.Unauthenticated);

    /// <summary>Opens a browser session.</summary>
    public async Task<Guid?> OpenCookieAsync(Person person, string? device, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sign_in", cancellationToken);
        var id = await OpenAsync(session, person, "cookie", device, SessionTimes.Cookie, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>Opens a family of tokens.</summary>
    public async Task<TokenPair?> OpenFamilyAsync(Person person, string? device, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sign_in", cancellationToken);
        var id = await OpenAsync(session, person, "token", device, SessionTimes.TokenFamily, cancellationToken);
        if (id is null)
        {
            return null;
        }

        var pair = await IssueAsync(session, id.Value, person.Id, Secrets.NewRefreshToken(), clock.GetUtcNow() + SessionTimes.TokenFamily, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return pair;
    }

    /// <summary>
    /// Trades a refresh token for a new pair. A token that was traded before ends its family, without a period of grace: two holders
    /// cannot be told apart from one impatient client (RFC 9700, section 4.14.2), so clients refresh one at a time.
    /// </summary>
    public async Task<Result<TokenPair>> RefreshAsync(string? token, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("refresh", cancellationToken);
        if (await FindAsync(session, token, cancellationToken) is not { EndedAt: null } family || !family.IsActive)
        {
            return BadToken;
        }

        var now = clock.GetUtcNow();
        await session.ActAsAsync(new PersonId(family.PersonId), family.PersonName, cancellationToken);
        if (family.UsedAt is not null)
        {
            await EndAsync(session, family.SessionId, family.PersonId, "token_reused", AuditActions.TokenReused, cancellationToken);
            await session.CommitAsync(cancellationToken);
            callers.ForgetSession(family.SessionId);
            return Reused;
        }

        if (family.TokenExpiresAt <= now || family.ExpiresAt <= now)
        {
            return OldToken;
        }

        var next = Secrets.NewRefreshToken();
        await session.ExecuteAsync(
            """
            update access.refresh_token set used_at = @Now, replaced_by = @Next where hash = @Hash;
            update access.session set last_seen_at = @Now where id = @SessionId
            """,
            new { Now = now, Next = Secrets.Hash(next), Hash = Secrets.Hash(token!), family.SessionId },
            cancellationToken);
        var pair = await IssueAsync(session, family.SessionId, family.PersonId, next, family.ExpiresAt, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return pair;
    }

    /// <summary>Ends the family of a refresh token; an unknown token ends nothing and is no error (RFC 7009, section 2.2).</summary>
    public async Task RevokeAsync(string? token, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sign_out", cancellationToken);
        if (await FindAsync(session, token, cancellationToken) is { EndedAt: null } family)
        {
            await session.ActAsAsync(new PersonId(family.PersonId), family.PersonName, cancellationToken);
            await EndAsync(session, family.SessionId, family.PersonId, "signed_out", AuditActions.SignedOut, cancellationToken);
            await session.CommitAsync(cancellationToken);
            callers.ForgetSession(family.SessionId);
        }
    }

    /// <summary>Ends one session of a person; false when they have no such session that is still open.</summary>
    public async Task<bool> EndAsync(Caller caller, Guid id, string reason, CancellationToken cancellationToken)
    {
        await using var session = await database.ActAsync(caller, "sign_out", cancellationToken);
        var action = reason == "signed_out" ? AuditActions.SignedOut : AuditActions.SessionsEnded;
        var ended = await EndAsync(session, id, caller.Id.Value, reason, action, cancellationToken);
        await session.CommitAsync(cancellationToken);
        callers.ForgetSession(id);
        return ended;
    }

    /// <summary>Ends all of a person's sessions but one, in the caller's transaction. The returned ones are to be forgotten after the commit.</summary>
    public static async Task<IReadOnlyList<Guid>> EndAllAsync(Session session, PersonId person, Guid? except, string reason, CancellationToken cancellationToken)
    {
        var open = await session.QueryAsync<Guid>(
            "select id from access.session where person_id = @Person and ended_at is null and id is distinct from @Except",
            new { Person = person, Except = except },
            cancellationToken);
        foreach (var id in open)
        {
            await MarkEndedAsync(session, id, person.Value, reason, cancellationToken);
            await session.RecordForPersonAsync(person, AuditActions.SessionsEnded, id, new { reason, personId = person }, cancellationToken);
        }

        return open;
    }

    // Null when the password was changed or the person disabled since it was checked: that ended all sessions, and this one must not outlive it.
    // The lock makes such a change wait for us or us for it.
    private async Task<Guid?> OpenAsync(Session session, Person person, string kind, string? device, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await session.ActAsAsync(new PersonId(person.Id), person.Name, cancellationToken);
        var isAsChecked = await session.FirstAsync<bool>(
            "select true from access.person where id = @Id and status = 'active' and security_stamp = @SecurityStamp for share",
            new { person.Id, person.SecurityStamp },
            cancellationToken);
        if (!isAsChecked)
        {
            return null;
        }

        await session.ExecuteAsync(
            """
            delete from access.session where person_id = @PersonId and coalesce(ended_at, expires_at) < @Forgotten;
            insert into access.session (id, person_id, kind, device, created_at, last_seen_at, expires_at)
            values (@Id, @PersonId, @Kind, @Device, @Now, @Now, @ExpiresAt)
            """,
            new { Id = id, PersonId = person.Id, Kind = kind, Device = device, Now = now, ExpiresAt = now + lifetime, Forgotten = now - TimeSpan.FromDays(90) },
            cancellationToken);
        await session.RecordForPersonAsync(new PersonId(person.Id), AuditActions.SignedIn, id, new { by = kind, device }, cancellationToken);
        return id;
    }

    private async Task<TokenPair> IssueAsync(Session session, Guid id, Guid person, string refreshToken, DateTimeOffset familyEnds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var refreshEnds = now + SessionTimes.RefreshToken;
        await session.ExecuteAsync(
            "insert into access.refresh_token (hash, session_id, issued_at, expires_at) values (@Hash, @Id, @Now, @ExpiresAt)",
            new { Hash = Secrets.Hash(refreshToken), Id = id, Now = now, ExpiresAt = refreshEnds < familyEnds ? refreshEnds : familyEnds },
            cancellationToken);
        var accessToken = tickets.WriteAccessToken(new Ticket(id, person, now, now + SessionTimes.AccessToken));
        return new TokenPair(accessToken, refreshToken, (int)SessionTimes.AccessToken.TotalSeconds);
    }

    private static Task<Family?> FindAsync(Session session, string? token, CancellationToken cancellationToken) =>
        session.FirstAsync<Family>(
            """
            select s.id as SessionId, s.person_id as PersonId, p.name as PersonName, p.status = 'active' as IsActive, s.expires_at as ExpiresAt,
                   s.ended_at as EndedAt, t.expires_at as TokenExpiresAt, t.used_at as UsedAt
            from access.refresh_token t
            join access.session s on s.id = t.session_id
            join access.person p on p.id = s.person_id
            where t.hash = @Hash
            for update of t, s
            """,
            new { Hash = Secrets.Hash(token ?? string.Empty) },
            cancellationToken);

    private static async Task<bool> EndAsync(Session session, Guid id, Guid person, string reason, string action, CancellationToken cancellationToken)
    {
        if (!await MarkEndedAsync(session, id, person, reason, cancellationToken))
        {
            return false;
        }

        await session.RecordForPersonAsync(new PersonId(person), action, id, new { reason }, cancellationToken);
        return true;
    }

    private static async Task<bool> MarkEndedAsync(Session session, Guid id, Guid person, string reason, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "update access.session set ended_at = clock_timestamp(), end_reason = @Reason where id = @Id and person_id = @Person and ended_at is null",
            new { Id = id, Person = person, Reason = reason },
            cancellationToken) == 1;

    private sealed record Family(Guid SessionId, Guid PersonId, string PersonName, bool IsActive, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt, DateTimeOffset TokenExpiresAt, DateTimeOffset? UsedAt);
}

/// <summary>Tokens as they are handed out.</summary>
internal sealed record TokenPair(string AccessToken, string RefreshToken, int ExpiresIn);
