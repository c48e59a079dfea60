using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

public sealed class LinkLookUpTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private readonly SyncHouse _house = shared.Value;

    [Fact]
    public async Task A_batch_looks_up_its_own_links_alone_also_in_a_stream_that_is_newer_than_the_statistics()
    {
        await ReadAsync(200);
        await using (var analyze = _house.Node.Get<DataSources>().Owner.CreateCommand("analyze integrations.record_link"))
        {
            await analyze.ExecuteNonQueryAsync(Ct);
        }

        var (connection, vendor) = await ReadAsync(1_000);
        await using var session = await _house.Node.Database.WriteAsync(Scope.OfSystem(_house.Network), "test", Ct);
        var target = await TargetAsync(connection);
        var items = ItemMapping.Map(target, [.. vendor.Lists["clients"].Take(50).Select(one => JsonSerializer.SerializeToElement(one))]);

        var counts = await _house.Node.Get<RecordIntake>().TakeAsync(session, target, items, Ct);

        counts.Unchanged.ShouldBe(50);
        var touched = await session.FirstAsync<long>("select seq_tup_read + idx_tup_fetch from pg_stat_xact_all_tables where relid = 'integrations.record_link'::regclass", null, Ct);
        touched.ShouldBeInRange(50, 4 * 50);
    }

    private async Task<(Connection Connection, TillVendor Vendor)> ReadAsync(int clients)
    {
        var (connection, vendor) = _house.Connect(TillManifest.Of(TillManifest.Clients with { Paging = TillManifest.ByToken with { Size = 500 } }));
        vendor.Put("clients", [.. Enumerable.Range(0, clients).Select(i => Client($"c{i:0000}", $"Client {i}", "2026-02-01T10:00:00Z"))]);
        (await _house.SyncAsync(connection, "clients")).Created.ShouldBe(clients);
        return (connection, vendor);
    }

    private async Task<IntakeTarget> TargetAsync(Connection connection)
    {
        var manifest = _house.ManifestOf(connection);
        var mapper = await _house.Node.Get<IFieldMaps>().ForAsync(connection.Network, connection.Id, manifest, "clients", Ct);
        var places = await PlaceMap.LoadAsync(_house.Node.Get<IPlaces>(), _house.Node.Get<INetworkTree>(), connection, Ct);
        var pass = (await _house.StateAsync(connection, "clients")).Pass;
        return new IntakeTarget(
            connection, manifest.Stream("clients")!, mapper, places!, new ConflictRules(new Dictionary<(string, string), ConflictRule>()), Guid.CreateVersion7(_house.Clock.GetUtcNow()), pass);
    }
}
