using BookedBarber.Access.Contracts;
using BookedBarber.Access.Domain;
using BookedBarber.Access.Storage;
using BookedBarber.Access.Web;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Access.Features.People;

internal sealed class PeopleDirectory(IServiceScopeFactory scopes, IDatabase database, INetworkTree tree, Callers callers, TimeProvider clock) : IPeople
{
    public async Task<Result<PersonSummary>> EnsureAsync(Caller caller, NewPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(person);
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var faults = await PersonRows.FaultsAsync(manager, person.Email, person.Name, person.Password);
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        await tree.LoadAsync(cancellationToken);
        for (var i = 0; i < person.Grants.Count; i++)
        {
            if (tree.Find(person.Grants[i].Node) is null)
            {
                return Problem.Invalid([new FieldProblem($"grants[{i}].node", "not_found", "There is no such unit.")]);
            }
        }

        await using var session = await database.ActAsync(caller, "people", cancellationToken);
        var found = await FindByEmailAsync(session, person.Email, cancellationToken);
        if (found is null && await PersonRows.InsertAsync(session, manager, person.Email, person.Name, person.Password, person.IsAdministrator, clock.GetUtcNow(), cancellationToken) is { } made)
        {
            found = new PersonSummary(made, person.Email.Trim(), person.Name.Trim());
        }

        // Null once more: somebody made the same person between our look and our insert, and has committed it.
        found ??= await FindByEmailAsync(session, person.Email, cancellationToken) ?? throw new InvalidOperationException("A person was made and deleted at the same moment; people are never deleted.");
        foreach (var grant in person.Grants)
        {
            await PersonRows.GrantAsync(session, tree.Find(grant.Node)!.Network, found.Id, grant.Node, grant.Role, grant.StaffId, caller, clock.GetUtcNow(), cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        callers.ForgetPerson(found.Id);
        return found;
    }

    public async Task<Problem?> SetPasswordAsync(Caller caller, PersonId id, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await using var session = await database.ActAsync(caller, "people", cancellationToken);
        var person = await session.FirstAsync<Person>("select id, email, password_hash from access.person where id = @Id for update", new { Id = id }, cancellationToken);
        if (person is null)
        {
            return Problem.NotFound("person");
        }

        if (await Passwords.FaultAsync(manager, person, password) is { } weak)
        {
            return Problem.Invalid([new FieldProblem("password", "password_weak", weak)]);
        }

        if (person.PasswordHash is { } hash && manager.PasswordHasher.VerifyHashedPassword(person, hash, password) != PasswordVerificationResult.Failed)
        {
            return null;
        }

        await Passwords.StoreAsync(session, id, manager.PasswordHasher.HashPassword(person, password), cancellationToken);
        await session.CommitAsync(cancellationToken);
        callers.ForgetPerson(id);
        return null;
    }

    public async Task<bool> IsInNetworkAsync(PersonId id, NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("people", cancellationToken);
        return await session.FirstAsync<bool>("select exists (select from access.role_grant where network_id = @network and person_id = @id)", new { network, id }, cancellationToken);
    }

    public async Task<PersonSummary?> FindAsync(PersonId id, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        return await session.FirstAsync<PersonSummary>("select id as Id, email as Email, name as Name from access.person where id = @Id", new { Id = id }, cancellationToken);
    }

    private static Task<PersonSummary?> FindByEmailAsync(Session session, string email, CancellationToken cancellationToken) =>
        session.FirstAsync<PersonSummary>(
            "select id as Id, email as Email, name as Name from access.person where normalized_email = @Email",
            new { Email = EmailAddress.Normalize(email) },
            cancellationToken);
}
