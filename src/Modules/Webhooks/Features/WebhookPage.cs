using System.Text.Json.Serialization;

namespace BookedBarber.Webhooks.Features;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="NextCursor">Send it back as <c>cursor</c> for the next page; absent on the last page.</param>
internal sealed record WebhookPage<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextCursor)
{
    /// <summary>Cuts a page from rows that were read with one more than the limit.</summary>
    public static WebhookPage<T> Of(IReadOnlyList<T> rows, int limit, Func<T, string> cursor) =>
        rows.Count <= limit ? new WebhookPage<T>(rows, null) : new WebhookPage<T>([.. rows.Take(limit)], cursor(rows[limit - 1]));
}
