using System.ComponentModel;
using BookedBarber.Network.Contracts;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;

namespace BookedBarber.Network.Features.Networks;

/// <summary>A network as callers see it.</summary>
internal sealed record NetworkItem(
    NetworkId Id,
    [property: Description("Unique over all networks; lower-case letters, digits and dashes.")] string Slug,
    string Name,
    [property: Description("ISO 4217 code of the currency that figures are reported in.")] Currency Currency,
    [property: Description("IANA zone of the head office.")] string TimeZone,
    [property: Description("active or archived.")] string Status,
    [property: Description("Locations that the caller may see, without archived ones.")] int LocationCount,
    long Version,
    DateTimeOffset CreatedAt)
{
    public static NetworkItem Of(TreeSnapshot tree, IReadOnlyList<NodeId> roots) => new(
        tree.Head.Id,
        tree.Head.Slug,
        tree.Head.Name,
        tree.Head.Currency,
        tree.Head.TimeZone,
        tree.Head.Status,
        tree.Within(roots, node => node.Kind == NodeKind.Location && !node.IsArchived).Count,
        tree.Head.Version,
        tree.Head.CreatedAt);
}
