namespace BookedBarber.Integrations.Transport;

/// <summary>How much patience a class of calls has.</summary>
/// <param name="Attempt">Time for one attempt.</param>
/// <param name="Whole">Time for the whole, waiting for budgets and between attempts included.</param>
/// <param name="Attempts">Most attempts.</param>
internal sealed record CallRule(TimeSpan Attempt, TimeSpan Whole, int Attempts)
{
    private static readonly CallRule Person = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(25), 3);
    private static readonly CallRule Soon = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), 4);
    private static readonly CallRule Work = new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(2), 5);

    public static CallRule Of(CallPriority priority) => priority switch
    {
        CallPriority.Interactive => Person,
        CallPriority.Webhook or CallPriority.Push => Soon,
        _ => Work,
    };
}
