using System.Globalization;
using System.Text.RegularExpressions;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.QuickBooksOnline;

/// <summary>Intuit's query language: one entity, conditions joined by AND, an order, a start position from 1 and at most 1,000 results.</summary>
internal sealed partial record QuickBooksOnlineQuery(string Entity, bool Count, IReadOnlyList<QuickBooksOnlineQuery.Condition> Conditions, string? OrderBy, bool Descending, int Start, int Most)
{
    public const int Largest = 1000;

    /// <summary>One comparison.</summary>
    internal sealed record Condition(string Field, string Operator, IReadOnlyList<string> Values);

    public static QuickBooksOnlineQuery Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw QuickBooksOnlineVendor.Bad("4000", "Error parsing query", $"QueryParserError: Encountered \" {text} \"");
        }

        var most = match.Groups["most"].Success ? int.Parse(match.Groups["most"].ValueSpan, CultureInfo.InvariantCulture) : 100;
        var start = match.Groups["start"].Success ? int.Parse(match.Groups["start"].ValueSpan, CultureInfo.InvariantCulture) : 1;
        if (most is < 1 or > Largest || start < 1)
        {
            throw QuickBooksOnlineVendor.Bad("4001", "Invalid query", "QueryValidationError: MaxResults must be from 1 to 1000 and StartPosition at least 1.");
        }

        var conditions = match.Groups["where"].Success ? Regex.Split(match.Groups["where"].Value, @"\s+AND\s+", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)).Select(ReadCondition).ToList() : [];
        return new QuickBooksOnlineQuery(match.Groups["entity"].Value, match.Groups["what"].Value.StartsWith("count", StringComparison.OrdinalIgnoreCase), conditions, match.Groups["by"].Success ? match.Groups["by"].Value : null,
            match.Groups["direction"].Value.Equals("desc", StringComparison.OrdinalIgnoreCase), start, most);
    }

    public IReadOnlyList<StoredObject> Run(Collection list)
    {
        var activeAsked = Conditions.Any(condition => condition.Field.Equals("Active", StringComparison.OrdinalIgnoreCase));
        var found = list.Live.Where(item => (activeAsked || item.Text("Active") != "false") && Conditions.All(condition => Holds(condition, item)));
        if (OrderBy is null)
        {
            return [.. found];
        }

        var ordered = found.OrderBy(item => Comparable(item.Text(OrderBy)), Comparer<object>.Create(Compare)).ThenBy(item => item.Sequence);
        return Descending ? [.. ordered.Reverse()] : [.. ordered];
    }

    private static Condition ReadCondition(string text)
    {
        var match = ConditionForm().Match(text.Trim());
        if (!match.Success)
        {
            throw QuickBooksOnlineVendor.Bad("4000", "Error parsing query", $"QueryParserError: Encountered \" {text} \"");
        }

        var raw = match.Groups["value"].Value.Trim();
        var values = match.Groups["operator"].Value.Equals("in", StringComparison.OrdinalIgnoreCase) ? raw.Trim('(', ')').Split(',') : [raw];
        return new Condition(match.Groups["field"].Value, match.Groups["operator"].Value.ToUpperInvariant(), [.. values.Select(value => value.Trim().Trim('\'').Replace("\\'", "'", StringComparison.Ordinal))]);
    }

    private static bool Holds(Condition condition, StoredObject item)
    {
        var text = item.Text(condition.Field) ?? item.Text($"{condition.Field}.value");
        if (condition.Operator == "IN")
        {
            return text is not null && condition.Values.Contains(text, StringComparer.OrdinalIgnoreCase);
        }

        if (condition.Operator == "LIKE")
        {
            return text is not null && Regex.IsMatch(text, $"^{Regex.Escape(condition.Values[0]).Replace("%", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        }

        if (text is null)
        {
            return false;
        }

        var compared = Compare(Comparable(text), Comparable(condition.Values[0]));
        return condition.Operator switch { "=" => compared == 0, ">" => compared > 0, ">=" => compared >= 0, "<" => compared < 0, "<=" => compared <= 0, _ => false };
    }

    private static object Comparable(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : Paths.ParseInstant(text) is { } at ? at : text ?? "";

    private static int Compare(object? left, object? right) => left?.GetType() == right?.GetType() && left is IComparable comparable ? comparable.CompareTo(right) : string.CompareOrdinal(left?.ToString(), right?.ToString());

    [GeneratedRegex(@"^\s*select\s+(?<what>count\(\*\)|[\w.*,\s]+?)\s+from\s+(?<entity>\w+)(\s+where\s+(?<where>.+?))?(\s+order\s*by\s+(?<by>[\w.]+)(\s+(?<direction>asc|desc))?)?(\s+startposition\s+(?<start>\d+))?(\s+maxresults\s+(?<most>\d+))?\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?<field>[\w.]+)\s*(?<operator>>=|<=|=|>|<|like|in)\s*(?<value>.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex ConditionForm();
}
