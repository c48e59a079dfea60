using System.Collections.Concurrent;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Domain;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Makes the deliveries of one endpoint while this node holds it. Endpoints have nothing in common but the writer of outcomes, so one that hangs holds up nobody else.</summary>
#pragma warning disable CA1001 // a SemaphoreSlim whose wait handle is never asked for holds nothing, and deliveries may still give their slot back when the lane has ended
internal sealed partial class Lane(Guid network, Guid endpoint, string holder, LaneStore store, Sender sender, OutcomeWriter outcomes, TimeProvider clock, ILogger logger)
#pragma warning restore CA1001
{
    /// <summary>Deliveries in flight at once: enough for a quick receiver, few enough to be polite to a slow one.</summary>
    public const int AtOnce = 32;

    /// <summary>Failures in a row after which an endpoint is left alone for a while and then tried with a few deliveries.</summary>
    public const int FailuresBeforeRest = 8;

    private const int Window = 256;
    private const int Probing = 2;
    private const int IdleRoundsBeforeRelease = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5); // an old key stops signing by the clock, which nobody announces
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, bool> _inFlight = new();
    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);
    private readonly FeedSignal _signal = new();
    private volatile bool _isStale = true;
    private volatile bool _isClosing;
    private volatile bool _hasMore;
    private int _failures;
    private long _restUntil;

    /// <summary>The endpoint.</summary>
    public Guid Endpoint => endpoint;

    /// <summary>Something was put in line, or (<paramref name="isChange"/>) the endpoint was changed.</summary>
    public void Wake(bool isChange)
    {
        if (isChange)
        {
            _isStale = true;
        }

        _signal.Wake();
    }

    /// <summary>Runs until nothing is due any more, the endpoint is paused or rests, or <paramref name="lease"/> is cancelled; then lets go of the endpoint.</summary>
    public async Task RunAsync(CancellationToken lease)
    {
        try
        {
            await DeliverAsync(lease);
        }
        catch (OperationCanceledException) when (lease.IsCancellationRequested)
        {
            Log.Stopped(logger, endpoint);
        }
#pragma warning disable CA1031 // whatever it was: the endpoint is given back and taken up again by whoever claims it next
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.Failed(logger, fault, endpoint);
            RestFor(Round);
        }

        _isClosing = true;
        while (!_inFlight.IsEmpty)
        {
            await _signal.WaitAsync(Round, CancellationToken.None);
        }

        await ReleaseAsync();
    }

    private async Task DeliverAsync(CancellationToken lease)
    {
        Target? target = null;
        var idle = 0;
        var looked = clock.GetTimestamp();
        while (!lease.IsCancellationRequested && !IsResting && !_isClosing)
        {
            if (_isStale || idle > 0 || clock.GetElapsedTime(looked) > BetweenLooks)
            {
                _isStale = false;
                looked = clock.GetTimestamp();
                target = await store.FindTargetAsync(network, endpoint, lease);
                if (target is null)
                {
                    return; // paused or deleted
                }

                _failures = Math.Max(_failures, target.Failures);
            }

            var free = (_failures >= FailuresBeforeRest ? Probing : Window) - _inFlight.Count;
            var due = free > 0 ? await store.DueAsync(target!, [.. _inFlight.Keys], free, lease) : [];
            _hasMore = due.Count >= free;
            foreach (var delivery in due)
            {
                _inFlight[delivery.EventId] = true;
                _ = MakeAsync(target!, delivery, lease);
            }

            if (due.Count == 0 && _inFlight.IsEmpty)
            {
                if (++idle >= IdleRoundsBeforeRelease)
                {
                    return;
                }
            }
            else
            {
                idle = 0;
            }

            await _signal.WaitAsync(Round, lease);
        }
    }

    private async Task MakeAsync(Target target, PendingDelivery delivery, CancellationToken lease)
    {
        var wake = true;
        try
        {
            await _slots.WaitAsync(lease);
            try
            {
                if (!_isClosing && !IsResting)
                {
                    wake = await AttemptAsync(target, delivery, lease);
                }
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or OutcomeLostException)
        {
            // What came of it is not known to the database: the delivery is made again, by whoever holds the endpoint then.
            Log.Unknown(logger, endpoint, delivery.EventId, fault.GetType().Name);
        }
#pragma warning disable CA1031 // nobody awaits this: a fault of one delivery ends the lane, which is logged and taken up anew
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.Failed(logger, fault, endpoint);
            RestFor(Round);
        }

        _inFlight.TryRemove(delivery.EventId, out _);
        if (wake || _isClosing || IsResting || (_hasMore && _inFlight.Count <= Window / 2))
        {
            _signal.Wake();
        }
    }

    /// <returns>Whether a later delivery of the same entity may now follow.</returns>
    private async Task<bool> AttemptAsync(Target target, PendingDelivery delivery, CancellationToken lease)
    {
        var answer = await sender.SendAsync(target, delivery.EventId, delivery.Payload, lease);
        var now = clock.GetUtcNow();
        var isGone = answer.Cause == Cause.Gone;
        DateTimeOffset? nextAt = answer.Accepted ? null
            : isGone ? now
            : now + RetryCalendar.PauseAfter(delivery.Attempts + 1, Jitter(), answer.RetryAfter);
        Learn(answer);
        _isClosing |= isGone;

        // In line until it is durable: only then may the next one of its entity be read.
        var stored = await outcomes.WriteAsync(new Outcome(network, endpoint, delivery, answer, now, nextAt, isGone));
        _isClosing |= stored.IsPaused;
        return stored.HasFollower || !answer.Accepted;
    }

    /// <summary>An endpoint that fails again and again is left alone, longer and longer; one that asks for time gets it.</summary>
    private void Learn(Answer answer)
    {
        if (answer.Accepted)
        {
            Volatile.Write(ref _failures, 0);
            return;
        }

        var failures = Interlocked.Increment(ref _failures);
        if (answer.RetryAfter is { } asked)
        {
            RestFor(asked < RetryCalendar.MostRetryAfter ? asked : RetryCalendar.MostRetryAfter);
        }
        else if (failures >= FailuresBeforeRest)
        {
            var rest = Round * Math.Pow(2, Math.Min(failures - FailuresBeforeRest, 10));
            RestFor(rest < LongestRest ? rest : LongestRest);
        }
    }

    private bool IsResting => clock.GetUtcNow().UtcTicks < Interlocked.Read(ref _restUntil);

    private void RestFor(TimeSpan time)
    {
        var until = (clock.GetUtcNow() + time).UtcTicks;
        if (until > Interlocked.Read(ref _restUntil))
        {
            Interlocked.Exchange(ref _restUntil, until);
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            var until = Interlocked.Read(ref _restUntil);
            await store.ReleaseAsync(network, endpoint, holder, until == 0 ? null : new DateTimeOffset(until, TimeSpan.Zero), CancellationToken.None);
        }
#pragma warning disable CA1031 // the lease runs out by itself, and the endpoint goes to whoever claims it next
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.NotReleased(logger, fault, endpoint);
        }
    }

#pragma warning disable CA5394 // spreads retries; nothing is kept secret by it
    private static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394

    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Debug, "Deliveries of endpoint {Endpoint} were stopped.")]
        public static partial void Stopped(ILogger logger, Guid endpoint);

        [LoggerMessage(7102, LogLevel.Error, "Deliveries of endpoint {Endpoint} met a fault; they go on in a moment.")]
        public static partial void Failed(ILogger logger, Exception fault, Guid endpoint);

        [LoggerMessage(7103, LogLevel.Debug, "What came of delivery {EventId} at endpoint {Endpoint} is not known ({Fault}); it is made again.")]
        public static partial void Unknown(ILogger logger, Guid endpoint, Guid eventId, string fault);

        [LoggerMessage(7104, LogLevel.Warning, "Endpoint {Endpoint} could not be let go; its lease will run out.")]
        public static partial void NotReleased(ILogger logger, Exception fault, Guid endpoint);
    }
}
