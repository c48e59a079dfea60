using System.ComponentModel;
using System.Text.Json;
using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace BookedBarber.Network.Features.Units;

/// <summary>What a list of units is narrowed to.</summary>
internal sealed record UnitQuery
{
    [FromQuery(Name = "search")]
    [Description("Part of the name, code or slug; marks and case do not matter.")]
    public string? Search { get; init; }

    [FromQuery(Name = "status")]
    [Description("Only units of this status; several are separated by commas.")]
    public string? Status { get; init; }

    [FromQuery(Name = "parentId")]
    [Description("Only units directly below this one.")]
    public Guid? ParentId { get; init; }

    [FromQuery(Name = "under")]
    [Description("Only units anywhere below this one.")]
    public Guid? Under { get; init; }

    [FromQuery(Name = "archived")]
    [Description("true lists archived units only; false (default) the others.")]
    public bool? Archived { get; init; }

    [FromQuery(Name = "sort")]
    [Description("name (default), -name, code or -code.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "limit")]
    [Description("Items on a page, 1 to 200; 50 by default.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("nextCursor of the page before.")]
    public string? Cursor { get; init; }
}

/// <summary>Lists the units of one level in the caller's branches, from memory.</summary>
internal sealed class ListUnits(NetworkTree tree, IOptions<JsonOptions> json)
{
    /// <summary>A page as it goes out.</summary>
    public Result<FinishedAnswer> Answer(Scope scope, NodeKind kind, UnitQuery query) =>
        Run(scope, kind, query).Then<FinishedAnswer>(page => new FinishedAnswer(JsonSerializer.SerializeToUtf8Bytes(page, json.Value.SerializerOptions), "application/json; charset=utf-8"));

    public Result<Page<UnitItem>> Run(Scope scope, NodeKind kind, UnitQuery query)
    {
        var paging = Paging.Of(query.Sort, query.Limit, query.Cursor);
        if (!paging.Succeeded)
        {
            return paging.Problem;
        }

        if (tree.Snapshot(scope.Network) is not { } snapshot)
        {
            return Problem.NotFound("network");
        }

        var statuses = query.Status?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (statuses?.FirstOrDefault(status => status != LocationStatus.Active && !LocationStatus.Exists(status)) is not null)
        {
            return Faults.One("status", "unknown_status", $"Status is one of {LocationStatus.List}; regions and groups are active.");
        }

        var found = Find(scope, snapshot, kind, query, statuses, paging.Value);
        var start = paging.Value.After is { } after ? found.FindIndex(node => IsAfter(node, after, paging.Value)) : 0;
        var page = start < 0 ? [] : found.GetRange(start, Math.Min(paging.Value.Limit, found.Count - start));
        var next = page.Count > 0 && start + page.Count < found.Count ? paging.Value.CursorAfter(paging.Value.Order.TextOf(page[^1]), page[^1].Id.Value) : null;
        return new Page<UnitItem>(page.ConvertAll(node => UnitItem.Of(node, snapshot)), next, found.Count);
    }

    private static List<Node> Find(Scope scope, TreeSnapshot snapshot, NodeKind kind, UnitQuery query, string[]? statuses, Paging paging)
    {
        var seen = snapshot.BranchesAt(scope.Roots);
        var under = query.Under is { } id ? snapshot.BranchesAt([new NodeId(id)]) : (Branches?)null;
        var match = string.IsNullOrWhiteSpace(query.Search) ? null : new NodeMatch(query.Search);
        var found = new List<Node>();
        foreach (var node in snapshot.InOrder(paging.Order))
        {
            if (node.Kind == kind
                && node.IsArchived == (query.Archived ?? false)
                && (statuses is null || statuses.Contains(node.Status))
                && (query.ParentId is null || node.ParentId?.Value == query.ParentId)
                && seen.Hold(node)
                && (under is null || (under.Value.Hold(node) && node.Id.Value != query.Under))
                && (match is null || match.Rank(node) != NodeMatch.None))
            {
                found.Add(node);
            }
        }

        if (paging.Descending)
        {
            found.Reverse();
        }

        return found;
    }

    private static bool IsAfter(Node node, Paging.Place place, Paging paging)
    {
        var side = paging.Order.Compare(node, place.Text, place.Id);
        return paging.Descending ? side < 0 : side > 0;
    }
}
