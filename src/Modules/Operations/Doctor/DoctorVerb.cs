using BookedBarber.Shared;

namespace BookedBarber.Operations.Doctor;

/// <summary>Checks that the installation is well, and says what to do where it is not.</summary>
internal sealed class DoctorVerb(DatabaseChecks database, DiskCheck disk) : IVerb
{
    public string Name => "doctor";

    public string Summary => "Check the installation and say what to do where something is wrong.";

    public string Usage =>
        """
        Usage: ./run doctor

        Looks at the database (version, migrations, isolation of networks, clock), the change feed, the jobs and the disk. Prints a line for
        each, beginning with 'ok' or 'problem'. Exit code 0: all is well. 1: there is a problem. 2: the database cannot be reached.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        Finding[] findings =
        [
            await database.ServerAsync(cancellationToken),
            await database.MigrationsAsync(cancellationToken),
            await database.IsolationAsync(cancellationToken),
            await database.ClockAsync(cancellationToken),
            await database.FeedAsync(cancellationToken),
            await database.JobsAsync(cancellationToken),
            await disk.RunAsync(cancellationToken),
        ];
        foreach (var finding in findings)
        {
            await output.WriteLineAsync(finding.ToString());
        }

        return findings.Any(finding => finding.IsProblem) ? 1 : 0;
    }
}
