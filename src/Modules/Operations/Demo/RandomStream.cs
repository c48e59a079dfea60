namespace BookedBarber.Operations.Demo;

/// <summary>A small random number generator whose numbers are the same on every machine and in every release, which <see cref="Random"/> does not promise.</summary>
/// <remarks>
/// PCG-XSH-RR 64/32: M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation",
/// HMC-CS-2014-0905, section 6.3.1. Streams are told apart by SplitMix64: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number
/// Generators", OOPSLA 2014, figure 16. Arithmetic is modulo 2^64 by definition. Not for secrets.
/// </remarks>
internal sealed class RandomStream
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private readonly ulong _increment;
    private ulong _state;

    public RandomStream(ulong seed)
        : this(Mix(unchecked(seed + GoldenGamma)), Mix(unchecked(seed + (2 * GoldenGamma))))
    {
    }

    /// <summary>The reference implementation's own seeding, <c>pcg32_srandom_r</c>.</summary>
    internal RandomStream(ulong state, ulong sequence)
    {
        _increment = (sequence << 1) | 1;
        Bits();
        _state = unchecked(_state + state);
        Bits();
    }

    /// <summary>A stream of its own for a thing that is named by numbers: the same names give the same stream, whatever was drawn elsewhere.</summary>
    public static RandomStream For(params ReadOnlySpan<ulong> names) => new(SeedFor(names));

    /// <summary>The seed of <see cref="For"/>.</summary>
    public static ulong SeedFor(params ReadOnlySpan<ulong> names)
    {
        var seed = GoldenGamma;
        foreach (var name in names)
        {
            seed = Mix(unchecked((seed ^ name) + GoldenGamma));
        }

        return seed;
    }

    public uint Bits()
    {
        unchecked
        {
            var old = _state;
            _state = (old * Multiplier) + _increment;
            var shifted = (uint)(((old >> 18) ^ old) >> 27);
            var rotation = (int)(old >> 59);
            return (shifted >> rotation) | (shifted << (-rotation & 31));
        }
    }

    public ulong LongBits() => ((ulong)Bits() << 32) | Bits();

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (LongBits() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1.</summary>
    /// <remarks>Multiply and shift (Lemire 2019) without the rejection step: the bias, below count / 2^32, does not matter here.</remarks>
    public int Below(int count) => (int)(((ulong)Bits() * (ulong)count) >> 32);

    /// <summary>Uniform in low … high, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public double Within(double low, double high) => low + ((high - low) * Unit());

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>An index, with chances in proportion to the weights.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var point = Unit() * sum;
        for (var index = 0; index < weights.Length - 1; index++)
        {
            point -= weights[index];
            if (point < 0)
            {
                return index;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double Normal()
    {
        while (true)
        {
            var (x, y) = ((2 * Unit()) - 1, (2 * Unit()) - 1);
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    /// <summary>Number of events with this mean, by Knuth's product of uniforms; means stay far below 700 here, where it would underflow.</summary>
    public int Poisson(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), Unit(), 0);
        while (product > limit)
        {
            product *= Unit();
            count++;
        }

        return count;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
