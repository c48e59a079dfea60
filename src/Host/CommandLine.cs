using System.Net.Sockets;
using System.Runtime.InteropServices;
using BookedBarber.Host.Serving;
using BookedBarber.Host.Verbs;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Host;

/// <summary>Runs one verb. Whatever makes it impossible is one line on standard error and exit code 2.</summary>
internal static class CommandLine
{
    private const int NothingDone = 2;
    private const int NoSpaceLeft = 28;
    private const string DiskFull = "The disk is full. Nothing of the last step was kept; free some space and run it again.";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            var settings = HostSettings.Read(configuration);
            return args is [] or ["serve"]
                ? await Server.RunAsync(settings, configuration, output, stop.Token)
                : await RunVerbAsync(args, settings, configuration, output, error, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped.");
            return 130;
        }
        catch (Exception fault) when (Explain(fault) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return NothingDone;
        }
#pragma warning disable CA1031 // the last word: the trace for those who can mend it, and an exit code instead of an abort
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync($"Something broke that should not have. Nothing of the last step was kept. Please report this:{Environment.NewLine}{fault}");
            return NothingDone;
        }
    }

    private static async Task<int> RunVerbAsync(string[] args, HostSettings settings, IConfiguration configuration, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        var modules = Modules.All();
        await using var unstarted = Composition.ForVerb(settings: null, configuration, modules, connectionString: null);
        var catalogue = new VerbCatalogue(unstarted);
        if (args is ["help" or "--help" or "-h", ..])
        {
            await output.WriteLineAsync(catalogue.Help());
            return 0;
        }

        if (args is ["serve", "--help" or "-h"])
        {
            await output.WriteLineAsync("Usage: ./run [serve]\n\nServes the app and the interfaces until it is stopped (Ctrl-C). Settings are taken from the environment; see './run help'.");
            return 0;
        }

        if (args is ["serve", ..])
        {
            await error.WriteLineAsync("The verb 'serve' takes no arguments. Settings are taken from the environment; see './run help'.");
            return NothingDone;
        }

        if (catalogue.Match(args) is not { } match)
        {
            await error.WriteLineAsync($"There is no verb '{string.Join(' ', args.Take(2))}'. Run './run help' for the list.");
            return NothingDone;
        }

        if (match.Arguments is ["--help" or "-h"])
        {
            await output.WriteLineAsync(match.Usage);
            return 0;
        }

        await using var database = match.NeedsDatabase ? await DatabaseServer.StartAsync(settings, logging.CreateLogger("BookedBarber.Database"), cancellationToken) : null;
        await using var services = Composition.ForVerb(settings, configuration, modules, database?.ConnectionString);
        if (database is not null)
        {
            await services.GetRequiredService<Migrator>().RunAsync(cancellationToken);
        }

        var verb = services.GetServices<IVerb>().Single(candidate => candidate.Name == match.Name);
        return await verb.RunAsync(match.Arguments, output, error, cancellationToken);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true; // the process ends by itself, after its own PostgreSQL has stopped
        stop.Cancel();
    }

    /// <summary>One line for the operator; null for a fault that is ours and should show its trace.</summary>
    private static string? Explain(Exception fault) => fault switch
    {
        SettingsException or StorageException or PrivateServerException => fault.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"{fault.Message} Stop the program that uses it, or choose another address with BOOKEDBARBER_URLS.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "Another program listens on the address in BOOKEDBARBER_URLS (http://127.0.0.1:8080 when not set). Stop it, or choose another address.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This account may not listen on the address in BOOKEDBARBER_URLS (ports below 1024 are root's). Choose a higher port.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "The address in BOOKEDBARBER_URLS is none of this machine's. Choose one of its own, or 127.0.0.1.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => DiskFull,
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "PostgreSQL has no connection left for us. Raise its max_connections, or lower 'Maximum Pool Size' in the connection strings of the nodes.",
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => "PostgreSQL is starting or stopping. Run it again in a moment.",
        PostgresException { SqlState: var state } refused when state.StartsWith("28", StringComparison.Ordinal) || state is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege =>
            $"PostgreSQL refuses us ({refused.MessageText}). Check ConnectionStrings__Postgres.",
        PostgresException => null,
        NpgsqlException or TimeoutException => "PostgreSQL does not answer. Check that it runs and that ConnectionStrings__Postgres is right.",
        IOException { HResult: NoSpaceLeft } => DiskFull,
        IOException or UnauthorizedAccessException => fault.Message,
        InvalidOperationException when fault.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            "An https address needs a certificate: name its file in Kestrel__Certificates__Default__Path (and …__Password), or let a proxy in front take https and listen on http.",
        _ => null,
    };
}
