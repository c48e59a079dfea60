namespace BookedBarber.Algorithms.Tests;

public sealed class RobustDeviationTests
{
    [Fact]
    public void It_is_the_standard_deviation_of_a_normal_distribution_and_wild_values_hardly_move_it()
    {
        double[] normal = [.. Enumerable.Range(1, 999).Select(at => MathNet.Numerics.Distributions.Normal.InvCDF(0, 3, at / 1000.0))];

        RobustDeviation.AroundZero(normal)!.Value.ShouldBe(3, 0.01);
        RobustDeviation.AroundZero(normal.Concat(Enumerable.Repeat(1e6, 50)))!.Value.ShouldBe(3, 0.25);
    }

    [Theory]
    [InlineData(new[] { 1.0, -2, 3, -4, 5 }, 3.0)]
    [InlineData(new[] { 6.0, -1, 2, -3, 4, -5 }, 3.5)]
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 9 }, 0.0)]
    public void The_middle_size_counts_and_of_an_even_number_the_mean_of_the_middle_two(double[] values, double median) =>
        RobustDeviation.AroundZero(values)!.Value.ShouldBe(1.4826 * median, 1e-12);

    [Fact]
    public void What_is_not_finite_is_passed_over_and_fewer_than_five_tell_nothing()
    {
        RobustDeviation.AroundZero([1, 2, 3, 4]).ShouldBeNull();
        RobustDeviation.AroundZero([1, 2, 3, 4, double.NaN, double.PositiveInfinity]).ShouldBeNull();
        RobustDeviation.AroundZero([1, 2, 3, 4, 5, double.NaN])!.Value.ShouldBe(1.4826 * 3, 1e-12);
    }
}
