namespace BookedBarber.Integrations.Mapping;

/// <summary>Takes a value from a row. False: there is none, or the row is marked as faulty.</summary>
internal delegate bool Get<T>(Row row, out T value);

/// <summary>Types of values in the mapping language.</summary>
internal enum ValueKind
{
    Text,
    Decimal,
    Integer,
    Boolean,
    Date,
    Time,
    Instant,
}

/// <summary>A compiled expression.</summary>
/// <param name="Kind">Type of its value.</param>
/// <param name="Constant">Its text, where it is a text without fields; such a constant fits any type that its text can be read as.</param>
/// <param name="Field">Index of the field it reads first, for messages; -1: none.</param>
internal abstract record Expr(ValueKind Kind, string? Constant, int Field)
{
    /// <summary>A word for a type in messages; also the pipe that makes it.</summary>
    public static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Text => "text",
        ValueKind.Decimal => "decimal",
        ValueKind.Integer => "integer",
        ValueKind.Boolean => "boolean",
        ValueKind.Date => "date",
        ValueKind.Time => "time",
        _ => "instant",
    };

    /// <summary>This value, or the other's where this one is missing. Null: the types differ.</summary>
    public abstract Expr? Or(Expr other);

    /// <summary>The value as text, as our own files write it.</summary>
    public abstract Expr<ReadOnlyMemory<char>> AsText();

    /// <summary>Whether there is a value.</summary>
    public abstract Get<bool> IsPresent();

    /// <summary>Whether the value stands to the other as told; false when one is missing. Null: the types differ.</summary>
    public abstract Get<bool>? Compare(Func<int, bool> holds, Expr other);

    /// <summary>The first of these whose condition holds. Null: the types differ.</summary>
    public abstract Expr? When(Get<bool> condition, Expr otherwise);

    /// <summary>The constant as another type; null when its text does not read as one.</summary>
    public static Expr? Convert(string constant, ValueKind kind) => kind switch
    {
        ValueKind.Text => Of(kind, constant, constant.AsMemory()),
        ValueKind.Decimal => Values.TryDecimal(constant, out var value) ? Of(kind, constant, value) : null,
        ValueKind.Integer => Values.TryInteger(constant, out var value) ? Of(kind, constant, value) : null,
        ValueKind.Boolean => Values.TryBoolean(constant, out var value) ? Of(kind, constant, value) : null,
        ValueKind.Date => Values.TryDate(constant, out var value) ? Of(kind, constant, value) : null,
        ValueKind.Time => Values.TryTime(constant, out var value) ? Of(kind, constant, value) : null,
        ValueKind.Instant => Values.TryInstant(constant, out var value) ? Of(kind, constant, value) : null,
        _ => null,
    };

    private static Expr<T> Of<T>(ValueKind kind, string text, T value) =>
        new(
            kind,
            (Row _, out T result) =>
            {
                result = value;
                return true;
            },
            text);
}

/// <summary>A compiled expression of a type; text is <see cref="ReadOnlyMemory{T}"/> of characters.</summary>
internal sealed record Expr<T>(ValueKind Kind, Get<T> Get, string? Constant = null, int Field = -1) : Expr(Kind, Constant, Field)
{
    public override Expr? Or(Expr other)
    {
        if ((other.Constant is { } constant ? Convert(constant, Kind) : other) is not Expr<T> second || second.Kind != Kind)
        {
            return null;
        }

        var (first, next) = (Get, second.Get);
        return new Expr<T>(Kind, (Row row, out T value) => first(row, out value) || (row.Fault is null && next(row, out value)), Field: Field);
    }

    public override Expr<ReadOnlyMemory<char>> AsText()
    {
        if (this is Expr<ReadOnlyMemory<char>> text)
        {
            return text;
        }

        var get = Get;
        return new Expr<ReadOnlyMemory<char>>(
            ValueKind.Text,
            (Row row, out ReadOnlyMemory<char> result) =>
            {
                var found = get(row, out var value);
                result = found ? Values.Write(value).AsMemory() : default;
                return found;
            },
            Field: Field);
    }

    public override Get<bool> IsPresent()
    {
        var get = Get;
        return (Row row, out bool result) =>
        {
            result = get(row, out _);
            return row.Fault is null;
        };
    }

    public override Get<bool>? Compare(Func<int, bool> holds, Expr other)
    {
        if ((other.Constant is { } constant ? Convert(constant, Kind) : other) is not Expr<T> second || second.Kind != Kind)
        {
            return null;
        }

        var (left, right) = (Get, second.Get);
        return (Row row, out bool result) =>
        {
            result = left(row, out var a) && right(row, out var b) && holds(Values.Compare(a, b));
            return row.Fault is null;
        };
    }

    public override Expr? When(Get<bool> condition, Expr otherwise)
    {
        if ((otherwise.Constant is { } constant ? Convert(constant, Kind) : otherwise) is not Expr<T> second || second.Kind != Kind)
        {
            return null;
        }

        var (then, next) = (Get, second.Get);
        return new Expr<T>(
            Kind,
            (Row row, out T value) =>
            {
                value = default!;
                return condition(row, out var holds) && (holds ? then(row, out value) : next(row, out value));
            },
            Field: Field);
    }
}
