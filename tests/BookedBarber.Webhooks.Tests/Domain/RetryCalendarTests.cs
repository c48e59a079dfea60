using BookedBarber.Webhooks.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Webhooks.Tests.Domain;

public sealed class RetryCalendarTests
{
    [Fact]
    public void Pauses_are_those_of_the_specification() =>
        Enumerable.Range(1, 10).Select(attempt => RetryCalendar.PauseAfter(attempt, 0.5, null)).ShouldBe(
        [
            TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
            TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24), null,
        ]);

    [Fact]
    public void Jitter_stays_within_a_tenth_and_never_undercuts_what_the_receiver_asked_for() =>
        Prop.ForAll(Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(0, 1000).Select(n => n / 1000.0).ToArbitrary(), Gen.Choose(0, 200_000).ToArbitrary(), (attempt, jitter, seconds) =>
        {
            var middle = RetryCalendar.PauseAfter(attempt, 0.5, null)!.Value;
            var asked = TimeSpan.FromSeconds(seconds);
            var honoured = asked < RetryCalendar.MostRetryAfter ? asked : RetryCalendar.MostRetryAfter;
            var pause = RetryCalendar.PauseAfter(attempt, jitter, null)!.Value;
            return pause >= middle * 0.899 && pause <= middle * 1.101 && RetryCalendar.PauseAfter(attempt, jitter, asked)!.Value >= honoured;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_receiver_cannot_put_a_delivery_off_for_more_than_a_day() =>
        RetryCalendar.PauseAfter(1, 0.5, TimeSpan.FromDays(400)).ShouldBe(TimeSpan.FromHours(24));
}
