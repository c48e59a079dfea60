namespace BookedBarber.Records.Contracts;

/// <summary>Where records come from: part of their identity.</summary>
/// <param name="Name">Such as <c>api</c>, <c>import:hair-salon</c> or <c>square:</c> and a connection's id.</param>
/// <param name="IsAccount">
/// Whether its keys are of one account that several shops share. Then a client's key names one client over the whole network, who has a home among the shops, and a
/// member of staff may be named at a shop other than the own. Default: a key says something at its own location only.
/// </param>
public readonly record struct RecordSource(string Name, bool IsAccount = false)
{
    /// <summary>A source whose keys are each location's own.</summary>
    public static implicit operator RecordSource(string name) => FromString(name);

    /// <summary>A source whose keys are each location's own.</summary>
    public static RecordSource FromString(string name) => new(name);
}
