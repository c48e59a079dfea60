using System.Collections.Concurrent;
using System.Diagnostics;

namespace BookedBarber.Bench.Load.Streaming;

/// <summary>Matches frames to the sales they tell of. A frame may well be here before the answer to the POST that made it.</summary>
internal sealed class Deliveries
{
    private readonly ConcurrentDictionary<Guid, Sale> _sales = [];
    private long _heard;
    private long _expected;
    private long _acknowledged;

    /// <summary>From the acknowledgement of the sale to the frame; a frame that was quicker counts as 0.</summary>
    public Latencies FromAcknowledged { get; } = new();

    /// <summary>From the sending of the sale to the frame: an upper bound of what follows the commit.</summary>
    public Latencies FromSent { get; } = new();

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public long Expected => Volatile.Read(ref _expected);

    public long Heard => Volatile.Read(ref _heard);

    public void Tell(Guid id, int listening, long sentAt)
    {
        var sale = _sales.GetOrAdd(id, _ => new Sale());
        var now = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _acknowledged);
        Interlocked.Add(ref _expected, listening);
        lock (sale)
        {
            (sale.SentAt, sale.AcknowledgedAt) = (sentAt, now);
            sale.Early.ForEach(at => Record(sale, at));
            sale.Early.Clear();
        }
    }

    public void Hear(Guid id)
    {
        var now = Stopwatch.GetTimestamp();
        var sale = _sales.GetOrAdd(id, _ => new Sale());
        lock (sale)
        {
            if (sale.AcknowledgedAt == 0)
            {
                sale.Early.Add(now); // or somebody else's sale
            }
            else
            {
                Record(sale, now);
            }
        }
    }

    private void Record(Sale sale, long at)
    {
        Interlocked.Increment(ref _heard);
        FromAcknowledged.Record(at > sale.AcknowledgedAt ? Stopwatch.GetElapsedTime(sale.AcknowledgedAt, at) : TimeSpan.Zero);
        FromSent.Record(Stopwatch.GetElapsedTime(sale.SentAt, at));
    }

    private sealed class Sale
    {
        public long SentAt { get; set; }

        public long AcknowledgedAt { get; set; }

        public List<long> Early { get; } = [];
    }
}
