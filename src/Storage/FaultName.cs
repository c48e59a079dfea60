using Npgsql;

namespace BookedBarber.Storage;

/// <summary>Names a fault where it is kept or shown: its kind and PostgreSQL's code, never its message, which can hold personal data.</summary>
internal static class FaultName
{
    public static string Of(Exception fault) => fault is PostgresException refused ? $"PostgreSQL's error {refused.SqlState}" : fault.GetType().Name;
}
