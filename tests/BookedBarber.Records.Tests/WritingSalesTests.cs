using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Tests;

public sealed class WritingSalesTests : IAsyncLifetime
{
    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Every_amount_is_kept_apart()
    {
        var outcome = await _shop.WriteOneAsync(A.Sale());

        outcome.State.ShouldBe(WriteState.Created);
        var row = await _shop.ReadAsync<(decimal, decimal, decimal, decimal, decimal, decimal, decimal, bool)>(
            "select service_sales, service_discounts, product_sales, tax, tips, total, net_sales, is_visit from records.sale where id = @Id", new { outcome.Id });
        row.ShouldBe((40, 5, 18.50m, 4.28m, 6, 63.78m, 53.50m, true));
    }

    [Fact]
    public async Task The_first_sales_of_a_network_that_the_statistics_do_not_know_cost_one_look_each()
    {
        const int Many = 2_000;
        await _shop.WriteAsync(Enumerable.Range(0, Many).Select(Client));
        await _shop.AnalyzeAsync();
        var other = Shop.Location(NetworkId.New(TimeProvider.System));
        LocatedRecord<SaleRecord>[] sales = [.. Enumerable.Range(0, Many).Select(number => new LocatedRecord<SaleRecord>(other, Client(number)))];

        await using var session = await _shop.Database.WriteAsync(Scope.OfSystem(other.Network), "test", CancellationToken.None);
        await _shop.Writer.WriteAsync(session, "test", sales, OnConflict.Update, CancellationToken.None);
        await _shop.Writer.WriteAsync(session, "test", [.. sales.Select(sale => sale with { Record = sale.Record with { Receipt = "changed" } })], OnConflict.Update, CancellationToken.None);

        foreach (var table in new[] { "sale_key", "client", "sale_2026", "sale_line_2026" })
        {
            var looked = await session.FirstAsync<long>("select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) from pg_stat_xact_all_tables where schemaname = 'records' and relname = @table", new { table }, CancellationToken.None);
            looked.ShouldBeLessThan(20 * Many, table);
        }

        static SaleRecord Client(int number) => A.Sale($"r{number}") with { ClientKey = $"c{number}" };
    }

    [Fact]
    public async Task What_a_sale_names_is_made_once()
    {
        await _shop.WriteOneAsync(A.Sale());
        await _shop.WriteOneAsync(A.Sale("r2"));

        (await CountAsync("staff"), await CountAsync("service"), await CountAsync("product"), await CountAsync("client")).ShouldBe((1, 1, 1, 1));
        (await _shop.ReadAsync<string>("select string_agg(distinct coalesce(f.name, '-'), ',') from records.sale_line l left join records.staff f on f.id = l.staff_id")).ShouldBe("ann");
    }

    [Fact]
    public async Task A_line_without_item_key_makes_no_service()
    {
        await _shop.WriteOneAsync(A.Plain(A.Line(SaleLineKind.Service, 10)));

        (await CountAsync("service")).ShouldBe(0);
    }

    [Fact]
    public async Task The_id_of_a_staff_member_names_that_member_whatever_the_source()
    {
        var ann = (await _shop.WriteAsync([new StaffRecord("7", "Ann", null, null, null, true)], source: "import:other"))[0].Id;

        await _shop.WriteOneAsync(A.Plain(A.Line(SaleLineKind.Service, 10) with { StaffKey = ann.ToString() }));

        (await _shop.ReadAsync<Guid>("select staff_id from records.sale_line")).ShouldBe(ann);
        (await CountAsync("staff")).ShouldBe(1);
    }

    [Fact]
    public async Task A_client_id_that_does_not_exist_is_refused_and_nothing_stays_behind()
    {
        var outcome = await _shop.WriteOneAsync(A.Sale() with { ClientKey = null, ClientId = Guid.CreateVersion7(A.Noon) });

        outcome.Problem!.Code.ShouldBe("unknown_client");
        (await CountAsync("sale_key"), await CountAsync("sale"), await CountAsync("staff")).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task The_same_sale_again_changes_nothing()
    {
        var first = await _shop.WriteOneAsync(A.Sale());
        var again = await _shop.WriteOneAsync(A.Sale() with { Total = 63.780m, Currency = null });

        (again.State, again.Id).ShouldBe((WriteState.Unchanged, first.Id));
        (await _shop.ReadAsync<long>("select version from records.sale")).ShouldBe(1);
    }

    [Fact]
    public async Task Another_content_under_the_key_changes_the_sale_and_its_lines()
    {
        var first = await _shop.WriteOneAsync(A.Sale());
        var changed = await _shop.WriteOneAsync(A.Plain(A.Line(SaleLineKind.Service, 99)));

        (changed.State, changed.Id).ShouldBe((WriteState.Changed, first.Id));
        (await _shop.ReadAsync<(decimal, long, string)>("select total, version, (select string_agg(amount::text, ',') from records.sale_line) from records.sale")).ShouldBe((99, 2, "99.0000"));
    }

    [Fact]
    public async Task A_request_that_repeats_a_key_with_other_content_is_refused()
    {
        await _shop.WriteOneAsync(A.Sale(), OnConflict.Refuse);

        var other = await _shop.WriteOneAsync(A.Plain(A.Line(SaleLineKind.Service, 99)), OnConflict.Refuse);

        (other.State, other.Problem!.Code).ShouldBe((WriteState.Refused, "idempotency_conflict"));
        (await _shop.ReadAsync<decimal>("select total from records.sale")).ShouldBe(63.78m);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)] // by way of the staging tables
    public async Task A_sale_that_moves_to_another_day_moves_between_partitions_and_both_days_are_told(int sales)
    {
        SaleRecord[] before = [.. Enumerable.Range(0, sales).Select(i => A.Sale($"r{i}") with { OccurredAt = null, BusinessDay = new DateOnly(2024, 12, 31) })];
        await _shop.WriteAsync(before);
        var changed = await _shop.WriteAsync(before.Select(sale => sale with { BusinessDay = new DateOnly(2025, 1, 2) }));

        changed.ShouldAllBe(outcome => outcome.State == WriteState.Changed);
        (await PartitionsAsync("sale"), await PartitionsAsync("sale_line")).ShouldBe(($"records.sale_2025={sales}", $"records.sale_line_2025={2 * sales}"));
        await using var system = await _shop.Database.SystemAsync("test", CancellationToken.None);
        var told = await system.FirstAsync<(DateOnly, DateOnly)>("select first_day, last_day from feed.outbox where entity = 'sale' and op = 'u'", null, CancellationToken.None);
        told.ShouldBe((new DateOnly(2024, 12, 31), new DateOnly(2025, 1, 2)));
    }

