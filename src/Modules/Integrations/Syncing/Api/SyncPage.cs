namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>A page of a list.</summary>
/// <param name="Items">The newest first, unless it says otherwise.</param>
/// <param name="NextCursor">For the next page; null: this is the last.</param>
internal sealed record SyncPage<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>A page of what was read one beyond its size.</summary>
    public static SyncPage<T> Of<TRow>(IReadOnlyList<TRow> rows, int size, Func<TRow, T> item, Func<TRow, string> cursor) =>
        new([.. rows.Take(size).Select(item)], rows.Count > size ? cursor(rows[size - 1]) : null);

    public static int Size(int? limit) => Math.Clamp(limit ?? 50, 1, 200);
}
