using BookedBarber.Measures.Reading;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features;

/// <summary>
/// The days of a period that are over, and what they compare with. A day that still runs has not sold what it will: set against a whole day it looks like a fall,
/// so changes, and what is concluded from them, are of these days.
/// </summary>
/// <param name="Days">Null when the period has only begun, or not even that.</param>
/// <param name="Comparison">Null without days or without a comparison.</param>
/// <param name="IsRunning">Whether the period holds days that are not over.</param>
internal sealed record DaysThatAreOver(Period? Days, Period? Comparison, bool IsRunning)
{
    public static DaysThatAreOver Of(Period period, Comparing comparing, DateOnly today)
    {
        var comparison = comparing.Of(period);
        if (period.To < today)
        {
            return new(period, comparison, IsRunning: false);
        }

        if (period.From >= today)
        {
            return new(null, null, IsRunning: true);
        }

        var over = new Period(period.From, today.AddDays(-1));
        return new(over, comparing == Comparing.Year ? over.YearBefore() : comparison is { } before ? Beginning(before, over.Days) : null, IsRunning: true);
    }

    /// <summary>All locations over these days and over the compared ones.</summary>
    public async Task<(LocationFigures? Now, LocationFigures? Then)> ReadAsync(LocationFiguresCache figures, IDatabase database, NetworkId network, CancellationToken cancellationToken) =>
        (Days is { } days ? await figures.GetAsync(database, network, days, cancellationToken) : null,
            Comparison is { } before ? await figures.GetAsync(database, network, before, cancellationToken) : null);

    private static Period Beginning(Period period, int days) => period.Days <= days ? period : new Period(period.From, period.From.AddDays(days - 1));
}
