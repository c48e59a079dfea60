namespace BookedBarber.Integrations.Connections;

/// <summary>The vendor's places of a connection and the location each one is.</summary>
internal interface IPlaces
{
    /// <summary>Which location each place of the vendor is.</summary>
    Task<PlaceLinks> LinksAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Takes note of places that the vendor has. A new one is linked by itself where exactly one location of the connection's unit has its code or its name; else it waits for a person.</summary>
    /// <returns>How many are new, or matched now.</returns>
    Task<int> SeenAsync(Connection connection, IReadOnlyList<VendorPlace> places, CancellationToken cancellationToken);
}
