namespace BookedBarber.Predictions.Nightly.Outcomes;

/// <summary>SQL that sums single outcomes up.</summary>
internal static class OutcomeSums
{
    /// <summary>Inserts sums of rows <c>o(location_id, month, p, happened)</c>; takes <c>@Network</c>, <c>@Kind</c> and <c>@Borders</c>, and replaces none: those of the months must be gone.</summary>
    public static string Insert(string rows) =>
        $"""
         insert into predictions.outcome (network_id, kind, location_id, month, band, cases, happened, said, variance, squares)
         select @Network, @Kind, location_id, month, width_bucket(p, @Borders::float8[]), count(*), count(*) filter (where happened), sum(p), sum(p * (1 - p)), sum(case when happened then (1 - p) * (1 - p) else p * p end)
         from ({rows}) o
         group by location_id, month, width_bucket(p, @Borders::float8[])
         """;
}
