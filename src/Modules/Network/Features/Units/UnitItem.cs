using System.ComponentModel;
using System.Text.Json.Serialization;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Storage;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;

namespace BookedBarber.Network.Features.Units;

/// <summary>A region, group or location as callers see it.</summary>
internal sealed record UnitItem
{
    public required NodeId Id { get; init; }

    public required NetworkId NetworkId { get; init; }

    public required NodeKind Kind { get; init; }

    public required NodeId? ParentId { get; init; }

    [Description("From the network down to the unit itself.")]
    public required IReadOnlyList<PathStep> Path { get; init; }

    [Description("Unique in the network; lower-case letters, digits and dashes.")]
    public required string Slug { get; init; }

    [Description("The code that files and reports use; unique among units of its level, without case.")]
    public required string Code { get; init; }

    public required string Name { get; init; }

    [Description("candidate, signed, building, open, suspended, transferred, terminated or closed for a location; active for regions and groups.")]
    public required string Status { get; init; }

    public required long Version { get; init; }

    [Description("IANA zone in which business days are counted.")]
    public required string TimeZone { get; init; }

    [Description("ISO 4217 code.")]
    public required string Currency { get; init; }

    [Description("When it was archived; absent while it is not.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ArchivedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Latitude { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Longitude { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Chairs { get; init; }

    [Description("First business day.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? OpenedOn { get; init; }

    [Description("Last business day.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The unit as the tree holds it.</summary>
    public static UnitItem Of(Contracts.Node node, TreeSnapshot tree) => new()
    {
        Id = node.Id,
        NetworkId = tree.Head.Id,
        Kind = node.Kind,
        ParentId = node.ParentId,
        Path = PathOf(node.Ref.Path, tree),
        Slug = node.Slug,
        Code = node.Code,
        Name = node.Name,
        Status = node.Status,
        Version = node.Version,
        TimeZone = node.Zone.Id,
        Currency = node.Currency.Code,
        ArchivedAt = node.ArchivedAt,
        Latitude = node.Latitude,
        Longitude = node.Longitude,
        Address = node.Address,
        Chairs = node.Chairs,
        OpenedOn = node.OpenedOn,
        ClosedOn = node.ClosedOn,
    };

    /// <summary>The unit as it is stored, which may be newer than the tree.</summary>
    public static UnitItem Of(UnitRow row, TreeSnapshot tree)
    {
        var kind = UnitKinds.Parse(row.Kind);
        return new UnitItem
        {
            Id = row.Id,
            NetworkId = tree.Head.Id,
            Kind = kind,
            ParentId = row.ParentId is { } parent ? new NodeId(parent) : null,
            Path = PathOf(tree.Find(row.Id)?.Ref.Path ?? [row.Id], tree),
            Slug = row.Slug,
            Code = row.Code,
            Name = row.Name,
            Status = row.Status,
            Version = row.Version,
            TimeZone = row.TimeZone,
            Currency = kind == NodeKind.Location ? row.Currency : tree.Head.Currency.Code,
            ArchivedAt = row.ArchivedAt,
            Latitude = row.Latitude,
            Longitude = row.Longitude,
            Address = row.Address,
            Chairs = row.Chairs,
            OpenedOn = row.OpenedOn,
            ClosedOn = row.ClosedOn,
        };
    }

    private static IReadOnlyList<PathStep> PathOf(IReadOnlyList<NodeId> path, TreeSnapshot tree) =>
        [.. path.Select(tree.Find).OfType<Contracts.Node>().Select(node => new PathStep(node.Id, node.Kind, node.Name))];
}

/// <summary>A step on the way from the network to a unit.</summary>
internal sealed record PathStep(NodeId Id, NodeKind Kind, string Name);
