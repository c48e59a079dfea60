using System.Text.Json;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>A record that is written to a vendor.</summary>
/// <param name="Action">The action.</param>
/// <param name="Record">Type of the record.</param>
/// <param name="Collection">What the sandbox calls what it becomes.</param>
/// <param name="Make">Makes a record with a key; the others are what <paramref name="Refers"/> found at the vendor.</param>
/// <param name="Refers">What the record refers to at the vendor.</param>
public sealed record AcceptedWrite(string Action, string Record, string Collection, Func<string, IReadOnlyList<string>, CanonicalRecord> Make, params IReadOnlyList<AcceptedReference> Refers)
{
    /// <summary>Streams that have to be read before: the record refers to records that came by them.</summary>
    public IReadOnlyList<string> Knows { get; init; } = [];
}

/// <summary>Something of an object at the vendor.</summary>
/// <param name="Collection">What the sandbox calls such objects.</param>
/// <param name="Which">Which of them will do.</param>
/// <param name="Value">What is taken of it.</param>
public sealed record AcceptedReference(string Collection, Func<JsonElement, bool> Which, Func<JsonElement, string?> Value);
