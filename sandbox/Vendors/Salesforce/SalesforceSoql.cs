using System.Globalization;
using System.Text.RegularExpressions;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Salesforce;

/// <summary>The part of SOQL that synchronising needs: fields, one type, conditions joined by AND, orders, a limit, COUNT().</summary>
internal sealed partial record SalesforceSoql(string Type, IReadOnlyList<string> Fields, bool Count, IReadOnlyList<SalesforceSoql.Condition> Conditions, IReadOnlyList<(string Field, bool Descending)> Orders, int? Limit)
{
    /// <summary>One comparison.</summary>
    internal sealed record Condition(string Field, string Operator, IReadOnlyList<string?> Values);

    public static SalesforceSoql Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw SalesforceVendor.Bad("MALFORMED_QUERY", $"unexpected token: '{text}'");
        }

        var what = match.Groups["what"].Value.Trim();
        var conditions = match.Groups["where"].Success ? Regex.Split(match.Groups["where"].Value, @"\s+AND\s+", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)).Select(ReadCondition).ToList() : [];
        var orders = match.Groups["orders"].Success ? match.Groups["orders"].Value.Split(',').Select(order => order.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(parts => (parts[0], parts.Length > 1 && parts[1].Equals("DESC", StringComparison.OrdinalIgnoreCase))).ToList() : [];
        return new SalesforceSoql(match.Groups["type"].Value, [.. what.Split(',').Select(field => field.Trim())], what.Equals("COUNT()", StringComparison.OrdinalIgnoreCase), conditions, orders, match.Groups["limit"].Success ? int.Parse(match.Groups["limit"].ValueSpan, CultureInfo.InvariantCulture) : null);
    }

    public IReadOnlyList<StoredObject> Run(Collection list, bool deleted)
    {
        var found = list.Ordered(SortBy.Sequence).Where(item => (deleted || !item.Deleted) && Conditions.All(condition => Holds(condition, item)));
        IOrderedEnumerable<StoredObject>? ordered = null;
        foreach (var (field, descending) in Orders)
        {
            object Key(StoredObject item) => Comparable(item.Text(field));
            var by = Comparer<object>.Create(Compare);
            ordered = (ordered, descending) switch
            {
                (null, false) => found.OrderBy(Key, by),
                (null, true) => found.OrderByDescending(Key, by),
                (_, false) => ordered.ThenBy(Key, by),
                (_, true) => ordered.ThenByDescending(Key, by),
            };
        }

        return [.. (ordered ?? found).Take(Limit ?? int.MaxValue)];
    }

    private static Condition ReadCondition(string text)
    {
        var match = ConditionForm().Match(text.Trim());
        if (!match.Success)
        {
            throw SalesforceVendor.Bad("MALFORMED_QUERY", $"unexpected token: '{text}'");
        }

        var raw = match.Groups["value"].Value.Trim();
        var values = match.Groups["operator"].Value.Trim().Equals("IN", StringComparison.OrdinalIgnoreCase) ? raw.Trim('(', ')').Split(',') : [raw];
        return new Condition(match.Groups["field"].Value, match.Groups["operator"].Value.Trim().ToUpperInvariant(), [.. values.Select(value => value.Trim()).Select(value => value.Equals("null", StringComparison.OrdinalIgnoreCase) ? null : value.Trim('\'').Replace("\\'", "'", StringComparison.Ordinal))]);
    }

    private static bool Holds(Condition condition, StoredObject item)
    {
        var text = item.Text(condition.Field);
        if (condition.Operator == "IN")
        {
            return condition.Values.Contains(text, StringComparer.OrdinalIgnoreCase);
        }

        if (condition.Operator == "LIKE")
        {
            return text is not null && Regex.IsMatch(text, $"^{Regex.Escape(condition.Values[0] ?? "").Replace("%", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        }

        if (text is null || condition.Values[0] is null)
        {
            return condition.Operator == "=" ? text == condition.Values[0] : condition.Operator == "!=" && text != condition.Values[0];
        }

        var compared = Compare(Comparable(text), Comparable(condition.Values[0]));
        return condition.Operator switch { "=" => compared == 0, "!=" or "<>" => compared != 0, ">" => compared > 0, ">=" => compared >= 0, "<" => compared < 0, _ => compared <= 0 };
    }

    private static object Comparable(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : text is { Length: > 9 } && Paths.ParseInstant(text) is { } at ? at : text ?? "";

    private static int Compare(object? left, object? right) => left?.GetType() == right?.GetType() && left is decimal or DateTimeOffset ? ((IComparable)left).CompareTo(right) : string.Compare(left?.ToString(), right?.ToString(), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*SELECT\s+(?<what>.+?)\s+FROM\s+(?<type>\w+)(\s+WHERE\s+(?<where>.+?))?(\s+ORDER\s+BY\s+(?<orders>.+?))?(\s+LIMIT\s+(?<limit>\d+))?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?<field>[\w.]+)\s*(?<operator>>=|<=|!=|<>|=|>|<|\s+LIKE\s+|\s+IN\s+|LIKE|IN)\s*(?<value>.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex ConditionForm();
}
