using System.Globalization;

namespace BookedBarber.Shared;

/// <summary>An exact amount in one currency.</summary>
/// <param name="Amount">The amount in major units. May be negative (a refund).</param>
/// <param name="Currency">Its currency.</param>
/// <remarks>
/// Amounts of two currencies never mix: adding, subtracting or ordering them fails. Equality needs both parts equal.
/// <c>default</c> has no currency and is refused by every operation; use <see cref="Zero"/>.
/// </remarks>
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>The sum.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.In(left.Currency), left.Currency);

    /// <summary>The difference.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.In(left.Currency), left.Currency);

    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Orders by amount.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency));

    /// <summary>Rounds to the currency's minor unit, half away from zero.</summary>
    public Money Rounded() => this with { Amount = decimal.Round(Amount, Currency.Digits, MidpointRounding.AwayFromZero) };

    /// <summary>Splits into parts in proportion to the weights, each in whole minor units, summing exactly to this amount.</summary>
    /// <param name="weights">One or more weights ≥ 0 with a sum above 0.</param>
    /// <returns>One part per weight. What rounding leaves over is spread one minor unit at a time, largest remainder first, ties by position.</returns>
    /// <exception cref="ArgumentException">No weights, a negative weight, or all are zero.</exception>
    /// <exception cref="InvalidOperationException">The amount is not in whole minor units.</exception>
    public IReadOnlyList<Money> Split(params IReadOnlyList<decimal> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var whole = weights.Sum();
        if (weights.Any(weight => weight < 0) || whole <= 0)
        {
            throw new ArgumentException("Weights must not be negative and must sum to more than zero.", nameof(weights));
        }

        if (!Currency.CanExpress(Amount))
        {
            throw new InvalidOperationException($"{this} is not in whole minor units.");
        }

        var unit = 1m / Pow10(Currency.Digits);
        var size = Math.Abs(Amount);
        var exact = weights.Select(weight => size * weight / whole).ToArray();
        var parts = exact.Select(part => decimal.Floor(part / unit) * unit).ToArray();
        var left = (int)((size - parts.Sum()) / unit);
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).ThenBy(i => i).Take(left))
        {
            parts[index] += unit;
        }

        var (sign, currency) = (Math.Sign(Amount), Currency);
        return [.. parts.Select(part => new Money(part * sign, currency))];
    }

    /// <summary>The amount with the currency's digits and its code, such as <c>1234.50 EUR</c>; never localized.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Amount.ToString("F" + Currency.Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {Currency.Code}");

    private static decimal Pow10(int digits) => digits switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => throw new InvalidOperationException("No such minor unit.") };

    private decimal In(Currency currency) =>
        Currency == currency && currency.Digits >= 0 && currency.Code.Length == 3
            ? Amount
            : throw new InvalidOperationException($"Amounts in '{currency.Code}' and '{Currency.Code}' cannot be combined.");
}
