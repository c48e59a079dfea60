using System.ComponentModel;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Network.Features.Networks;

/// <summary>What is to change of a network; what is left out stays.</summary>
internal sealed record NetworkPatch(
    string? Name = null,
    string? Slug = null,
    [property: Description("Can be changed while the network has no locations: figures are not converted.")] string? Currency = null,
    string? TimeZone = null);

/// <summary>Changes a network's own data, archives and restores it.</summary>
internal sealed class ChangeNetwork(TreeEditor editor, NetworkTree tree)
{
    public Task<Result<NetworkItem>> PatchAsync(Scope scope, HttpRequest request, NetworkPatch patch, CancellationToken cancellationToken) =>
        EditAsync(
            scope,
            async edit =>
            {
                var (head, faults) = (edit.Tree.Head, new Faults());
                if (Preconditions.Check(request, head.Version, required: true) is { } stale)
                {
                    return stale;
                }

                UnitRules.Name(faults, patch.Name ?? head.Name);
                UnitRules.Slug(faults, patch.Slug);
                UnitRules.Money(faults, patch.Currency);
                UnitRules.TimeZone(faults, patch.TimeZone);
                if (faults.Any)
                {
                    return faults.ToProblem();
                }

                if (patch.Currency is { } currency && currency != head.Currency.Code && edit.Tree.Nodes.Any(node => node.Kind == NodeKind.Location))
                {
                    return new Problem("currency_fixed", "The currency of a network that has locations stays as it is: its figures would have to be converted. Nothing was saved.", ProblemKind.Refused);
                }

                await StoreAsync(edit, patch with { Name = patch.Name?.Trim() }, cancellationToken);
                return head.Id;
            },
            cancellationToken);

    public Task<Result<NetworkItem>> SetArchivedAsync(Scope scope, HttpRequest request, bool archived, CancellationToken cancellationToken) =>
        EditAsync(
            scope,
            async edit =>
            {
                if (Preconditions.Check(request, edit.Tree.Head.Version, required: false) is { } stale)
                {
                    return stale;
                }

                if (edit.Tree.Head.Status != (archived ? "archived" : "active"))
                {
                    await edit.Session.ExecuteAsync(
                        "update network.network set status = @Status, archived_at = @At, version = version + 1 where network_id = @Network",
                        new { edit.Network, Status = archived ? "archived" : "active", At = archived ? edit.Now : (DateTimeOffset?)null },
                        cancellationToken);
                }

                return edit.Network;
            },
            cancellationToken);

    private async Task<Result<NetworkItem>> EditAsync(Scope scope, Func<TreeEdit, Task<Result<NetworkId>>> work, CancellationToken cancellationToken)
    {
        if (!scope.SeesWholeNetwork)
        {
            return Problem.Forbidden("change the network itself");
        }

        var edited = await editor.RunAsync(scope, "api", work, cancellationToken);
        return !edited.Succeeded ? edited.Problem
            : tree.Snapshot(scope.Network) is { } now ? NetworkItem.Of(now, scope.Roots)
            : Problem.NotFound("network");
    }

    // The root node shows what the network is called, so both change together.
    private static async Task StoreAsync(TreeEdit edit, NetworkPatch patch, CancellationToken cancellationToken)
    {
        var head = edit.Tree.Head;
        var after = new { edit.Network, Name = patch.Name ?? head.Name, Slug = patch.Slug ?? head.Slug, Currency = patch.Currency ?? head.Currency.Code, TimeZone = patch.TimeZone ?? head.TimeZone };
        if ((after.Name, after.Slug, after.Currency, after.TimeZone) == (head.Name, head.Slug, head.Currency.Code, head.TimeZone))
        {
            return;
        }

        await edit.Session.ExecuteAsync(
            "update network.network set name = @Name, slug = @Slug, currency = @Currency, time_zone = @TimeZone, version = version + 1 where network_id = @Network",
            after,
            cancellationToken);
        await edit.Session.ExecuteAsync(
            "update network.node set name = @Name, slug = @Slug, code = @Slug, currency = @Currency, time_zone = @TimeZone, version = version + 1 where network_id = @Network and id = @Network",
            after,
            cancellationToken);
        edit.Touch(NodeId.Root(edit.Network));
    }
}
