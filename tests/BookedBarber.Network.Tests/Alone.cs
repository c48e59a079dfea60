namespace BookedBarber.Network.Tests;

/// <summary>Tests that measure time or memory run while no other test of this assembly does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
