using System.Numerics;
using System.Runtime.InteropServices;

namespace BookedBarber.Algorithms.Rosters;

/// <summary>Finds the cheapest line of one person under all of the person's hard rules, for any prices of days and shifts.</summary>
/// <remarks>
/// A shortest path over days with resources (Irnich and Desaulniers, "Shortest path problems with resource constraints", 2005), solved exactly by dynamic programming from the last day to
/// the first. For each day and state there is one plane of costs over (units worked, limited shifts worked, weekends worked); a move shifts the plane by a fixed offset, so that a whole plane is
/// improved by a few vector instructions. Limits on the number of a shift enter the plane only once a line breaks them: most never do.
/// One object serves one thread; the costs of a search are bounded by its memory, days × states × plane.
/// </remarks>
internal sealed class CheapestLine
{
    // 512 MB: with two threads the whole stays near 1 GB.
    private const long MostCells = 64L << 20;

    private double[] _costs = [];
    private int[] _padding = [];
    private int[] _stride = [];
    private int _row;
    private int _weekends;
    private int _rows;
    private int _plane;

    /// <summary>Finds the cheapest line.</summary>
    /// <param name="rules">The person's rules.</param>
    /// <param name="prices">Price of working a shift on a day: [day × shifts + shift]. A day off is free; any finite price, also below 0.</param>
    /// <param name="line">Receives the shift of each day.</param>
    /// <param name="random">Where given, one of several equally cheap lines is drawn; otherwise the same is returned each time.</param>
    /// <returns>The line's price, or infinity where no line keeps the rules; <paramref name="line"/> is then undefined.</returns>
    public double Find(LineRules rules, ReadOnlySpan<double> prices, Span<int> line, Random? random = null)
    {
        if (!rules.MayExist)
        {
            return double.PositiveInfinity;
        }

        var limited = new List<int>();
        while (true)
        {
            Layout(rules, limited);
            Fill(rules, prices);
            var cost = Trace(rules, prices, line, random);
            if (double.IsPositiveInfinity(cost) || !AddBroken(rules, line, limited))
            {
                return cost;
            }
        }
    }

    private static bool AddBroken(LineRules rules, ReadOnlySpan<int> line, List<int> limited)
    {
        var added = false;
        for (var shift = 0; shift < rules.Shifts; shift++)
        {
            if (!limited.Contains(shift) && line.Count(shift) > rules.MostOf[shift])
            {
                limited.Add(shift);
                added = true;
            }
        }

        return added;
    }

    // Each dimension but the first has one cell too many at its end that stays infinite: a move past a limit lands there.
    private void Layout(LineRules rules, List<int> limited)
    {
        _stride = new int[rules.Shifts];
        _weekends = rules.MostWeekends;
        var size = _weekends + 2;
        var padded = Enumerable.Range(0, size).Select(weekend => weekend > _weekends).ToList();
        foreach (var shift in limited)
        {
            _stride[shift] = size;
            var cells = rules.MostOf[shift] + 2;
            padded = [.. Enumerable.Range(0, cells).SelectMany(count => padded.Select(inner => inner || count == cells - 1))];
            size *= cells;
        }

        _row = size;
        _padding = [.. Enumerable.Range(0, size).Where(cell => padded[cell])];
        _rows = rules.Low.Zip(rules.High, (low, high) => high - low + 1).Max();
        _plane = _rows * _row;
        var needed = (long)_plane * rules.States * rules.Days;
        if (needed > MostCells)
        {
            throw new InvalidOperationException($"A line over {rules.Days} days with {rules.Shifts} kinds of shift needs {needed / 131072} MB to plan, more than {MostCells / 131072} MB: plan a shorter time at once.");
        }

        if (_costs.Length < needed)
        {
            _costs = new double[needed];
        }
    }

    private Span<double> Plane(LineRules rules, int day, int state) => _costs.AsSpan(((day * rules.States) + state) * _plane, _plane);

