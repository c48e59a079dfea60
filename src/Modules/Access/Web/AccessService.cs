using BookedBarber.Access.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Web;

internal sealed class AccessService(Identification identification, INetworkTree tree) : IAccess
{
    public ValueTask<Caller?> IdentifyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var found = identification.IdentifyAsync(context, cancellationToken);
        return found.IsCompletedSuccessfully ? ValueTask.FromResult(Noted(context, found.Result)) : NoteAsync(context, found);
    }

    public Result<Scope> Decide(Caller caller, Permission permission, NodeId node)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return AccessDecision.At(caller, permission, node, tree);
    }

    public async ValueTask<Result<Scope>> RenewAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>();
        if (rule is not { Kind: AccessRuleKind.Permission, RouteParameter: { } parameter })
        {
            throw new InvalidOperationException("Only endpoints with a permission rule have a scope to renew.");
        }

        var identity = await identification.IdentifyAsync(context, cancellationToken, acceptExpired: true);
        if (identity.Caller is not { } caller)
        {
            return identity.Refusal!;
        }

        await tree.LoadAsync(cancellationToken);
        return AccessDecision.Decide(rule, caller, context.GetRouteValue(parameter) as string, tree).Then(scope => scope!);
    }

    private static async ValueTask<Caller?> NoteAsync(HttpContext context, ValueTask<Identity> finding) => Noted(context, await finding);

    private static Caller? Noted(HttpContext context, Identity identity)
    {
        context.Features.Set(identity);
        return identity.Means == Means.Cookie && CrossSite.Refuses(context.Request) ? null : identity.Caller;
    }
}
