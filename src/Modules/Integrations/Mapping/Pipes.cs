using System.Collections.Frozen;
using System.Globalization;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>All functions of the mapping language. The guide's table is made from this list.</summary>
internal static class Pipes
{
    private static readonly ValueKind[] AnyKind = Enum.GetValues<ValueKind>();

    public static readonly FrozenDictionary<string, Pipe> All = new Pipe[]
    {
        OfText("trim", "trim", "Takes spaces off both ends (cells of CSV come so already).", (text, _, _) => Map(text, ValueKind.Text, (Row _, Text value, out Text result) => Found(value.Trim(), out result))),
        OfText("lower", "lower", "Small letters.", (text, _, _) => Map(text, ValueKind.Text, (Row _, Text value, out Text result) => Found(Lower(value), out result))),
        OfText("upper", "upper", "Capital letters.", (text, _, _) => Map(text, ValueKind.Text, (Row _, Text value, out Text result) => Found(value.ToString().ToUpperInvariant().AsMemory(), out result))),
        OfText("without", "without TEXT", "Leaves out every occurrence of a text, such as a currency sign.", TextPipes.Without),
        OfText("empty", "empty TEXT", "Takes this text as missing, such as n/a.", TextPipes.Empty),
        OfText("split", "split SEPARATOR N", "The N-th part (from 1) of a text cut at a separator; missing when there are fewer.", TextPipes.Split),
        OfText("map", "map TABLE", "The entry of a table under lookups.", TextPipes.MapBy),
        OfText("decimal", "decimal | decimal comma", "A decimal number with a point; with comma: 1.234,50.", NumberPipes.Decimal),
        new("integer", "integer", "A whole number.", [ValueKind.Text, ValueKind.Decimal], NumberPipes.Integer),
        OfText("boolean", "boolean", "true, yes, 1 or false, no, 0.", NumberPipes.Boolean),
        OfText("date", "date | date FORMAT", "A day: 2018-03-31, or in a format such as dd.MM.yyyy.", TimePipes.Date),
        OfText("time", "time | time FORMAT", "A time of day: 15:50, or in a format such as h:mm:ss tt.", TimePipes.Time),
        OfText("instant", "instant | instant unix | instant unix_ms | instant rfc2822", "An instant with its offset (ISO 8601), seconds or milliseconds since 1970, or as in mails.", TimePipes.Instant),
        OfText("local", "local FORMAT | local later FORMAT", "A local date and time of the location. A time that the clocks jumped over is refused; of a repeated hour it is the earlier one, or the later.", TimePipes.Local),
        new("negate", "negate", "The number with the other sign.", [ValueKind.Decimal, ValueKind.Integer], NumberPipes.Negate),
        new("abs", "abs", "The number without its sign.", [ValueKind.Decimal, ValueKind.Integer], NumberPipes.Abs),
        new("times", "times NUMBER", "The product with a number, such as 0.01 for amounts in cents.", [ValueKind.Decimal], NumberPipes.Times),
        new("round", "round DIGITS", "Rounded to so many digits, half away from zero.", [ValueKind.Decimal], NumberPipes.Round),
        new("plus", "plus FIELD", "The sum with the number of another field; nothing is added where that has none.", [ValueKind.Decimal], NumberPipes.Plus),
        new("minus", "minus FIELD", "The difference to the number of another field; nothing is taken off where that has none.", [ValueKind.Decimal], NumberPipes.Minus),
        new("divide", "divide NUMBER", "The quotient by a number, such as 60000 for minutes from milliseconds.", [ValueKind.Decimal], NumberPipes.Divide),
        new("minor", "minor CURRENCY", "An amount from the smallest unit of the currency that the field names: 1250 with USD is 12.50, with JPY 1250.", [ValueKind.Decimal], MoneyPipes.FromMinor),
        new("to_minor", "to_minor CURRENCY", "An amount in the smallest unit of the currency that the field names.", [ValueKind.Decimal], MoneyPipes.ToMinor),
        new("day", "day", "The day of an instant, in the location's zone.", [ValueKind.Instant], TimePipes.Day),
        new("write", "write FORMAT", "A day or instant (in UTC) as text in a format, or as unix or unix_ms.", [ValueKind.Date, ValueKind.Instant], TimePipes.Write),
        OfText("join", "join SEPARATOR FIELD", "The text, a separator and another field; missing where that is missing.", TextPipes.Join),
        OfText("md5", "md5", "The MD5 of the text in hexadecimal, which some systems use as a key.", TextPipes.Md5),
        OfText("basic", "basic FIELD", "The Base64 of the text, a colon and another field, as Basic authorization has it.", TextPipes.Basic),
        new("default", "default VALUE", "This value where there is none.", AnyKind, Default),
        new("required", "required", "Refuses the row where there is no value.", AnyKind, Required),
    }.ToFrozenDictionary(pipe => pipe.Name, StringComparer.Ordinal);

    /// <summary>A step from one value to another. False: no value comes out, or the row is marked.</summary>
    public delegate bool Step<TIn, TOut>(Row row, TIn value, out TOut result);

    /// <summary>An expression behind another.</summary>
    public static Expr<TOut> Map<TIn, TOut>(Expr<TIn> input, ValueKind kind, Step<TIn, TOut> step)
    {
        var get = input.Get;
        return new Expr<TOut>(
            kind,
            (Row row, out TOut result) =>
            {
                if (get(row, out var value))
                {
                    return step(row, value, out result);
                }

                result = default!;
                return false;
            },
            Field: input.Field);
    }

    /// <summary>Hands out a value.</summary>
    public static bool Found<T>(T value, out T result)
    {
        result = value;
        return true;
    }

    private static Pipe OfText(string name, string form, string text, Func<Expr<Text>, string, PipeContext, Expr?> build) =>
        new(name, form, text, [ValueKind.Text], (input, argument, context) => build((Expr<Text>)input, argument, context));

#pragma warning disable CA1308 // the pipe's purpose is small letters
    private static Text Lower(Text value) => value.ToString().ToLowerInvariant().AsMemory();
#pragma warning restore CA1308

    private static Expr? Default(Expr input, string argument, PipeContext context)
    {
        if (Expr.Convert(argument, input.Kind) is { } constant)
        {
            return input.Or(constant);
        }

        context.Refuse(string.Create(CultureInfo.InvariantCulture, $"'{argument}' is not a {Expr.Name(input.Kind)}."), "Give a default of the same type as the value before it.");
        return null;
    }

    private static Expr? Required(Expr input, string argument, PipeContext context) => input switch
    {
        Expr<Text> e => Require(e),
        Expr<decimal> e => Require(e),
        Expr<int> e => Require(e),
        Expr<bool> e => Require(e),
        Expr<DateOnly> e => Require(e),
        Expr<TimeOnly> e => Require(e),
        Expr<DateTimeOffset> e => Require(e),
        _ => null,
    };

    private static Expr<T> Require<T>(Expr<T> input)
    {
        var get = input.Get;
        return input with { Get = (Row row, out T value) => get(row, out value) || row.Fail("required", "a value is needed here.") };
    }
}
