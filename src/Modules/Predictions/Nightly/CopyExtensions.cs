using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Predictions.Nightly;

/// <summary>Values of a bulk copy that may be missing.</summary>
internal static class CopyExtensions
{
    public static Task OptionalAsync<T>(this NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct => value is { } known ? copy.WriteAsync(known, type, cancellationToken) : copy.WriteNullAsync(cancellationToken);
}
