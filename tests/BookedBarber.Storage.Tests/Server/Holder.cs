using System.Diagnostics;

namespace BookedBarber.Storage.Tests.Server;

/// <summary>Another process that uses the server of a data folder.</summary>
internal sealed class Holder : IDisposable
{
    private readonly Process _process;

    private Holder(Process process) => _process = process;

    public static async Task<Holder> StartAsync(DataFolder data)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BookedBarber.Storage.Holder.dll");
        var start = new ProcessStartInfo("dotnet", [program, data.Path]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var holder = new Holder(Process.Start(start)!);
        (await holder._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("ready");
        return holder;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.ExitCode.ShouldBe(0);
    }

    public void Dispose() => _process.Dispose();
}
