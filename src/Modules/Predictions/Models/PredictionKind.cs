namespace BookedBarber.Predictions.Models;

/// <summary>What a model tells.</summary>
internal enum PredictionKind
{
    Revenue,
    Clients,
    NoShow,
    Demand,
    Price,
    Sites,
}

/// <summary>The names of kinds in tables and on the wire.</summary>
internal static class PredictionKinds
{
    public static readonly IReadOnlyList<PredictionKind> All = Enum.GetValues<PredictionKind>();

    public static string Name(this PredictionKind kind) => kind switch
    {
        PredictionKind.Revenue => "revenue",
        PredictionKind.Clients => "clients",
        PredictionKind.NoShow => "no_show",
        PredictionKind.Demand => "demand",
        PredictionKind.Price => "price",
        _ => "sites",
    };

    public static bool TryParse(string? name, out PredictionKind kind)
    {
        foreach (var candidate in All)
        {
            if (candidate.Name() == name)
            {
                kind = candidate;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
