using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Tests;

/// <summary>Daily closes, bookings, shifts and the lists: one merge, three outcomes.</summary>
public sealed class OtherRecordsTests : IAsyncLifetime
{
    private static readonly DateOnly First = new(2020, 1, 1);

    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Theory]
    [InlineData(5)]
    [InlineData(2500)] // by way of the staging table
    public async Task Daily_closes_are_created_then_unchanged_then_changed(int days)
    {
        var closes = Enumerable.Range(0, days).Select(i => A.Close(First.AddDays(i % 2200), i)).Take(Math.Min(days, 2200)).ToList();

        (await _shop.WriteAsync(closes)).ShouldAllBe(outcome => outcome.State == WriteState.Created);
        (await _shop.WriteAsync(closes)).ShouldAllBe(outcome => outcome.State == WriteState.Unchanged);
        var mixed = await _shop.WriteAsync(closes.Select((close, i) => i % 2 == 0 ? close with { NetSales = 7 } : close));

        mixed.Count(outcome => outcome.State == WriteState.Changed).ShouldBe(closes.Where((close, i) => i % 2 == 0 && close.NetSales != 7).Count());
        (await _shop.ReadAsync<decimal>("select sum(net_sales) from records.daily_close")).ShouldBe(closes.Select((close, i) => i % 2 == 0 ? 7 : close.NetSales!.Value).Sum());
    }

    [Fact]
    public async Task Days_between_stored_ones_are_created_and_the_stored_ones_stay()
    {
        var closes = Enumerable.Range(0, 400).Select(i => A.Close(First.AddDays(i), i)).ToList();
        await _shop.WriteAsync(closes.Where((_, i) => i % 3 == 0));

        var outcomes = await _shop.WriteAsync(closes);

        outcomes.Select(outcome => outcome.State).ShouldBe(closes.Select((_, i) => i % 3 == 0 ? WriteState.Unchanged : WriteState.Created));
        (await _shop.ReadAsync<(long, decimal)>("select count(*), sum(net_sales) from records.daily_close")).ShouldBe((400, closes.Sum(close => close.NetSales!.Value)));
    }

    [Fact]
    public async Task A_day_that_another_writer_is_just_storing_is_waited_for_and_kept_once()
    {
        var closes = Enumerable.Range(0, 400).Select(i => A.Close(First.AddDays(i), i)).ToList();
        await using var other = await _shop.Database.WriteAsync(Scope.OfSystem(_shop.Network), "test", CancellationToken.None);
        await _shop.Writer.WriteAsync(other, "test", [new LocatedRecord<DailyCloseRecord>(_shop.Main, closes[200])], OnConflict.Update, CancellationToken.None);

        var writing = _shop.WriteAsync(closes);
        await _shop.WaitForBlockedWriterAsync();
        await other.CommitAsync(CancellationToken.None);

        (await writing).Select(outcome => outcome.State).ShouldBe(closes.Select((_, i) => i == 200 ? WriteState.Unchanged : WriteState.Created));
        (await _shop.ReadAsync<long>("select count(*) from records.daily_close")).ShouldBe(400);
        (await _shop.ReadAsync<long>("select count(*) from records.daily_close where business_day = @Day", new { Day = First.AddDays(200) })).ShouldBe(1);
    }

    [Fact]
    public async Task A_day_told_twice_in_one_batch_is_found_whatever_the_order()
    {
        var outcomes = await _shop.WriteAsync([A.Close(First.AddDays(1)), A.Close(First), A.Close(First.AddDays(1)), A.Close(First, 5)]);

        outcomes.Select(outcome => outcome.State).ShouldBe([WriteState.Created, WriteState.Created, WriteState.Unchanged, WriteState.Refused]);
        outcomes[3].Problem!.Detail.ShouldContain("Records 2 and 4 have the same key '2020-01-01'");
    }

    [Fact]
    public void A_close_without_any_figure_or_with_too_many_digits_is_refused()
    {
        _shop.Check(new DailyCloseRecord(First, null, null, null, null, null, null))!.Code.ShouldBe("required");
        _shop.Check(A.Close(First, 1.001m))!.Code.ShouldBe("too_many_digits");
        _shop.Check(A.Close(First) with { Visits = -1 })!.Code.ShouldBe("out_of_range");
    }

    [Fact]
    public async Task A_booking_takes_its_length_from_the_service()
    {
        await _shop.WriteOneAsync(new ServiceRecord("cut", "Classic cut", null, 40, null, 30, true));

        await _shop.WriteOneAsync(A.Booking() with { DurationMinutes = null });

        (await _shop.ReadAsync<(int, string)>("select extract(epoch from ends_at - starts_at)::int / 60, service_name from records.booking")).ShouldBe((30, "Classic cut"));
    }

    [Fact]
    public async Task A_booking_without_any_length_has_no_end()
    {
        await _shop.WriteOneAsync(A.Booking() with { DurationMinutes = null });

        (await _shop.ReadAsync<bool>("select ends_at is null and starts_at is not null from records.booking")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_booking_changes_its_status_under_its_key()
    {
        await _shop.WriteOneAsync(A.Booking());

        (await _shop.WriteOneAsync(A.Booking(status: "completed"))).State.ShouldBe(WriteState.Changed);
        (await _shop.WriteOneAsync(A.Booking(status: "completed"))).State.ShouldBe(WriteState.Unchanged);
        (await _shop.ReadAsync<(string, long)>("select status, version from records.booking")).ShouldBe(("completed", 2));
    }

    [Fact]
    public void A_booking_with_an_unknown_status_is_refused() => _shop.Check(A.Booking(status: "maybe"))!.Code.ShouldBe("unknown_status");

    [Fact]
    public async Task A_shift_finds_its_staff_member_and_its_day()
    {
        var shift = new ShiftRecord("s1", "ann", A.Noon, A.Noon.AddHours(8), 30);

        (await _shop.WriteOneAsync(shift)).State.ShouldBe(WriteState.Created);
        (await _shop.WriteOneAsync(shift with { EndsAt = A.Noon.AddHours(9) })).State.ShouldBe(WriteState.Changed);
        (await _shop.ReadAsync<(string, int)>("select f.name, extract(epoch from ends_at - starts_at)::int / 3600 from records.shift s join records.staff f on f.id = s.staff_id")).ShouldBe(("ann", 9));
        _shop.Check(shift with { EndsAt = A.Noon })!.Code.ShouldBe("out_of_range");
        _shop.Check(shift with { BlockedMinutes = 481 })!.Code.ShouldBe("out_of_range");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Lists_are_created_unchanged_and_changed(int entries)
    {
        List<ProductRecord> products = [.. Enumerable.Range(0, entries).Select(i => new ProductRecord($"p{i}", $"Pomade {i}", null, i % 2 == 0 ? null : "Brand", 18.5m, null, i, true))];

        (await _shop.WriteAsync(products)).ShouldAllBe(outcome => outcome.State == WriteState.Created);
        (await _shop.WriteAsync(products)).ShouldAllBe(outcome => outcome.State == WriteState.Unchanged);
        (await _shop.WriteAsync(products.Select(product => product with { Price = 19 }))).ShouldAllBe(outcome => outcome.State == WriteState.Changed);
        (await _shop.WriteAsync(products, OnConflict.Refuse)).ShouldAllBe(outcome => outcome.Problem!.Code == "idempotency_conflict");
    }

    [Fact]
    public async Task A_client_made_by_a_sale_is_completed_by_the_client_list()
    {
        await _shop.WriteOneAsync(A.Sale());

        var outcome = await _shop.WriteOneAsync(new ClientRecord("sam", "Sam Smith", "sam@example.test", null));

        outcome.State.ShouldBe(WriteState.Changed);
        (await _shop.ReadAsync<string>("select c.name from records.sale s join records.client c on c.id = s.client_id")).ShouldBe("Sam Smith");
    }
}
