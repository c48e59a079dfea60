using BookedBarber.Access.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Access.Storage;

/// <summary>Checking and storing new passwords.</summary>
internal static class Passwords
{
    /// <summary>What is wrong with a password, in a sentence; null when it will do.</summary>
    public static async Task<string?> FaultAsync(UserManager<Person> people, Person person, string? password)
    {
        foreach (var rule in people.PasswordValidators)
        {
            var result = await rule.ValidateAsync(people, person, password);
            if (!result.Succeeded)
            {
                return result.Errors.First().Description;
            }
        }

        return null;
    }

    /// <summary>Stores a hash, lifts a lockout and records the change; never the password.</summary>
    public static async Task StoreAsync(Session session, PersonId id, string hash, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            """
            update access.person
            set password_hash = @Hash, security_stamp = gen_random_uuid()::text, concurrency_stamp = gen_random_uuid()::text, access_failed_count = 0, lockout_end = null
            where id = @Id
            """,
            new { Id = id, Hash = hash },
            cancellationToken);
        await session.RecordForPersonAsync(id, AuditActions.PasswordChanged, id.Value, new { personId = id }, cancellationToken);
    }
}
