using System.Text.Json.Serialization;
using BookedBarber.Access.Domain;
using BookedBarber.Access.Storage;
using BookedBarber.Access.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Features.Keys;

/// <summary>Personal API keys. A key carries its person's grants as they are when it is used.</summary>
internal static class KeysApi
{
    private const int MostKeys = 100;

    public static void MapKeys(this IEndpointRouteBuilder endpoints)
    {
        var keys = endpoints.MapGroup("/api/v2/auth/keys").WithTags("API keys").NeedsSignIn();
        keys.MapGet("", ListAsync).WithName("listKeys").WithSummary("My API keys").WithDescription("Without the keys themselves, which are shown once.");
        keys.MapPost("", CreateAsync).WithName("createKey").WithSummary("Make an API key")
            .WithDescription("The key is in this answer only. expiresInDays is 1 to 3650; without it the key holds until it is revoked. An API key cannot make keys.");
        keys.MapDelete("/{keyId:guid}", RevokeAsync).WithName("revokeKey").WithSummary("Revoke an API key").WithDescription("Holds on all nodes within a second.");
    }

    private static async Task<Ok<KeyList>> ListAsync(Caller caller, IDatabase database, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        var rows = await session.QueryAsync<KeyRow>(
            """
            select id as Id, name as Name, prefix as Prefix, created_at as CreatedAt, expires_at as ExpiresAt, last_used_at as LastUsedAt
            from access.api_key where person_id = @Person and revoked_at is null order by created_at desc, id desc
            """,
            new { Person = caller.Id },
            cancellationToken);
        return TypedResults.Ok(new KeyList([.. rows.Select(row => new KeyItem(row.Id, row.Name, row.Prefix, row.CreatedAt, row.ExpiresAt, row.LastUsedAt))]));
    }

    private static async Task<Results<Created<KeyItem>, ProblemHttpResult>> CreateAsync(NewKey request, Caller caller, IDatabase database, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        if (caller.Kind == CallerKind.ApiKey || !MayManage(caller))
        {
            return Problem.Forbidden("make API keys").ToHttp();
        }

        var faults = Faults(request).ToList();
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults).ToHttp();
        }

        var now = clock.GetUtcNow();
        var (prefix, key) = Secrets.NewApiKey();
        var item = new KeyItem(Guid.CreateVersion7(now), request.Name!.Trim(), prefix, now, request.ExpiresInDays is { } days ? now.AddDays(days) : null, null, key);
        await using var session = await database.ActAsync(caller, "api", cancellationToken);
        var made = await session.ExecuteAsync(
            """
            insert into access.api_key (id, person_id, name, prefix, hash, created_at, expires_at)
            select @Id, @Person, @Name, @Prefix, @Hash, @Now, @ExpiresAt
            where (select count(*) from access.api_key where person_id = @Person and revoked_at is null) < @Most
            """,
            new { item.Id, Person = caller.Id, item.Name, Prefix = prefix, Hash = Secrets.Hash(key), Now = now, item.ExpiresAt, Most = MostKeys },
            cancellationToken);
        if (made == 0)
        {
            return new Problem("too_many_keys", $"You have {MostKeys} API keys already. Revoke one that is no longer used.", ProblemKind.Refused).ToHttp();
        }

        await session.RecordForPersonAsync(caller.Id, AuditActions.KeyCreated, item.Id, new { name = item.Name, prefix, expiresAt = item.ExpiresAt }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v2/auth/keys/{item.Id}", item);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(Guid keyId, Caller caller, IDatabase database, Callers callers, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = await database.ActAsync(caller, "api", cancellationToken);
        var prefix = await session.FirstAsync<string>(
            "update access.api_key set revoked_at = @Now where id = @Id and person_id = @Person and revoked_at is null returning prefix",
            new { Id = keyId, Person = caller.Id, Now = clock.GetUtcNow() },
            cancellationToken);
        if (prefix is null)
        {
            return Problem.NotFound("API key").ToHttp();
        }

        await session.RecordForPersonAsync(caller.Id, AuditActions.KeyRevoked, keyId, new { prefix }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        callers.ForgetKey(keyId);
        return TypedResults.NoContent();
    }

    private static bool MayManage(Caller caller) =>
        caller.IsAdministrator || caller.Grants.Any(grant => Roles.Of(grant.Role).Contains(Permission.KeysManage));

    private static IEnumerable<FieldProblem> Faults(NewKey request)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > 100)
        {
            yield return new FieldProblem("name", "length", "Give the key a name of 1 to 100 characters, such as the program that will use it.");
        }

        else if (request.Name.Any(char.IsControl))
        {
            yield return new FieldProblem("name", "malformed", "A name has no line breaks or control characters.");
        }

        if (request.ExpiresInDays is < 1 or > 3650)
        {
            yield return new FieldProblem("expiresInDays", "out_of_range", "A key lasts 1 to 3650 days, or until it is revoked.");
        }
    }

    private sealed record KeyRow(Guid Id, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);
}

internal sealed record NewKey(string? Name, int? ExpiresInDays);

internal sealed record KeyList(IReadOnlyList<KeyItem> Items);

/// <summary>An API key as listed; with <see cref="Key"/> in the answer that makes it.</summary>
internal sealed record KeyItem(
    Guid Id,
    string Name,
    string Prefix,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null);
