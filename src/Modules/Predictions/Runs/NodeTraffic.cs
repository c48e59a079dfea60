using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Predictions.Runs;

/// <summary>How many requests this node answers, as its web server measures it.</summary>
internal sealed class NodeTraffic : IHostedService, IDisposable
{
    /// <summary>So long few enough requests must have come before the node counts as idle; also after its start, as people come back when a server does.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private const int Seconds = 60;
    private const int BusySeconds = 2;

    // One person who looks around asks for a handful a second; many, or machines, for more.
    private const int FewASecond = 5;

    private readonly TimeProvider _clock;
    private readonly MeterListener _listener;
    private readonly long _start;
    private readonly (long Second, int Count)[] _answered = new (long, int)[Seconds];
    private readonly Lock _lock = new();

    public NodeTraffic(TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Count());
    }

    /// <summary>Whether hardly anybody has asked for a minute.</summary>
    public bool IsIdle => _clock.GetElapsedTime(_start) >= Quiet && Answered(Seconds) < FewASecond * Seconds;

    /// <summary>Whether people, or systems, ask right now.</summary>
    public bool IsBusy => Answered(BusySeconds) >= FewASecond * BusySeconds;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    /// <summary>Counts one request.</summary>
    internal void Count()
    {
        var second = Now;
        lock (_lock)
        {
            ref var place = ref _answered[second % Seconds];
            place = (second, place.Second == second ? place.Count + 1 : 1);
        }
    }

    private long Now => (long)_clock.GetElapsedTime(_start).TotalSeconds;

    private int Answered(int seconds)
    {
        var since = Now - seconds;
        lock (_lock)
        {
            return _answered.Sum(place => place.Second > since ? place.Count : 0);
        }
    }
}
