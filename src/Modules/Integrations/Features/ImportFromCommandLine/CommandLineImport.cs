using System.Globalization;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

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
        await ReportAsync(words.Report, journal.Refusals.Select(refusal => new RefusalEntry(0, job.Files[refusal.File].Name, refusal.Line, refusal.Column, refusal.Code, refusal.Detail, refusal.Row)), cancellationToken);
        return await EndAsync(journal.Totals, output, error, journal.Refusals.Count > 0 && words.Report is null ? journal.Refusals[0] : null, job);
    }

    private async Task<int> ImportAsync(ImportJob job, ImportArguments words, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        string? fault = null;
        try
        {
            await engine.RunAsync(job, new DatabaseJournal(database, job.Scope, job.Id), progress => Show(error, progress), cancellationToken);
            await store.MoveAsync(job.Scope, job.Id, "done", null, Unfinished, cancellationToken);
            await error.WriteLineAsync("Bringing the figures up to date …");
            await feed.RunAsync(cancellationToken); // who asks for measures after this command sees what it brought
        }
        catch (Exception known) when (known is ImportFileException or OperationCanceledException)
        {
            var stopped = known is OperationCanceledException;
            fault = stopped ? "Stopped. What was imported stays; run the same command again, it goes on from there." : ImportVerb.Explain(known)!;
            await store.MoveAsync(job.Scope, job.Id, stopped ? "cancelled" : "failed", fault, Unfinished, CancellationToken.None);
        }

        var refusals = await RefusalsAsync(job, CancellationToken.None);
        await ReportAsync(words.Report, refusals, CancellationToken.None);
        var totals = (await store.FilesAsync(job.Network.Id, [job.Id], CancellationToken.None))[job.Id].Aggregate(ImportTotals.None, (sum, file) => sum + file.Totals);
        if (fault is not null)
        {
            await error.WriteLineAsync(fault);
            if (totals.Rows == 0)
            {
                return 2;
            }
        }

        var first = words.Report is null && refusals.Count > 0 ? new Refusal(0, refusals[0].Line, refusals[0].Column, refusals[0].Code, refusals[0].Detail, string.Empty) : null;
        var code = await EndAsync(totals, output, error, first, job);
        return fault is null ? code : 1;
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

    private async Task<List<RefusalEntry>> RefusalsAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var all = new List<RefusalEntry>();
        while (await store.RefusalsAsync(job.Network.Id, job.Id, all.Count == 0 ? 0 : all[^1].Number, 10_000, cancellationToken) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    private static async Task ReportAsync(string? path, IEnumerable<RefusalEntry> refusals, CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            await using var file = File.Create(path);
            await RefusalReport.WriteAsync(file, refusals, path.EndsWith(".json", StringComparison.OrdinalIgnoreCase), cancellationToken);
        }
    }

    private static async Task<int> EndAsync(ImportTotals totals, TextWriter output, TextWriter error, Refusal? first, ImportJob job)
    {
        if (first is not null)
        {
            var column = first.Column is { } number ? $", column {number}" : string.Empty;
            await error.WriteLineAsync($"{job.Files[first.File].Name}, line {first.Line}{column}: {first.Detail} ({first.Code}) See all with --report FILE.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"imported {totals.Imported}, unchanged {totals.Unchanged}, refused {totals.Refused}"));
        await output.FlushAsync();
        return totals.Refused > 0 ? 1 : 0;
    }

    private static void Show(TextWriter error, ImportProgress progress)
    {
        var share = progress.BytesTotal == 0 ? 100 : 100.0 * progress.Bytes / progress.BytesTotal;
        var left = progress.SecondsLeft is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {seconds:N0} s left") : string.Empty;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share,5:N1} %  {progress.Rows:N0} rows, {progress.RowsPerSecond:N0} rows/s{left}"));
    }
}
