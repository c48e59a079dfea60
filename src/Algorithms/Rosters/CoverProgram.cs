using System.Numerics;
using System.Runtime.InteropServices;

namespace BookedBarber.Algorithms.Rosters;

/// <summary>The linear program that mixes known lines so that cover and wishes cost least: one row for each need, one for each person.</summary>
/// <remarks>
/// A primal simplex with an explicit inverse (Dantzig and Orchard-Hays, 1954), columns added while it runs (Gilmore and Gomory, 1961). Needs are soft, so each has two slack columns, people too few and
/// too many, which bound its price. Right-hand sides are disturbed by a millionth, without which most steps of this degenerate program would lead nowhere.
/// </remarks>
internal sealed class CoverProgram
{
    // Dearer than any line can be: a column that must not be used leaves the basis by itself.
    private const double Banned = 1e7;
    private const double Disturbance = 1e-5;
    private const double Tolerance = 1e-7;

    private readonly int _needs;
    private readonly int _rows;
    private readonly double[] _right;
    private readonly List<Column> _columns = [];
    private readonly int[] _basis;
    private readonly double[] _inverse;
    private readonly double[] _values;
    private readonly double[] _duals;
    private readonly double[] _direction;
    private readonly bool[] _basic;
    private int _sinceRefresh;

    /// <summary>A program whose first basis is one line for each person.</summary>
    /// <param name="needs">People needed for each priced day and shift, less those that are fixed; may be negative.</param>
    /// <param name="under">Price of each person too few.</param>
    /// <param name="over">Price of each person too many.</param>
    /// <param name="lines">One line for each person, in the order of the persons' rows.</param>
    /// <param name="random">Draws the disturbance.</param>
    public CoverProgram(ReadOnlySpan<int> needs, ReadOnlySpan<int> under, ReadOnlySpan<int> over, IReadOnlyList<LineColumn> lines, Random random)
    {
        _needs = needs.Length;
        _rows = _needs + lines.Count;
        _right = new double[_rows];
        _basis = new int[_rows];
        _inverse = new double[_rows * _rows];
        _values = new double[_rows];
        _duals = new double[_rows];
        _direction = new double[_rows];
        _basic = new bool[_rows];
        var there = new int[_needs];
        foreach (var need in lines.SelectMany(line => line.Needs))
        {
            there[need]++;
        }

        for (var need = 0; need < _needs; need++)
        {
            _right[need] = needs[need] + ((random.NextDouble() + 0.1) * Disturbance);
            _columns.Add(new Column([need], 1, under[need], null));
            _columns.Add(new Column([need], -1, over[need], null));
            _basis[need] = (2 * need) + (_right[need] - there[need] >= 0 ? 0 : 1);
        }

        for (var person = 0; person < lines.Count; person++)
        {
            _right[_needs + person] = 1;
            Add(person, lines[person]);
            _basis[_needs + person] = _columns.Count - 1;
        }

        Refresh();
    }

    /// <summary>Cost of the best mix so far.</summary>
    public double Objective { get; private set; }

    /// <summary>Price of one more person for each need, and after them of each person's line.</summary>
    public ReadOnlySpan<double> Duals => _duals;

    /// <summary>Number of lines known.</summary>
    public int Lines => _columns.Count - (2 * _needs);

    /// <summary>Adds a line to the mix.</summary>
    /// <param name="person">The person's row, from 0.</param>
    /// <param name="line">The line.</param>
    public void Add(int person, LineColumn line) => _columns.Add(new Column([.. line.Needs, _needs + person], 1, line.Wishes, line));

    /// <summary>Allows a person no other line than one, now and later.</summary>
    /// <param name="person">The person's row, from 0.</param>
    /// <param name="line">The line to keep.</param>
    public void Fix(int person, LineColumn line)
    {
        foreach (var column in _columns.Where(column => column.Line is { } other && other != line && column.Rows[^1] == _needs + person))
        {
            column.Cost = Banned;
        }

        Price();
    }

    /// <summary>The lines that the mix uses: person's row, line and share from 0 to 1.</summary>
    public IEnumerable<(int Person, LineColumn Line, double Share)> Mix()
    {
        for (var row = 0; row < _rows; row++)
        {
            if (_columns[_basis[row]] is { Line: { } line } column && _values[row] > 1e-4)
            {
                yield return (column.Rows[^1] - _needs, line, _values[row]);
            }
        }
    }

    /// <summary>Improves the mix until no known column helps.</summary>
    /// <param name="goOn">Asked now and then; <see langword="false"/> ends early.</param>
    public void Solve(Func<bool> goOn)
    {
        for (var pivots = 1; ; pivots++)
        {
            var entering = Entering();
            if (entering < 0 || (pivots % 64 == 0 && !goOn()))
            {
                break;
            }

            Direction(entering);
            var leaving = Leaving();
            if (leaving < 0)
            {
                // Only rounding can make a bounded program look unbounded; a fresh inverse takes it away, and a second time the mix is as good as it gets.
                if (_sinceRefresh == 0)
                {
                    break;
                }

                Refresh();
                continue;
            }

            Pivot(entering, leaving);
            if (++_sinceRefresh >= 300)
            {
                Refresh();
            }
        }

        Price();
    }

