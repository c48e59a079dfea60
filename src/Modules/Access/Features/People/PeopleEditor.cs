using BookedBarber.Access.Domain;
using BookedBarber.Access.Features.Sessions;
using BookedBarber.Access.Storage;
using BookedBarber.Access.Web;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Access.Features.People;

/// <summary>Changes people and their grants on behalf of a caller who may do so in a branch of one network.</summary>
internal sealed class PeopleEditor(IDatabase database, INetworkTree tree, PeopleReader reader, Callers callers, TimeProvider clock)
{
    private static readonly Problem NoSuchPerson = Problem.NotFound("person");
    private static readonly Problem AboveOwn = new(
        "forbidden", "You can grant and take away roles only within your own part of the network, and none above your own. Ask somebody with a higher role.", ProblemKind.Forbidden);

    public async Task<Result<PersonItem>> CreateAsync(Scope scope, UserManager<Person> people, PersonRequest request, CancellationToken cancellationToken)
    {
        var faults = await PersonRows.FaultsAsync(people, request.Email, request.Name, request.Password);
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        if (request.Grants is not { Count: > 0 } || request.Grants.Any(grant => grant is null))
        {
            return Problem.Invalid([new FieldProblem("grants", "required", "Give the person at least one role at one unit; without it nobody here could see them.")]);
        }

        foreach (var grant in request.Grants)
        {
            if (Refuses(scope, grant.NodeId, grant.Role) is { } refusal)
            {
                return refusal;
            }
        }

        var now = clock.GetUtcNow();
        await using var session = await database.ActAsync(scope.Caller, "api", cancellationToken);
        if (await PersonRows.InsertAsync(session, people, request.Email!, request.Name!, request.Password, isAdministrator: false, now, cancellationToken) is not { } id)
        {
            return new Problem(
                "email_taken",
                "Somebody with this e-mail has an account already; nothing was saved. If they work for another network too, ask the platform's administrator to grant the role.",
                ProblemKind.Conflict);
        }

        foreach (var grant in request.Grants.DistinctBy(grant => (grant.NodeId, grant.Role)))
        {
            await PersonRows.GrantAsync(session, scope.Network, id, grant.NodeId, grant.Role, grant.StaffId, scope.Caller, now, cancellationToken);
        }

        await session.RecordActionAsync(scope.Network, AuditActions.PersonCreated, id.Value, new { name = request.Name, withPassword = request.Password is not null }, cancellationToken);
        var item = await reader.FindAsync(session, scope, id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return item!;
    }

    public async Task<Result<PersonItem>> ChangeAsync(Scope scope, UserManager<Person> people, PersonId id, Func<long, bool> isSeen, PersonPatch patch, CancellationToken cancellationToken)
    {
        await using var session = await database.ActAsync(scope.Caller, "api", cancellationToken);
        if (await LockAsync(session, scope, id, outsiders: false, cancellationToken) is not { } target)
        {
            return NoSuchPerson;
        }

        if (await StandingAsync(session, scope, cancellationToken) is not { } standing)
        {
            return AboveOwn;
        }

        scope = standing;

        if (!isSeen(target.Version))
        {
            return new Problem("version_mismatch", "Somebody changed this person meanwhile; nothing was saved. Load them again and repeat the change.", ProblemKind.Stale);
        }

        if (await RefusesAsync(session, scope, id, target, patch, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (patch.Password is not null)
        {
            if (await Passwords.FaultAsync(people, new Person { Email = target.Email }, patch.Password) is { } weak)
            {
                return Problem.Invalid([new FieldProblem("password", "password_weak", weak)]);
            }

            await Passwords.StoreAsync(session, id, people.PasswordHasher.HashPassword(new Person { Id = id.Value }, patch.Password), cancellationToken);
        }

        await session.ExecuteAsync(
            """
            update access.person
            set name = coalesce(@Name, name), status = coalesce(@Status, status), version = version + 1, concurrency_stamp = gen_random_uuid()::text,
                lockout_end = case when @Status = 'active' then null else lockout_end end,
                access_failed_count = case when @Status = 'active' then 0 else access_failed_count end
            where id = @Id
            """,
            new { Id = id, Name = patch.Name?.Trim(), Status = patch.Status switch { PersonStatus.Active => "active", PersonStatus.Disabled => "disabled", _ => null } },
            cancellationToken);
        var ended = patch.Status == PersonStatus.Disabled || patch.Password is not null
            ? await SessionBook.EndAllAsync(session, id, except: null, patch.Status == PersonStatus.Disabled ? "person_disabled" : "password_changed", cancellationToken)
            : [];
        await session.RecordActionAsync(scope.Network, AuditActions.PersonChanged, id.Value, new { patch.Name, Status = patch.Status?.ToString(), newPassword = patch.Password is not null }, cancellationToken);
        var item = await reader.FindAsync(session, scope, id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        callers.ForgetPerson(id);
        foreach (var one in ended)
        {
            callers.ForgetSession(one);
        }

        return item!;
    }

    public async Task<Result<GrantItem>> GrantAsync(Scope scope, PersonId id, GrantRequest request, CancellationToken cancellationToken)
    {
        await using var session = await database.ActAsync(scope.Caller, "api", cancellationToken);
        if (await LockAsync(session, scope, id, outsiders: scope.Caller.IsAdministrator, cancellationToken) is null)
        {
            return NoSuchPerson;
        }

        if (await StandingAsync(session, scope, cancellationToken) is not { } standing)
        {
            return AboveOwn;
        }

        scope = standing;

        if (Refuses(scope, request.NodeId, request.Role) is { } refusal)
        {
            return refusal;
        }

        if (await PersonRows.GrantAsync(session, scope.Network, id, request.NodeId, request.Role, request.StaffId, scope.Caller, clock.GetUtcNow(), cancellationToken) is not { } grant)
        {
            return new Problem("already_granted", "This person has that role there already.", ProblemKind.Conflict);
        }

        await session.CommitAsync(cancellationToken);
        callers.ForgetPerson(id);
        var node = tree.Find(request.NodeId)!;
        return new GrantItem(grant, node.Id, node.Kind, node.Name, request.Role, request.StaffId);
    }

    /// <summary>Null when it is done.</summary>
    public async Task<Problem?> RevokeAsync(Scope scope, PersonId id, Guid grantId, CancellationToken cancellationToken)
    {
        await using var session = await database.ActAsync(scope.Caller, "api", cancellationToken);
        if (await LockAsync(session, scope, id, outsiders: scope.Caller.IsAdministrator, cancellationToken) is null)
        {
            return NoSuchPerson;
        }

        if (await StandingAsync(session, scope, cancellationToken) is not { } standing)
        {
            return AboveOwn;
        }

        scope = standing;

        var grants = (await CallerRows.GrantsAsync(session, id, cancellationToken)).Where(grant => grant.Network == scope.Network).ToList();
        if (grants.Find(grant => grant.Id == grantId) is not { } revoked || tree.Find(revoked.Node) is not { } node || !scope.Sees(node.Ref))
        {
            return Problem.NotFound("grant");
        }

        if (!GrantRules.MayGrant(scope.Caller, node.Ref, revoked.Role))
        {
            return AboveOwn;
        }

        if (id == scope.Caller.Id && revoked.Role == Role.Executive && !grants.Exists(other => other.Id != grantId && other.Role == Role.Executive && node.Ref.Path.Contains(other.Node)))
        {
            return new Problem("last_executive_grant", "This is your own last executive role; without it you could not give it back. Ask another executive to take it away.", ProblemKind.Refused);
        }

        await session.ExecuteAsync("delete from access.role_grant where network_id = @Network and id = @Id", new { scope.Network, Id = grantId }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        callers.ForgetPerson(id);
        return null;
    }

    // The locks make two changes of one person wait for each other, and two people who change each other, too: locked in one order, both rows always.
    private async Task<Target?> LockAsync(Session session, Scope scope, PersonId id, bool outsiders, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("select from access.person where id = any (@Both) order by id for update", new { Both = new[] { id.Value, scope.Caller.Id.Value } }, cancellationToken);
        var target = await session.FirstAsync<Target>(
            "select email as Email, version as Version, is_administrator as IsAdministrator from access.person where id = @Id",
            new { Id = id },
            cancellationToken);
        return target is not null && (outsiders || await reader.FindAsync(session, scope, id, cancellationToken) is not null) ? target : null;
    }

    // The caller as the database has them now. What the request was let in with may be a moment old, and two executives who take the role
    // from each other at once would else both succeed and leave a network that nobody can manage.
    private static async Task<Scope?> StandingAsync(Session session, Scope scope, CancellationToken cancellationToken) =>
        await CallerRows.LoadAsync(session, scope.Caller.Id, cancellationToken) is { } now
            ? scope with { Caller = scope.Caller with { IsAdministrator = now.IsAdministrator, Grants = now.Grants } }
            : null;

    private Problem? Refuses(Scope scope, NodeId nodeId, Role role)
    {
        if (tree.Find(nodeId) is not { } node || node.Network != scope.Network || !scope.Sees(node.Ref))
        {
            return Problem.NotFound("unit");
        }

        return GrantRules.MayGrant(scope.Caller, node.Ref, role) ? null : AboveOwn;
    }

    private async Task<Problem?> RefusesAsync(Session session, Scope scope, PersonId id, Target target, PersonPatch patch, CancellationToken cancellationToken)
    {
        if (patch.Status == PersonStatus.Locked)
        {
            return Problem.Invalid([new FieldProblem("status", "not_settable", "Set 'active' or 'disabled'; an account becomes locked by failed sign-ins only.")]);
        }

        if (patch.Name is not null && PersonRows.NameFault(patch.Name) is { } wrong)
        {
            return Problem.Invalid([wrong]);
        }

        if (id == scope.Caller.Id && patch.Status == PersonStatus.Disabled)
        {
            return new Problem("own_account", "You cannot disable your own account. Ask another executive.", ProblemKind.Refused);
        }

        if (patch.Password is not null && (id == scope.Caller.Id || scope.Caller.Kind == CallerKind.ApiKey))
        {
            return id == scope.Caller.Id
                ? new Problem("own_account", "Change your own password where the current one is asked for: POST /api/v2/auth/password.", ProblemKind.Refused)
                : Problem.Forbidden("set a password with an API key");
        }

        // A name, a status and a password hold everywhere the person works, so whoever changes them must stand above all of it.
        var grants = await CallerRows.GrantsAsync(session, id, cancellationToken);
        var standsAbove = scope.Caller.IsAdministrator || (!target.IsAdministrator && grants.All(grant => tree.Find(grant.Node) is { } node && GrantRules.MayGrant(scope.Caller, node.Ref, grant.Role)));
        return standsAbove ? null : new Problem(
            "person_beyond_reach",
            "This person holds a role above yours or outside your part of the network, so their account is not yours to change. You can take away the roles they hold in your part.",
            ProblemKind.Forbidden);
    }

    private sealed record Target(string Email, long Version, bool IsAdministrator);
}
