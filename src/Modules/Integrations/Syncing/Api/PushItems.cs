using System.ComponentModel;
using System.Text.Json;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>A write to a vendor.</summary>
internal sealed record PushItem(
    Guid Id, string Action,
    [property: Description("Type of the record; empty for an action that was asked for with values of its own.")] string Record, Guid RecordId, Guid LocationId,
    [property: Description("save or remove.")] string Op,
    [property: Description("waiting, done, dead (set aside after its last attempt) or dropped (nothing was to be done, or a person discarded it).")] string State,
    int Attempts, DateTimeOffset RunAt,
    [property: Description("Key of the item at the vendor.")] string? VendorKey,
    string? Code, string? Detail, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    internal const string Columns = "id, action, record, record_id, location_id, op, state, attempts, run_at, vendor_key, code, detail, created_at, finished_at";
}

/// <summary>An action that is asked for.</summary>
internal sealed record ActionRequest(
    [property: Description("Values by the names that the action takes; as a JSON object.")] Dictionary<string, JsonElement>? Input,
    [property: Description("The location it is for; null: the connection's unit.")] Guid? LocationId);

/// <summary>An action and whether it follows changes here.</summary>
internal sealed record PushRuleItem(string Action, string Title, string? Record, bool IsOn);

/// <summary>Whether an action follows changes here.</summary>
internal sealed record PushRuleRequest([property: Description("Name of the action.")] string? Action, [property: Description("Whether it follows changes.")] bool IsOn);

/// <summary>Which action is previewed.</summary>
internal sealed record PushPreviewRequest([property: Description("Name of an action that takes a record.")] string? Action);

/// <summary>What is done with dead writes.</summary>
internal sealed record SettleRequest(
    [property: Description("1 to 500 writes.")] List<Guid>? PushIds,
    [property: Description("resend or discard.")] string? Decision);

/// <summary>What became of each write.</summary>
internal sealed record SettledPushes(IReadOnlyList<SettledPush> Items);

/// <summary>What became of a write.</summary>
internal sealed record SettledPush(Guid PushId, bool IsSettled, string? Code, string? Detail);
