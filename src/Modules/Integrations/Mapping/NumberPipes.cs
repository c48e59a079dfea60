using System.Globalization;
using BookedBarber.Shared;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Functions that make or change numbers and truth values.</summary>
internal static class NumberPipes
{
    public static Expr? Decimal(Expr<Text> input, string argument, PipeContext context)
    {
        switch (argument)
        {
            case "":
                return Pipes.Map(input, ValueKind.Decimal, (Row row, Text value, out decimal result) => Values.TryDecimal(value.Span, out result) || NotDecimal(row, value.Span));
            case "comma":
                return Pipes.Map(input, ValueKind.Decimal, (Row row, Text value, out decimal result) => TryComma(value.Span, out result)
                    || row.Fail("not_a_number", $"'{value}' is not a number with a decimal comma, such as 1.234,50."));
            default:
                context.Refuse($"'decimal' has no form '{argument}'.", "Write decimal, or decimal comma.");
                return null;
        }
    }

    public static Expr? Integer(Expr input, string argument, PipeContext context) => input switch
    {
        Expr<Text> text => Pipes.Map(text, ValueKind.Integer, (Row row, Text value, out int result) => Values.TryInteger(value.Span, out result)
            || row.Fail("not_a_number", $"'{value}' is not a whole number.")),
        Expr<decimal> number => Pipes.Map(number, ValueKind.Integer, (Row row, decimal value, out int result) =>
        {
            var fits = value == decimal.Truncate(value) && value is >= int.MinValue and <= int.MaxValue;
            result = fits ? (int)value : 0;
            return fits || row.Fail("not_a_number", $"{value.ToString(CultureInfo.InvariantCulture)} is not a whole number.");
        }),
        _ => null,
    };

    public static Expr Boolean(Expr<Text> input, string argument, PipeContext context) =>
        Pipes.Map(input, ValueKind.Boolean, (Row row, Text value, out bool result) => Values.TryBoolean(value.Span, out result)
            || row.Fail("not_a_truth_value", $"'{value}' is neither true nor false."));

    public static Expr? Negate(Expr input, string argument, PipeContext context) => input switch
    {
        Expr<decimal> number => Pipes.Map(number, ValueKind.Decimal, (Row _, decimal value, out decimal result) => Pipes.Found(-value, out result)),
        Expr<int> number => Pipes.Map(number, ValueKind.Integer, (Row _, int value, out int result) => Pipes.Found(value == int.MinValue ? int.MaxValue : -value, out result)),
        _ => null,
    };

    public static Expr? Abs(Expr input, string argument, PipeContext context) => input switch
    {
        Expr<decimal> number => Pipes.Map(number, ValueKind.Decimal, (Row _, decimal value, out decimal result) => Pipes.Found(Math.Abs(value), out result)),
        Expr<int> number => Pipes.Map(number, ValueKind.Integer, (Row _, int value, out int result) => Pipes.Found(value == int.MinValue ? int.MaxValue : Math.Abs(value), out result)),
        _ => null,
    };

    public static Expr? Times(Expr input, string argument, PipeContext context)
    {
        if (!Values.TryDecimal(argument, out var factor) || Math.Abs(factor) > 1_000_000)
        {
            context.Refuse($"'{argument}' is not a number to multiply by.", "Write for example: times 0.01");
            return null;
        }

        return Pipes.Map((Expr<decimal>)input, ValueKind.Decimal, (Row row, decimal value, out decimal result) =>
        {
            result = Math.Abs(value) < 1_000_000_000_000_000m ? value * factor : 0;
            return Math.Abs(value) < 1_000_000_000_000_000m || row.Fail("too_many_digits", "the number is too large.");
        });
    }

    public static Expr? Plus(Expr input, string argument, PipeContext context) => Added(input, argument, context, 1);

    public static Expr? Minus(Expr input, string argument, PipeContext context) => Added(input, argument, context, -1);

    private static Expr<decimal>? Added(Expr input, string argument, PipeContext context, int sign)
    {
        if (argument.Length == 0)
        {
            context.Refuse("'plus' and 'minus' need the field with the other number.", "Write for example: minus $.tax");
            return null;
        }

        var other = context.Expression(argument);
        if ((other is Expr<Text> text ? Decimal(text, string.Empty, context) : other) is not Expr<decimal> number)
        {
            return null;
        }

        var getOther = number.Get;
        return Pipes.Map((Expr<decimal>)input, ValueKind.Decimal, (Row row, decimal value, out decimal result) =>
        {
            var found = getOther(row, out var second);
            result = Math.Abs(value) < 1_000_000_000_000_000m && Math.Abs(second) < 1_000_000_000_000_000m ? value + (found ? sign * second : 0) : 0;
            return row.Fault is null;
        });
    }

    public static Expr? Divide(Expr input, string argument, PipeContext context)
    {
        if (!Values.TryDecimal(argument, out var divisor) || divisor == 0 || Math.Abs(divisor) is > 100_000_000 or < 0.000001m)
        {
            context.Refuse($"'{argument}' is not a number to divide by.", "Write for example: divide 60000");
            return null;
        }

        return Pipes.Map((Expr<decimal>)input, ValueKind.Decimal, (Row row, decimal value, out decimal result) =>
        {
            result = Math.Abs(value) < 1_000_000_000_000_000m ? value / divisor : 0;
            return Math.Abs(value) < 1_000_000_000_000_000m || row.Fail("too_many_digits", "the number is too large.");
        });
    }

    public static Expr? Round(Expr input, string argument, PipeContext context)
    {
        if (!Values.TryInteger(argument, out var digits) || digits is < 0 or > 4)
        {
            context.Refuse($"'{argument}' is not a number of digits from 0 to 4.", "Write for example: round 2");
            return null;
        }

        return Pipes.Map((Expr<decimal>)input, ValueKind.Decimal, (Row _, decimal value, out decimal result) => Pipes.Found(decimal.Round(value, digits, MidpointRounding.AwayFromZero), out result));
    }

    private static bool NotDecimal(Row row, ReadOnlySpan<char> text) => text.Contains(',')
        ? row.Fail("decimal_comma", $"'{text}' has a comma. If it is a decimal comma, write 'decimal comma' in the profile; if it groups thousands, 'without ,' before 'decimal'.")
        : ExactDecimal.LooksLikeNumber(text) ? row.Fail("too_many_digits", $"'{text}' has more digits than a number can have; it would have to be rounded.")
        : row.Fail("not_a_number", $"'{text}' is not a decimal number, such as 12.50.");

    // 1.234,50: points only between whole groups of three before the comma, so that 1.50 is not taken for 150.
    private static bool TryComma(ReadOnlySpan<char> text, out decimal value)
    {
        Span<char> plain = stackalloc char[64];
        var size = 0;
        var comma = text.IndexOf(',');
        var whole = comma < 0 ? text.Length : comma;
        for (var i = 0; i < text.Length && size < plain.Length; i++)
        {
            if (text[i] != '.')
            {
                plain[size++] = i == comma ? '.' : text[i];
            }
            else if (i == 0 || i > whole || (whole - i) % 4 != 0)
            {
                value = 0;
                return false;
            }
        }

        value = 0;
        return size < plain.Length && Values.TryDecimal(plain[..size], out value);
    }
}
