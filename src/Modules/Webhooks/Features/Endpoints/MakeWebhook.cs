using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Signing;

namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>Makes a webhook. Its key is shown in the answer and never again.</summary>
internal sealed class MakeWebhook(IDatabase database, INetworkTree tree, EndpointUrl urls, KeyVault vault, WebhookStore store, TimeProvider clock)
{
    /// <summary>Webhooks that a network may have.</summary>
    public const int Most = 500;

    private const int MostDescription = 500;

    public async Task<Result<WebhookMade>> RunAsync(Scope scope, NewWebhook body, CancellationToken cancellationToken)
    {
        var node = NodeOf(scope, body.NodeId);
        if (!node.Succeeded)
        {
            return node.Problem;
        }

        var faults = new Faults();
        var url = await urls.CheckAsync(body.Url, faults, cancellationToken);
        var types = faults.Types("types", body.Types, isRequired: true);
        var scheme = faults.OneOf("scheme", body.Scheme, "unknown_scheme", "v1", "v1a") ?? "v1";
        var fields = faults.OneOf("fields", body.Fields, "unknown_fields", "ids", "full") ?? "ids";
        var description = Description(body.Description, faults);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        if (Forbids(scope, node.Value.Ref, fields) is { } problem)
        {
            return problem;
        }

        var key = SigningKey.New(SignatureSchemes.Of(scheme));
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var made = await session.ExecuteAsync(
            """
            insert into webhooks.endpoint (network_id, id, node_id, url, description, types, fields, scheme, secret, public_key, created_at, changed_at)
            select @Network, @id, @node, @url, @description, @types, @fields, @scheme, @secret, @PublicKey, @now, @now
            where (select count(*) from webhooks.endpoint where network_id = @Network) < @Most
            """,
            new { scope.Network, id, node = node.Value.Id, url, description, types, fields, scheme, secret = vault.Lock(key), key.PublicKey, now, Most },
            cancellationToken);
        if (made == 0)
        {
            return new Problem("too_many_webhooks", $"The network has {Most} webhooks already. Delete one that is no longer used.", ProblemKind.Refused);
        }

        await session.ExecuteAsync("insert into webhooks.queue (network_id, endpoint_id) values (@Network, @id)", new { scope.Network, id }, cancellationToken);
        var item = await store.FindAsync(session, scope, id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new WebhookMade(id, key.Verifier, key.PublicKey, item!);
    }

    /// <summary>All fields hold contact data of clients: who may not read it may not have it sent either.</summary>
    public static Problem? Forbids(Scope scope, NodeRef node, string fields) =>
        fields == "full" && !scope.Caller.Can(Permission.ClientsRead, node) ? Problem.Forbidden("have contact data of clients sent (fields: full)") : null;

    public static string? Description(string? typed, Faults faults)
    {
        var description = typed?.Trim();
        if (description is { Length: > MostDescription } || description?.Any(char.IsControl) == true)
        {
            faults.Add("description", "malformed", $"A description has at most {MostDescription} characters and no line breaks.");
            return null;
        }

        return string.IsNullOrEmpty(description) ? null : description;
    }

    private Result<Node> NodeOf(Scope scope, Guid? wanted)
    {
        if (wanted is null && scope.Roots is not [_])
        {
            return Problem.Invalid(new FieldProblem("nodeId", "required", "Say whose events you want: you may manage integrations at several units, and not at the network."));
        }

        var node = tree.Find(wanted is { } id ? new NodeId(id) : scope.Roots[0]);
        return node is not null && scope.Sees(node.Ref) ? node : Problem.NotFound("unit");
    }
}
