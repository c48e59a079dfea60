using System.Globalization;
using System.Text.Json;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Streams.Board;

/// <summary>One thing that happened, as it travels in frames. A bulk step (an import) travels as one entry with its count.</summary>
/// <param name="Seq">Number of the change in its network.</param>
/// <param name="Kind">sale, booking, shift, daily_close or staff.</param>
/// <param name="Op">created, changed or deleted.</param>
/// <param name="StaffIds">Whose it is; decides what a barber sees. Not sent.</param>
internal sealed record Activity(
    long Seq,
    string Kind,
    string Op,
    NodeId LocationId,
    Guid? Id,
    int? Count,
    DateOnly? Day,
    string? Amount,
    string? NetSales,
    string? Currency,
    string? Status,
    DateTimeOffset? OccurredAt,
    IReadOnlyList<Guid> StaffIds)
{
    /// <summary>Entities that belong on the live tape.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal) { "sale", "booking", "shift", "daily_close", "staff" };

    public static bool Concerns(Change change) => change.Location is not null && Shown.Contains(change.Entity);

    /// <summary>The entries of one change.</summary>
    public static IReadOnlyList<Activity> Of(Change change)
    {
        if (!Concerns(change))
        {
            return [];
        }

        var op = change.Op switch { ChangeOp.Created => "created", ChangeOp.Deleted => "deleted", _ => "changed" };
        var rows = change.After ?? change.Before;
        if (rows is null || change.Cause.StartsWith("import", StringComparison.Ordinal))
        {
            return [new Activity(change.Seq, change.Entity, op, change.Location!.Value, null, change.Rows, change.LastDay, null, null, null, null, null, [])];
        }

        using var document = JsonDocument.Parse(rows);
        return [.. document.RootElement.EnumerateArray().Select(row => One(change, op, row))];
    }

    private static Activity One(Change change, string op, JsonElement row) => new(
        change.Seq,
        change.Entity,
        op,
        change.Location!.Value,
        Text(row, "id") is { } id ? Guid.Parse(id) : null,
        null,
        Text(row, "business_day") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        Money(row, "total"),
        Money(row, "net_sales"),
        Text(row, "currency"),
        Text(row, "status"),
        Instant(row, "occurred_at") ?? Instant(row, "starts_at"),
        Staff(row));

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Money(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal().ToString("0.00##", CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? Instant(JsonElement row, string name) =>
        Text(row, name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static IReadOnlyList<Guid> Staff(JsonElement row)
    {
        if (row.TryGetProperty("staff_ids", out var many) && many.ValueKind == JsonValueKind.Array)
        {
            return [.. many.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetGuid())];
        }

        return Text(row, "staff_id") is { } one ? [Guid.Parse(one)] : [];
    }
}
