namespace BookedBarber.Integrations.Connections;

/// <summary>A place as the vendor has it.</summary>
/// <param name="Key">The vendor's id of it, 1–200 characters.</param>
/// <param name="Name">The vendor's name; the key where it has none.</param>
/// <param name="Detail">Address or code, for people; null: nothing known.</param>
internal sealed record VendorPlace(string Key, string Name, string? Detail);
