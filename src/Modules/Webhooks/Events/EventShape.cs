namespace BookedBarber.Webhooks.Events;

/// <summary>How changes of one kind of record become events. Only what is named here leaves the house.</summary>
/// <param name="Kind">First part of the event types, such as <c>sale</c>.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Fields">Fields of the data, besides <c>id</c>, <c>networkId</c>, <c>locationId</c> and <c>changed</c>, which all events have.</param>
internal sealed record EventShape(string Kind, string Title, IReadOnlyList<EventField> Fields)
{
    public const string Created = "created";
    public const string Changed = "changed";
    public const string Deleted = "deleted";

    private static readonly string[] Verbs = [Created, Changed, Deleted];

    /// <summary>The event types of this kind.</summary>
    public IReadOnlyList<string> Types { get; } = [.. Verbs.Select(verb => $"{Kind}.{verb}")];

    public bool HasContact { get; } = Fields.Any(field => field.IsContact);

    public string TypeOf(string verb) => Types[Array.IndexOf(Verbs, verb)];
}
