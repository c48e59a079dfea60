using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Profiles;
using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Integrations.Features.ImportFromCommandLine;

/// <summary><c>import</c>: the same engine as the server's, in this process; a server may run beside it or not.</summary>
internal sealed class ImportVerb(INetworkTree tree, INetworkEditor editor, CommandLineImport imports) : IVerb
{
    public string Name => "import";

    public string Summary => "Bring in sales, bookings, lists and day totals from CSV or JSON files.";

    public string Usage =>
        """
        Usage: ./run import --network SLUG --profile NAME|FILE.yaml [--location CODE] [--create] [--dry-run] [--report FILE] FILE…
               ./run import --profiles
               ./run import --check FILE.yaml

          --network SLUG     the network to import into
          --profile NAME     a built-in profile, or a file with one of your own
          --location CODE    the location, where the file's rows do not name it
          --create           makes a missing network or location
          --currency CODE, --time-zone ZONE
                             for a network that is made, where the profile does not say
          --dry-run          reads and checks everything, writes nothing
          --report FILE      writes the refused rows with file, line, column and cause (CSV, or JSON for FILE.json)
          --profiles         lists the built-in profiles
          --check FILE.yaml  says what is wrong with a profile

        Files may be packed with gzip. The same command goes on with an import that was interrupted; importing a file again changes nothing.
        The last line says what became of the rows. Exit code: 0 all imported, 1 some refused, 2 nothing done.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (ImportArguments.Read(arguments, out var fault) is not { } words)
        {
            await error.WriteLineAsync(fault);
            return 2;
        }

        if (words.ListProfiles)
        {
            foreach (var listed in BuiltInProfiles.All())
            {
                await output.WriteLineAsync($"{listed.Name,-30} {listed.Title}");
            }

            return 0;
        }

        if ((words.Check ?? words.Profile) is not { } wanted || await LoadProfileAsync(wanted, error, cancellationToken) is not { } loaded)
        {
            return 2;
        }

        if (words.Check is not null)
        {
            await output.WriteLineAsync($"{wanted}: no faults; {loaded.Profile.Record} from {loaded.Profile.Fields.Count} columns.");
            return 0;
        }

        try
        {
            return await ImportAsync(words, loaded, output, error, cancellationToken);
        }
        catch (Exception known) when (Explain(known) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return 2;
        }
    }

    private async Task<int> ImportAsync(ImportArguments words, LoadedProfile loaded, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (CheckFiles.Fault(words, loaded.Profile) is { } fault)
        {
            await error.WriteLineAsync(fault);
            return 2;
        }

        await tree.LoadAsync(cancellationToken);
        var place = new ImportPlace(tree, editor);
        var network = await place.NetworkAsync(words, loaded.Profile, cancellationToken);
        if (!network.Succeeded)
        {
            await error.WriteLineAsync(network.Problem.Detail);
            return 2;
        }

        var location = await place.LocationAsync(words, loaded.Profile, network.Value, cancellationToken);
        if (!location.Succeeded)
        {
            await error.WriteLineAsync(location.Problem.Detail);
            return 2;
        }

        return await imports.RunAsync(words, loaded, network.Value, location.Value.Node, output, error, cancellationToken);
    }

    private static async Task<LoadedProfile?> LoadProfileAsync(string name, TextWriter error, CancellationToken cancellationToken)
    {
        var yaml = BuiltInProfiles.Find(name);
        if (yaml is null && File.Exists(name))
        {
            yaml = new FileInfo(name).Length > 1 << 20 ? string.Empty : await File.ReadAllTextAsync(name, cancellationToken);
        }

        if (yaml is null)
        {
            var hint = name.EndsWith(".yaml", StringComparison.Ordinal) ? "Check the path." : ProfileFaults.Suggest(name, BuiltInProfiles.Names);
            await error.WriteLineAsync($"There is no profile '{name}'. {hint}");
            return null;
        }

        if (ProfileReader.Read(yaml, out var faults) is { } profile)
        {
            return new LoadedProfile(profile, yaml);
        }

        foreach (var fault in faults)
        {
            await error.WriteLineAsync($"{name}({fault.At.Line},{fault.At.Column}): {fault.Cause} {fault.Suggestion}".TrimEnd());
        }

        return null;
    }

    /// <summary>A sentence for faults that are the world's, not ours; null for others.</summary>
    internal static string? Explain(Exception fault) => fault switch
    {
        ImportFileException file => file.Sentence,
        ImportTakenOverException => fault.Message,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The database's disk is full. What was committed stays; make room and run the same command again, it goes on from there.",
        NpgsqlException => $"The database could not be reached or gave up: {fault.Message.TrimEnd('.')}. Is it running, and is there room on its disk? What was committed stays; run the same command again, it goes on from there.",
        UnauthorizedAccessException or IOException => $"A file could not be read or written: {fault.Message}",
        _ => null,
    };
}

/// <summary>A profile with its text.</summary>
internal sealed record LoadedProfile(Profile Profile, string Yaml);
