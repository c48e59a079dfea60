namespace BookedBarber.Integrations.Connectors;

/// <summary>How a vendor's answers tell faults.</summary>
/// <param name="Items">Path to the list (or single object) of faults; null: none is declared, the status says all.</param>
/// <param name="Code">Path to the code inside a fault; null: none.</param>
/// <param name="Message">Path to the sentence inside a fault; null: none.</param>
/// <param name="WhenOk">Whether an answer with status 2xx that has a non-empty <see cref="Items"/> is a fault.</param>
/// <param name="Header">Header that carries the sentence where the body is empty; null: none.</param>
/// <param name="Kinds">Code, or status as text → kind of fault (<see cref="FaultKinds"/>), where it is not what the status says.</param>
internal sealed record ErrorShape(ItemPath? Items, ItemPath? Code, ItemPath? Message, bool WhenOk, string? Header, IReadOnlyDictionary<string, string> Kinds)
{
    /// <summary>The kinds of fault that <see cref="Kinds"/> may name.</summary>
    public static readonly IReadOnlyList<string> FaultKinds = ["authentication", "rate-limit", "timeout", "connection", "data-validation", "not-found", "outage"];
}
