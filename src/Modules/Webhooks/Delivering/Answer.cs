namespace BookedBarber.Webhooks.Delivering;

/// <summary>What an attempt met.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Cause">Why it failed; null: accepted.</param>
/// <param name="Took">From sending to the answer's head.</param>
/// <param name="Excerpt">Beginning of the answer's body, without what looks like a secret; null when it was empty.</param>
/// <param name="RetryAfter">What the receiver asked for.</param>
internal sealed record Answer(int? Status, string? Cause, TimeSpan Took, string? Excerpt, TimeSpan? RetryAfter)
{
    public bool Accepted => Cause is null;

    public int Milliseconds => (int)Math.Min(Took.TotalMilliseconds, int.MaxValue);
}
