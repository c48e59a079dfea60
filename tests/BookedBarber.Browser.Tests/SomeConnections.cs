namespace BookedBarber.Browser.Tests;

/// <summary>Connections that a test looks at.</summary>
/// <param name="ofTwilio">One that works.</param>
/// <param name="withoutConsent">One whose consent nobody gave yet.</param>
/// <param name="ofWebhook">One that only takes messages.</param>
/// <param name="made">Those to be removed in the end.</param>
/// <param name="remove">Removes one.</param>
internal sealed class SomeConnections(Guid ofTwilio, Guid withoutConsent, Guid ofWebhook, IReadOnlyList<Guid> made, Func<Guid, Task> remove) : IAsyncDisposable
{
    public Guid OfTwilio { get; } = ofTwilio;

    public Guid WithoutConsent { get; } = withoutConsent;

    public Guid OfWebhook { get; } = ofWebhook;

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in made)
        {
            await remove(connection);
        }
    }
}
