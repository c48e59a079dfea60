using System.Globalization;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Integrations.Features.ImportFromCommandLine;

/// <summary>Runs an import in this process, from the beginning or from where the same command was interrupted.</summary>
internal sealed class CommandLineImport(ImportEngine engine, ImportStore store, IDatabase database, TimeProvider clock, IFeedCatchUp feed)
{
    private static readonly string[] Unfinished = ["queued", "running", "failed", "cancelled"];

    public async Task<int> RunAsync(ImportArguments words, LoadedProfile loaded, NetworkSummary network, Node? location, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var files = new List<ImportFile>();
        foreach (var path in words.Files)
        {
            await using var stream = File.OpenRead(path);
            files.Add(new ImportFile(Path.GetFileName(path), stream.Length, await FileFingerprint.OfAsync(stream, cancellationToken), () => File.OpenRead(path)));
        }

        var job = new ImportJob(Guid.CreateVersion7(clock.GetUtcNow()), Scope.OfSystem(network.Id), network, loaded.Profile, location, words.Create, words.DryRun, files);
        return words.DryRun
            ? await TryAsync(job, words, output, error, cancellationToken)
            : await ImportAsync(await BeginAsync(job, loaded.Yaml, error, cancellationToken), words, output, error, cancellationToken);
    }

    private async Task<int> TryAsync(ImportJob job, ImportArguments words, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var journal = new MemoryJournal();
        await engine.RunAsync(job, journal, progress => Show(error, progress), cancellationToken);
        var refusals = journal.Refusals.Select(refusal => new RefusalEntry(0, job.Files[refusal.File].Name, refusal.Line, refusal.Column, refusal.Code, refusal.Detail, refusal.Row));
        return await EndAsync(words, journal.Totals, refusals.ToAsyncEnumerable(), output, error);
    }

    private async Task<int> ImportAsync(ImportJob job, ImportArguments words, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        string? fault = null;
        var rows = 0L;
        try
        {
            var importing = engine.RunAsync(job, new DatabaseJournal(database, job.Scope, job.Id), Progress, cancellationToken);
            await feed.FollowAsync(importing, cancellationToken);
            await importing;
            await store.MoveAsync(job.Scope, job.Id, "done", null, Unfinished, cancellationToken);
            await error.WriteLineAsync("Bringing the figures up to date …");
            await feed.RunAsync(cancellationToken); // who asks for measures after this command sees what it brought
        }
        catch (Exception known) when (known is not ImportTakenOverException && (known is OperationCanceledException || ImportVerb.Explain(known) is not null))
        {
            fault = ImportVerb.Explain(known) ?? "Stopped. What was imported stays; run the same command again, it goes on from there.";
            await error.WriteLineAsync(fault);
        }

        try
        {
            if (fault is not null)
            {
                await store.MoveAsync(job.Scope, job.Id, cancellationToken.IsCancellationRequested ? "cancelled" : "failed", fault, Unfinished, CancellationToken.None);
            }

            var totals = (await store.FilesAsync(job.Network.Id, [job.Id], CancellationToken.None))[job.Id].Aggregate(ImportTotals.None, (sum, file) => sum + file.Totals);
            if (fault is not null && totals.Rows == 0)
            {
                return 2;
            }

            var code = await EndAsync(words, totals, store.AllRefusalsAsync(job.Network.Id, job.Id, CancellationToken.None), output, error);
            return fault is null ? code : 1;
        }
        catch (NpgsqlException) when (fault is not null)
        {
            return rows == 0 ? 2 : 1; // the database that failed before is still not there to be asked; what happened was said
        }

        void Progress(ImportProgress progress)
        {
            rows = progress.Rows;
            Show(error, progress);
        }
    }

    private async Task<ImportJob> BeginAsync(ImportJob job, string yaml, TextWriter error, CancellationToken cancellationToken)
    {
        var key = FileFingerprint.KeyOf(job.Profile, job.Location?.Id.Value, job.Files);
        if (await store.FindUnfinishedAsync(job.Network.Id, key, cancellationToken) is { } unfinished)
        {
            await error.WriteLineAsync("Going on with an import of the same file that was interrupted.");
            await store.MoveAsync(job.Scope, unfinished, "running", null, Unfinished, cancellationToken);
            return job with { Id = unfinished };
        }

        var entry = new ImportEntry
        {
            Id = job.Id,
            Profile = job.Profile.Name,
            ProfileYaml = yaml,
            LocationId = job.Location?.Id.Value,
            Roots = [NodeId.Root(job.Network.Id).Value],
            State = "running",
            CreatedBy = job.Scope.Caller.Id.Value,
            CreatedByName = job.Scope.Caller.Name,
            CreatedAt = clock.GetUtcNow(),
        };
        await using var session = await database.WriteAsync(job.Scope, $"import:{job.Id}", cancellationToken);
        await ImportStore.AddAsync(session, job.Network.Id, entry, key, job.Files, cancellationToken);
        await session.CommitAsync(cancellationToken);
        await store.MoveAsync(job.Scope, job.Id, "running", null, Unfinished, cancellationToken);
        return job;
    }

    // The import is done by now, whatever becomes of its report.
    private static async Task<int> EndAsync(ImportArguments words, ImportTotals totals, IAsyncEnumerable<RefusalEntry> refusals, TextWriter output, TextWriter error)
    {
        var written = true;
        try
        {
            await (words.Report is { } report ? ReportAsync(report, totals, refusals, error) : ShowFirstAsync(refusals, error));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            written = false;
            await error.WriteLineAsync($"The report could not be written: {fault.Message} The import itself is complete; run the same command again for the report.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"imported {totals.Imported}, unchanged {totals.Unchanged}, refused {totals.Refused}"));
        await output.FlushAsync();
        return totals.Refused > 0 || !written ? 1 : 0;
    }

    private static async Task ReportAsync(string path, ImportTotals totals, IAsyncEnumerable<RefusalEntry> refusals, TextWriter error)
    {
        await using var file = File.Create(path);
        var count = await RefusalReport.WriteAsync(file, refusals, path.EndsWith(".json", StringComparison.OrdinalIgnoreCase), CancellationToken.None);
        if (count < totals.Refused)
        {
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The report holds {count} of {totals.Refused} refused rows; of so many, only the first of each part of the file are kept."));
        }
    }

    private static async Task ShowFirstAsync(IAsyncEnumerable<RefusalEntry> refusals, TextWriter error)
    {
        if (await refusals.FirstOrDefaultAsync() is { } first)
        {
            var column = first.Column is { } number ? $", column {number}" : string.Empty;
            await error.WriteLineAsync($"{first.File}, line {first.Line}{column}: {first.Detail} ({first.Code}) See all with --report FILE.");
        }
    }

    private static void Show(TextWriter error, ImportProgress progress)
    {
        var share = progress.BytesTotal == 0 ? 100 : 100.0 * progress.Bytes / progress.BytesTotal;
        var left = progress.SecondsLeft is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {seconds:N0} s left") : string.Empty;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share,5:N1} %  {progress.Rows:N0} rows, {progress.RowsPerSecond:N0} rows/s{left}"));
    }
}
