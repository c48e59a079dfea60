namespace BookedBarber.Host.Tests.Measures;

/// <summary>Waits for what another thread of the server is about to do.</summary>
internal static class Eventually
{
    public static async Task ShouldAsync(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        while (!await holds())
        {
            (await timer.WaitForNextTickAsync(limit.Token)).ShouldBeTrue();
        }
    }
}
