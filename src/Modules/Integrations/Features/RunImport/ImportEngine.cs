using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Runs imports, wherever they come from: the command line, the job queue.</summary>
internal sealed class ImportEngine(IDatabase database, INetworkTree tree, INetworkEditor editor, BatchWriters writers, TimeProvider clock)
{
    public IDatabase Database => database;

    public INetworkTree Tree => tree;

    public INetworkEditor Editor => editor;

    public BatchWriters Writers => writers;

    public TimeProvider Clock => clock;

    /// <summary>Imports what is not imported yet.</summary>
    /// <param name="job">What to import.</param>
    /// <param name="journal">How far it has come.</param>
    /// <param name="report">Told of progress, a few times a second.</param>
    /// <param name="cancellationToken">Stops between batches; what was committed stays, and a later run goes on from there.</param>
    /// <exception cref="ImportFileException">A file cannot be read at all; what was imported before stands.</exception>
    /// <exception cref="ImportTakenOverException">Another process runs the same import.</exception>
    public Task RunAsync(ImportJob job, IImportJournal journal, Action<ImportProgress> report, CancellationToken cancellationToken) =>
        job.Profile.Builder.Accept(job.Profile, new ImportRun(this, job, journal, report, cancellationToken));
}
