using BookedBarber.Shared;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>Dashboards as they go out. Today so far stands last, so that it can be exchanged without writing the rest again.</summary>
internal static class DashboardBytes
{
    private const string ContentType = "application/json; charset=utf-8";
    private static readonly byte[] NoToday = [.. "null}"u8];

    public static FinishedAnswer Of(DashboardAnswer answer)
    {
        var whole = MeasuresJson.Serialize(answer with { Live = null! });
        return whole.AsSpan().EndsWith([.. "\"live\":"u8, .. NoToday])
            ? Of(whole.AsSpan(..^NoToday.Length), answer.Live)
            : throw new InvalidOperationException("Today so far must be the last property of a dashboard.");
    }

    /// <summary>A dashboard with another today.</summary>
    public static FinishedAnswer Of(FinishedAnswer old, LiveItem live) => Of(old.Body.AsSpan(..old.Settled), live);

    private static FinishedAnswer Of(ReadOnlySpan<byte> settled, LiveItem live) =>
        new([.. settled, .. MeasuresJson.Serialize(live), (byte)'}'], ContentType, settled.Length);
}
