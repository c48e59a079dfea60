using System.Globalization;
using BookedBarber.Shared;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Events;

namespace BookedBarber.Webhooks.Features;

/// <summary>Collects what is wrong with the fields of one request.</summary>
internal sealed class Faults
{
    public const int MostItems = 200;
    public const int DefaultItems = 50;
    private const int MostTypes = 50;

    private readonly List<FieldProblem> _fields = [];

    public bool Any => _fields.Count > 0;

    public void Add(string field, string code, string detail) => _fields.Add(new FieldProblem(field, code, detail));

    public Problem ToProblem() => Problem.Invalid(_fields.ToArray());

    public int Limit(int? limit)
    {
        if (limit is < 1 or > MostItems)
        {
            Add("limit", "out_of_range", $"A page holds 1 to {MostItems} items.");
        }

        return limit ?? DefaultItems;
    }

    /// <summary>A cursor that is a number; null for the first page.</summary>
    public long? Place(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return place;
        }

        Add("cursor", "malformed", "This cursor does not belong to this list; begin again without one.");
        return null;
    }

    public string? OneOf(string field, string? value, string code, params IReadOnlyList<string> allowed)
    {
        if (string.IsNullOrEmpty(value) || allowed.Contains(value))
        {
            return string.IsNullOrEmpty(value) ? null : value;
        }

        Add(field, code, $"Use one of: {string.Join(", ", allowed)}.");
        return null;
    }

    /// <summary>An instant of a range; the years that a database and a calendar agree on.</summary>
    public void Instant(string field, DateTimeOffset? value)
    {
        if (value is { } at && at.UtcDateTime.Year is < 2000 or > 2200)
        {
            Add(field, "out_of_range", "Give an instant between the years 2000 and 2200.");
        }
    }

    /// <summary>Type patterns of a subscription, or of a part of one.</summary>
    /// <param name="isRequired">Whether there must be one.</param>
    public string[] Types(string field, IReadOnlyList<string?>? types, bool isRequired)
    {
        if (types is null or { Count: 0 })
        {
            if (isRequired)
            {
                Add(field, "required", "Name at least one event type, such as sale.created, sale.* or *.");
            }

            return [];
        }

        if (types.Count > MostTypes)
        {
            Add(field, "too_many", $"Name at most {MostTypes} types; sale.* stands for all types of one kind, * for all.");
            return [];
        }

        for (var i = 0; i < types.Count; i++)
        {
            if (types[i] is not { Length: > 0 and <= 100 } type || !TypePattern.IsKnown(type, EventShapes.Types))
            {
                Add($"{field}[{i}]", "unknown_type", "There is no such event type. The catalogue of events (GET /api/v2/franchise/catalogue/events) lists them; sale.* stands for all types of one kind, * for all.");
            }
        }

        return [.. types.OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}
