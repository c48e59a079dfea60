using System.Net;
using BookedBarber.Access.Domain;
using BookedBarber.Access.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Access.Features.SignIn;

/// <summary>Checks e-mail and password: the same work and the same answer whatever is wrong with them.</summary>
internal sealed class PasswordCheck(IServiceScopeFactory scopes, IDatabase database, SignInThrottle throttle, FailureNotes notes, TimeProvider clock)
{
    private string? _decoy;

    /// <summary>The person, or why not.</summary>
    /// <param name="email">Who they say they are.</param>
    /// <param name="password">What they say to prove it.</param>
    /// <param name="address">Where they are.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <param name="isSignIn">False when somebody signed in already proves again who they are.</param>
    public async Task<(Person? Person, SignInRefusal? Refusal)> RunAsync(string? email, string? password, IPAddress? address, CancellationToken cancellationToken, bool isSignIn = true)
    {
        var normalized = EmailAddress.Normalize(email) ?? string.Empty;
        if (throttle.Refuses(address, normalized) is { } seconds)
        {
            return (null, SignInRefusal.TooMany(seconds));
        }

        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = normalized.Length > 0 ? await people.FindByEmailAsync(normalized) : null;
        var verdict = Verify(people.PasswordHasher, person, password);
        var now = clock.GetUtcNow();
        if (person is null || verdict == PasswordVerificationResult.Failed || person.Status != "active" || person.LockoutEnd > now)
        {
            throttle.CountFailure(normalized);
            await NoteFailureAsync(person, normalized, now, verdict == PasswordVerificationResult.Failed, cancellationToken);
            return (null, SignInRefusal.Wrong);
        }

        var better = verdict == PasswordVerificationResult.SuccessRehashNeeded ? people.PasswordHasher.HashPassword(person, password!) : null;
        await NoteSuccessAsync(person, better, isSignIn ? now : person.LastSignInAt, cancellationToken);
        return (person, null);
    }

    // An unknown e-mail, an invited person and an absurdly long password cost as much as a wrong password does.
    private PasswordVerificationResult Verify(IPasswordHasher<Person> hasher, Person? person, string? password)
    {
        var nobody = new Person();
        _decoy ??= hasher.HashPassword(nobody, Secrets.NewRefreshToken());
        var candidate = password is { Length: > 0 and <= PasswordRules.MostCharacters } ? password : "-";
        if (person?.PasswordHash is not { } hash)
        {
            hasher.VerifyHashedPassword(nobody, _decoy, candidate);
            return PasswordVerificationResult.Failed;
        }

        return hasher.VerifyHashedPassword(person, hash, candidate);
    }

    // Counted by one statement: Identity's own read-count-write loses failures that come at the same moment.
    private async Task NoteFailureAsync(Person? person, string email, DateTimeOffset now, bool wrongPassword, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sign_in", cancellationToken);
        if (person is not null)
        {
            await session.ActAsAsync(new PersonId(person.Id), person.Name, cancellationToken);
        }

        if (wrongPassword && !(person?.LockoutEnd > now))
        {
            // Runs for an unknown e-mail, too, and finds no row: the database is asked the same questions whoever was named.
            var locked = await session.FirstAsync<bool>(
                """
                update access.person
                set access_failed_count = case when access_failed_count + 1 >= @Most then 0 else access_failed_count + 1 end,
                    lockout_end = case when access_failed_count + 1 >= @Most then @LockedUntil else lockout_end end
                where id = @Id
                returning lockout_end is not null and lockout_end = @LockedUntil
                """,
                new { Id = person?.Id ?? Guid.Empty, Most = SessionTimes.FailuresBeforeLockout, LockedUntil = now + SessionTimes.Lockout },
                cancellationToken);
            if (locked)
            {
                await session.RecordForPersonAsync(new PersonId(person!.Id), AuditActions.LockedOut, person.Id, new { minutes = SessionTimes.Lockout.TotalMinutes }, cancellationToken);
            }
        }

        if (notes.Take(email))
        {
            object details = person is null ? new { email = EmailAddress.Mask(email) } : new { personId = person.Id };
            await session.RecordForPersonAsync(new PersonId(person?.Id ?? Guid.Empty), AuditActions.SignInFailed, null, details, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    private async Task NoteSuccessAsync(Person person, string? betterHash, DateTimeOffset? signedInAt, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("sign_in", cancellationToken);
        await session.ExecuteAsync(
            "update access.person set access_failed_count = 0, lockout_end = null, last_sign_in_at = @SignedInAt, password_hash = coalesce(@Hash, password_hash) where id = @Id",
            new { person.Id, SignedInAt = signedInAt, Hash = betterHash },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
