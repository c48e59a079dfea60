using BookedBarber.Predictions.Nightly.NoShows;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class NoShowRiskTests
{
    [Fact]
    public async Task Clients_who_missed_often_are_told_likelier_to_miss_the_next_booking()
    {
        await using var chain = await Chain.OpenAsync(1);
        var past = from client in Enumerable.Range(0, 80)
                   from visit in Enumerable.Range(1, 8)
                   let misses = client % 4 == 0 && visit % 2 == 0
                   select new Chain.Booking(0, Chain.Today.AddDays(-(visit * 20) - (client % 7)), 10 + (client % 8), $"client {client}", "Haircut", misses ? "no_show" : "completed", 3);
        var coming = Enumerable.Range(0, 80).Select(client => new Chain.Booking(0, Chain.Today.AddDays(1 + (client % 7)), 10 + (client % 8), $"client {client}", "Haircut", "confirmed", 3));
        await chain.BookAsync([.. past, .. coming]);

        (await chain.RunAsync(NoShowsPart.PartName)).ShouldStartWith("80 bookings");

        var told = await chain.ReadAsync<(Guid Client, float Probability, string Reason)>(
            "select b.client_id as client, n.probability, n.reason from predictions.no_show n join records.booking b on b.network_id = n.network_id and b.business_day = n.business_day and b.id = n.booking_id");
        var often = Enumerable.Range(0, 20).Select(at => Chain.Person($"client {4 * at}")).ToHashSet();
        told.Count.ShouldBe(80);
        told.Where(one => often.Contains(one.Client)).Average(one => one.Probability).ShouldBeGreaterThan(2 * told.Where(one => !often.Contains(one.Client)).Average(one => one.Probability));
        told.Where(one => often.Contains(one.Client)).ShouldAllBe(one => one.Reason.StartsWith("Missed 4 of 8"));
        told.Where(one => !often.Contains(one.Client)).ShouldAllBe(one => one.Reason.StartsWith("Came to all 8"));
    }

    [Fact]
    public async Task Where_nobody_ever_missed_nothing_is_told()
    {
        await using var chain = await Chain.OpenAsync(1);
        await chain.BookAsync([.. Enumerable.Range(1, 60).Select(day => new Chain.Booking(0, Chain.Today.AddDays(-day), 10, $"client {day}", "Haircut", "completed", 1)), new Chain.Booking(0, Chain.Today.AddDays(2), 10, "client 1", "Haircut", "confirmed", 1)]);

        (await chain.RunAsync(NoShowsPart.PartName)).ShouldBe("There are no bookings to come, or none of either outcome to learn from.");

        (await chain.ReadAsync<int>("select count(*)::int from predictions.no_show")).ShouldBe([0]);
    }
}
