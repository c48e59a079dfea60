using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class RevenueForecastTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_node_is_forecast_half_a_year_ahead_and_the_tree_adds_up()
    {
        await using var chain = await Chain.OpenAsync();
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), Believable);

        await chain.RunAsync(RevenuePart.PartName);

        var rows = await chain.ReadAsync<RevenueRow>($"select {RevenueRow.Columns}, '' as method, 0 as version from predictions.revenue r where not is_trial");
        rows.Count.ShouldBe(1 + 2 + 4);
        rows.ShouldAllBe(row => row.MadeOn == Chain.Today && row.To == new DateOnly(2026, 9, 30));
        var byNode = rows.ToDictionary(row => row.NodeId);
        for (var day = 0; day < byNode[chain.Root.Value].Mean.Length; day++)
        {
            var shops = Enumerable.Range(0, 4).Select(shop => (decimal)byNode[chain.Shops[shop].Value].Mean[day]).ToList();
            ((decimal)byNode[chain.Regions[0].Value].Mean[day]).ShouldBe(shops[0] + shops[2]);
            ((decimal)byNode[chain.Regions[1].Value].Mean[day]).ShouldBe(shops[1] + shops[3]);
            ((decimal)byNode[chain.Root.Value].Mean[day]).ShouldBe(shops.Sum());
        }
    }

    [Fact]
    public async Task Sundays_stay_closed_and_the_coming_months_are_met_within_a_few_percent()
    {
        await using var chain = await Chain.OpenAsync();
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), Believable);

        await chain.RunAsync(RevenuePart.PartName);

        var answer = (await chain.Get<RevenueReading>().ReadAsync(chain.Find(chain.Shops[1]), byDay: true, Ct)).Value!;
        answer.Days!.Where(day => day.Day.DayOfWeek == DayOfWeek.Sunday).ShouldAllBe(day => day.Mean == 0);
        foreach (var month in answer.Months.Skip(1))
        {
            var first = DateOnly.ParseExact($"{month.Month}-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var truth = Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Sum(day => Believable(1, first.AddDays(day)));
            ((double)month.Value.Mean / truth).ShouldBeInRange(0.94, 1.06, month.Month);
            month.Value.P05!.Value.ShouldBeLessThan(month.Value.P95!.Value);
        }

        answer.Basis.RestsOnLittle.ShouldBeFalse();
        answer.Model.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_version_is_entered_with_its_trials_beside_the_naive_forecast()
    {
        await using var chain = await Chain.OpenAsync();
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), Believable);

        await chain.RunAsync(RevenuePart.PartName);

        var model = (await chain.ReadAsync<ModelVersion>($"select {ModelVersion.Columns} from predictions.model where state = 'at_work'")).ShouldHaveSingleItem();
        var backtest = model.Backtest;
        (model.Kind, model.Version, model.DecidedBy, model.WindowFrom, model.WindowTo).ShouldBe(("revenue", 1, "rule", First, Chain.Today.AddDays(-1)));
        backtest.Origins.Count.ShouldBe(3);
        backtest.Methods.Select(method => method.Method).ShouldBe(["panel", "growth", "naive"], ignoreOrder: true);
        backtest.Methods.Min(method => method.Error).ShouldBe(backtest.Error);
        model.DataCounts["locations"].ShouldBe(4);
        (await chain.ReadAsync<int>("select count(*)::int from predictions.revenue where is_trial")).ShouldBe([7]);
    }

    [Fact]
    public async Task Within_a_week_the_version_at_work_answers_without_new_trials()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), Believable);
        await chain.RunAsync(RevenuePart.PartName);

        chain.Clock.Advance(TimeSpan.FromDays(1));
        await chain.RunAsync(RevenuePart.PartName, today: Chain.Today.AddDays(1));
        (await chain.ReadAsync<int>("select max(version) from predictions.model")).ShouldBe([1]);
        chain.Clock.Advance(TimeSpan.FromDays(7));
        await chain.RunAsync(RevenuePart.PartName, today: Chain.Today.AddDays(8));

        (await chain.ReadAsync<int>("select max(version) from predictions.model")).ShouldBe([2]);
        (await chain.ReadAsync<int>("select count(*)::int from predictions.model where state = 'at_work'")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_location_that_no_night_has_forecast_is_forecast_at_once_and_says_so()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), Believable);

        var answer = (await chain.Get<RevenueReading>().ReadAsync(chain.Find(chain.Shops[0]), byDay: false, Ct)).Value!;

        (answer.ForecastId, answer.Model, answer.Method).ShouldBe((null, null, "growth"));
        answer.Basis.Sentence.ShouldStartWith("Made at once");
        answer.Months[1].Value.P05.ShouldNotBeNull();
        (await chain.Get<RevenueReading>().ReadAsync(chain.Find(chain.Root), byDay: false, Ct)).Problem!.Code.ShouldBe("no_forecast_yet");
    }

    [Fact]
    public async Task A_location_with_a_few_days_gets_no_invented_number()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.TellDaysAsync(Chain.Today.AddDays(-10), Chain.Today.AddDays(-1), Believable);

        var answer = await chain.Get<RevenueReading>().ReadAsync(chain.Find(chain.Shops[0]), byDay: false, Ct);
        await chain.RunAsync(RevenuePart.PartName);

        answer.Problem!.Code.ShouldBe("too_little_history");
        (await chain.ReadAsync<int>("select count(*)::int from predictions.revenue")).ShouldBe([0]);
    }

    [Fact]
    public async Task Another_network_sees_nothing_of_it()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.TellDaysAsync(First, Chain.Today.AddDays(-1), Believable);
        await chain.RunAsync(RevenuePart.PartName);

        await using var session = await chain.Node.Database.ReadAsync(new Shared.NetworkId(Guid.CreateVersion7(chain.Clock.GetUtcNow())), Ct);

        (await session.QueryAsync<int>("select 1 from predictions.revenue union all select 1 from predictions.model union all select 1 from predictions.run", null, Ct)).ShouldBeEmpty();
    }

    // A week, a year, a little growth, and noise that is the same on every run; closed on Sundays.
    private static double Believable(int shop, DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday
        ? 0
        : 400 * (1 + (0.3 * shop)) * (1 + (0.08 * ((int)day.DayOfWeek - 3))) * (1 + (0.12 * Math.Sin(2 * Math.PI * day.DayOfYear / 365))) * Math.Exp(0.05 * (day.DayNumber - First.DayNumber) / 365.0)
            * (1 + (0.1 * Math.Sin((day.DayNumber * 12.9898) + (shop * 78.233)) * Math.Sin(day.DayNumber * 4.1414)));
}
