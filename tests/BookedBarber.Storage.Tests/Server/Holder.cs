using System.Diagnostics;

namespace BookedBarber.Storage.Tests.Server;

/// <summary>Another process that uses the server of a data folder.</summary>
internal sealed class Holder : IDisposable
{
    private readonly Process _process;

    private Holder(Process process) => _process = process;

    /// <param name="data">The folder.</param>
    /// <param name="within">Program and arguments that start it in surroundings of its own; none by default.</param>
    public static async Task<Holder> StartAsync(DataFolder data, params IReadOnlyList<string> within)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BookedBarber.Storage.Holder.dll");
        string[] words = [.. within, "dotnet", program, data.Path];
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
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
