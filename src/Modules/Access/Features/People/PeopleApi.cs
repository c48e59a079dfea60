using System.ComponentModel;
using System.Globalization;
using BookedBarber.Access.Features.WhoAmI;
using BookedBarber.Access.Storage;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Features.People;

/// <summary>The people of a network.</summary>
internal static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder endpoints)
    {
        var people = endpoints.MapGroup("/api/v2/franchise/networks/{networkId}/people").WithTags("People");
        people.MapGet("", ListAsync).Needs(Permission.PeopleRead).WithName("listPeople").WithSummary("People and their roles")
            .WithDescription("People who hold a role in the caller's part of the network, with those roles only. Filters: search in name and e-mail, role. Sort: name, -name.");
        people.MapPost("", CreateAsync).Needs(Permission.PeopleWrite).WithName("createPerson").WithSummary("Add a person")
            .WithDescription("With at least one role, none above the caller's own and none outside the caller's part of the network. Without a password they cannot sign in until one is set by PATCH.");
        people.MapGet("/{personId}", GetAsync).Needs(Permission.PeopleRead).WithName("getPerson").WithSummary("One person");
        people.MapPatch("/{personId}", ChangeAsync).Needs(Permission.PeopleWrite).WithName("changePerson").WithSummary("Rename, disable, unlock, set a password")
            .WithDescription("Needs If-Match. Only for people whose every role the caller stands above. Disabling and setting a password end all of the person's sessions.");
        people.MapPost("/{personId}/grants", GrantAsync).Needs(Permission.PeopleWrite).WithName("grantRole").WithSummary("Grant a role");
        people.MapDelete("/{personId}/grants/{grantId:guid}", RevokeAsync).Needs(Permission.PeopleWrite).WithName("revokeRole").WithSummary("Take a role away");
        people.MapGet("/{personId}/preview", PreviewAsync).Needs(Permission.PeopleRead).WithName("previewPerson").WithSummary("See as")
            .WithDescription("What that person may see and do in this network, in the shape of /auth/me.");
    }

    private static async Task<Results<Ok<PersonList>, ProblemHttpResult>> ListAsync(
        Scope scope,
        PeopleReader reader,
        [Description("Part of a name or an e-mail.")] string? search,
        [Description("A role, such as location_manager.")] string? role,
        [Description("name (default) or -name.")] string? sort,
        string? cursor,
        [Description("1 to 200, default 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        var query = Read(search, role, sort, cursor, limit);
        return query.Succeeded ? TypedResults.Ok(await reader.ListAsync(scope, query.Value, cancellationToken)) : query.Problem.ToHttp();
    }

    private static Result<PeopleQuery> Read(string? search, string? role, string? sort, string? cursor, int? limit)
    {
        var faults = ListFaults.Of(limit, ("search", search)).ToList();
        Role? wanted = null;
        if (!string.IsNullOrEmpty(role))
        {
            if (Roles.TryParse(role, out var known))
            {
                wanted = known;
            }
            else
            {
                faults.Add(new FieldProblem("role", "unknown_role", $"Roles are {string.Join(", ", Enum.GetValues<Role>().Select(one => one.Name()))}."));
            }
        }

        if (sort is not (null or "" or "name" or "-name"))
        {
            faults.Add(new FieldProblem("sort", "unknown_sort", "People are sorted by name or -name."));
        }

        PeopleCursor? after = null;
        if (!string.IsNullOrEmpty(cursor) && !PeopleCursor.TryRead(cursor, sort == "-name", out after))
        {
            faults.Add(ListFaults.BadCursor);
        }

        return faults.Count > 0 ? Problem.Invalid(faults) : new PeopleQuery(search, wanted, sort == "-name", after, limit ?? 50);
    }

    private static async Task<Results<Created<PersonItem>, ProblemHttpResult>> CreateAsync(
        PersonRequest request, Scope scope, PeopleEditor editor, UserManager<Person> people, HttpContext context, CancellationToken cancellationToken)
    {
        var made = await editor.CreateAsync(scope, people, request, cancellationToken);
        return made.Succeeded
            ? TypedResults.Created($"/api/v2/franchise/networks/{scope.Network}/people/{made.Value.Id}", Tagged(context, made.Value))
            : made.Problem.ToHttp();
    }

    private static async Task<Results<Ok<PersonItem>, ProblemHttpResult>> GetAsync(PersonId personId, Scope scope, PeopleReader reader, HttpContext context, CancellationToken cancellationToken) =>
        await reader.FindAsync(scope, personId, cancellationToken) is { } person ? TypedResults.Ok(Tagged(context, person)) : Problem.NotFound("person").ToHttp();

    private static async Task<Results<Ok<PersonItem>, ProblemHttpResult>> ChangeAsync(
        PersonId personId, PersonPatch patch, Scope scope, PeopleEditor editor, UserManager<Person> people, HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Headers.IfMatch.Count == 0)
        {
            return new Problem("version_required", "Send the version you have seen as 'If-Match: \"VERSION\"', so that nobody's change is overwritten unseen.", ProblemKind.VersionRequired).ToHttp();
        }

        var changed = await editor.ChangeAsync(scope, people, personId, version => IsMatched(context.Request, version), patch, cancellationToken);
        return changed.Succeeded ? TypedResults.Ok(Tagged(context, changed.Value)) : changed.Problem.ToHttp();
    }

    private static async Task<Results<Created<GrantItem>, ProblemHttpResult>> GrantAsync(
        PersonId personId, GrantRequest request, Scope scope, PeopleEditor editor, CancellationToken cancellationToken)
    {
        var grant = await editor.GrantAsync(scope, personId, request, cancellationToken);
        return grant.Succeeded
            ? TypedResults.Created($"/api/v2/franchise/networks/{scope.Network}/people/{personId}/grants/{grant.Value.Id}", grant.Value)
            : grant.Problem.ToHttp();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(PersonId personId, Guid grantId, Scope scope, PeopleEditor editor, CancellationToken cancellationToken) =>
        await editor.RevokeAsync(scope, personId, grantId, cancellationToken) is { } problem ? problem.ToHttp() : TypedResults.NoContent();

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> PreviewAsync(
        PersonId personId, Scope scope, PeopleReader reader, IDatabase database, INetworkTree tree, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        if (await reader.FindAsync(session, scope, personId, cancellationToken) is not { } person)
        {
            return Problem.NotFound("person").ToHttp();
        }

        // A disabled person sees nothing.
        var caller = await CallerRows.LoadAsync(session, personId, cancellationToken) ?? new Caller(personId, person.Name, CallerKind.Person, IsAdministrator: false, []);
        return TypedResults.Ok(Me.Of(caller, person.Name, person.Email, tree, onlyIn: scope.Network));
    }

    private static PersonItem Tagged(HttpContext context, PersonItem person)
    {
        context.Response.Headers.ETag = Tag(person.Version);
        return person;
    }

    private static bool IsMatched(HttpRequest request, long version)
    {
        var tag = Tag(version);
        return request.Headers.IfMatch.SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)).Any(one => one == tag || one == "*");
    }

    private static string Tag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
}
