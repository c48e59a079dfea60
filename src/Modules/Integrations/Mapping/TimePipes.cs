using System.Globalization;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Functions that make days, times and instants of text.</summary>
internal static class TimePipes
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly string[] Mails = ["ddd, dd MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss zzz", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"];
    private static readonly DateTime Sample = new(2018, 12, 28, 13, 45, 50, DateTimeKind.Unspecified);

    public static Expr? Date(Expr<Text> input, string argument, PipeContext context)
    {
        if (argument.Length == 0)
        {
            return Pipes.Map(input, ValueKind.Date, (Row row, Text value, out DateOnly result) => Values.TryDate(value.Span, out result)
                || (Values.LooksLikeDate(value.Span) ? Impossible(row, value) : row.Fail("not_a_date", $"'{value}' is not a day such as 2018-03-31. Give the format in the profile, such as: date dd.MM.yyyy")));
        }

        return Known(argument, context, "dd.MM.yyyy") is { } form
            ? Pipes.Map(input, ValueKind.Date, (Row row, Text value, out DateOnly result) =>
                (DateOnly.TryParseExact(value.Span, argument, Invariant, DateTimeStyles.None, out result) && result.Year is >= 1900 and <= 2200) || Unreadable(row, value, argument, form))
            : null;
    }

    public static Expr? Time(Expr<Text> input, string argument, PipeContext context)
    {
        if (argument.Length == 0)
        {
            return Pipes.Map(input, ValueKind.Time, (Row row, Text value, out TimeOnly result) => Values.TryTime(value.Span, out result)
                || row.Fail("not_a_time", $"'{value}' is not a time such as 15:50. Give the format in the profile, such as: time h:mm tt"));
        }

        return Known(argument, context, "h:mm:ss tt") is not null
            ? Pipes.Map(input, ValueKind.Time, (Row row, Text value, out TimeOnly result) => TimeOnly.TryParseExact(value.Span, argument, Invariant, DateTimeStyles.None, out result)
                || row.Fail("not_a_time", $"'{value}' is not a time in the format {argument}."))
            : null;
    }

    public static Expr? Instant(Expr<Text> input, string argument, PipeContext context)
    {
        switch (argument)
        {
            case "":
                return Pipes.Map(input, ValueKind.Instant, (Row row, Text value, out DateTimeOffset result) => Values.TryInstant(value.Span, out result)
                    || row.Fail("not_an_instant", $"'{value}' is not an instant with its offset, such as 2018-03-31T15:50:00Z. For local times use: local FORMAT"));
            case "unix" or "unix_ms":
                var unit = argument == "unix" ? 1000L : 1L;
                return Pipes.Map(input, ValueKind.Instant, (Row row, Text value, out DateTimeOffset result) =>
                {
                    var good = long.TryParse(value.Span, NumberStyles.AllowLeadingSign, Invariant, out var number) && number is > -1_000_000_000_000 and < 8_000_000_000_000 && (unit == 1 || number < 8_000_000_000);
                    result = good ? DateTimeOffset.FromUnixTimeMilliseconds(number * unit) : default;
                    return good || row.Fail("not_an_instant", $"'{value}' is not a number of {(unit == 1 ? "milliseconds" : "seconds")} since 1970.");
                });
            case "rfc2822":
                return Pipes.Map(input, ValueKind.Instant, (Row row, Text value, out DateTimeOffset result) => DateTimeOffset.TryParseExact(value.Span, Mails, Invariant, DateTimeStyles.AdjustToUniversal, out result)
                    || row.Fail("not_an_instant", $"'{value}' is not an instant such as Thu, 24 Aug 2023 05:01:45 +0000."));
            default:
                context.Refuse($"'instant' has no form '{argument}'.", "Write instant, instant unix, instant unix_ms or instant rfc2822; for local times use local FORMAT.");
                return null;
        }
    }

    /// <summary>The local day of an instant.</summary>
    public static Expr? Day(Expr input, string argument, PipeContext context) =>
        Pipes.Map((Expr<DateTimeOffset>)input, ValueKind.Date, (Row row, DateTimeOffset value, out DateOnly result) => Pipes.Found(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(value, row.Zone).DateTime), out result));

    /// <summary>A day or instant as text.</summary>
    public static Expr? Write(Expr input, string argument, PipeContext context)
    {
        if (argument is not "unix" and not "unix_ms" && Known(argument, context, "yyyy-MM-dd") is null)
        {
            return null;
        }

        return input switch
        {
            Expr<DateOnly> day when argument is not "unix" and not "unix_ms" => Pipes.Map(day, ValueKind.Text, (Row _, DateOnly value, out Text result) => Pipes.Found(value.ToDateTime(TimeOnly.MinValue).ToString(argument, Invariant).AsMemory(), out result)),
            Expr<DateOnly> day => Pipes.Map(day, ValueKind.Text, (Row _, DateOnly value, out Text result) => Pipes.Found(Number(new DateTimeOffset(value, TimeOnly.MinValue, TimeSpan.Zero), argument), out result)),
            Expr<DateTimeOffset> instant when argument is not "unix" and not "unix_ms" => Pipes.Map(instant, ValueKind.Text, (Row _, DateTimeOffset value, out Text result) => Pipes.Found(value.UtcDateTime.ToString(argument, Invariant).AsMemory(), out result)),
            Expr<DateTimeOffset> instant => Pipes.Map(instant, ValueKind.Text, (Row _, DateTimeOffset value, out Text result) => Pipes.Found(Number(value, argument), out result)),
            _ => null,
        };
    }

    private static Text Number(DateTimeOffset value, string unit) => (unit == "unix" ? value.ToUnixTimeSeconds() : value.ToUnixTimeMilliseconds()).ToString(Invariant).AsMemory();

    public static Expr? Local(Expr<Text> input, string argument, PipeContext context)
    {
        var later = argument.StartsWith("later ", StringComparison.Ordinal);
        var format = later ? argument["later ".Length..].Trim() : argument;
        if (Known(format, context, "yyyy-MM-dd HH:mm") is not { } form)
        {
            return null;
        }

        return Pipes.Map(input, ValueKind.Instant, (Row row, Text value, out DateTimeOffset result) =>
        {
            result = default;
            return DateTime.TryParseExact(value.Span, format, Invariant, DateTimeStyles.None, out var local) && local.Year is >= 1900 and <= 2200
                ? LocalTimes.TryInstant(row, DateTime.SpecifyKind(local, DateTimeKind.Unspecified), row.Zone, later, out result)
                : Unreadable(row, value, format, form);
        });
    }

    /// <summary>Says that a day does not exist.</summary>
    public static bool Impossible(Row row, Text value) => row.Fail("impossible_date", $"'{value}' is not a day of the calendar.");

    private static bool Unreadable(Row row, Text value, string format, string form) => Form(value.Span) == form
        ? Impossible(row, value)
        : row.Fail("not_a_date", $"'{value}' is not in the format {format}.");

    // A text of the right form that is no date names a day that does not exist: runs of digits and letters stand for themselves.
    private static string? Known(string format, PipeContext context, string example)
    {
        if (format.Length > 0)
        {
            try
            {
                return Form(Sample.ToString(format, Invariant));
            }
            catch (FormatException)
            {
                // the framework has no Try form for formats; the message below tells what to write
            }
        }

        context.Refuse($"'{format}' is not a date or time format.", $"Write for example: {example}");
        return null;
    }

    private static string Form(ReadOnlySpan<char> text)
    {
        var form = new System.Text.StringBuilder(text.Length);
        foreach (var character in text)
        {
            var mark = char.IsAsciiDigit(character) ? '9' : char.IsLetter(character) ? 'a' : character;
            if (form.Length == 0 || form[^1] != mark)
            {
                form.Append(mark);
            }
        }

        return form.ToString();
    }
}
