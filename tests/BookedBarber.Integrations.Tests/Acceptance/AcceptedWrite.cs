using System.Text.Json;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>A record that is written to a vendor.</summary>
/// <param name="Action">The action.</param>
/// <param name="Record">Type of the record.</param>
/// <param name="Collection">What the sandbox calls what it becomes.</param>
/// <param name="Make">Makes a record with a key; the other is that of an object at the vendor, where it refers to one.</param>
public sealed record AcceptedWrite(string Action, string Record, string Collection, Func<string, string?, CanonicalRecord> Make)
{
    /// <summary>The object at the vendor that the record refers to: what the sandbox calls such objects, which of them will do, and what their key is called.</summary>
    public (string Collection, Func<JsonElement, bool> Which, string Key)? Refers { get; init; }
}
