using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Compiles the value of a field: an expression as text, or one of the forms <c>when</c>, <c>local</c> and <c>is</c>.</summary>
internal sealed class ValueCompiler(FieldTable fields, bool hasElement, IReadOnlyDictionary<string, Lookup> lookups, ProfileFaults faults)
{
    private readonly ExpressionParser _parser = new(fields, hasElement, lookups, faults);

    public FieldTable Fields => fields;

    /// <summary>Whether expressions may name parts of a list's element.</summary>
    public bool HasElement => hasElement;

    public IReadOnlyDictionary<string, Lookup> Lookups => lookups;

    public ProfileFaults Faults => faults;

    /// <summary>Compiles to a type; null after a fault.</summary>
    public Expr? Compile(YamlNode node, ValueKind wanted)
    {
        var value = Any(node);
        if (value is null || value.Kind == wanted)
        {
            return value;
        }

        if (value.Constant is { } constant)
        {
            if (Expr.Convert(constant, wanted) is { } converted)
            {
                return converted;
            }

            faults.Add(node.At(), $"'{constant}' is not a {Expr.Name(wanted)}.");
            return null;
        }

        faults.Add(
            node.At(),
            $"A {Expr.Name(wanted)} is needed here, and this is a {Expr.Name(value.Kind)}.",
            value.Kind == ValueKind.Text ? $"Add | {Expr.Name(wanted)} behind it." : wanted == ValueKind.Text ? "Write it as ={…}." : null);
        return null;
    }

    /// <summary>Compiles the condition(s) of a node: a text, or a list of texts that must all hold; null after a fault.</summary>
    public Get<bool>? Condition(YamlNode node)
    {
        switch (node)
        {
            case YamlScalarNode { Value: { } text }:
                return _parser.Condition(text, node.At());
            case YamlSequenceNode { Children.Count: > 0 } list:
                var all = list.Select(Condition).ToArray();
                return all.Any(one => one is null) ? null : All(all!);
            default:
                faults.Add(node.At(), "A condition is a text, or a list of texts that must all hold.", "Write for example: Days | decimal < 1");
                return null;
        }
    }

    private Expr? Any(YamlNode node)
    {
        switch (node)
        {
            case YamlScalarNode { Value: { } text }:
                return _parser.Expression(text.Trim(), node.At());
            case YamlMappingNode { Children.Count: 1 } map when map.Children[0] is { Key: YamlScalarNode key, Value: var value }:
                switch (key.Value)
                {
                    case "when":
                        return When(value);
                    case "local":
                        return Local(value);
                    case "is":
                        return Condition(value) is { } condition ? new Expr<bool>(ValueKind.Boolean, condition) : null;
                }

                break;
        }

        faults.Add(node.At(), "This is not a value.", "Write an expression, or one of when:, local:, is: below it.");
        return null;
    }

    // Built from the end: each branch stands before what follows it.
    private Expr? When(YamlNode node)
    {
        if (node is not YamlSequenceNode { Children.Count: > 0 } branches)
        {
            faults.Add(node.At(), "'when' is a list of branches.", "Write: - if: CONDITION, then: VALUE; and last: - else: VALUE");
            return null;
        }

        Expr? whole = null;
        foreach (var branch in branches.Reverse())
        {
            if (branch is not YamlMappingNode map)
            {
                faults.Add(branch.At(), "A branch of 'when' has if and then, or else.");
                return null;
            }

            var keys = new YamlMap(map, faults);
            var (test, then, otherwise) = (keys.Take("if"), keys.Take("then"), keys.Take("else"));
            keys.RefuseUnknown();
            if (whole is null)
            {
                if (otherwise is null || test is not null)
                {
                    faults.Add(branch.At(), "The last branch of 'when' says what is else.", "Add: - else: VALUE");
                    return null;
                }

                whole = Any(otherwise);
            }
            else if (test is not null && then is not null && otherwise is null)
            {
                whole = Branch(test, then, whole);
            }
            else
            {
                faults.Add(branch.At(), "A branch has if and then; only the last one has else.");
                return null;
            }

            if (whole is null)
            {
                return null;
            }
        }

        return whole;
    }

    private Expr? Branch(YamlNode test, YamlNode then, Expr otherwise)
    {
        if (Condition(test) is not { } condition || Any(then) is not { } value)
        {
            return null;
        }

        if (value.Constant is { } constant && otherwise.Kind != value.Kind)
        {
            value = Expr.Convert(constant, otherwise.Kind) ?? value;
        }

        var whole = value.When(condition, otherwise);
        if (whole is null)
        {
            faults.Add(then.At(), $"All branches must have one type; here are {Expr.Name(value.Kind)} and {Expr.Name(otherwise.Kind)}.");
        }

        return whole;
    }

    private Expr<DateTimeOffset>? Local(YamlNode node)
    {
        if (node is not YamlMappingNode mapping)
        {
            faults.Add(node.At(), "'local' has date and time below it.", "Write: local: { date: Date | date, time: Time | time }");
            return null;
        }

        var map = new YamlMap(mapping, faults);
        var (date, time) = (map.Take("date"), map.Take("time"));
        var later = map.Text("overlap") is { } overlap ? overlap == "later" || Unless(overlap == "earlier", map.PlaceOf("overlap"), "'overlap' is earlier or later.") : false;
        var zone = map.Text("zone") is { } name ? ZoneNamed(name, map.PlaceOf("zone")) : null;
        map.RefuseUnknown();
        if (date is null || time is null)
        {
            faults.Add(node.At(), "'local' needs date and time.", "For one column that holds both, use | local FORMAT.");
            return null;
        }

        if (Compile(date, ValueKind.Date) is not Expr<DateOnly> day || Compile(time, ValueKind.Time) is not Expr<TimeOnly> clock)
        {
            return null;
        }

        var (getDay, getTime) = (day.Get, clock.Get);
        return new Expr<DateTimeOffset>(
            ValueKind.Instant,
            (Row row, out DateTimeOffset result) =>
            {
                result = default;
                return getDay(row, out var on) && getTime(row, out var at) && LocalTimes.TryInstant(row, on.ToDateTime(at), zone ?? row.Zone, later, out result);
            },
            Field: day.Field);
    }

    private bool Unless(bool right, Place at, string cause)
    {
        if (!right)
        {
            faults.Add(at, cause);
        }

        return false;
    }

    private TimeZoneInfo? ZoneNamed(string name, Place at)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        faults.Add(at, $"'{name}' is not a time zone.", "Write an IANA name such as Europe/Berlin.");
        return null;
    }

    private static Get<bool> All(Get<bool>[] conditions) => (Row row, out bool result) =>
    {
        result = true;
        foreach (var condition in conditions)
        {
            if (!condition(row, out result) || !result)
            {
                return row.Fault is null;
            }
        }

        return true;
    };
}
