namespace BookedBarber.Records.Storage;

/// <summary>Begins the SQL of a short query over tables that are partitioned by day.</summary>
internal static class PlanOnce
{
    /// <summary>
    /// Keeps one plan for all parameters until the transaction ends. Planning over two dozen partitions takes many times as long as the query;
    /// the one plan leaves out at its start all partitions but those of the parameters' days.
    /// </summary>
    /// <remarks>Not for reports whose best plan depends on the parameters.</remarks>
    public const string Sql = "set local plan_cache_mode = force_generic_plan;";
}
