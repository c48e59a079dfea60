namespace BookedBarber.Operations.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Text">What is the case.</param>
/// <param name="Remedy">What to do about it; null when all is well.</param>
internal sealed record Finding(string Subject, string Text, string? Remedy = null)
{
    public bool IsProblem => Remedy is not null;

    public override string ToString() => IsProblem ? $"problem  {Subject}: {Text} {Remedy}" : $"ok       {Subject}: {Text}";
}
