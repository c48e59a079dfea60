using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Web;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="NextCursor">Send it back as <c>cursor</c> for the next page; absent on the last page.</param>
internal sealed record PredictionPage<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextCursor)
{
    /// <summary>Cuts a page from rows that were read with one more than the limit.</summary>
    public static PredictionPage<T> Of(IReadOnlyList<T> rows, Paging paging) => rows.Count <= paging.Limit ? new(rows, null) : new([.. rows.Take(paging.Limit)], paging.Next);
}

/// <summary>Which part of a list. What is predicted changes once a night, so a place in a list is a number.</summary>
internal sealed record Paging(int Limit, int Offset)
{
    private const int DefaultLimit = 50;
    private const int MostItems = 200;
    private const int Farthest = 10_000_000;

    public string Next => Base64Url.EncodeToString(Encoding.ASCII.GetBytes((Offset + Limit).ToString(CultureInfo.InvariantCulture)));

    public static Result<Paging> Read(int? limit, string? cursor)
    {
        if (limit is < 1 or > MostItems)
        {
            return Problem.Invalid(new FieldProblem("limit", "out_of_range", $"Give 1 to {MostItems}."));
        }

        var offset = 0;
        var isOurs = string.IsNullOrEmpty(cursor)
            || (cursor.Length <= 20 && Base64Url.IsValid(cursor) && int.TryParse(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)), NumberStyles.None, CultureInfo.InvariantCulture, out offset) && offset <= Farthest);
        return isOurs ? new Paging(limit ?? DefaultLimit, offset) : Problem.Invalid(new FieldProblem("cursor", "malformed", "This cursor does not belong to this list; begin again without one."));
    }
}
