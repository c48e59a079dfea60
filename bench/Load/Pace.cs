using System.Diagnostics;
using System.Threading.Channels;

namespace BookedBarber.Bench.Load;

/// <summary>
/// Work at a fixed rate that does not wait for answers: every piece has a due time on a fixed schedule, and its latency counts from then, so
/// that a stall of the server is seen by everybody who would have come during it (no coordinated omission).
/// </summary>
internal static class Pace
{
    /// <param name="perSecond">Pieces of work in a second.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="workers">One per connection: each takes the next piece that is due, as (its number, due time).</param>
    public static async Task RunAsync(int perSecond, int seconds, IEnumerable<Func<long, long, Task>> workers)
    {
        var due = Channel.CreateUnbounded<(long Number, long At)>(new UnboundedChannelOptions { SingleWriter = true });
        var running = workers.Select(work => Task.Run(async () =>
        {
            await foreach (var (number, at) in due.Reader.ReadAllAsync())
            {
                await work(number, at);
            }
        })).ToList();
        var clock = new Thread(() => Schedule(perSecond, (long)perSecond * seconds, due.Writer)) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        clock.Start();
        await Task.WhenAll(running);
    }

    private static void Schedule(int perSecond, long count, ChannelWriter<(long Number, long At)> due)
    {
        var start = Stopwatch.GetTimestamp();
        for (var number = 0L; number < count;)
        {
            for (; number < count; number++)
            {
                var at = start + (long)((double)number / perSecond * Stopwatch.Frequency);
                if (at > Stopwatch.GetTimestamp())
                {
                    break;
                }

                due.TryWrite((number, at));
            }

#pragma warning disable RS0030 // a thread of its own: a timer's callback would wait behind the very load that it paces
            Thread.Sleep(1);
#pragma warning restore RS0030
        }

        due.Complete();
    }
}
