namespace BookedBarber.Sandbox.Kit.State;

/// <summary>What happened to an object.</summary>
internal enum ChangeKind
{
    Added,
    Changed,
    Deleted,
}
