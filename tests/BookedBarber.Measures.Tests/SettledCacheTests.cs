using BookedBarber.Measures.Caching;
using BookedBarber.Shared;
using BookedBarber.Testing;

namespace BookedBarber.Measures.Tests;

public sealed class SettledCacheTests : IDisposable
{
    private static readonly NetworkId Network = new(Trade.Person("network"));
    private static readonly Period March = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly SettledCache<string> _cache;
    private int _made;

    public SettledCacheTests() => _cache = new SettledCache<string>("test", 160, value => value.Length, _clock);

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task A_value_is_made_once_for_all_who_ask_at_once()
    {
        var gate = new TaskCompletionSource<string>();

        var asked = Enumerable.Range(0, 20).Select(_ => GetAsync("a", () => gate.Task)).ToList();
        gate.SetResult("answer");

        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer == "answer");
        _made.ShouldBe(1);
    }

    [Fact]
    public async Task What_settles_drops_what_rests_on_it_and_nothing_else()
    {
        await GetAsync("a", () => Task.FromResult("old"));

        _cache.Drop(Network, new Period(new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 1)));
        _cache.Drop(new NetworkId(Trade.Person("other")), March);
        _cache.TryGet("a", out _).ShouldBeTrue();

        _cache.Drop(Network, new Period(new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 2)));
        _cache.TryGet("a", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_value_that_was_overtaken_while_it_was_made_is_not_kept_and_not_shared_with_later_callers()
    {
        var gate = new TaskCompletionSource<string>();
        var early = GetAsync("a", () => gate.Task);

        _cache.Drop(Network, March);
        (await GetAsync("a", () => Task.FromResult("new"))).ShouldBe("new");
        gate.SetResult("old");

        (await early).ShouldBe("old");
        _cache.TryGet("a", out var kept).ShouldBeTrue();
        kept.ShouldBe("new");
    }

    [Fact]
    public async Task It_stays_within_its_room_and_forgets_the_longest_unused()
    {
        for (var key = 0; key < 40; key++)
        {
            await GetAsync($"{key}", () => Task.FromResult("ten chars."));
            _cache.TryGet("0", out _).ShouldBeTrue();
        }

        _cache.Size.ShouldBe(160);
        _cache.TryGet("1", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_value_with_an_age_is_made_again_when_it_is_over()
    {
        await GetAsync("a", () => Task.FromResult("first"), TimeSpan.FromSeconds(15));
        _clock.Advance(TimeSpan.FromSeconds(15));

        (await GetAsync("a", () => Task.FromResult("second"), TimeSpan.FromSeconds(15))).ShouldBe("second");
    }

    [Fact]
    public async Task A_failure_is_told_to_the_caller_and_not_kept()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => GetAsync("a", () => throw new InvalidOperationException("broken")));

        (await GetAsync("a", () => Task.FromResult("well"))).ShouldBe("well");
    }

    private Task<string> GetAsync(string key, Func<Task<string>> make, TimeSpan? age = null) =>
        _cache.GetAsync(
            key,
            new Basis(Network, March, age),
            _ =>
            {
                Interlocked.Increment(ref _made);
                return make();
            },
            TestContext.Current.CancellationToken);
}
