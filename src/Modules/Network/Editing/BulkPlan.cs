using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Storage;
using BookedBarber.Shared;

namespace BookedBarber.Network.Editing;

/// <summary>Works out what a list of units means for a tree: which are new, which change, which move. Stops at the first that is wrong.</summary>
internal sealed class BulkPlan
{
    private readonly TreeEdit _edit;
    private readonly TimeProvider _clock;
    private readonly SlugBook _slugs;
    private readonly Dictionary<(NodeKind Kind, string Code), Node> _known;
    private readonly Dictionary<NodeId, UnitRow> _stored;
    private readonly HashSet<(NodeKind Kind, string Code)> _sent = [];
    private readonly HashSet<NodeId> _ids;

    /// <param name="edit">The edit in which the plan will be carried out.</param>
    /// <param name="clock">Gives the ids of new units their time.</param>
    /// <param name="stored">Rows of the units that exist already, by id.</param>
    public BulkPlan(TreeEdit edit, TimeProvider clock, IEnumerable<UnitRow> stored)
    {
        (_edit, _clock) = (edit, clock);
        _slugs = new SlugBook(edit.Tree.Nodes.Select(node => node.Slug));
        _stored = stored.ToDictionary(row => row.Id);
        _ids = [.. edit.Tree.Nodes.Select(node => node.Id)];
        _known = [];
        foreach (var node in edit.Tree.Nodes)
        {
            _known.TryAdd(Key(node.Kind, node.Code), node);
        }
    }

    public List<UnitRow> Added { get; } = [];

    public List<UnitRow> Changed { get; } = [];

    public List<(Node Unit, Node Parent)> Moved { get; } = [];

    public List<Hours.Week> Weeks { get; } = [];

    /// <summary>The units in the order sent.</summary>
    public List<NodeId> Order { get; } = [];

    public static (NodeKind Kind, string Code) Key(NodeKind kind, string code) => (kind, code.Trim().ToUpperInvariant());

    /// <summary>Takes in the next unit; the problem when it is wrong.</summary>
    public Problem? Take(NewNode sent)
    {
        var faults = new Faults($"nodes[{Order.Count}].");
        UnitRules.Code(faults, sent.Code);
        UnitRules.Name(faults, sent.Name);
        if (sent.Kind == NodeKind.Network)
        {
            faults.Add("kind", "wrong_level", "Regions, groups and locations can be sent; a network is created by itself.");
        }

        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var key = Key(sent.Kind, sent.Code);
        if (!_sent.Add(key))
        {
            faults.Add("code", "duplicate", $"The {sent.Kind.Name()} {sent.Code} is in the list twice.");
            return faults.ToProblem();
        }

        var existing = _known.GetValueOrDefault(key);
        var parent = ParentOf(sent, existing, faults);
        if (parent is null || faults.Any)
        {
            return faults.ToProblem();
        }

        return Permit(existing, parent, sent.Kind) ?? (existing is null ? Add(sent, parent, faults) : Change(sent, existing, parent, faults));
    }

    // A location's parent code means a group before a region of the same code; a group's or region's a region first.
    private Node? ParentOf(NewNode sent, Node? existing, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(sent.ParentCode))
        {
            return existing?.ParentId is { } parent ? _edit.Tree.Find(parent) : _edit.Tree.Root;
        }

        NodeKind[] levels = sent.Kind switch
        {
            NodeKind.Location => [NodeKind.Group, NodeKind.Region],
            NodeKind.Group => [NodeKind.Region, NodeKind.Group],
            _ => [NodeKind.Region],
        };
        foreach (var level in levels)
        {
            if (_known.TryGetValue(Key(level, sent.ParentCode), out var found))
            {
                return found;
            }
        }

