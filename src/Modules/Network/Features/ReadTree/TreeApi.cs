using System.ComponentModel;
using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Network.Features.ReadTree;

/// <summary>A network's whole tree over REST.</summary>
internal static class TreeApi
{
    public static void MapTree(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}").WithTags("Networks")
            .MapGet("/tree", Read).Needs(Permission.NetworkRead).WithName("getTree").WithSummary("Read the tree of a network")
            .WithDescription("All units in the caller's branches, and the names of those above them. With If-None-Match an unchanged tree is answered with 304.");

    /// <summary>The tree below a scope's roots with the names of what lies above; archived units where asked for.</summary>
    internal static TreeBody Show(TreeSnapshot tree, IReadOnlyList<NodeId> roots, bool withArchived)
    {
        var seen = tree.BranchesAt(roots);
        var above = roots.Select(tree.Find).OfType<Node>().SelectMany(node => node.Ref.Path).ToHashSet();
        var nodes = new List<TreeNode>();
        foreach (var node in tree.Nodes)
        {
            if (seen.Hold(node))
            {
                if (withArchived || !node.IsArchived)
                {
                    nodes.Add(TreeNode.Of(node));
                }
            }
            else if (above.Contains(node.Id))
            {
                nodes.Add(TreeNode.NameOf(node));
            }
        }

        return new TreeBody(nodes, tree.Version);
    }

    private static Results<Ok<TreeBody>, StatusCodeHttpResult, ProblemHttpResult> Read(
        Guid networkId,
        Scope scope,
        NetworkTree trees,
        HttpContext context,
        [Description("Whether archived units are shown, too. Default false.")] bool? archived)
    {
        if (trees.Snapshot(scope.Network) is not { } tree)
        {
            return Problem.NotFound("network").ToHttp();
        }

        // What is shown depends on the branches as well as on the tree, so both are in the tag.
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{tree.Version}-{Fingerprint(scope.Roots):x8}{(archived == true ? "a" : string.Empty)}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.Headers.IfNoneMatch.Contains(tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(Show(tree, scope.Roots, archived ?? false));
    }

    private static uint Fingerprint(IReadOnlyList<NodeId> roots)
    {
        // FNV-1a: the same on every process, unlike HashCode.
        var hash = 2166136261u;
        Span<byte> bytes = stackalloc byte[16];
        foreach (var root in roots.OrderBy(root => root.Value))
        {
            root.Value.TryWriteBytes(bytes);
            foreach (var one in bytes)
            {
                hash = unchecked((hash ^ one) * 16777619u);
            }
        }

        return hash;
    }
}
