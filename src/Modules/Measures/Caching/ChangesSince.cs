namespace BookedBarber.Measures.Caching;

/// <summary>What has changed since a value was made.</summary>
internal sealed class ChangesSince
{
    private HashSet<Guid>? _nodes = [];

    /// <summary>From then on the value must not be served; null: nothing has changed.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>Which nodes; null: not known.</summary>
    public IReadOnlySet<Guid>? Nodes => _nodes;

    /// <summary>What has changed since another value was made has changed for one that is made from it, too.</summary>
    public void Add(ChangesSince earlier)
    {
        if (earlier.Deadline is { } deadline)
        {
            Add(deadline, earlier.Nodes);
        }
    }

    public void Add(DateTimeOffset deadline, IReadOnlySet<Guid>? nodes)
    {
        Deadline = Deadline is { } earlier && earlier < deadline ? earlier : deadline;
        if (nodes is null)
        {
            _nodes = null;
        }
        else
        {
            _nodes?.UnionWith(nodes);
        }
    }
}
