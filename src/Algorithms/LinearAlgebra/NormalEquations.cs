using System.Numerics;
using System.Runtime.InteropServices;

namespace BookedBarber.Algorithms.LinearAlgebra;

/// <summary>Least squares of several targets on the same inputs: rows are added one by one, only their products are kept, and a ridge holds the coefficients down.</summary>
/// <remarks>Hoerl and Kennard, "Ridge regression", Technometrics 12 (1970). The penalty acts on inputs as given: scale them alike. Memory is inputs × (inputs + targets), whatever the number of rows.</remarks>
public sealed class NormalEquations
{
    private readonly int _inputs;
    private readonly int _targets;
    private readonly int _width;
    private readonly double[] _products;

    /// <summary>Begins without rows.</summary>
    /// <param name="inputs">Number of inputs, 1 or more; give a constant 1 among them for an intercept.</param>
    /// <param name="targets">Number of targets, 1 or more.</param>
    public NormalEquations(int inputs, int targets)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targets);
        (_inputs, _targets, _width) = (inputs, targets, inputs + targets);
        _products = new double[inputs * _width];
    }

    /// <summary>Sum of the weights of all rows.</summary>
    public double Weight { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="row">Inputs, then targets.</param>
    /// <param name="weight">Positive.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public void Add(ReadOnlySpan<double> row, double weight = 1)
    {
        if (row.Length != _width)
        {
            throw new ArgumentException($"The row has {row.Length} values instead of {_width}.", nameof(row));
        }

        Weight += weight;
        for (var i = 0; i < _inputs; i++)
        {
            var factor = row[i] * weight;
            if (factor == 0)
            {
                continue;
            }

            var line = _products.AsSpan(i * _width, _width);
            var wide = MemoryMarshal.Cast<double, Vector<double>>(line[i..]);
            var wideRow = MemoryMarshal.Cast<double, Vector<double>>(row[i..]);
            var many = new Vector<double>(factor);
            for (var j = 0; j < wide.Length; j++)
            {
                wide[j] += many * wideRow[j];
            }

            for (var j = i + (wide.Length * Vector<double>.Count); j < _width; j++)
            {
                line[j] += factor * row[j];
            }
        }
    }

    /// <summary>Adds the rows of another set of equations of the same size.</summary>
    public void Add(NormalEquations other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _products.Length; i++)
        {
            _products[i] += other._products[i];
        }

        Weight += other.Weight;
    }

    /// <summary>Coefficients with the least squared error plus penalty.</summary>
    /// <param name="ridge">Penalty per unit of weight on each squared coefficient, 0 or more.</param>
    /// <param name="unpenalised">Index of an input that is not held down, such as the constant; -1 for none.</param>
    /// <returns>Per target the coefficients of the inputs; null when the equations are singular, which a positive ridge rules out.</returns>
    public double[][]? Solve(double ridge, int unpenalised = -1)
    {
        var n = _inputs;
        var factor = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
            {
                factor[(j * n) + i] = _products[(i * _width) + j];
            }

            factor[(i * n) + i] += (i == unpenalised ? 0 : ridge * Weight) + 1e-12;
        }

        if (!Decompose(factor, n))
        {
            return null;
        }

        var result = new double[_targets][];
        for (var target = 0; target < _targets; target++)
        {
            var right = new double[n];
            for (var i = 0; i < n; i++)
            {
                right[i] = _products[(i * _width) + n + target];
            }

            Substitute(factor, n, right);
            result[target] = right;
        }

        return result;
    }

    // Cholesky, lower triangle, in place.
    private static bool Decompose(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * n) + j] - Dot(a.AsSpan(i * n, j), a.AsSpan(j * n, j));
                if (i != j)
                {
                    a[(i * n) + j] = sum / a[(j * n) + j];
                }
                else if (sum > 0)
                {
                    a[(i * n) + i] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void Substitute(double[] factor, int n, double[] right)
    {
        for (var i = 0; i < n; i++)
        {
            right[i] = (right[i] - Dot(factor.AsSpan(i * n, i), right.AsSpan(0, i))) / factor[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var sum = right[i];
            for (var j = i + 1; j < n; j++)
            {
                sum -= factor[(j * n) + i] * right[j];
            }

            right[i] = sum / factor[(i * n) + i];
        }
    }

    /// <summary>Sum of the products of two spans of one length.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var wideLeft = MemoryMarshal.Cast<double, Vector<double>>(left);
        var wideRight = MemoryMarshal.Cast<double, Vector<double>>(right);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < wideLeft.Length; i++)
        {
            sums += wideLeft[i] * wideRight[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = wideLeft.Length * Vector<double>.Count; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
