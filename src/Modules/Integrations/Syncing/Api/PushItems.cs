using System.ComponentModel;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>A write to a vendor.</summary>
internal sealed record PushItem(
    Guid Id, string Action, string Record, Guid RecordId, Guid LocationId,
    [property: Description("save or remove.")] string Op,
    [property: Description("waiting, done, dead (set aside after its last attempt) or dropped (nothing was to be done).")] string State,
    int Attempts, DateTimeOffset RunAt,
    [property: Description("Key of the item at the vendor.")] string? VendorKey,
    string? Code, string? Detail, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    internal const string Columns = "id, action, record, record_id, location_id, op, state, attempts, run_at, vendor_key, code, detail, created_at, finished_at";
}

/// <summary>An action and whether it follows changes here.</summary>
internal sealed record PushRuleItem(string Action, string Title, string? Record, bool IsOn);

/// <summary>Whether an action follows changes here.</summary>
internal sealed record PushRuleRequest([property: Description("Name of the action.")] string? Action, [property: Description("Whether it follows changes.")] bool IsOn);
