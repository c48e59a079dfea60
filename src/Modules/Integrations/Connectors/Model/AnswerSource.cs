namespace BookedBarber.Integrations.Connectors;

/// <summary>Where in an answer a value stands.</summary>
/// <param name="Header">Name of a header; null: in the body.</param>
/// <param name="Path">Path in the body; null: in a header.</param>
internal sealed record AnswerSource(string? Header, ItemPath? Path);
