namespace BookedBarber.Integrations.Connectors;

/// <summary>Something that the user types when connecting.</summary>
/// <param name="Name">By which templates name it.</param>
/// <param name="Title">Label.</param>
/// <param name="Help">Where to find it; null: the label says all.</param>
/// <param name="IsSecret">Whether it goes to the vault and is never shown again.</param>
/// <param name="IsRequired">Whether a connection needs it.</param>
/// <param name="Default">Filled in at first; null: nothing.</param>
/// <param name="Pattern">What a value must look like, as a regular expression over the whole text; null: anything up to 500 characters.</param>
/// <param name="Choices">The values there are; empty: any.</param>
internal sealed record ConnectorField(string Name, string Title, string? Help, bool IsSecret, bool IsRequired, string? Default, string? Pattern, IReadOnlyList<string> Choices);
