using BookedBarber.Shared;

namespace BookedBarber.Access.Features;

/// <summary>What can be wrong with the query of a list. A wrong value is said to be so: a list that quietly leaves it out looks like an answer to it.</summary>
internal static class ListFaults
{
    public const int MostItems = 200;

    public static IEnumerable<FieldProblem> Of(int? limit, params ReadOnlySpan<(string Field, string? Text)> texts)
    {
        var faults = new List<FieldProblem>();
        if (limit is < 1 or > MostItems)
        {
            faults.Add(new FieldProblem("limit", "out_of_range", $"A page holds 1 to {MostItems} items."));
        }

        foreach (var (field, text) in texts)
        {
            if (text?.Contains('\0', StringComparison.Ordinal) == true)
            {
                faults.Add(new FieldProblem(field, "malformed", "NUL is no character to look for."));
            }
        }

        return faults;
    }

    public static FieldProblem BadCursor { get; } = new("cursor", "malformed", "This cursor does not belong to this list; begin again without one.");
}
