using BookedBarber.Access.Domain;
using BookedBarber.Access.Features.SignIn;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Access.Storage;

/// <summary>Writes people and grants, in the caller's transaction.</summary>
internal static class PersonRows
{
    /// <summary>What is wrong with a person to be made; empty when nothing is. The e-mail's being free is for the insert to find out.</summary>
    public static async Task<IReadOnlyList<FieldProblem>> FaultsAsync(UserManager<Person> people, string? email, string? name, string? password)
    {
        var faults = new List<FieldProblem>();
        if (EmailAddress.Normalize(email) is null)
        {
            faults.Add(new FieldProblem("email", "malformed", "This is no e-mail address."));
        }

        if (NameFault(name) is { } wrong)
        {
            faults.Add(wrong);
        }

        if (password is not null && await Passwords.FaultAsync(people, new Person { Email = email }, password) is { } weak)
        {
            faults.Add(new FieldProblem("password", "password_weak", weak));
        }

        return faults;
    }

    public static FieldProblem? NameFault(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim().Length > 200 ? new FieldProblem("name", "length", "A name has 1 to 200 characters.")
        : name.Any(char.IsControl) ? new FieldProblem("name", "malformed", "A name has no line breaks or control characters.")
        : KeyCallerName.Is(name) ? new FieldProblem("name", "malformed", "A name cannot look like that of an API key.") // the trail tells keys from people by it
        : null;

    /// <summary>Inserts a person who passed <see cref="FaultsAsync"/>; null when the e-mail is taken.</summary>
    public static async Task<PersonId?> InsertAsync(
        Session session, UserManager<Person> people, string email, string name, string? password, bool isAdministrator, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        var hash = password is null ? null : people.PasswordHasher.HashPassword(new Person { Id = id }, password);
        var inserted = await session.ExecuteAsync(
            """
            insert into access.person (id, email, normalized_email, name, password_hash, security_stamp, concurrency_stamp, is_administrator, created_at)
            values (@Id, @Email, @Normalized, @Name, @Hash, gen_random_uuid()::text, gen_random_uuid()::text, @IsAdministrator, @Now)
            on conflict (normalized_email) do nothing
            """,
            new { Id = id, Email = email.Trim(), Normalized = EmailAddress.Normalize(email), Name = name.Trim(), Hash = hash, IsAdministrator = isAdministrator, Now = now },
            cancellationToken);
        return inserted == 1 ? new PersonId(id) : null;
    }

    /// <summary>Grants a role; null when it is granted already.</summary>
    public static async Task<Guid?> GrantAsync(
        Session session, NetworkId network, PersonId person, NodeId node, Role role, Guid? staffId, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        var inserted = await session.ExecuteAsync(
            """
            insert into access.role_grant (network_id, id, person_id, node_id, role, staff_id, created_at, created_by)
            values (@Network, @Id, @Person, @Node, @Role, @StaffId, @Now, @By)
            on conflict (network_id, person_id, node_id, role) do nothing
            """,
            new { Network = network, Id = id, Person = person, Node = node, Role = role.Name(), StaffId = staffId, Now = now, By = by.Id },
            cancellationToken);
        return inserted == 1 ? id : null;
    }
}
