using System.Globalization;
using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Algorithms.Tests.Clients;

public sealed class VisitModelTests
{
    // Fader, Hardie and Lee, 2005, table 2.
    private static readonly VisitModel Published = new(0.243, 4.414, 0.793, 2.426);

    [Fact]
    public void The_published_fit_of_the_cdnow_sample_is_found_to_the_printed_digit()
    {
        var clients = File.ReadLines(SharedData.Path("cdnow/calibration_summary_published.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => new VisitSummary(int.Parse(cells[1], CultureInfo.InvariantCulture), Number(cells[2]), Number(cells[3]))).ToList();

        VisitModel.TryFit(clients, 1, mayLeaveAtOnce: false, out var model).ShouldBeTrue();

        new[] { model!.Shape, model.Rate, model.LeaveA, model.LeaveB }.Select(value => Math.Round(value, 3)).ShouldBe([0.243, 4.414, 0.793, 2.426]);
        Math.Round(clients.Sum(model.LogLikelihood), 1).ShouldBe(-9582.4);
        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_worked_example_of_the_paper_is_reproduced()
    {
        // Fader, Hardie and Lee, "Implementing the BG/NBD model in Excel", 2005: customer 1 (x = 2, tx = 30.43, T = 38.86) is expected to buy 1.226 times in 39 weeks.
        Published.ExpectedVisits(new VisitSummary(2, 30.43, 38.86), 39).ShouldBe(1.226, 0.002);
    }

    [Fact]
    public void Whoever_never_came_back_is_surely_alive_only_where_nobody_leaves_at_once()
    {
        Published.ProbabilityAlive(new VisitSummary(0, 0, 30)).ShouldBe(1, 1e-12);
        (Published with { MayLeaveAtOnce = true }).ProbabilityAlive(new VisitSummary(0, 0, 30)).ShouldBeInRange(0.01, 0.99);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public void Chances_keep_their_order(int regularity, bool mayLeaveAtOnce)
    {
        var model = Published with { Regularity = regularity, MayLeaveAtOnce = mayLeaveAtOnce };
        var random = new Random(2);
        for (var sample = 0; sample < 500; sample++)
        {
            var repeats = random.Next(0, 12);
            var recency = repeats == 0 ? 0 : random.NextDouble() * 40;
            var client = new VisitSummary(repeats, recency, recency + (random.NextDouble() * 40));

            model.ProbabilityOfNoVisit(client, 0).ShouldBe(1, 1e-9);
            model.ProbabilityOfNoVisit(client, 20).ShouldBeLessThanOrEqualTo(model.ProbabilityOfNoVisit(client, 10));
            // Nobody visits without being there, and never more surely than that.
            (1 - model.ProbabilityOfNoVisit(client, 1e7)).ShouldBeLessThanOrEqualTo(model.ProbabilityAlive(client) + 1e-9);
            model.ExpectedVisits(client, 20).ShouldBeGreaterThanOrEqualTo(model.ExpectedVisits(client, 10));
        }
    }

    [Theory]
    [InlineData(30, 270)]
    [InlineData(90, 810)]
    [InlineData(30_000, 270_000)]
    public void Clients_who_all_leave_alike_are_expected_as_those_who_nearly_do(double leaveA, double leaveB)
    {
        // One in ten leaves after each visit: the more alike they are, the nearer to ten visits in the long run of one who is there.
        var model = new VisitModel(400, 400, leaveA, leaveB);

        var visits = model.ExpectedVisits(new VisitSummary(0, 0, 0), 1000);

        visits.ShouldBe(10, 0.5);
    }

    [Fact]
    public void Planted_numbers_come_back_from_simulated_clients()
    {
        var clients = SimulatedClients.Draw(1200, seed: 3, rate: 6, leave: 0.12, regularity: 1).ConvertAll(client => client.Summary(SimulatedClients.LastDay));

        VisitModel.TryFit(clients, 1, mayLeaveAtOnce: false, out var model).ShouldBeTrue();

        // Mean rate r/α and mean chance of leaving a/(a + b), which the simulation fixed at a visit every six weeks and 12 %.
        (model!.Shape / model.Rate).ShouldBe(1 / 6.0, 0.025);
        (model.LeaveA / (model.LeaveA + model.LeaveB)).ShouldBe(0.12, 0.04);
    }

    [Fact]
    public void A_regular_rhythm_is_told_from_chance_by_its_likelihood()
    {
        var clients = SimulatedClients.Draw(400, seed: 4, rate: 4, leave: 0.05, regularity: 4).ConvertAll(client => client.Summary(SimulatedClients.LastDay));

        var likelihoods = new[] { 1, 2, 4 }.Select(regularity => VisitModel.TryFit(clients, regularity, true, out var model) ? clients.Sum(model!.LogLikelihood) : double.NaN).ToList();

        likelihoods.ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void Too_few_clients_or_none_who_came_back_give_no_model()
    {
        VisitModel.TryFit([.. Enumerable.Repeat(new VisitSummary(2, 5, 9), VisitModel.FewestClients - 1)], 1, false, out _).ShouldBeFalse();
        VisitModel.TryFit([.. Enumerable.Repeat(new VisitSummary(0, 0, 9), 500)], 1, false, out _).ShouldBeFalse();
    }

    [Fact]
    public void Where_hardly_anybody_came_back_the_numbers_are_the_likeliest_and_not_those_the_search_began_at()
    {
        var fitted = 0;
        foreach (var seed in new[] { 6, 10, 22, 26, 34, 58 })
        {
            var clients = HardlyReturning(seed);
            foreach (var (regularity, mayLeaveAtOnce) in new[] { (1, true), (2, true) })
            {
                if (!VisitModel.TryFit(clients, regularity, mayLeaveAtOnce, out var model))
                {
                    continue;
                }

                fitted++;
                var likelihood = clients.Sum(model!.LogLikelihood);
                foreach (var factor in new[] { 0.5, 0.8, 1.25, 2 })
                {
                    foreach (var other in new[] { model with { Shape = model.Shape * factor }, model with { Rate = model.Rate * factor }, model with { LeaveA = model.LeaveA * factor }, model with { LeaveB = model.LeaveB * factor } })
                    {
                        clients.Sum(other.LogLikelihood).ShouldBeLessThan(likelihood + 0.01, $"seed {seed}");
                    }
                }
            }
        }

        fitted.ShouldBeGreaterThan(8);
    }

    [Fact]
    public void A_search_that_runs_out_of_steps_gives_no_model_and_says_so()
    {
        var clients = SimulatedClients.Draw(200, seed: 3, rate: 6, leave: 0.12, regularity: 1).ConvertAll(client => client.Summary(SimulatedClients.LastDay));

        VisitModel.FitWithin(evaluations: 12, clients, 1, mayLeaveAtOnce: false).ShouldBe((null, VisitFit.NotSettled));
        VisitModel.Fit(clients, 1, mayLeaveAtOnce: false).Fit.ShouldBe(VisitFit.Settled);
    }

    // One in twenty came back, once: the likelihood is nearly flat.
    private static List<VisitSummary> HardlyReturning(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 50 + random.Next(200)).Select(_ =>
        {
            double age = 20 + random.Next(60);
            var repeats = random.Next(20) == 0 ? 1 : 0;
            var recency = repeats * age * random.NextDouble();
            return new VisitSummary(repeats, recency, age, repeats == 0 ? 0 : Math.Log(Math.Max(0.1, recency)));
        })];
    }
}