    [Fact]
    public async Task Of_two_records_with_one_key_the_first_is_taken_and_the_other_refused_naming_both()
    {
        var outcomes = await _shop.WriteAsync([A.Sale(), A.Sale(), A.Plain(A.Line(SaleLineKind.Fee, 1))]);

        outcomes.Select(outcome => outcome.State).ShouldBe([WriteState.Created, WriteState.Unchanged, WriteState.Refused]);
        outcomes[1].Id.ShouldBe(outcomes[0].Id);
        outcomes[2].Problem!.Code.ShouldBe("duplicate_key");
        outcomes[2].Problem!.Detail.ShouldContain("Records 1 and 3 have the same key 'r1'");
    }

    [Fact]
    public async Task Refused_records_do_not_keep_the_others_from_being_written()
    {
        var outcomes = await _shop.WriteAsync([A.Sale() with { Total = 1 }, A.Sale("r2")]);

        outcomes.Select(outcome => outcome.State).ShouldBe([WriteState.Refused, WriteState.Created]);
    }

    [Fact]
    public async Task A_great_batch_is_counted_exactly()
    {
        await _shop.WriteAsync(Enumerable.Range(0, 300).Select(i => A.Sale($"r{i}")));
        var second = await _shop.WriteAsync(Enumerable.Range(200, 300).Select(i => i < 250 ? A.Sale($"r{i}") : A.Plain(A.Line(SaleLineKind.Service, i), $"r{i}")));

        second.CountBy(outcome => outcome.State).ShouldBe([new(WriteState.Created, 200), new(WriteState.Changed, 50), new(WriteState.Unchanged, 50)], ignoreOrder: true);
        (await CountAsync("sale"), await CountAsync("sale_line")).ShouldBe((500, (250 * 2) + 250));
    }

    [Fact]
    public async Task Fifty_tills_that_send_the_same_sale_at_once_make_one()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _shop.WriteOneAsync(A.Sale(), OnConflict.Refuse))));

        outcomes.CountBy(outcome => outcome.State).ShouldBe([new(WriteState.Created, 1), new(WriteState.Unchanged, 49)], ignoreOrder: true);
        outcomes.Select(outcome => outcome.Id).Distinct().Count().ShouldBe(1);
        (await CountAsync("sale"), await CountAsync("sale_line")).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Writers_who_change_one_sale_at_once_leave_one_of_their_contents()
    {
        await _shop.WriteOneAsync(A.Sale());

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(() => _shop.WriteOneAsync(
            A.Plain(A.Line(SaleLineKind.Service, i)) with { OccurredAt = null, BusinessDay = new DateOnly(2010 + i, 6, 1) }))));

        (await _shop.ReadAsync<bool>("select s.total = l.amount and s.business_day = k.business_day from records.sale s join records.sale_line l on l.sale_id = s.id join records.sale_key k on k.id = s.id")).ShouldBeTrue();
        (await CountAsync("sale"), await CountAsync("sale_line")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Another_network_sees_nothing_and_may_use_the_same_keys()
    {
        var other = Shop.Location(Shared.NetworkId.New(TimeProvider.System));
        var first = await _shop.WriteOneAsync(A.Sale());
        var second = await _shop.WriteOneAsync(A.Sale(), location: other);

        second.State.ShouldBe(WriteState.Created);
        (await _shop.ReadAsync<Guid>("select id from records.sale")).ShouldBe(first.Id);
        (await _shop.ReadAsync<Guid>("select id from records.sale", network: other.Network)).ShouldBe(second.Id);
    }

    [Fact]
    public async Task A_record_of_another_networks_location_is_not_even_tried()
    {
        var other = Shop.Location(Shared.NetworkId.New(TimeProvider.System));
        await using var session = await _shop.Database.WriteAsync(Shared.Scope.OfSystem(_shop.Network), "test", CancellationToken.None);

        await Should.ThrowAsync<ArgumentException>(() => _shop.Writer.WriteAsync<SaleRecord>(session, "test", [new(other, A.Sale())], OnConflict.Update, CancellationToken.None));
    }

    /// <summary>Which partitions hold how many rows.</summary>
    private Task<string> PartitionsAsync(string table) => _shop.ReadAsync<string>($"select string_agg(part || '=' || rows, ',') from (select tableoid::regclass as part, count(*) as rows from records.{table} group by 1) parts");

    private Task<int> CountAsync(string table) => _shop.ReadAsync<int>($"select count(*)::int from records.{table}");
}
