namespace BookedBarber.Records.Storage;

/// <summary>How statements that join many rows with a table name the network.</summary>
internal static class ThisNetwork
{
    /// <summary>
    /// The network of $1, hidden from the planner. When it sees the value, and the network is newer than the table's statistics, it takes the
    /// network for empty; then any index that begins with the network seems as good as the right one, and each row to be found costs a walk
    /// over all of the network's: a network's first import would grow with the square of its size.
    /// </summary>
    public const string Sql = "(select $1)";
}
