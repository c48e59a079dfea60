using BookedBarber.Sandbox.Kit.Data;

namespace BookedBarber.Sandbox.Kit.State;

/// <summary>One customer of the vendor (a merchant, a company, a portal) and everything it has there.</summary>
internal sealed class Account(string id, string name, VirtualClock clock, Vendor vendor)
{
    private readonly Dictionary<string, Collection> _collections = new(StringComparer.Ordinal);
    private long _sequence;

    public string Id => id;

    public string Name => name;

    /// <summary>Held while a call reads or changes the account.</summary>
    public Lock Gate { get; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Draws what is believable; the same on every start.</summary>
    public Dice Dice { get; } = new(id);

    /// <summary>Answers already given to idempotency keys.</summary>
    public Dictionary<string, KeptAnswer> Answered { get; } = new(StringComparer.Ordinal);

    public IEnumerable<Collection> Collections => _collections.Values;

    public Collection this[string collection]
    {
        get
        {
            if (!_collections.TryGetValue(collection, out var found))
            {
                _collections[collection] = found = new Collection(collection, this);
            }

            return found;
        }
    }

    public long NextSequence() => ++_sequence;

    /// <summary>True while the account is filled at the start, when the vendor tells nobody.</summary>
    public bool Filling { get; set; } = true;

    public void Stamp(string collection, StoredObject item) => vendor.Stamp(collection, item);

    public void Tell(string collection, ChangeKind kind, StoredObject item)
    {
        if (!Filling)
        {
            vendor.OnChange(this, collection, kind, item);
        }
    }
}
