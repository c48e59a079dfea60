namespace BookedBarber.Records.Contracts;

/// <summary>A canonical record that may belong to any node of the tree: to a location, or to the group, region or network it was made for.</summary>
/// <param name="Key">The record's key at its source. With node and source it says whether two records are the same.</param>
/// <remarks>
/// An accounting organisation, a mail account or a sales pipeline is often that of the whole network. Records that derive from <see cref="CanonicalRecord"/> directly
/// belong to a location and are refused elsewhere with <c>location_required</c>. What a record names by key (an invoice, a campaign, a staff member) is a key at the same
/// source and need not be stored yet: the records of a source may come in any order.
/// </remarks>
public abstract record BusinessRecord(string Key) : CanonicalRecord(Key);

/// <summary>A name with a value, such as an accounting system's tracking category or class.</summary>
/// <param name="Name">What it is about, such as <c>Region</c>. 1 to 200 characters.</param>
/// <param name="Value">What was chosen, such as <c>North</c>. 1 to 200 characters.</param>
public sealed record Tag(string Name, string Value);
