using System.ComponentModel;
using System.Diagnostics;

namespace BookedBarber.Storage.Server;

/// <summary>Runs a short program to its end.</summary>
/// <param name="Program">Name or path.</param>
/// <param name="Arguments">Passed as they are; no shell is involved.</param>
internal sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Where it runs. The root by default: an account may not be able to enter the current folder, and PostgreSQL's tools insist on it.</summary>
    public string Folder { get; init; } = "/";

    public string? Input { get; init; }

    public async Task<CommandResult> RunAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Clean(start.Environment);
        using var process = Start(start);
        if (process is null)
        {
            return new CommandResult(CommandResult.NotFound, string.Empty, $"{Program} was not found");
        }

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteInputAsync(process, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private async Task WriteInputAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(Input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading its input; its exit code tells why.
        }
    }

    /// <summary>Settings meant for the operator's own psql (PGDATA, PGPORT …) must not steer this server; messages are read, so they stay English.</summary>
    private static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            environment.Remove(name);
        }

        environment["LC_ALL"] = "C";
    }
}

/// <summary>How a program ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public const int NotFound = 127;

    public bool Succeeded => ExitCode == 0;
}
