namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>What became of items.</summary>
/// <param name="Read">Items in all.</param>
/// <param name="Created">New records.</param>
/// <param name="Changed">Records that say something else now.</param>
/// <param name="Unchanged">Just so already, or older than what was taken before.</param>
/// <param name="Refused">The map or the records refuse them; kept with the cause.</param>
/// <param name="Held">Their place is not known yet; kept until it is.</param>
/// <param name="Removed">Records taken back.</param>
/// <param name="Skipped">Left out by the map or with their place.</param>
internal readonly record struct IntakeCounts(long Read, long Created, long Changed, long Unchanged, long Refused, long Held, long Removed, long Skipped)
{
    public static IntakeCounts operator +(IntakeCounts one, IntakeCounts other) => new(
        one.Read + other.Read, one.Created + other.Created, one.Changed + other.Changed, one.Unchanged + other.Unchanged,
        one.Refused + other.Refused, one.Held + other.Held, one.Removed + other.Removed, one.Skipped + other.Skipped);
}
