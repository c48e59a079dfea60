using BookedBarber.Operations.Demo;

namespace BookedBarber.Operations.Tests.Story;

public sealed class RandomStreamTests
{
    [Fact]
    public void It_gives_the_numbers_of_the_reference_implementation()
    {
        // pcg32-demo of the PCG distribution: pcg32_srandom_r(&rng, 42u, 54u), first round.
        var random = new RandomStream(42, 54);

        uint[] numbers = [random.Bits(), random.Bits(), random.Bits(), random.Bits(), random.Bits(), random.Bits()];

        numbers.ShouldBe([0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e]);
    }

    [Fact]
    public void Streams_with_different_names_have_nothing_in_common()
    {
        var seeds = Enumerable.Range(0, 10_000).Select(name => RandomStream.SeedFor(42, (ulong)name)).ToHashSet();

        seeds.Count.ShouldBe(10_000);
    }

    [Fact]
    public void Poisson_and_lognormal_numbers_have_the_moments_they_should()
    {
        var random = new RandomStream(1);

        Enumerable.Range(0, 50_000).Average(_ => random.Poisson(3.5)).ShouldBe(3.5, 0.05);
        var logs = Enumerable.Range(0, 50_000).Select(_ => Math.Log(random.LogNormal(27, 0.4))).ToList();
        logs.Average().ShouldBe(Math.Log(27), 0.01);
        var mean = logs.Average();
        Math.Sqrt(logs.Average(log => Math.Pow(log - mean, 2))).ShouldBe(0.4, 0.01);
    }
}
