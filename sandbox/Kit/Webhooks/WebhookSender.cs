using System.Net.Http.Headers;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Webhooks;

/// <summary>Sends a vendor's webhooks: signed as the vendor does, tried again by its own calendar (which follows the virtual clock), with what one asked to go wrong.</summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private const int Kept = 2000;
    private const int AtOnce = 16;
    private readonly Vendor _vendor;
    private readonly VirtualClock _clock;
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private readonly List<Delivery> _waiting = [];
    private readonly LinkedList<Delivery> _all = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _drop, _forge, _truncate, _repeat, _sending;

    public WebhookSender(Vendor vendor, VirtualClock clock)
    {
        _vendor = vendor;
        _clock = clock;
        _clock.WhenMoved = Wake;
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = AtOnce }) { Timeout = TimeSpan.FromSeconds(15) };

    public IReadOnlyList<Subscription> Subscriptions
    {
        get
        {
            lock (_gate)
            {
                return [.. _subscriptions];
            }
        }
    }

    /// <summary>The latest deliveries, oldest first.</summary>
    public IReadOnlyList<object> Deliveries
    {
        get
        {
            lock (_gate)
            {
                return [.. _all.Select(delivery => delivery.Row)];
            }
        }
    }

    /// <summary>Adds to what is to go wrong with the next webhooks.</summary>
    public void Break(WebhookFaults faults)
    {
        lock (_gate)
        {
            _drop += faults.Drop;
            _forge += faults.Forge;
            _truncate += faults.Truncate;
            _repeat += faults.Repeat;
        }
    }

    public void Mend()
    {
        lock (_gate)
        {
            (_drop, _forge, _truncate, _repeat) = (0, 0, 0, 0);
        }
    }

    public Subscription Subscribe(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions.RemoveAll(present => present.Id == subscription.Id);
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    public bool Unsubscribe(string id)
    {
        lock (_gate)
        {
            return _subscriptions.RemoveAll(present => present.Id == id) > 0;
        }
    }

    /// <summary>Tells every subscriber who wants it.</summary>
    public void Publish(string account, string type, Func<Subscription, WebhookMessage?> make)
    {
        foreach (var subscription in Subscriptions.Where(subscription => subscription.Wants(account, type)))
        {
            if (make(subscription) is { } message)
            {
                Send(subscription, message);
            }
        }
    }

    public void Send(Subscription subscription, WebhookMessage message)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (WebhookFaults.Take(ref _drop))
            {
                Keep(new Delivery(message, subscription, now) { Outcome = "dropped" });
                return;
            }

            var delivery = new Delivery(message, subscription, now) { Forged = WebhookFaults.Take(ref _forge), Truncated = WebhookFaults.Take(ref _truncate) };
            _waiting.Add(Keep(delivery));
            for (; _repeat > 0; _repeat--)
            {
                _waiting.Add(Keep(new Delivery(message, subscription, now) { Forged = delivery.Forged, Truncated = delivery.Truncated }));
            }
        }

        Wake();
    }

    /// <summary>Sends the latest deliveries once more, the same bytes under the same ids.</summary>
    public int Replay(int count)
    {
        IReadOnlyList<Delivery> latest;
        lock (_gate)
        {
            latest = [.. _all.TakeLast(count)];
        }

        foreach (var delivery in latest)
        {
            Send(delivery.Subscription, delivery.Message);
        }

        return latest.Count;
    }

    /// <summary>Waits until nothing is due or being sent.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_sending == 0 && !_waiting.Exists(delivery => delivery.Due <= _clock.GetUtcNow()))
                {
                    return;
                }
            }

            Wake(); // the clock behind ours may have moved without a word
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clock.WhenMoved = () => { };
        await _stop.CancelAsync();
        await _loop;
        Http.Dispose();
        _stop.Dispose();
    }

    private Delivery Keep(Delivery delivery)
    {
        _all.AddLast(delivery);
        if (_all.Count > Kept)
        {
            _all.RemoveFirst();
        }

        return delivery;
    }

    private void Wake() => _wake.Release();

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (_gate)
                {
                    var now = _clock.GetUtcNow();
                    foreach (var due in _waiting.Where(delivery => delivery.Due <= now).ToList())
                    {
                        _waiting.Remove(due);
                        _sending++;
                        _ = AttemptAsync(due);
                    }

                    wait = _waiting.Count == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Clamp((_waiting.Min(delivery => delivery.Due) - now).TotalMilliseconds, 1, 60_000));
                }

                await _wake.WaitAsync(wait, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The simulation ends; what was not delivered is gone with the vendor.
        }
    }

    private async Task AttemptAsync(Delivery delivery)
    {
        try
        {
            await _slots.WaitAsync(_stop.Token);
            try
            {
                delivery.Status = await TryAsync(delivery);
            }
            finally
            {
                _slots.Release();
            }

            Settle(delivery);
        }
        catch (OperationCanceledException)
        {
            delivery.Outcome = "given_up";
        }
        finally
        {
            lock (_gate)
            {
                _sending--;
            }

            Wake();
        }
    }

    private void Settle(Delivery delivery)
    {
        lock (_gate)
        {
            if (delivery.Status is >= 200 and <= 299)
            {
                delivery.Outcome = "delivered";
                return;
            }

            if (delivery.Attempts > _vendor.WebhookRetries.Count || !_vendor.RetriesAfter(delivery.Status ?? 0))
            {
                delivery.Outcome = "given_up";
                return;
            }

            delivery.Due = _clock.GetUtcNow() + _vendor.WebhookRetries[delivery.Attempts - 1];
            _waiting.Add(delivery);
        }
    }

    /// <returns>The status answered; null when there was no answer.</returns>
    private async Task<int?> TryAsync(Delivery delivery)
    {
        delivery.Attempts++;
        var body = delivery.Message.Body;
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Subscription.Url) { Content = new ByteArrayContent(delivery.Truncated ? body[..(body.Length / 2)] : body) };
        if (delivery.Message.ContentType is { } type)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        foreach (var (name, value) in delivery.Message.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var subscription = delivery.Forged ? delivery.Subscription with { Secret = $"forged-{delivery.Subscription.Secret}" } : delivery.Subscription;
        _vendor.Sign(request, delivery.Message, subscription, new Attempt(delivery.Attempts, _clock.GetUtcNow(), delivery.First, delivery.Forged));
        try
        {
            using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!_stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
