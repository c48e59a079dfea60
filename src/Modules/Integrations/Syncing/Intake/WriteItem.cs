using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>An item that is to be written.</summary>
internal sealed class WriteItem(IntakeItem item, Node place, RecordLink? link, CanonicalRecord record)
{
    public IntakeItem Item => item;

    /// <summary>Where it is to be written.</summary>
    public Node Place => place;

    /// <summary>What it was linked with before; null: it is new.</summary>
    public RecordLink? Link => link;

    /// <summary>The record as it is to be stored: the vendor's, or both sides' put together.</summary>
    public CanonicalRecord Record { get; set; } = record;
}
