using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Features.Places;
using BookedBarber.Integrations.Tests.Syncing;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Shared;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Connections;

public sealed class PlaceBookTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private readonly SyncHouse _house = shared.Value;

    [Fact]
    public async Task A_place_that_was_met_by_its_key_gets_its_name_and_keeps_it()
    {
        var (connection, _) = _house.Connect(TillManifest.Of(TillManifest.Clients), NodeId.Root(_house.Network));
        var book = _house.Node.Get<PlaceBook>();

        await book.SeenAsync(connection, [new VendorPlace("L1", "L1", null)], Ct);
        await book.SeenAsync(connection, [new VendorPlace("L1", "Riverside", "12 River Street")], Ct);
        await book.SeenAsync(connection, [new VendorPlace("L1", "L1", null)], Ct);

        (await book.ReadAsync(connection, Ct)).Select(place => (place.Name, place.Detail, place.LocationId)).ShouldBe([("Riverside", "12 River Street", null)]);
    }

    [Fact]
    public async Task A_place_that_was_met_by_its_key_is_linked_when_its_name_is_told_and_not_against_a_person()
    {
        var (connection, _) = _house.Connect(TillManifest.Of(TillManifest.Clients), NodeId.Root(_house.Network));
        var book = _house.Node.Get<PlaceBook>();
        await book.SeenAsync(connection, [new VendorPlace("L1", "L1", null), new VendorPlace("L2", "L2", null)], Ct);
        await book.LinkAsync(Scope.OfSystem(_house.Network), connection, [new PlaceLink("L2", null, IsIgnored: true)], null, Ct);

        await book.SeenAsync(connection, [new VendorPlace("L1", "Main", null), new VendorPlace("L2", "Side", null)], Ct);

        (await book.ReadAsync(connection, Ct)).Select(place => (place.Key, place.LocationId, place.IsIgnored)).ShouldBe([("L1", _house.Main.Id, false), ("L2", null, true)]);
    }

    [Fact]
    public async Task Streams_that_meet_the_same_places_in_different_orders_do_not_lock_each_other_out()
    {
        var book = _house.Node.Get<PlaceBook>();
        VendorPlace[] places = [.. Enumerable.Range(0, 30).Select(number => new VendorPlace($"L{number}", $"Place {number}", null))];

        for (var round = 0; round < 3; round++)
        {
            var (connection, _) = _house.Connect(TillManifest.Of(TillManifest.Clients), NodeId.Root(_house.Network));
            await Task.WhenAll(book.SeenAsync(connection, places, Ct), book.SeenAsync(connection, [.. places.Reverse()], Ct));
            await Task.WhenAll(book.SeenAsync(connection, places, Ct), book.LinkAsync(Scope.OfSystem(_house.Network), connection, [.. places.Reverse().Select(place => new PlaceLink(place.Key, null, IsIgnored: true))], null, Ct));

            (await book.ReadAsync(connection, Ct)).Count(place => place.IsIgnored).ShouldBe(30);
        }
    }
}
