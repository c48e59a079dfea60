using System.Text;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Compiles the text form of expressions and conditions.</summary>
/// <remarks>
/// <code>
/// expression = "=" text with {expression} in it
///            | alternative { "??" alternative }
/// alternative = field { "|" pipe [argument] }
/// field      = name | "[" name "]" | "$" path | "@" path
/// condition  = expression ( "is missing" | "is present" | "in" table | ("=" "!=" "&lt;" "&lt;=" ">" ">=") ( constant | "[" name "]" … ) )
/// </code>
/// </remarks>
internal sealed class ExpressionParser(FieldTable fields, bool hasElement, IReadOnlyDictionary<string, Lookup> lookups, ProfileFaults faults)
{
    private static readonly (string Sign, Func<int, bool> Holds)[] Signs =
    [
        ("<=", order => order <= 0), (">=", order => order >= 0), ("!=", order => order != 0), ("=", order => order == 0), ("<", order => order < 0), (">", order => order > 0),
    ];

    /// <summary>Compiles an expression; null after a fault.</summary>
    public Expr? Expression(string text, Place at)
    {
        if (text.StartsWith('='))
        {
            return Template(text[1..], at);
        }

        Expr? whole = null;
        foreach (var part in Cut(text, "??"))
        {
            if (Alternative(part.Trim(), at) is not { } next)
            {
                return null;
            }

            whole = whole is null ? next : whole.Or(next) ?? Differ(at, whole, next);
            if (whole is null)
            {
                return null;
            }
        }

        return whole;
    }

    /// <summary>Compiles a condition; null after a fault.</summary>
    public Get<bool>? Condition(string text, Place at)
    {
        var trimmed = text.Trim();
        if (trimmed.EndsWith(" is missing", StringComparison.Ordinal))
        {
            return Expression(trimmed[..^" is missing".Length].Trim(), at)?.IsPresent() is { } present ? Not(present) : null;
        }

        if (trimmed.EndsWith(" is present", StringComparison.Ordinal))
        {
            return Expression(trimmed[..^" is present".Length].Trim(), at)?.IsPresent();
        }

        if (Cut(trimmed, " in ") is [var member, var table])
        {
            return InTable(member.Trim(), table.Trim(), at);
        }

        foreach (var (sign, holds) in Signs)
        {
            if (Cut(trimmed, sign) is [var left, var right])
            {
                return Comparison(left.Trim(), sign, holds, right.Trim(), at);
            }
        }

        faults.Add(at, $"'{trimmed}' is not a condition.", "Write for example: Days | decimal < 1, Code is missing, or Kind in TABLE.");
        return null;
    }

    private Get<bool>? Comparison(string left, string sign, Func<int, bool> holds, string right, Place at)
    {
        var first = Expression(left, at);
        var second = right is ['[', ..] or ['$', ..] or ['@', ..] ? Expression(right, at) : Expr.Convert(TextPipes.Unquote(right), ValueKind.Text);
        if (first is null || second is null)
        {
            return null;
        }

        var compared = first.Compare(holds, second);
        if (compared is null)
        {
            faults.Add(at, $"'{right}' cannot be compared with '{left}', which is a {Expr.Name(first.Kind)}.", $"Compare two values of one type; a text becomes a number by | decimal before the {sign}.");
        }

        return compared;
    }

    private Get<bool>? InTable(string left, string name, Place at)
    {
        if (!lookups.TryGetValue(name, out var table))
        {
            faults.Add(at, $"There is no table '{name}' under lookups.", lookups.Count == 0 ? "Add one." : ProfileFaults.Suggest(name, lookups.Keys));
            return null;
        }

        if (Expression(left, at) is not { } value)
        {
            return null;
        }

        var get = value.AsText().Get;
        return (Row row, out bool result) =>
        {
            result = get(row, out var text) && table.TryFind(text.Span, out _);
            return row.Fault is null;
        };
    }

    private Expr? Alternative(string text, Place at)
    {
        var parts = Cut(text, "|");
        Expr? value = Field(parts[0].Trim(), at);
        foreach (var part in parts.Skip(1))
        {
            if (value is null)
            {
                return null;
            }

            value = Piped(value, part.Trim(), at);
        }

        return value;
    }

    private Expr? Piped(Expr input, string text, Place at)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (name, argument) = space < 0 ? (text, string.Empty) : (text[..space], text[(space + 1)..].Trim());
        if (!Pipes.All.TryGetValue(name, out var pipe))
        {
            faults.Add(at, $"There is no function '{name}'.", ProfileFaults.Suggest(name, Pipes.All.Keys));
            return null;
        }

