using System.Diagnostics.CodeAnalysis;

namespace BookedBarber.Integrations.Syncing.Tracing;

/// <summary>How a change names the run or message that brought it, and the connection it came by.</summary>
internal static class SyncCause
{
    private const string Prefix = "sync:";

    public static string Text(Guid connection, Guid cause) => $"{Prefix}{connection:N}:{cause:N}";

    /// <summary>Reads a cause; false: the change was made here, or by something else.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Guid? connection, out Guid cause)
    {
        (connection, cause) = (null, default);
        if (text is null || text.Length != Prefix.Length + 65 || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Guid.TryParseExact(text.AsSpan(Prefix.Length, 32), "N", out var one) || !Guid.TryParseExact(text.AsSpan(Prefix.Length + 33), "N", out cause))
        {
            return false;
        }

        connection = one;
        return true;
    }
}
