using BookedBarber.Measures.Cells;
using BookedBarber.Measures.Contracts;
using BookedBarber.Measures.Peers;
using BookedBarber.Measures.Reading;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Caching;

/// <summary>Drops cached values on every node when what they rest on has settled anew.</summary>
internal sealed class CacheKeeper(AnswerCache answers, LocationFiguresCache figures, TargetsCache targets) : IFeedListener
{
    public void OnChanges(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change.Entity)
            {
                case RollUp.SettledAction when change.After is { } details:
                    var settled = StorageJson.Deserialize<Settled>(details);
                    var days = new Period(settled.From, settled.To);
                    answers.Drop(change.Network, days, settled is { Locations: { } locations, Above: { } above } ? locations.Concat(above).ToHashSet() : null);
                    figures.Drop(change.Network, days, settled.Locations?.ToHashSet());
                    break;
                case "target":
                    targets.Drop(change.Network);
                    answers.Drop(change.Network);
                    break;
                case "measure_parameter" or "node" or "network" or IOutlook.ToldAction:
                    answers.Drop(change.Network);
                    break;
                default:
                    break;
            }
        }
    }

    public void Reset()
    {
        targets.Clear();
        figures.Clear();
        answers.Clear();
    }
}
