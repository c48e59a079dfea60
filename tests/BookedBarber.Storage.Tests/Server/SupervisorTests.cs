using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookedBarber.Storage.Tests.Server;

public sealed class SupervisorTests
{
    [Fact]
    public async Task A_fault_nobody_thought_of_does_not_end_the_supervision()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var back = new TaskCompletionSource();
        var attempts = 0;
        var supervisor = new Supervisor(
            _ =>
            {
                if (Interlocked.Increment(ref attempts) == 1)
                {
                    throw new InvalidOperationException("nobody thought of this");
                }

                back.SetResult();
                return Task.FromResult(Environment.ProcessId);
            },
            TimeProvider.System,
            NullLogger.Instance);

        var running = supervisor.RunAsync(await DeadProcessAsync(), stop.Token);
        await back.Task.WaitAsync(TimeSpan.FromSeconds(20), stop.Token);
        await stop.CancelAsync();
        await running;

        supervisor.Fault.ShouldBeNull();
        supervisor.Recoveries.ShouldBe(1);
    }

    private static async Task<int> DeadProcessAsync()
    {
        using var process = System.Diagnostics.Process.Start("true");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.Id;
    }
}
