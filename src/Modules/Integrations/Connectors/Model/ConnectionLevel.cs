namespace BookedBarber.Integrations.Connectors;

/// <summary>Where in the tree a connection to a vendor is usually made.</summary>
internal enum ConnectionLevel
{
    /// <summary>Once for the network: one account holds the data of all its locations.</summary>
    Network,

    /// <summary>Once for each location, because each has an account of its own.</summary>
    Location,
}
