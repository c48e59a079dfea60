namespace BookedBarber.Sandbox.Kit.Steering;

/// <summary>A steering call that cannot be done; the sentence says why.</summary>
#pragma warning disable CA1064 // never leaves the kit: steering turns it into a 400
internal sealed class SteeringFault(string sentence) : Exception(sentence);
#pragma warning restore CA1064
