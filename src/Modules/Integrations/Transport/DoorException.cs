namespace BookedBarber.Integrations.Transport;

/// <summary>A request that brought no answer. Its message names no address, header or body.</summary>
internal sealed class DoorException(DoorFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>How far it came.</summary>
    public DoorFault Fault { get; } = fault;

    /// <summary>Whether it is certain that the vendor never saw the request.</summary>
    public bool WasNeverSent => Fault is DoorFault.Refused or DoorFault.NotConnected;
}
