using System.Threading.Channels;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Reading;
using BookedBarber.Records.Contracts;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>One run of an import: a task reads and maps, another writes, each batch in one transaction with its checkpoint.</summary>
internal sealed class ImportRun(ImportEngine engine, ImportJob job, IImportJournal journal, Action<ImportProgress> report, CancellationToken cancellationToken) : IProfileVisitor<Task>
{
    // Reading goes on while a batch is written, but no further ahead than this.
    private const int BatchesAhead = 2;
    private const int Attempts = 4;

    private readonly ImportMeter _meter = new(job, report, engine.Clock);
    private readonly SeenKeys _seen = new();

    public async Task Visit<T>(Profile profile, RecordBuilder<T> builder)
        where T : CanonicalRecord
    {
        await engine.Tree.LoadAsync(cancellationToken);
        var locations = new LocationResolver(WithRoot<T>(), engine.Tree, engine.Clock);
        var writer = engine.Writers.For(profile, builder);
        var states = new List<(int BatchesDone, bool IsDone)>();
        for (var file = 0; file < job.Files.Count; file++)
        {
            states.Add(await journal.StateOfAsync(file, cancellationToken));
        }

        var last = states.FindLastIndex(state => !state.IsDone);
        for (var file = 0; file < job.Files.Count; file++)
        {
            if (file > last)
            {
                _meter.Skip(job.Files[file].Bytes);
                continue;
            }

            await RunFileAsync(file, states[file].IsDone ? int.MaxValue : states[file].BatchesDone, builder, locations, writer);
            _meter.EndFile(job.Files[file].Bytes);
        }
    }

    private ImportJob WithRoot<T>() => typeof(T) == typeof(LocationRecord) ? job with { Location = LocationResolver.RootOf(job.Network) } : job;

    private async Task RunFileAsync<T>(int file, int done, RecordBuilder<T> builder, LocationResolver locations, IBatchWriter<T> writer)
        where T : CanonicalRecord
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = Channel.CreateBounded<Batch<T>>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(file, builder, locations, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in ready.Reader.ReadAllAsync(cancellationToken))
            {
                if (batch.Number <= done)
                {
                    _meter.SkipTo(batch.BytesRead);
                    _meter.Add(0, batch.BytesRead);
                    continue; // written before the import was interrupted; read again only to know its keys, also those of files before this one
                }

                await WriteAsync(batch, writer);
                _meter.Add(batch.RowsRead, batch.BytesRead);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task ReadAsync<T>(int file, RecordBuilder<T> builder, LocationResolver locations, ChannelWriter<Batch<T>> ready, CancellationToken stop)
        where T : CanonicalRecord
    {
        try
        {
            var apart = GroupsApart.Find(job.Profile, job.Files[file].Open, stop);
            await using var stream = new CountingStream(job.Files[file].Open());
            foreach (var batch in new RowsToRecords<T>(WithRoot<T>(), file, builder, locations, _seen, () => stream.Count).Read(stream, apart))
            {
                await ready.WriteAsync(batch, stop);
            }

            ready.Complete();
        }
        catch (ImportFileException fault)
        {
            ready.Complete(fault.In(job.Files[file].Name));
        }
#pragma warning disable CA1031 // handed to the writing task, which throws it on
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ready.Complete(fault);
        }
    }

    private async Task WriteAsync<T>(Batch<T> batch, IBatchWriter<T> writer)
        where T : CanonicalRecord
    {
        if (batch.NewLocations.Count > 0 && !job.DryRun)
        {
            var made = await engine.Editor.UpsertNodesAsync(job.Scope, batch.NewLocations, cancellationToken);
            if (made.Problem is { } problem)
            {
                throw new ImportFileException(problem.Code, $"Locations could not be made: {problem.Detail}");
            }
        }

        var refusedByFile = batch.Refusals.Count;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                batch.Refusals.RemoveRange(refusedByFile, batch.Refusals.Count - refusedByFile);
                await TryWriteAsync(batch, writer);
                return;
            }
            catch (PostgresException fault) when (fault.IsTransient && attempt < Attempts)
            {
                // a deadlock with another writer: the transaction is rolled back whole, so the batch is simply written again
            }
        }
    }

    private async Task TryWriteAsync<T>(Batch<T> batch, IBatchWriter<T> writer)
        where T : CanonicalRecord
    {
        await using var session = await engine.Database.WriteAsync(job.Scope, $"import:{job.Id}", cancellationToken);

        // Nobody waits for the disk between batches: what a crash of the database takes is gone with its checkpoint, and is imported again. The commit that says
        // that the import is done waits, and with it everything before.
        await session.ExecuteAsync("set local synchronous_commit = off", null, cancellationToken);
        var (imported, unchanged) = (0L, (long)batch.Repeated);
        if (batch.Records.Count > 0)
        {
            var outcomes = await writer.WriteAsync(session, job, batch.Records, cancellationToken);
            for (var i = 0; i < outcomes.Count; i++)
            {
                switch (outcomes[i].State)
                {
                    case WriteState.Refused:
                        var problem = outcomes[i].Problem!;
                        batch.Refuse(i, FieldOf(problem) is { } field ? batch.ColumnOf(field) : null, problem.Code, DetailOf(problem));
                        break;
                    case WriteState.Unchanged:
                        unchanged += batch.RowsOf(i);
                        break;
                    default:
                        imported += batch.RowsOf(i);
                        break;
                }
            }
        }

        var totals = new ImportTotals(batch.RowsRead, imported, unchanged, batch.Refusals.Count);
        var result = new BatchResult(batch.File, batch.Number, batch.IsLast, batch.BytesRead, totals, batch.Refusals);
        if (job.DryRun)
        {
            await session.Transaction.RollbackAsync(cancellationToken);
            await journal.NoteAsync(null, result, cancellationToken);
            return;
        }

        await journal.NoteAsync(session, result, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    // The records' writer names fields of the record; the person who made the file knows columns.
    private int? FieldOf(Shared.Problem problem)
    {
        var field = problem.Fields is [{ Field: var name }, ..] ? name.Split('.', '[')[0] : string.Empty;
        return job.Profile.Sources.TryGetValue(field, out var index) && index >= 0 ? index : null;
    }

    private static string DetailOf(Shared.Problem problem) =>
        problem.Fields is { Count: > 0 } fields
            ? string.Join(' ', fields.Select(field => field.Detail.Contains($"'{field.Field}'", StringComparison.Ordinal) ? field.Detail : $"{field.Field}: {field.Detail}"))
            : problem.Detail;
}
