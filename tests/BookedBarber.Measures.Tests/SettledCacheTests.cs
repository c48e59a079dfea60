using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Reading;
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
    public async Task A_value_about_a_node_outlives_changes_elsewhere_for_as_long_as_its_peers_may_be_old()
    {
        var (here, elsewhere) = (Trade.Person("here"), Trade.Person("elsewhere"));
        var basis = new Basis(Network, March, Nodes: [here], PeerPatience: TimeSpan.FromSeconds(15));
        await GetAsync("a", basis, "old");

        _cache.Drop(Network, March, new HashSet<Guid> { elsewhere });
        _clock.Advance(TimeSpan.FromSeconds(14));
        _cache.Drop(Network, March, new HashSet<Guid> { elsewhere }); // a later change gives no second respite
        _cache.TryGet("a", out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _cache.TryGet("a", out _).ShouldBeFalse();

        await GetAsync("a", basis, "new");
        _cache.Drop(Network, March, new HashSet<Guid> { elsewhere, here });
        _cache.TryGet("a", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_value_that_owes_nothing_to_others_is_not_touched_by_their_changes_but_by_unknown_ones()
    {
        var basis = new Basis(Network, March, Nodes: [Trade.Person("here")], PeerPatience: Basis.Untouched);
        await GetAsync("a", basis, "old");

        _cache.Drop(Network, March, new HashSet<Guid> { Trade.Person("elsewhere") });
        _clock.Advance(TimeSpan.FromDays(1));
        _cache.TryGet("a", out _).ShouldBeTrue();

        _cache.Drop(Network, March);
        _cache.TryGet("a", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_value_of_which_the_changed_nodes_are_known_is_amended_by_all_of_them_and_made_whole_otherwise()
    {
        var (one, two) = (Trade.Person("one"), Trade.Person("two"));
        await AmendAsync("a", "old");

        _cache.Drop(Network, March, new HashSet<Guid> { one });
        _cache.Drop(Network, March, new HashSet<Guid> { two });
        (await AmendAsync("a", "whole")).ShouldBe("old+2");

        _cache.Drop(Network, March, new HashSet<Guid> { one });
        _cache.Drop(Network, March);
        (await AmendAsync("a", "whole")).ShouldBe("whole");
    }

    [Fact]
    public async Task A_value_that_has_only_grown_old_is_renewed_and_one_that_something_changed_for_is_made_whole()
    {
        await RenewAsync("first");
        _clock.Advance(TimeSpan.FromSeconds(15));
        (await RenewAsync("second")).ShouldBe("first+");

        _cache.Drop(Network, March, new HashSet<Guid> { Trade.Person("somebody") });
        (await RenewAsync("third")).ShouldBe("third");
    }

    [Fact]
    public async Task What_is_renewed_is_served_no_longer_than_a_change_of_what_it_was_made_from_allows()
    {
        var patient = new Basis(Network, March, MaxAge: TimeSpan.FromSeconds(2), Patience: TimeSpan.FromSeconds(5));
        await RenewAsync("first", patient);

        _cache.Drop(Network, March);
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await RenewAsync("second", patient)).ShouldBe("first+");
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await RenewAsync("third", patient)).ShouldBe("first++");
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await RenewAsync("fourth", patient)).ShouldBe("fourth");
    }

    [Fact]
    public async Task Who_remembers_a_value_is_told_until_when_it_holds()
    {
        var told = new List<(string Value, DateTimeOffset? Until)>();
        using var cache = new SettledCache<string>("told", 160, value => value.Length, _clock, (value, until) => told.Add((value, until)));
        var now = _clock.GetUtcNow();

        await cache.GetAsync("a", new Basis(Network, March, MaxAge: TimeSpan.FromSeconds(15), Patience: TimeSpan.FromSeconds(5)), _ => Task.FromResult("patient"), CancellationToken.None);
        cache.Drop(Network, March);
        await cache.GetAsync("b", new Basis(Network, March), _ => Task.FromResult("strict"), CancellationToken.None);
        cache.Drop(Network, March);

        told.ShouldBe([("patient", now.AddSeconds(15)), ("patient", now.AddSeconds(5)), ("strict", DateTimeOffset.MaxValue), ("patient", now.AddSeconds(5)), ("strict", null)]);
    }

    [Fact]
    public async Task What_is_used_elsewhere_is_not_the_first_to_make_room()
    {
        using var cache = new SettledCache<string>("used", 160, value => value.Length, _clock, wasUsed: value => value == "value no 0");
        for (var key = 0; key < 40; key++)
        {
            var value = $"value no {key % 10}";
            await cache.GetAsync($"{key}", new Basis(Network, March), _ => Task.FromResult(value), CancellationToken.None);
        }

        cache.Size.ShouldBe(160);
        cache.TryGet("0", out _).ShouldBeTrue();
        cache.TryGet("1", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_figures_of_fifteen_thousand_locations_find_room() => (LocationFiguresCache.Capacity / SettledCache<string>.Largest).ShouldBeGreaterThanOrEqualTo(15_000);

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

    private Task<string> GetAsync(string key, Basis basis, string value) => _cache.GetAsync(key, basis, _ => Task.FromResult(value), TestContext.Current.CancellationToken);

    private Task<string> RenewAsync(string made, Basis? basis = null) => _cache.GetAsync(
        "renewed", basis ?? new Basis(Network, March, MaxAge: TimeSpan.FromSeconds(15)), _ => Task.FromResult(made), CancellationToken.None, renew: (old, _) => Task.FromResult($"{old}+"));

    private Task<string> AmendAsync(string key, string whole) =>
        _cache.GetAsync(key, new Basis(Network, March), _ => Task.FromResult(whole), TestContext.Current.CancellationToken, (old, changed, _) => Task.FromResult($"{old}+{changed.Count}"));
}