    private void Fill(LineRules rules, ReadOnlySpan<double> prices)
    {
        var last = rules.Days - 1;
        for (var state = 0; state < rules.States; state++)
        {
            var plane = Plane(rules, last, state)[..((rules.High[last] - rules.Low[last] + 1) * _row)];
            plane.Clear();
            Pad(plane);
        }

        for (var day = last - 1; day >= 0; day--)
        {
            var (low, high) = (rules.Low[day], rules.High[day]);
            for (var state = 0; state < rules.States; state++)
            {
                var plane = Plane(rules, day, state)[..((high - low + 1) * _row)];
                plane.Fill(double.PositiveInfinity);
                foreach (var step in rules.Next[day][state])
                {
                    var from = Math.Max(low, rules.Low[day + 1] - step.Units);
                    var to = Math.Min(high, rules.High[day + 1] - step.Units);
                    if (to < from)
                    {
                        continue;
                    }

                    var offset = step.Weekend + (step.Shift == Roster.Off ? 0 : _stride[step.Shift]);
                    var price = step.Shift == Roster.Off ? 0 : prices[((day + 1) * rules.Shifts) + step.Shift];
                    var next = Plane(rules, day + 1, step.State);
                    var length = ((to - from + 1) * _row) - offset;
                    Improve(plane.Slice((from - low) * _row, length), next.Slice(((from + step.Units - rules.Low[day + 1]) * _row) + offset, length), price);
                }

                Pad(plane);
            }
        }
    }

    private void Pad(Span<double> plane)
    {
        for (var row = 0; row < plane.Length; row += _row)
        {
            foreach (var cell in _padding)
            {
                plane[row + cell] = double.PositiveInfinity;
            }
        }
    }

    private static void Improve(Span<double> best, ReadOnlySpan<double> next, double price)
    {
        var priced = new Vector<double>(price);
        var bests = MemoryMarshal.Cast<double, Vector<double>>(best);
        var nexts = MemoryMarshal.Cast<double, Vector<double>>(next);
        for (var at = 0; at < bests.Length; at++)
        {
            bests[at] = Vector.Min(bests[at], nexts[at] + priced);
        }

        for (var at = bests.Length * Vector<double>.Count; at < best.Length; at++)
        {
            best[at] = Math.Min(best[at], next[at] + price);
        }
    }

    private double Trace(LineRules rules, ReadOnlySpan<double> prices, Span<int> line, Random? random)
    {
        var total = 0.0;
        var (state, units, inner) = (LineRules.Start, 0, 0);
        for (var day = 0; day < rules.Days; day++)
        {
            var best = double.PositiveInfinity;
            LineRules.Step chosen = default;
            var alike = 0;
            foreach (var step in day == 0 ? rules.First : rules.Next[day - 1][state])
            {
                var used = units + step.Units;
                if (used < rules.Low[day] || used > rules.High[day])
                {
                    continue;
                }

                var cell = inner + step.Weekend + (step.Shift == Roster.Off ? 0 : _stride[step.Shift]);
                var cost = (step.Shift == Roster.Off ? 0 : prices[(day * rules.Shifts) + step.Shift]) + Plane(rules, day, step.State)[((used - rules.Low[day]) * _row) + cell];
                if (double.IsPositiveInfinity(cost))
                {
                    continue;
                }

                // Sums of the same prices in another order differ in their last digits.
                var equal = Math.Abs(cost - best) <= 1e-9 * (1 + Math.Abs(cost));
                if (equal)
                {
                    alike++;
                }

                if (!equal && cost < best)
                {
                    (best, chosen, alike) = (cost, step, 1);
                }
                else if (equal && random is not null && random.Next(alike) == 0)
                {
                    chosen = step;
                }
            }

            if (double.IsPositiveInfinity(best))
            {
                return best;
            }

            line[day] = chosen.Shift;
            total += chosen.Shift == Roster.Off ? 0 : prices[(day * rules.Shifts) + chosen.Shift];
            inner += chosen.Weekend + (chosen.Shift == Roster.Off ? 0 : _stride[chosen.Shift]);
            (state, units) = (chosen.State, units + chosen.Units);
        }

        return total;
    }
}