        faults.Add("parentCode", "not_found", $"No {(sent.Kind == NodeKind.Region ? "region" : "region or group")} has the code '{sent.ParentCode}'. Send parents before children.");
        return null;
    }

    private Problem? Permit(Node? existing, Node parent, NodeKind kind)
    {
        if (existing is not null && !_edit.May(Permission.NetworkWrite, existing.Ref))
        {
            return Problem.Forbidden($"change {existing.Name}");
        }

        return existing?.ParentId == parent.Id ? null : ParentRules.Check(parent, kind, _edit.May(Permission.NetworkWrite, parent.Ref)).Problem;
    }

    private Problem? Add(NewNode sent, Node parent, Faults faults)
    {
        var id = sent.Id ?? NodeId.New(_clock);
        if (!_ids.Add(id))
        {
            faults.Add("id", "taken", "Another unit has this id.");
        }

        var network = _edit.Tree.Head;
        var row = Merge(sent, new UnitRow { Id = id, Kind = sent.Kind.Name(), ParentId = parent.Id.Value, Path = [.. parent.Ref.Path, id], Currency = network.Currency.Code, TimeZone = network.TimeZone, Status = Initial(sent.Kind) });
        if (Check(row, sent, faults) is { } problem)
        {
            return problem;
        }

        row = row with { Slug = _slugs.Take(row.Name, row.Code, row.Kind) };
        Added.Add(row);
        _known.Add(Key(sent.Kind, sent.Code), Draft(row, sent.Kind, parent));
        Note(sent, id, _edit.Tree.Root.DayAt(_edit.Now));
        return null;
    }

    private Problem? Change(NewNode sent, Node existing, Node parent, Faults faults)
    {
        var row = Merge(sent, _stored[existing.Id]);
        if (Check(row, sent, faults) is { } problem)
        {
            return problem;
        }

        Changed.Add(row);
        if (existing.ParentId != parent.Id)
        {
            Moved.Add((existing, parent));
        }

        Note(sent, existing.Id, existing.DayAt(_edit.Now));
        return null;
    }

    private void Note(NewNode sent, NodeId id, DateOnly today)
    {
        Order.Add(id);
        if (sent.Hours is { } hours)
        {
            Weeks.Add(new Hours.Week(id, today, hours));
        }
    }

    private static UnitRow Merge(NewNode sent, UnitRow row) => row with
    {
        Code = sent.Code.Trim(),
        Name = sent.Name.Trim(),
        TimeZone = sent.TimeZone ?? row.TimeZone,
        Currency = sent.Currency ?? row.Currency,
        Latitude = sent.Latitude ?? row.Latitude,
        Longitude = sent.Longitude ?? row.Longitude,
        Address = sent.Address ?? row.Address,
        Chairs = sent.Chairs ?? row.Chairs,
        OpenedOn = sent.OpenedOn ?? row.OpenedOn,
        ClosedOn = sent.ClosedOn ?? row.ClosedOn,
        Status = sent.Status ?? row.Status,
    };

    private static Problem? Check(UnitRow row, NewNode sent, Faults faults)
    {
        UnitRules.TimeZone(faults, row.TimeZone);
        UnitRules.Money(faults, row.Currency);
        UnitRules.Place(faults, row.Latitude, row.Longitude);
        UnitRules.Address(faults, row.Address);
        UnitRules.Chairs(faults, row.Chairs);
        if (sent.Kind == NodeKind.Location)
        {
            UnitRules.Life(faults, row.Status, row.OpenedOn, row.ClosedOn);
        }
        else if (row.Status != LocationStatus.Active || sent.Hours is not null)
        {
            faults.Add(sent.Hours is null ? "status" : "hours", "wrong_level", "Only locations have a status and opening hours.");
        }

        OpeningWeek.Check(faults, sent.Hours ?? []);
        return faults.Any ? faults.ToProblem() : null;
    }

    private static string Initial(NodeKind kind) => kind == NodeKind.Location ? LocationStatus.Open : LocationStatus.Active;

    // Stands in for a unit that is not stored yet, so that later ones in the list can be put below it.
    private Node Draft(UnitRow row, NodeKind kind, Node parent) => new(
        new NodeRef(_edit.Network, row.Id, kind, row.Path),
        parent.Id,
        row.Slug,
        row.Code,
        row.Name,
        Currency.Of(row.Currency),
        Zones.Of(row.TimeZone),
        row.Status,
        row.Latitude,
        row.Longitude,
        row.Chairs,
        row.OpenedOn,
        row.ClosedOn,
        IsArchived: false,
        row.Version);
}
