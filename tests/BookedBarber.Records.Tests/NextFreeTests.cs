using BookedBarber.Records.Domain;
using Span = BookedBarber.Records.Domain.Span;

namespace BookedBarber.Records.Tests;

public sealed class NextFreeTests
{
    private static readonly Span[] Shift = [At(9, 17)];

    [Fact]
    public void Without_bookings_the_shift_begins_free() => NextFree.At(Shift, [], DateTimeOffset.MinValue).ShouldBe(A.Noon.Date.AddHours(9));

    [Fact]
    public void Within_the_shift_now_is_free() => NextFree.At(Shift, [], Hour(10)).ShouldBe(Hour(10));

    [Fact]
    public void A_gap_shorter_than_half_an_hour_is_passed_over() => NextFree.At(Shift, [At(9, 10), At(10.25, 12)], Hour(9)).ShouldBe(Hour(12));

    [Fact]
    public void A_gap_of_half_an_hour_is_taken() => NextFree.At(Shift, [At(9, 10), At(10.5, 12)], Hour(9)).ShouldBe(Hour(10));

    [Fact]
    public void A_full_shift_has_no_free_time() => NextFree.At(Shift, [At(9, 16.75)], Hour(9)).ShouldBeNull();

    [Fact]
    public void Overlapping_minutes_count_once() => Span.Covered([At(9, 10), At(9.5, 10.5), At(12, 13)]).ShouldBe(150);

    private static DateTimeOffset Hour(double hour) => new DateTimeOffset(A.Noon.Date, TimeSpan.Zero).AddHours(hour);

    private static Span At(double from, double to) => new(Hour(from), Hour(to));
}
