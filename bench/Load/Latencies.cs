namespace BookedBarber.Bench.Load;

/// <summary>Durations in steps of 50 µs up to a minute; what took longer counts as a minute. For any number of threads.</summary>
internal sealed class Latencies
{
    private const int StepMicroseconds = 50;
    private readonly int[] _counts = new int[60 * 1_000_000 / StepMicroseconds];
    private long _total;

    public long Count => Volatile.Read(ref _total);

    public void Record(TimeSpan duration)
    {
        var step = (int)Math.Clamp(duration.TotalMicroseconds / StepMicroseconds, 0, _counts.Length - 1);
        Interlocked.Increment(ref _counts[step]);
        Interlocked.Increment(ref _total);
    }

    /// <summary>The duration in milliseconds that this share of all stayed at or below.</summary>
    public double Quantile(double share)
    {
        var (wanted, seen) = ((long)Math.Ceiling(share * Count), 0L);
        for (var step = 0; step < _counts.Length; step++)
        {
            seen += _counts[step];
            if (seen >= wanted && seen > 0)
            {
                return (step + 1) * StepMicroseconds / 1000.0;
            }
        }

        return 0;
    }

    public FormattableString Summary => $"p50 {Quantile(0.50):N1} ms, p95 {Quantile(0.95):N1} ms, p99 {Quantile(0.99):N1} ms, max {Quantile(1):N1} ms";
}
