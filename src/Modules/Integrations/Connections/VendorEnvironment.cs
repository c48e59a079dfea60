namespace BookedBarber.Integrations.Connections;

/// <summary>Which of a vendor's worlds a connection is made to. <c>sandbox</c> and <c>live</c> on the wire and in tables.</summary>
internal enum VendorEnvironment
{
    /// <summary>A world for trying things out: our simulators, or the vendor's own test system where the configuration says so.</summary>
    Sandbox,

    /// <summary>The vendor's real system.</summary>
    Live,
}
