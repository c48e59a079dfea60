using System.Security.Cryptography;
using System.Text;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Functions from text to text.</summary>
internal static class TextPipes
{
    public static Expr? Without(Expr<Text> input, string argument, PipeContext context)
    {
        if (argument.Length == 0)
        {
            context.Refuse("'without' needs the text to leave out.", "Write for example: without $");
            return null;
        }

        return Pipes.Map(input, ValueKind.Text, (Row _, Text value, out Text result) =>
        {
            result = value.Span.Contains(argument, StringComparison.Ordinal) ? value.ToString().Replace(argument, string.Empty, StringComparison.Ordinal).AsMemory().Trim() : value;
            return !result.IsEmpty;
        });
    }

    public static Expr Empty(Expr<Text> input, string argument, PipeContext context) =>
        Pipes.Map(input, ValueKind.Text, (Row _, Text value, out Text result) =>
        {
            result = value;
            return !value.Span.Equals(argument, StringComparison.OrdinalIgnoreCase);
        });

#pragma warning disable CA5351, CA1308 // a name that vendors give to addresses, protecting nothing; its digits are small letters
    public static Expr Md5(Expr<Text> input, string argument, PipeContext context) =>
        Pipes.Map(input, ValueKind.Text, (Row _, Text value, out Text result) => Pipes.Found(Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(value.ToString()))).AsMemory(), out result));
#pragma warning restore CA5351, CA1308

    public static Expr? Join(Expr<Text> input, string argument, PipeContext context)
    {
        var space = argument.IndexOf(' ', StringComparison.Ordinal);
        if (space < 1 || context.Expression(argument[(space + 1)..].Trim()) is not Expr<Text> other)
        {
            context.Refuse("'join' needs a separator and the other field.", "Write for example: join - $.month");
            return null;
        }

        var (separator, getOther) = (Unquote(argument[..space]), other.Get);
        return Pipes.Map(input, ValueKind.Text, (Row row, Text value, out Text result) =>
        {
            result = default;
            return getOther(row, out var second) && Pipes.Found($"{value}{separator}{second}".AsMemory(), out result);
        });
    }

    public static Expr? Basic(Expr<Text> input, string argument, PipeContext context)
    {
        if (argument.Length == 0 || context.Expression(argument) is not Expr<Text> other)
        {
            context.Refuse("'basic' needs the field behind the colon.", "Write for example: basic $.client.secret");
            return null;
        }

        var getOther = other.Get;
        return Pipes.Map(input, ValueKind.Text, (Row row, Text value, out Text result) =>
        {
            result = default;
            return getOther(row, out var second) && Pipes.Found(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{value}:{second}")).AsMemory(), out result);
        });
    }

    public static Expr? Split(Expr<Text> input, string argument, PipeContext context)
    {
        var space = argument.LastIndexOf(' ');
        if (space < 1 || !Values.TryInteger(argument.AsSpan(space + 1), out var wanted) || wanted < 1)
        {
            context.Refuse("'split' needs a separator and the number of the part.", "Write for example: split ; 1 (or split ' ' 2 for a space).");
            return null;
        }

        var separator = Unquote(argument[..space].TrimEnd());
        return Pipes.Map(input, ValueKind.Text, (Row _, Text value, out Text result) =>
        {
            result = value;
            for (var part = 1; part < wanted; part++)
            {
                var at = result.Span.IndexOf(separator, StringComparison.Ordinal);
                if (at < 0)
                {
                    return false;
                }

                result = result[(at + separator.Length)..];
            }

            var end = result.Span.IndexOf(separator, StringComparison.Ordinal);
            result = (end < 0 ? result : result[..end]).Trim();
            return !result.IsEmpty;
        });
    }

    public static Expr? MapBy(Expr<Text> input, string argument, PipeContext context)
    {
        if (!context.Lookups.TryGetValue(argument, out var table))
        {
            context.Refuse($"There is no table '{argument}' under lookups.", context.Lookups.Count == 0 ? "Add one." : ProfileFaults.Suggest(argument, context.Lookups.Keys));
            return null;
        }

        var get = input.Get;
        return input with
        {
            Get = (Row row, out Text result) =>
            {
                if (!get(row, out var value))
                {
                    result = table.Missing.AsMemory();
                    return row.Fault is null && table.Missing is not null;
                }

                if (table.TryFind(value.Span, out var found) || (found = table.Else!) is not null)
                {
                    result = found.AsMemory();
                    return true;
                }

                result = default;
                return row.Fail("not_in_table", $"'{value}' is not in the profile's table '{table.Name}'. Add it there, or an else.");
            },
            Constant = null,
        };
    }

    /// <summary>The text inside single quotes, where it has them.</summary>
    public static string Unquote(string text) => text is ['\'', .. var inner, '\''] ? inner : text;
}
