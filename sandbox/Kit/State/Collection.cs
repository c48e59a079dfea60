using System.Text.Json.Nodes;

namespace BookedBarber.Sandbox.Kit.State;

/// <summary>What a list is ordered by.</summary>
internal enum SortBy
{
    Sequence,
    Created,
    Updated,
}

/// <summary>The objects of one kind in one account. Not safe by itself: whoever uses it holds the account's <see cref="Account.Gate"/>.</summary>
internal sealed class Collection(string name, Account account)
{
    private readonly Dictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<SortBy, List<StoredObject>> _views = [];

    public string Name => name;

    /// <summary>Objects that are not deleted, oldest first.</summary>
    public IReadOnlyList<StoredObject> Live => [.. Ordered(SortBy.Sequence).Where(item => !item.Deleted)];

    public int Count => _objects.Values.Count(item => !item.Deleted);

    public StoredObject? Find(string? id) => id is not null && _objects.TryGetValue(id, out var item) && !item.Deleted ? item : null;

    public StoredObject? FindEvenDeleted(string? id) => id is null ? null : _objects.GetValueOrDefault(id);

    /// <summary>All objects, the deleted among them, in ascending order; kept until something changes.</summary>
    public IReadOnlyList<StoredObject> Ordered(SortBy by)
    {
        if (!_views.TryGetValue(by, out var view))
        {
            _views[by] = view = [.. _objects.Values];
            view.Sort((left, right) => Key(left, by).CompareTo(Key(right, by)));
        }

        return view;
    }

    /// <summary>Where an object stands in an order: the sequence breaks ties, so that equal times still have one order.</summary>
    public static (long Ticks, long Sequence) Key(StoredObject item, SortBy by) => by switch
    {
        SortBy.Created => (item.Created.UtcTicks, item.Sequence),
        SortBy.Updated => (item.Updated.UtcTicks, item.Sequence),
        _ => (item.Sequence, item.Sequence),
    };

    /// <summary>Adds an object, stamped with the vendor's own time and version fields.</summary>
    public StoredObject Add(string id, JsonObject body, DateTimeOffset? created = null)
    {
        var at = created ?? account.Now;
        return Keep(new StoredObject(id, body, at, at, account.NextSequence(), 1, Deleted: false), ChangeKind.Added);
    }

    /// <summary>Replaces an object by one that <paramref name="change"/> has altered; its time of change and version move.</summary>
    public StoredObject Change(string id, Action<JsonObject> change, DateTimeOffset? at = null)
    {
        var before = _objects[id];
        var body = before.Copy();
        change(body);
        return Keep(before with { Body = body, Updated = at ?? account.Now, Version = before.Version + 1 }, ChangeKind.Changed);
    }

    /// <summary>Marks an object deleted; vendors that tell of deletions still list it as such.</summary>
    public StoredObject Delete(string id) =>
        Keep(_objects[id] with { Body = _objects[id].Copy(), Updated = account.Now, Version = _objects[id].Version + 1, Deleted = true }, ChangeKind.Deleted);

    private StoredObject Keep(StoredObject item, ChangeKind kind)
    {
        account.Stamp(name, item);
        _objects[item.Id] = item;
        _views.Clear();
        account.Tell(name, kind, item);
        return item;
    }
}