        if (!pipe.Accepts.Contains(input.Kind))
        {
            var wanted = string.Join(" or ", pipe.Accepts.Select(Expr.Name));
            faults.Add(at, $"'{name}' takes {wanted}, and the value before it is a {Expr.Name(input.Kind)}.", input.Kind == ValueKind.Text ? $"Put | {Expr.Name(pipe.Accepts[0])} before it." : "Change the order of the functions.");
            return null;
        }

        return pipe.Build(input, name == "split" ? argument : TextPipes.Unquote(argument), new PipeContext(lookups, (cause, suggestion) => faults.Add(at, cause, suggestion), argument => Alternative(argument, at)));
    }

    private Expr<Text>? Field(string text, Place at)
    {
        switch (text)
        {
            case ['[', .. var name, ']'] when name.Length > 0:
                return Field(new FieldRef(name.Trim(), FieldRoot.Column, null, at));
            case ['$', .. var path] when JsonPath.TryParse(path) is { } parsed:
                return Field(new FieldRef(text, FieldRoot.Item, parsed, at));
            case ['@', .. var path] when JsonPath.TryParse(path) is { } parsed:
                if (hasElement)
                {
                    return Field(new FieldRef(text, FieldRoot.Element, parsed, at));
                }

                faults.Add(at, $"'{text}' stands for a part of a list element, and there is no list here.", "Begin the path with $, or give the entry an 'each'.");
                return null;
            case "":
                faults.Add(at, "An expression is empty.", "Name a column, or write a fixed text as =text.");
                return null;
            default:
                if (text.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '#'))
                {
                    return Field(new FieldRef(text, FieldRoot.Column, null, at));
                }

                faults.Add(at, $"'{text}' is not a column name or a path.", $"Write a column whose name holds spaces or signs as [{text.Trim('[', ']')}], a fixed text as ={text}.");
                return null;
        }
    }

    private Expr<Text> Field(FieldRef field)
    {
        var index = fields.IndexOf(field);
        return new Expr<Text>(
            ValueKind.Text,
            (Row row, out Text value) =>
            {
                value = row[index];
                return !value.IsEmpty;
            },
            Field: index);
    }

    // A text with values in braces. Missing values are left empty; with values but none of them present, the text itself is missing.
    private Expr? Template(string text, Place at)
    {
        var parts = new List<(string? Literal, Get<Text>? Get)>();
        var literal = new StringBuilder();
        var field = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
                continue;
            }

            if (text[i] != '{')
            {
                literal.Append(text[i]);
                continue;
            }

            var close = text.IndexOf('}', i);
            if (close < 0)
            {
                faults.Add(at, "A brace { is not closed.", "Close it with }, or double it where a brace is meant.");
                return null;
            }

            if (Expression(text[(i + 1)..close].Trim(), at) is not { } value)
            {
                return null;
            }

            parts.Add((literal.ToString(), null));
            parts.Add((null, value.AsText().Get));
            field = field < 0 ? value.Field : field;
            literal.Clear();
            i = close;
        }

        if (parts.Count == 0)
        {
            return Expr.Convert(literal.ToString(), ValueKind.Text);
        }

        parts.Add((literal.ToString(), null));
        return new Expr<Text>(ValueKind.Text, Joined([.. parts.Where(part => part.Literal != string.Empty)]), Field: field);
    }

    private static Get<Text> Joined((string? Literal, Get<Text>? Get)[] parts) => parts is [(null, { } only)]
        ? only
        : (Row row, out Text value) =>
        {
            var text = new StringBuilder(64);
            var any = false;
            foreach (var (literal, get) in parts)
            {
                if (get is null)
                {
                    text.Append(literal);
                }
                else if (get(row, out var found))
                {
                    any = true;
                    text.Append(found);
                }
            }

            value = any ? text.ToString().AsMemory() : default;
            return any && row.Fault is null;
        };

    private Expr? Differ(Place at, Expr left, Expr right)
    {
        faults.Add(at, $"Both sides of ?? must have one type; these are {Expr.Name(left.Kind)} and {Expr.Name(right.Kind)}.", "Convert each side before ??.");
        return null;
    }

    private static Get<bool> Not(Get<bool> condition) => (Row row, out bool result) =>
    {
        var known = condition(row, out var holds);
        result = !holds;
        return known;
    };

    /// <summary>Cuts at a sign, but not inside [ ], { } or quotes.</summary>
    private static List<string> Cut(string text, string sign)
    {
        var parts = new List<string>();
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'' && (quoted || i == 0 || text[i - 1] == ' '))
            {
                quoted = !quoted;
            }
            else if (!quoted && text[i] is '[' or '{')
            {
                depth++;
            }
            else if (!quoted && text[i] is ']' or '}')
            {
                depth--;
            }
            else if (!quoted && depth == 0 && string.CompareOrdinal(text, i, sign, 0, sign.Length) == 0)
            {
                parts.Add(text[start..i]);
                i += sign.Length - 1;
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
