using System.Text.Json;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Features.Business;
using BookedBarber.Records.Storage.Writing.Business;
using BookedBarber.Shared;

namespace BookedBarber.Records.Tests;

/// <summary>What every type of business record has in common.</summary>
public sealed class BusinessRecordTests(SharedShop shared) : IClassFixture<SharedShop>
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new DecimalString() } };

    private readonly Shop _shop = shared.Fresh();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Types => [.. RecordTypes.All.Where(type => BusinessKinds.All.ContainsKey(type.Type)).Select(type => type.Name)];

    [Fact]
    public void Every_type_that_can_be_written_has_a_name_and_an_example()
    {
        Business.All().Select(record => record.GetType()).ShouldBe(RecordTypes.All.Select(type => type.Type).Where(BusinessKinds.All.ContainsKey));
        RecordTypes.All.Count.ShouldBe(BusinessKinds.All.Count + 8);
        RecordTypes.All.Select(type => type.Name).Distinct().Count().ShouldBe(RecordTypes.All.Count);
    }

    [Fact]
    public async Task Each_is_created_then_unchanged_and_comes_back_as_it_was()
    {
        var records = Business.All();

        (await WriteAsync(records)).ShouldAllBe(outcome => outcome.State == WriteState.Created && outcome.Problem == null);
        (await WriteAsync(records)).ShouldAllBe(outcome => outcome.State == WriteState.Unchanged);

        foreach (var record in records)
        {
            Text(await ReadBackAsync(record.GetType())).ShouldBe(Text(record));
        }
    }

    [Fact]
    public async Task By_the_hundred_they_take_the_staging_table_and_say_the_same()
    {
        List<InvoiceRecord> invoices = [.. Enumerable.Range(0, 100).Select(i => Business.Invoice($"i{i}"))];
        List<MessageRecord> messages = [.. Enumerable.Range(0, 100).Select(i => Business.Message($"m{i}"))];

        (await _shop.WriteAsync(invoices)).ShouldAllBe(outcome => outcome.State == WriteState.Created);
        (await _shop.WriteAsync(invoices)).ShouldAllBe(outcome => outcome.State == WriteState.Unchanged);
        (await _shop.WriteAsync(messages)).ShouldAllBe(outcome => outcome.State == WriteState.Created);
        (await _shop.WriteAsync(messages.Select((message, i) => i % 2 == 0 ? message with { Status = "delivered" } : message))).Count(outcome => outcome.State == WriteState.Changed).ShouldBe(50);
        (await _shop.ReadAsync<long>("select count(*) from records.message where status = 'delivered' and version = 2")).ShouldBe(50);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_belongs_where_its_type_says(string name)
    {
        var type = RecordTypes.Find(name)!;
        var record = Business.All().Single(one => one.GetType() == type.Type);

        var outcome = (await WriteAsync([record], Root()))[0];

        (outcome.State, outcome.Problem?.Code).ShouldBe(type.IsPlacedAnywhere ? (WriteState.Created, null) : (WriteState.Refused, "location_required"));
    }

    [Fact]
    public void A_sale_is_refused_at_a_unit_above_a_location() => _shop.Check(A.Sale(), Root())!.Code.ShouldBe("location_required");

    [Fact]
    public async Task Nothing_personal_reaches_the_feed()
    {
        await WriteAsync(Business.All());

        var feed = await _shop.ReadSystemAsync<string>($"select string_agg(after::text, ' ') from feed.outbox where network_id = '{_shop.Network}'");

        feed.ShouldContain("2026-0001");
        foreach (var secret in new[] { "Ann Owner", "pat@example.test", "Pat Candidate", "chair is ready", "+12125550100", "555-0100", "Best fade", "Sam C.", "Lisbon", "Dentist", "vacation", "Promoted", "6789" })
        {
            feed.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Another_network_sees_none_of_them()
    {
        await WriteAsync(Business.All());
        var other = NetworkId.New(TimeProvider.System);

        foreach (var type in RecordTypes.All.Where(type => BusinessKinds.All.ContainsKey(type.Type)))
        {
            (await _shop.ReadAsync<long>($"select count(*) from records.{type.Name}")).ShouldBe(1);
            (await _shop.ReadAsync<long>($"select count(*) from records.{type.Name}", network: other)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_same_record_twice_in_one_batch_is_one_and_another_under_its_key_is_refused()
    {
        var outcomes = await _shop.WriteAsync([Business.Invoice(), Business.Invoice(), Business.Invoice() with { Memo = "Other" }]);

        outcomes.Select(outcome => outcome.State).ShouldBe([WriteState.Created, WriteState.Unchanged, WriteState.Refused]);
        outcomes[2].Problem!.Code.ShouldBe("duplicate_key");
    }

    [Fact]
    public async Task Lists_of_lines_that_change_are_changes()
    {
        await _shop.WriteOneAsync(Business.Journal());

        (await _shop.WriteOneAsync(Business.Journal() with { Lines = [Business.Debit("1000", 5), Business.Credit("4000", 5)] })).State.ShouldBe(WriteState.Changed);
        (await _shop.ReadAsync<(decimal, decimal, long)>("select debits, credits, version from records.journal_entry")).ShouldBe((5m, 5m, 2L));
    }

    private Node Root()
    {
        var root = NodeId.Root(_shop.Network);
        return _shop.Main with { Ref = new NodeRef(_shop.Network, root, NodeKind.Network, [root]), ParentId = null };
    }

    private async Task<IReadOnlyList<WriteOutcome>> WriteAsync(IReadOnlyList<CanonicalRecord> records, Node? at = null)
    {
        await using var session = await _shop.Database.WriteAsync(Scope.OfSystem(_shop.Network), "test", Ct);
        var outcomes = await _shop.Writer.WriteMixedAsync(session, "test", [.. records.Select(record => new LocatedRecord<CanonicalRecord>(at ?? _shop.Main, record))], OnConflict.Update, Ct);
        await session.CommitAsync(Ct);
        return outcomes;
    }

    private async Task<CanonicalRecord> ReadBackAsync(Type type)
    {
        var list = typeof(BusinessRecordTests).GetMethod(nameof(FirstAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.MakeGenericMethod(type);
        return await (Task<CanonicalRecord>)list.Invoke(this, [])!;
    }

    private async Task<CanonicalRecord> FirstAsync<T>()
        where T : CanonicalRecord
    {
        var page = await _shop.Get<BusinessReader>().ListAsync<T>(Scope.OfSystem(_shop.Network), new BusinessQuery(), Ct);
        return page.Value!.Items.Single().Record!;
    }

    // numeric(19,4) gives 1200.0000 back for 1200; numbers are compared as numbers.
    private static string Text(CanonicalRecord record) => JsonSerializer.Serialize(record, record.GetType(), Json);
}
