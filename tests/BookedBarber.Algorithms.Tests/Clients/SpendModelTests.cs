using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Algorithms.Tests.Clients;

public sealed class SpendModelTests
{
    // Fader, Hardie and Lee, 2005, fitted to the repeat buyers of CDNOW: p 6.25, q 3.74, γ 15.44.
    private static readonly SpendModel Published = new(6.25, 3.74, 15.44);

    [Fact]
    public void Whoever_has_not_paid_yet_is_expected_to_spend_what_all_do_on_average() =>
        Published.Expected(0, 0).ShouldBe(6.25 * 15.44 / 2.74, 1e-9);

    [Fact]
    public void More_visits_draw_the_guess_to_the_clients_own_mean()
    {
        var guesses = new[] { 1, 3, 10, 1000 }.Select(visits => Published.Expected(visits, 80)).ToList();

        guesses.ShouldBeInOrder(SortDirection.Ascending);
        guesses[^1].ShouldBe(80, 0.1);
    }

    [Fact]
    public void The_mean_of_simulated_clients_comes_back()
    {
        var clients = SimulatedClients.Draw(500, seed: 9, rate: 5, leave: 0.1, regularity: 1).ConvertAll(client => (client.Amounts.Count, client.Amounts.Average()));

        SpendModel.TryFit(clients, out var model).ShouldBeTrue();

        model!.Expected(0, 0).ShouldBe(25, 1);
    }

    [Fact]
    public void Too_few_payers_give_no_model() => SpendModel.TryFit([.. Enumerable.Repeat((3, 20.0), 49)], out _).ShouldBeFalse();

    [Fact]
    public void Where_all_spend_alike_everybody_is_expected_to_spend_that()
    {
        // The likelihood of equal spends rises for ever, and a search that gives up must not answer with what it began at.
        if (SpendModel.TryFit([.. Enumerable.Repeat((3, 20.0), 80)], out var model))
        {
            model!.Expected(0, 0).ShouldBe(20, 0.2);
        }

        ReturnForecast.Spends([.. Enumerable.Repeat(new ClientVisits([new(2025, 1, 1), new(2025, 2, 1)], [20, 20]), 80)]).ShouldAllBe(spend => Math.Abs(spend - 20) < 0.2);
    }

    [Fact]
    public void A_search_that_runs_out_of_steps_gives_no_model() =>
        SpendModel.TryFit([.. Enumerable.Range(0, 80).Select(client => (1 + (client % 5), 10.0 + client))], evaluations: 10, out _).ShouldBeFalse();
}
