namespace BookedBarber.Sandbox.Kit.Http;

/// <summary>Ends a call with the vendor's own error answer, from however deep in its handling.</summary>
#pragma warning disable CA1064 // never leaves the kit: the API turns it into the answer it carries
internal sealed class Refusal(Answer answer) : Exception($"The vendor answers {answer.Status}.")
#pragma warning restore CA1064
{
    public Answer Answer => answer;
}
