using System.ComponentModel;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>What an action would send.</summary>
internal sealed record PushPreview(
    [property: Description("Type of record.")] string Record,
    [property: Description("Whether changes of that type can be followed by themselves.")] bool IsFollowed,
    [property: Description("The record that serves as the example, as JSON; null: there is none yet.")] string? Sample,
    [property: Description("Name of its location.")] string? Location,
    [property: Description("What a record that the vendor does not have brings about.")] DrawnRequest? Create,
    [property: Description("What a change of one that it has brings about; null: the same, or it cannot be changed there.")] DrawnRequest? Change);

/// <summary>A request that is not sent.</summary>
internal sealed record DrawnRequest(string Method, string Path, string? Body, [property: Description("Why it could not be filled in; null: it could.")] string? Problem);
