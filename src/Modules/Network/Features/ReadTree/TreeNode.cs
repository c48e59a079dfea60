using System.ComponentModel;
using System.Text.Json.Serialization;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Network.Features.ReadTree;

/// <summary>A unit in the tree.</summary>
internal sealed record TreeNode
{
    public required NodeId Id { get; init; }

    public required NodeId? ParentId { get; init; }

    public required NodeKind Kind { get; init; }

    [Description("Empty for a unit above the caller's branches, of which only the name is shown.")]
    public required string Slug { get; init; }

    [Description("Empty for a unit above the caller's branches.")]
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    [Description("0 for a unit above the caller's branches.")]
    public required long Version { get; init; }

    [Description("true for a unit above the caller's branches, shown by name so that the way to the network is whole.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NameOnly { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Archived { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeZone { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Latitude { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Longitude { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Chairs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? OpenedOn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ClosedOn { get; init; }

    public static TreeNode Of(Node node) => new()
    {
        Id = node.Id,
        ParentId = node.ParentId,
        Kind = node.Kind,
        Slug = node.Slug,
        Code = node.Code,
        Name = node.Name,
        Status = node.Status,
        Version = node.Version,
        Archived = node.IsArchived,
        TimeZone = node.Zone.Id,
        Currency = node.Currency.Code,
        Latitude = node.Latitude,
        Longitude = node.Longitude,
        Chairs = node.Chairs,
        OpenedOn = node.OpenedOn,
        ClosedOn = node.ClosedOn,
    };

    public static TreeNode NameOf(Node node) => new()
    {
        Id = node.Id,
        ParentId = node.ParentId,
        Kind = node.Kind,
        Slug = string.Empty,
        Code = string.Empty,
        Name = node.Name,
        Status = Domain.LocationStatus.Active,
        Version = 0,
        NameOnly = true,
    };
}

/// <summary>The tree of a network as far as the caller may see it.</summary>
/// <param name="Nodes">The network first, parents before children.</param>
/// <param name="Version">Grows with every change to the network's tree.</param>
internal sealed record TreeBody(IReadOnlyList<TreeNode> Nodes, long Version);
