using System.Text.Json.Serialization;

namespace BookedBarber.Network.Features;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in the order asked for.</param>
/// <param name="NextCursor">Send it back as <c>cursor</c> for the next page; absent on the last page.</param>
/// <param name="Total">How many items all pages hold together.</param>
internal sealed record Page<T>(
    IReadOnlyList<T> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextCursor,
    int Total);
