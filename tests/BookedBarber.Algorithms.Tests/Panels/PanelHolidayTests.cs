using BookedBarber.Algorithms.Panels;

namespace BookedBarber.Algorithms.Tests.Panels;

/// <summary>Days that are rare: public holidays, what moves with Easter, and places that were closed for months.</summary>
public sealed class PanelHolidayTests
{
    private const int Horizon = 28;
    private static readonly PanelOptions Small = new() { Rows = 8_000, TreesEach = 60, Runs = 1 };

    // Through Sunday 3 May 2015, so that Ascension (14 May) lies ahead.
    private static readonly int First = new DateOnly(2013, 4, 1).DayNumber;
    private static readonly int Length = new DateOnly(2015, 5, 4).DayNumber - First;

    [Fact]
    public void A_place_that_does_little_on_holidays_is_told_from_one_that_does_much()
    {
        var series = Chain((place, day) => !IsAscensionOrMonthly(day) ? 0 : place == 0 ? -1.5 : 0.4, day => IsAscensionOrMonthly(day) ? 1 : 0);
        var ascension = new DateOnly(2015, 5, 14).DayNumber - First - Length;

        var forecast = PanelForecaster.Forecast(series, PanelCalendar.Days, Horizon, Small, TestContext.Current.CancellationToken);

        Math.Log(forecast.Mean(0, ascension) / forecast.Mean(0, ascension + 7)).ShouldBe(-1.5, 0.3);
        Math.Log(forecast.Mean(1, ascension) / forecast.Mean(1, ascension + 7)).ShouldBe(0.4, 0.15);
    }

    [Fact]
    public void A_day_that_stood_out_as_far_from_Easter_a_year_ago_does_so_again_though_nothing_marks_it()
    {
        var fairs = new[] { new DateOnly(2014, 5, 31).DayNumber, new DateOnly(2013, 5, 11).DayNumber };
        var series = Chain((place, day) => place == 0 && fairs.Contains(day) ? -1 : 0, _ => 0);
        var fair = new DateOnly(2015, 5, 16).DayNumber - First - Length;

        var forecast = PanelForecaster.Forecast(series, PanelCalendar.Days, Horizon, Small, TestContext.Current.CancellationToken);

        Math.Log(forecast.Mean(0, fair) / forecast.Mean(0, fair + 7)).ShouldBeInRange(-1.1, -0.5);
        Math.Log(forecast.Mean(1, fair) / forecast.Mean(1, fair + 7)).ShouldBe(0, 0.15);
    }

    [Fact]
    public void A_place_that_was_closed_for_four_months_is_expected_back_as_it_was()
    {
        var series = Chain((_, _) => 0, _ => 0);
        var before = series[0].Values[(Length - 180)..(Length - 120)].Where(value => !double.IsNaN(value)).Average();
        Array.Fill(series[0].Values, double.NaN, Length - 120, 120);

        var forecast = PanelForecaster.Forecast(series, PanelCalendar.Days, Horizon, Small, TestContext.Current.CancellationToken);

        Enumerable.Range(0, Horizon).Where(h => (First + Length + h) % 7 != 6).Average(h => forecast.Mean(0, h)).ShouldBe(before, 0.15 * before);
    }

    // A holiday on the first Thursday of each month, and on Ascension.
    private static bool IsAscensionOrMonthly(int day) => DateOnly.FromDayNumber(day) is { DayOfWeek: DayOfWeek.Thursday } date && (date.Day <= 7 || date == new DateOnly(2015, 5, 14));

    private static List<PanelSeries> Chain(Func<int, int, double> effect, Func<int, int> holiday)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 20).Select(place => new PanelSeries(
            First,
            [.. Enumerable.Range(First, Length).Select(day => day % 7 == 6 ? double.NaN : Math.Exp(6 + (0.1 * (day % 7)) + effect(place, day) + (0.05 * Gaussian(random))))],
            [[.. Enumerable.Range(First, Length + Horizon).Select(day => (float)holiday(day))]],
            null))];
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
