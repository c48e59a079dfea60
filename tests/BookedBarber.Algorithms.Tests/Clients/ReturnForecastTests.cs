using BookedBarber.Algorithms.Attendance;
using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Algorithms.Tests.Clients;

public sealed class ReturnForecastTests
{
    private static readonly DateOnly AsOf = new(2025, 6, 30);

    [Fact]
    public void Regulars_who_stay_away_are_found_and_chances_come_true()
    {
        var clients = SimulatedClients.Draw(500, seed: 5, rate: 5, leave: 0.06, regularity: 4);
        var none = clients.ConvertAll(client => client.Between(AsOf, AsOf.AddDays(90)) == 0);

        var outcome = ReturnForecast.Judge(clients.ConvertAll(client => client.Until(AsOf)), AsOf, 90);

        outcome.Basis.ShouldBe(ReturnBasis.OwnRhythm);
        var told = outcome.Clients.Select(client => client.ProbabilityOfNoVisit).ToList();
        ProbabilityScores.Auc(told, none).ShouldBeGreaterThan(0.95);
        ProbabilityScores.Accuracy(told, none).ShouldBeGreaterThan(0.93);
        told.Average().ShouldBe(none.Average(one => one ? 1.0 : 0), 0.03);
        outcome.Clients.Sum(client => client.ExpectedVisits).ShouldBe(clients.Sum(client => client.Between(AsOf, AsOf.AddDays(90))), 0.1 * clients.Sum(client => client.Between(AsOf, AsOf.AddDays(90))));
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer()
    {
        var clients = SimulatedClients.Draw(130, seed: 6, rate: 5, leave: 0.1, regularity: 2).ConvertAll(client => client.Until(AsOf));

        ReturnForecast.Judge(clients, AsOf, 90, seed: 4).Clients.ShouldBe(ReturnForecast.Judge(clients, AsOf, 90, seed: 4).Clients);
    }

    [Fact]
    public void A_handful_of_clients_is_judged_by_the_gaps_of_all_and_says_so()
    {
        var clients = SimulatedClients.Draw(12, seed: 7, rate: 4, leave: 0.05, regularity: 3).ConvertAll(client => client.Until(AsOf));

        var outcome = ReturnForecast.Judge(clients, AsOf, 90);

        (outcome.Basis, outcome.Fit).ShouldBe((ReturnBasis.ShareOfAll, VisitFit.TooFewClients));
        outcome.Clients.ShouldAllBe(client => client.ProbabilityOfNoVisit > 0 && client.ProbabilityOfNoVisit < 1);
    }

    [Fact]
    public void Clients_of_whom_nobody_came_back_are_judged_by_the_share_of_all_and_carry_no_months()
    {
        ClientVisits[] clients = [.. Enumerable.Range(0, 80).Select(day => new ClientVisits([AsOf.AddDays(-day)], []))];

        var outcome = ReturnForecast.Judge(clients, AsOf, 90);

        (outcome.Basis, outcome.Fit).ShouldBe((ReturnBasis.ShareOfAll, VisitFit.NobodyCameBack));
        ReturnForecast.TryVisitsByMonth(clients, AsOf, 36, out var months).ShouldBe(VisitFit.NobodyCameBack);
        months.ShouldBeEmpty();
    }

    [Fact]
    public void Visits_by_month_fall_with_time_and_sum_to_what_is_expected()
    {
        var clients = SimulatedClients.Draw(120, seed: 8, rate: 5, leave: 0.1, regularity: 1).ConvertAll(client => client.Until(AsOf));

        var months = ReturnForecast.VisitsByMonth(clients, AsOf, 36).ShouldNotBeNull();

        months.Length.ShouldBe(120);
        months.ShouldAllBe(client => client.Length == 36 && client.Sum() > 0 && client.Zip(client.Skip(1), (before, after) => after <= before + 1e-9).All(falling => falling));
    }

    [Fact]
    public void A_visit_after_the_day_of_judgement_is_refused()
    {
        var late = new ClientVisits([AsOf.AddDays(1)], []);

        Should.Throw<ArgumentException>(() => ReturnForecast.Judge([late], AsOf, 90)).Message.ShouldStartWith("Client 0 has no visit until the day of judgement, or one after it.");
    }

    [Theory]
    [InlineData(new[] { 0, 28, 56, 84 }, 98, "Usually comes every 4 weeks; the last visit was 14 days ago, so the next one is not due yet.")]
    [InlineData(new[] { 0, 28, 56, 84 }, 182, "Usually comes every 4 weeks; the last visit was 3 months ago, 3.5 times the usual: lapsed.")]
    [InlineData(new[] { 0 }, 5, "Came once, 5 days ago; without a second visit there is no rhythm to go by.")]
    [InlineData(new[] { 0 }, 130, "Came once, 4 months ago; without a second visit there is no rhythm to go by. More than 120 days: lapsed.")]
    [InlineData(new[] { 0, 1 }, 1, "Came twice, 1 day apart; the last visit was today.")]
    public void Reasons_speak_of_rhythm_and_of_time_away(int[] days, int asOf, string reason)
    {
        var first = new DateOnly(2025, 1, 1);

        ReturnReason.Of(new ClientVisits([.. days.Select(first.AddDays)], []), first.AddDays(asOf)).ShouldBe(reason.Replace("14 days", "2 weeks", StringComparison.Ordinal));
    }
}
