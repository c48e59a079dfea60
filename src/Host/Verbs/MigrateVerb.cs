using BookedBarber.Shared;

namespace BookedBarber.Host.Verbs;

/// <summary>Migrations have run before any verb does; this one lets a deployment run them apart from serving.</summary>
internal sealed class MigrateVerb : IVerb
{
    public string Name => "migrate";

    public string Summary => "Bring the database to this release, and stop.";

    public string Usage => "Usage: ./run migrate\n\nApplies the migrations that are missing. Safe to run again, and while nodes of the release before are serving.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("The database is at this release.");
        return 0;
    }
}
