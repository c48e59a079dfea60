using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Tests;

public sealed class RemovingTests : IAsyncLifetime
{
    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task What_happened_on_a_day_is_deleted_and_comes_back_as_new()
    {
        var close = A.Close(new DateOnly(2026, 1, 2), 5);
        await _shop.WriteAsync([close]);
        await _shop.WriteAsync([A.Booking("b1"), A.Booking("b2")]);

        (await RemoveAsync(new("daily_close", _shop.Main.Id, "2026-01-02"), new("booking", _shop.Main.Id, "b1"), new("booking", _shop.Main.Id, "never seen"))).ShouldBe(2);

        (await _shop.ReadAsync<long>("select count(*) from records.daily_close")).ShouldBe(0);
        (await _shop.ReadAsync<string>("select string_agg(source_key, ',') from records.booking")).ShouldBe("b2");
        (await _shop.WriteOneAsync(A.Booking("b1"))).State.ShouldBe(WriteState.Created);
    }

    [Fact]
    public async Task A_deleted_sale_takes_its_lines_along_and_its_neighbours_stay()
    {
        await _shop.WriteAsync([A.Sale("s1"), A.Sale("s2")]);

        (await RemoveAsync(new RemovedRecord("sale", _shop.Main.Id, "s1"))).ShouldBe(1);

        (await _shop.ReadAsync<(long, long)>("select (select count(*) from records.sale), (select count(distinct sale_id) from records.sale_line)")).ShouldBe((1, 1));
        (await _shop.ReadAsync<long>("select count(*) from records.sale_key")).ShouldBe(1);
    }

    [Fact]
    public async Task Entries_of_lists_become_inactive_once_and_clients_stay()
    {
        await _shop.WriteAsync([new StaffRecord("1", "Anna", null, null, null, IsActive: true)]);
        await _shop.WriteAsync([new ClientRecord("1", "Ben", null, null)]);

        (await RemoveAsync(new("staff", _shop.Main.Id, "1"), new("client", _shop.Main.Id, "1"))).ShouldBe(1);
        (await RemoveAsync(new RemovedRecord("staff", _shop.Main.Id, "1"))).ShouldBe(0);

        (await _shop.ReadAsync<bool>("select is_active from records.staff")).ShouldBeFalse();
        (await _shop.ReadAsync<long>("select count(*) from records.client")).ShouldBe(1);
    }

    [Fact]
    public async Task Records_of_another_source_with_the_same_key_stay()
    {
        await _shop.WriteAsync([A.Sale("s1")], source: "other");

        (await RemoveAsync(new RemovedRecord("sale", _shop.Main.Id, "s1"))).ShouldBe(0);
    }

    private async Task<int> RemoveAsync(params RemovedRecord[] records)
    {
        await using var session = await _shop.Database.WriteAsync(Scope.OfSystem(_shop.Network), "test", CancellationToken.None);
        var removed = await _shop.Remover.RemoveAsync(session, "test", records, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        return removed;
    }
}
