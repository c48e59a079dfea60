using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using BookedBarber.Access.Domain;
using BookedBarber.Access.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Access.Web;

/// <summary>
/// Resolved callers in memory. A change of a person, a grant, a session or a key reaches every node through the feed and drops what was
/// resolved from it, so that an end or a revocation holds everywhere within a second. After a restart the database is asked again.
/// </summary>
internal sealed class Callers(IDatabase database, TimeProvider clock) : IFeedListener
{
    private const int MostEntries = 50_000;

    // The feed drops entries; this only bounds how long an unused one stays and how wrong a node is that missed a message.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Aged<PersonState?>> _people = new();
    private readonly ConcurrentDictionary<Guid, Aged<SessionState?>> _sessions = new();
    private readonly ConcurrentDictionary<string, KeyState> _keys = new(StringComparer.Ordinal);

    // Grows with every drop. What was loaded while it grew may be older than the drop, and is not kept.
    private long _drops;

    /// <summary>The person of a session that is neither ended nor over; null otherwise.</summary>
    public async ValueTask<Caller?> OfSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!_sessions.TryGetValue(id, out var session) || session.Until <= now)
        {
            session = await KeepAsync(_sessions, id, LoadSessionAsync, cancellationToken);
        }

        return session.Value is { } state && state.ExpiresAt > now ? (await PersonAsync(state.PersonId, now, cancellationToken))?.Caller : null;
    }

    /// <summary>The person of a key that is neither revoked nor over, with their current grants; null otherwise. Notes that the key was used.</summary>
    public async ValueTask<Caller?> OfKeyAsync(string key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!_keys.TryGetValue(key, out var state) || state.Until <= now)
        {
            var drops = Interlocked.Read(ref _drops);
            state = await LoadKeyAsync(key, now, cancellationToken);
            if (state is null)
            {
                return null;
            }

            Bound(_keys);
            _keys[key] = state;
            if (Interlocked.Read(ref _drops) != drops)
            {
                _keys.TryRemove(key, out _);
            }
        }

        if (state.ExpiresAt <= now || await PersonAsync(state.PersonId, now, cancellationToken) is not { } person)
        {
            return null;
        }

        if (now - state.UseNotedAt >= UseNoted)
        {
            state.UseNotedAt = now;
            await NoteUseAsync(state.Id, now, cancellationToken);
        }

        return state.CallerFor(person);
    }

    public void ForgetSession(Guid id)
    {
        Interlocked.Increment(ref _drops);
        _sessions.TryRemove(id, out _);
    }

    public void ForgetPerson(PersonId id)
    {
        Interlocked.Increment(ref _drops);
        _people.TryRemove(id.Value, out _);
    }

    public void ForgetKey(Guid id)
    {
        Interlocked.Increment(ref _drops);
        foreach (var (key, state) in _keys)
        {
            if (state.Id == id)
            {
                _keys.TryRemove(key, out _);
            }
        }
    }

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change.Entity)
            {
                case "person" when change.Before != change.After || change.Before is null:
                    ForgetPeople(change.Ids);
                    break;
                case "grant":
                    ForgetPeople(HoldersOf(change));
                    break;
                case AuditActions.SignedOut or AuditActions.TokenReused or AuditActions.SessionsEnded:
                    foreach (var id in change.Ids)
                    {
                        ForgetSession(id);
                    }

                    break;
                case AuditActions.KeyRevoked:
                    foreach (var id in change.Ids)
                    {
                        ForgetKey(id);
                    }

                    break;
            }
        }
    }

    public void Reset()
    {
        Interlocked.Increment(ref _drops);
        _people.Clear();
        _sessions.Clear();
        _keys.Clear();
    }

    private static List<Guid>? HoldersOf(Change change)
    {
        var holders = new List<Guid>();
        foreach (var rows in new[] { change.Before, change.After })
        {
            if (rows is not null)
            {
                using var json = JsonDocument.Parse(rows);
                holders.AddRange(json.RootElement.EnumerateArray().Select(row => row.GetProperty("person_id").GetGuid()));
            }
        }

        return holders.Count > 0 ? holders : null;
    }

    /// <summary>Null stands for a statement too large to say whom it touched.</summary>
    private void ForgetPeople(IReadOnlyList<Guid>? ids)
    {
        Interlocked.Increment(ref _drops);
        if (ids is null)
        {
            _people.Clear();
            return;
        }

        foreach (var id in ids)
        {
            _people.TryRemove(id, out _);
        }
    }

    private async ValueTask<PersonState?> PersonAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!_people.TryGetValue(id, out var person) || person.Until <= now)
        {
            person = await KeepAsync(_people, id, LoadPersonAsync, cancellationToken);
        }

        return person.Value;
    }

    private async Task<Aged<T>> KeepAsync<T>(ConcurrentDictionary<Guid, Aged<T>> kept, Guid id, Func<Guid, CancellationToken, Task<T>> load, CancellationToken cancellationToken)
    {
        var drops = Interlocked.Read(ref _drops);
        var entry = new Aged<T>(await load(id, cancellationToken), clock.GetUtcNow() + Lifetime);
        Bound(kept);
        kept[id] = entry;
        if (Interlocked.Read(ref _drops) != drops)
        {
            kept.TryRemove(id, out _);
        }

        return entry;
    }

    private static void Bound<TKey, TValue>(ConcurrentDictionary<TKey, TValue> kept)
        where TKey : notnull
    {
        if (kept.Count >= MostEntries)
        {
            kept.Clear();
        }
    }

    private async Task<SessionState?> LoadSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        return await session.FirstAsync<SessionState>(
            "select person_id as PersonId, expires_at as ExpiresAt from access.session where id = @Id and ended_at is null",
            new { Id = id },
            cancellationToken);
    }

    private async Task<PersonState?> LoadPersonAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        var caller = await CallerRows.LoadAsync(session, new PersonId(id), cancellationToken);
        return caller is null ? null : new PersonState(caller);
    }

    private async Task<KeyState?> LoadKeyAsync(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Secrets.PrefixOf(key) is not { } prefix)
        {
            return null;
        }

        await using var session = await database.SystemAsync("access", cancellationToken);
        var row = await session.FirstAsync<KeyRow>(
            "select id as Id, person_id as PersonId, name as Name, hash as Hash, expires_at as ExpiresAt, last_used_at as LastUsedAt from access.api_key where prefix = @Prefix and revoked_at is null",
            new { Prefix = prefix },
            cancellationToken);
        return row is not null && CryptographicOperations.FixedTimeEquals(row.Hash, Secrets.Hash(key))
            ? new KeyState(row.Id, row.PersonId, row.Name, row.ExpiresAt ?? DateTimeOffset.MaxValue, now + Lifetime) { UseNotedAt = row.LastUsedAt ?? DateTimeOffset.MinValue }
            : null;
    }

    private async Task NoteUseAsync(Guid key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        await session.ExecuteAsync(
            "update access.api_key set last_used_at = @Now where id = @Id and (last_used_at is null or last_used_at < @Now)",
            new { Id = key, Now = now },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private sealed record Aged<T>(T Value, DateTimeOffset Until);

    private sealed record SessionState(Guid PersonId, DateTimeOffset ExpiresAt);

    private sealed record PersonState(Caller Caller);

    private sealed record KeyRow(Guid Id, Guid PersonId, string Name, byte[] Hash, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

    private sealed record KeyState(Guid Id, Guid PersonId, string Name, DateTimeOffset ExpiresAt, DateTimeOffset Until)
    {
        private Made? _made;

        public DateTimeOffset UseNotedAt { get; set; }

        public Caller CallerFor(PersonState person)
        {
            if (_made is not { } made || !ReferenceEquals(made.Person, person))
            {
                made = new Made(person, person.Caller with { Kind = CallerKind.ApiKey, Name = KeyCallerName.Of(person.Caller.Name, Name) });
                _made = made;
            }

            return made.Caller;
        }

        private sealed record Made(PersonState Person, Caller Caller);
    }
}
