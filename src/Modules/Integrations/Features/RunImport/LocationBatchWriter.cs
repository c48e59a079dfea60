using BookedBarber.Integrations.Mapping;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Units of the tree go through the network's editor, which has its own transaction; writing one again changes nothing.</summary>
internal sealed class LocationBatchWriter(INetworkEditor editor, INetworkTree tree) : IBatchWriter<LocationRecord>
{
    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync(Session session, ImportJob job, IReadOnlyList<LocatedRecord<LocationRecord>> records, CancellationToken cancellationToken)
    {
        var known = tree.NodesOf(job.Network.Id).ToDictionary(node => (node.Kind, node.Code.ToUpperInvariant()));
        var parents = records.Where(record => record.Record.Node.Kind != NodeKind.Location).Select(record => record.Record.Node.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        parents.UnionWith(known.Values.Where(node => node.Kind is NodeKind.Region or NodeKind.Group).Select(node => node.Code));
        var outcomes = new WriteOutcome[records.Count];
        var good = new List<int>();
        for (var i = 0; i < records.Count; i++)
        {
            var node = records[i].Record.Node;
            var before = known.GetValueOrDefault((node.Kind, node.Code.ToUpperInvariant()));
            if (node.ParentCode is { } parent && !parents.Contains(parent))
            {
                outcomes[i] = Refused(new Problem("unknown_parent", $"There is no region or group with the code '{parent}'. Put it into the file before the units below it."));
            }
            else if (before is not null && Says(node, before))
            {
                outcomes[i] = new WriteOutcome(WriteState.Unchanged, before.Id.Value, null);
            }
            else
            {
                outcomes[i] = new WriteOutcome(before is null ? WriteState.Created : WriteState.Changed, before?.Id.Value ?? default, null);
                good.Add(i);
            }
        }

        if (!job.DryRun && good.Count > 0)
        {
            await UpsertAsync(job, records, good, outcomes, cancellationToken);
        }

        return outcomes;
    }

    // All at once; when the editor refuses the lot, one by one, so that the refused one is known.
    private async Task UpsertAsync(ImportJob job, IReadOnlyList<LocatedRecord<LocationRecord>> records, List<int> good, WriteOutcome[] outcomes, CancellationToken cancellationToken)
    {
        var all = await editor.UpsertNodesAsync(job.Scope, [.. good.Select(i => records[i].Record.Node)], cancellationToken);
        if (all.Succeeded)
        {
            return;
        }

        foreach (var i in good)
        {
            var one = await editor.UpsertNodesAsync(job.Scope, [records[i].Record.Node], cancellationToken);
            if (one.Problem is { } problem)
            {
                outcomes[i] = Refused(problem);
            }
        }
    }

    private static WriteOutcome Refused(Problem problem) => new(WriteState.Refused, default, problem);

    // Whether the tree says all that the file says; what the file leaves out stays. An address is not held in the tree: with one, the editor decides.
    private bool Says(NewNode wanted, Node node) =>
        wanted.Name == node.Name
        && (wanted.ParentCode is null || (node.ParentId is { } parent && string.Equals(tree.Find(parent)?.Code, wanted.ParentCode, StringComparison.OrdinalIgnoreCase)))
        && (wanted.TimeZone is null || wanted.TimeZone == node.Zone.Id)
        && (wanted.Currency is null || wanted.Currency == node.Currency.Code)
        && (wanted.Latitude is null || wanted.Latitude == node.Latitude)
        && (wanted.Longitude is null || wanted.Longitude == node.Longitude)
        && (wanted.Chairs is null || wanted.Chairs == node.Chairs)
        && (wanted.OpenedOn is null || wanted.OpenedOn == node.OpenedOn)
        && (wanted.ClosedOn is null || wanted.ClosedOn == node.ClosedOn)
        && (wanted.Status is null || wanted.Status == node.Status);
}