    /// <summary>Forgets lines that are far too dear at the present prices, but for those in the mix.</summary>
    /// <param name="dearer">How much above its person's price a line may be to stay.</param>
    public void Forget(double dearer)
    {
        var used = _basis.ToHashSet();
        var map = new int[_columns.Count];
        var kept = new List<Column>();
        for (var at = 0; at < _columns.Count; at++)
        {
            if (at < 2 * _needs || used.Contains(at) || (_columns[at].Cost < Banned && Reduced(_columns[at]) < dearer))
            {
                map[at] = kept.Count;
                kept.Add(_columns[at]);
            }
        }

        _columns.Clear();
        _columns.AddRange(kept);
        for (var row = 0; row < _rows; row++)
        {
            _basis[row] = map[_basis[row]];
        }
    }

    private double Reduced(Column column)
    {
        var sum = 0.0;
        foreach (var row in column.Rows)
        {
            sum += _duals[row];
        }

        return column.Cost - (column.Sign * sum);
    }

    private int Entering()
    {
        var best = -Tolerance;
        var entering = -1;
        for (var at = 0; at < _columns.Count; at++)
        {
            var reduced = Reduced(_columns[at]);
            if (reduced < best)
            {
                (best, entering) = (reduced, at);
            }
        }

        return entering;
    }

    private Span<double> InverseColumn(int row) => _inverse.AsSpan(row * _rows, _rows);

    private void Direction(int entering)
    {
        Array.Clear(_direction);
        var column = _columns[entering];
        foreach (var row in column.Rows)
        {
            AddScaled(_direction, InverseColumn(row), column.Sign);
        }
    }

    private int Leaving()
    {
        var leaving = -1;
        var shortest = double.PositiveInfinity;
        for (var row = 0; row < _rows; row++)
        {
            if (_direction[row] <= 1e-8)
            {
                continue;
            }

            var ratio = Math.Max(0, _values[row]) / _direction[row];
            // Among equal ratios the larger pivot keeps the inverse exact.
            if (ratio < shortest - 1e-12 || (ratio <= shortest + 1e-12 && _direction[row] > _direction[leaving]))
            {
                (shortest, leaving) = (ratio, row);
            }
        }

        return leaving;
    }

    private void Pivot(int entering, int leaving)
    {
        var pivot = _direction[leaving];
        var reduced = Reduced(_columns[entering]);
        for (var row = 0; row < _rows; row++)
        {
            var column = InverseColumn(row);
            var factor = column[leaving] / pivot;
            if (factor != 0)
            {
                _duals[row] += reduced * factor;
                AddScaled(column, _direction, -factor);
                column[leaving] = factor;
            }
        }

        var step = Math.Max(0, _values[leaving]) / pivot;
        AddScaled(_values, _direction, -step);
        _values[leaving] = step;
        _basis[leaving] = entering;
    }

    // Rounding grows with each pivot: the inverse is made anew from the basis, by elimination with the largest pivots.
    private void Refresh()
    {
        _sinceRefresh = 0;
        Array.Clear(_inverse);
        Array.Clear(_basic);
        var members = (int[])_basis.Clone();
        for (var row = 0; row < _rows; row++)
        {
            InverseColumn(row)[row] = 1;
        }

        // Slack columns come first: each takes its own row at once and leaves little to eliminate.
        foreach (var member in members.OrderBy(member => _columns[member].Rows.Length))
        {
            Direction(member);
            var place = -1;
            for (var row = 0; row < _rows; row++)
            {
                if (!_basic[row] && (place < 0 || Math.Abs(_direction[row]) > Math.Abs(_direction[place])))
                {
                    place = row;
                }
            }

            _basic[place] = true;
            _basis[place] = member;
            var pivot = _direction[place];
            for (var row = 0; row < _rows; row++)
            {
                var column = InverseColumn(row);
                var factor = column[place] / pivot;
                if (factor != 0)
                {
                    AddScaled(column, _direction, -factor);
                    column[place] = factor;
                }
            }
        }

        Array.Clear(_values);
        for (var row = 0; row < _rows; row++)
        {
            AddScaled(_values, InverseColumn(row), _right[row]);
        }

        Price();
    }

    private void Price()
    {
        Objective = 0;
        for (var row = 0; row < _rows; row++)
        {
            var sum = 0.0;
            var column = InverseColumn(row);
            for (var at = 0; at < _rows; at++)
            {
                sum += _columns[_basis[at]].Cost * column[at];
            }

            _duals[row] = sum;
            Objective += _columns[_basis[row]].Cost * _values[row];
        }
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var factors = new Vector<double>(factor);
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        for (var at = 0; at < targets.Length; at++)
        {
            targets[at] += sources[at] * factors;
        }

        for (var at = targets.Length * Vector<double>.Count; at < target.Length; at++)
        {
            target[at] += source[at] * factor;
        }
    }

    private sealed class Column(int[] rows, double sign, double cost, LineColumn? line)
    {
        public int[] Rows { get; } = rows;

        public double Sign { get; } = sign;

        public double Cost { get; set; } = cost;

        public LineColumn? Line { get; } = line;
    }
}
