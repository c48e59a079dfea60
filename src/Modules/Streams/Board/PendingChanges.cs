using System.Text.Json;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Streams.Board;

/// <summary>Changes that wait to be applied to the board, merged per network.</summary>
internal sealed class PendingChanges
{
    public sealed class OfNetwork
    {
        public long Seq { get; set; }

        public HashSet<NodeId> Locations { get; } = [];

        public List<Activity> Activity { get; } = [];

        public bool ShiftsChanged { get; set; }
    }

    public Dictionary<NetworkId, OfNetwork> Networks { get; } = [];

    /// <summary>People whose rights changed.</summary>
    public HashSet<PersonId> People { get; } = [];

    public void Add(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            if (change.Network.Value == Guid.Empty)
            {
                continue; // the platform's own actions have no board
            }

            if (!Networks.TryGetValue(change.Network, out var network))
            {
                Networks[change.Network] = network = new OfNetwork();
            }

            network.Seq = Math.Max(network.Seq, change.Seq);
            if (change.Entity == "grant")
            {
                AddPeople(change);
            }

            if (Activity.Concerns(change))
            {
                network.Locations.Add(change.Location!.Value);
                network.Activity.AddRange(Board.Activity.Of(change));
                network.ShiftsChanged |= change.Entity == "shift";
            }
        }
    }

    private void AddPeople(Change change)
    {
        foreach (var rows in new[] { change.Before, change.After })
        {
            if (rows is null)
            {
                continue;
            }

            using var document = JsonDocument.Parse(rows);
            foreach (var row in document.RootElement.EnumerateArray())
            {
                if (row.TryGetProperty("person_id", out var person) && person.TryGetGuid(out var id))
                {
                    People.Add(new PersonId(id));
                }
            }
        }
    }
}
