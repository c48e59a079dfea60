using BookedBarber.Shared;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Functions between amounts and the smallest units of their currency.</summary>
internal static class MoneyPipes
{
    public static Expr? FromMinor(Expr input, string argument, PipeContext context) => Scaled(input, argument, context, (amount, digits) => amount / Power(digits));

    public static Expr? ToMinor(Expr input, string argument, PipeContext context) => Scaled(input, argument, context, (amount, digits) => decimal.Round(amount * Power(digits), 0, MidpointRounding.AwayFromZero));

    private static Expr<decimal>? Scaled(Expr input, string argument, PipeContext context, Func<decimal, int, decimal> scale)
    {
        if (argument.Length == 0)
        {
            context.Refuse("'minor' and 'to_minor' need the field that names the currency.", "Write for example: minor $.amount_money.currency (or minor =USD where it is always the same).");
            return null;
        }

        if ((argument.StartsWith('=') ? Expr.Convert(argument[1..], ValueKind.Text) : context.Expression(argument)) is not Expr<Text> currency)
        {
            return null;
        }

        var getCurrency = currency.Get;
        return Pipes.Map((Expr<decimal>)input, ValueKind.Decimal, (Row row, decimal value, out decimal result) =>
        {
            result = 0;
            if (!getCurrency(row, out var code))
            {
                return row.Fault is null && row.Fail("required", "the amount is in smallest units, and the item does not name its currency.");
            }

            if (!Currency.TryParse(code.ToString().ToUpperInvariant(), out var known))
            {
                return row.Fail("unknown_currency", $"'{code}' is not an ISO 4217 currency such as EUR.");
            }

            if (Math.Abs(value) >= 1_000_000_000_000_000m)
            {
                return row.Fail("too_many_digits", "the number is too large.");
            }

            result = scale(value, known.Digits);
            return true;
        });
    }

    private static decimal Power(int digits) => digits switch { 0 => 1m, 1 => 10m, 2 => 100m, 3 => 1_000m, _ => 10_000m };
}
