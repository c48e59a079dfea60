using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Access.Contracts;

/// <summary>Decides access where the node is not in the route: in a body, in a query, in a frame of a stream.</summary>
public interface IAccess
{
    /// <summary>Finds out who sent a request, before it is known what it asks for. The access rules, which come later, take what was found here.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Cancels loading.</param>
    /// <returns>
    /// The caller, the same object as long as nothing has changed about the person, their grants, their session or key. Null when nobody is signed in or the
    /// request is to be refused for what it showed: the access rules then say so.
    /// </returns>
    ValueTask<Caller?> IdentifyAsync(HttpContext context, CancellationToken cancellationToken);

    /// <summary>The same decision that an endpoint with <c>.Needs(permission, …)</c> makes for this node.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="permission">What must be granted: anywhere in the network if the node is a network's root, at the node or above otherwise.</param>
    /// <param name="node">Any node; for a network <see cref="NodeId.Root"/>.</param>
    /// <returns>The scope; <c>not_found</c> when the caller cannot see the node, <c>forbidden</c> when the permission is not granted there.</returns>
    Result<Scope> Decide(Caller caller, Permission permission, NodeId node);

    /// <summary>Decides a request anew that was allowed before, for connections that stay open: grants, sessions and keys end meanwhile.</summary>
    /// <param name="context">The request that opened the connection; its endpoint has a permission rule.</param>
    /// <param name="cancellationToken">Cancels loading.</param>
    /// <returns>
    /// The scope as of now, or the problem that a new request would be answered with. An access token that expired since is no problem:
    /// it was good when the connection was opened, and its session is still checked.
    /// </returns>
    /// <remarks>Cheap enough for every heartbeat: it reads memory unless something has changed.</remarks>
    ValueTask<Result<Scope>> RenewAsync(HttpContext context, CancellationToken cancellationToken);
}
