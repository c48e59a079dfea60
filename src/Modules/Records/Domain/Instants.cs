namespace BookedBarber.Records.Domain;

/// <summary>Instants that can be turned into local days of any zone.</summary>
internal static class Instants
{
    public static bool IsPossible(ref Faults faults, string field, DateTimeOffset instant)
    {
        if (instant.UtcDateTime.Year is >= 1900 and <= 2200)
        {
            return true;
        }

        faults.Add(field, "impossible_date", $"'{field}' is not in this or a neighbouring century.");
        return false;
    }
}
