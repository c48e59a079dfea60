using System.Buffers.Text;
using System.Text.Json;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;

namespace BookedBarber.Network.Features;

/// <summary>How a list is ordered and where its page begins.</summary>
/// <param name="Sort">As sent: <c>name</c>, <c>-name</c>, <c>code</c> or <c>-code</c>.</param>
/// <param name="Limit">Items on a page.</param>
/// <param name="After">The last item of the page before; null for the first page.</param>
internal sealed record Paging(string Sort, int Limit, Paging.Place? After)
{
    public const int MaxLimit = 200;

    public NodeOrder Order => Sort.EndsWith("code", StringComparison.Ordinal) ? NodeOrder.ByCode : NodeOrder.ByName;

    public bool Descending => Sort[0] == '-';

    /// <summary>Reads the query's parts; the problem names each that is wrong.</summary>
    public static Result<Paging> Of(string? sort, int? limit, string? cursor)
    {
        var faults = new Faults();
        var order = sort is null or "" ? "name" : sort;
        if (order is not ("name" or "-name" or "code" or "-code"))
        {
            faults.Add("sort", "unknown_sort", "Lists are sorted by name, -name, code or -code.");
        }

        if (limit is not (null or (>= 1 and <= MaxLimit)))
        {
            faults.Add("limit", "out_of_range", $"A page holds 1 to {MaxLimit} items.");
        }

        Place? after = null;
        if (!string.IsNullOrEmpty(cursor) && (!TryRead(cursor, out after) || after.Sort != order))
        {
            faults.Add("cursor", "malformed", "This cursor does not belong to this list; begin again without one.");
        }

        return faults.Any ? faults.ToProblem() : new Paging(order, limit ?? 50, after);
    }

    /// <summary>The cursor that stands after an item.</summary>
    public string CursorAfter(string text, Guid id) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Place(Sort, text, id)));

    private static bool TryRead(string cursor, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Place? place)
    {
        place = null;
        try
        {
            place = cursor.Length <= 2000 && Base64Url.IsValid(cursor) ? JsonSerializer.Deserialize<Place>(Base64Url.DecodeFromChars(cursor)) : null;
        }
        catch (JsonException)
        {
            return false; // not one of ours: the caller is told so
        }

        return place is { Sort: not null, Text: not null };
    }

    /// <summary>A place in a list, which stays valid when the item there is renamed or gone.</summary>
    internal sealed record Place(string Sort, string Text, Guid Id);
}
