using System.Text.Json;
using System.Threading.Channels;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Integrations.Syncing.Tracing;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>
/// Reads a stream: pages are fetched several at a time, mapped while others are fetched, and written many to a transaction, each with the place it was
/// read from. Whatever ends it, the next run goes on behind the last page that was written, and no record is written twice.
/// </summary>
internal sealed class StreamReading(
    IDatabase database, INetworkTree tree, IStreamPages pages, OverItems overItems, IFieldMaps maps, IPlaces vendorPlaces, RecordIntake intake, SyncStore store, RuleStore rules, HeldRetake retake, TimeProvider clock)
{
    /// <summary>Items that go into one transaction, as far as they are there already.</summary>
    public const int ItemsAtOnce = 5_000;

    /// <summary>Pages in flight where the vendor declares no limit.</summary>
    public const int PagesAtOnce = 4;

    /// <summary>The most pages in flight, whatever a vendor declares.</summary>
    public const int MostPagesAtOnce = 16;

    /// <summary>Pages that may wait, mapped, while those before them are written: enough small ones to fill a transaction.</summary>
    private const int MostPagesWaiting = 50;

    public async Task<ReadingEnd> RunAsync(ReadingJob job, Action<object> report, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        try
        {
            var pass = await BeginAsync(job, cancellationToken);
            return pass is null ? Unplaced : await ReadAsync(job, pass, report, cancellationToken);
        }
        catch (ReadingFault fault)
        {
            return await ForgottenAsync(job, fault, cancellationToken)
                ? await RunAsync(job, report, cancellationToken)
                : new ReadingEnd(IsDone: false, fault.Code, fault.Detail, fault.RetryAt, fault.NeedsPerson);
        }
    }

    private static ReadingEnd Unplaced { get; } = new(IsDone: false, "unit_gone", "The unit that the connection was made for is no longer there. Connect again at another unit.", null, NeedsPerson: true);

    /// <summary>The reading under way, or a new one. Null: the connection's unit is gone.</summary>
    private async Task<Pass?> BeginAsync(ReadingJob job, CancellationToken cancellationToken)
    {
        var (connection, stream) = (job.Connection, job.Stream.Name);
        var state = await StateAsync(job, cancellationToken);
        if (state.PassKind is null)
        {
            var plan = ReadingPlan.For(job.Stream, state, clock.GetUtcNow(), job.Range);
            var over = await overItems.ReadAsync(job.Connection, job.Manifest, job.Stream, job.Priority, cancellationToken);
            await using var begin = await OpenAsync(job, cancellationToken);
            await store.BeginAsync(begin, connection, stream, plan, Parts(job, plan, state, over), cancellationToken);
            await begin.CommitAsync(cancellationToken);
            state = await StateAsync(job, cancellationToken);
        }

        if (await PlaceMap.LoadAsync(vendorPlaces, tree, connection, cancellationToken) is not { } places)
        {
            return null;
        }

        await using var session = await OpenAsync(job, cancellationToken);
        var slices = await SyncStore.OpenSlicesAsync(session, connection, stream, state.Pass, cancellationToken);
        await RunStore.SlicesAsync(session, connection.Network, job.Run, slices.Count, cancellationToken);
        var conflictRules = await rules.ReadAsync(session, connection, cancellationToken);
        await session.CommitAsync(cancellationToken);
        await retake.OfWaitingAsync(connection, job.Manifest, job.Stream, places, job.Run, cancellationToken);
        var mapper = job.Stream.Map is null ? null : await maps.ForAsync(connection.Network, connection.Id, job.Manifest, stream, cancellationToken);
        return new Pass(state, slices, new IntakeTarget(connection, job.Stream, mapper, places, conflictRules, job.Run, state.Pass));
    }

    private static IReadOnlyList<ReadingPart> Parts(ReadingJob job, ReadingPlan plan, StreamState state, IReadOnlyList<IReadOnlyList<JsonElement>?> over)
    {
        var tokens = PartTokens.Has(job.Stream) && plan.Kind == PassKind.Incremental ? PartTokens.Read(state.Cursor) : null;
        return [.. plan.Parts.SelectMany(part => over.Select(items => new ReadingPart(tokens?.GetValueOrDefault(PartTokens.KeyOf(job.Manifest, job.Stream, items)) ?? part.From, part.To, items)))];
    }

    private async Task<StreamState> StateAsync(ReadingJob job, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(job, cancellationToken);
        await store.EnsureAsync(session, job.Connection, [job.Stream.Name], cancellationToken);
        var state = await SyncStore.FindAsync(session, job.Connection, job.Stream.Name, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return state!;
    }

    private async Task<ReadingEnd> ReadAsync(ReadingJob job, Pass pass, Action<object> report, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var fetched = Channel.CreateBounded<FetchedPage>(new BoundedChannelOptions(MostPagesAtOnce) { SingleReader = true });
        var mapped = Channel.CreateBounded<MappedPage>(new BoundedChannelOptions(MostPagesWaiting) { SingleReader = true, SingleWriter = true });
        var fetching = FetchAsync(job, pass, fetched.Writer, stop.Token);
        var mapping = Task.Run(() => MapAsync(pass, fetched.Reader, mapped.Writer, stop.Token), CancellationToken.None);
        try
        {
            await WriteAsync(job, pass, mapped.Reader, report, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(fetching, mapping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // their faults came through the channels
        }

        await FinishAsync(job, pass, hasShifted: await fetching, cancellationToken);
        if (pass.HasHeld)
        {
            // Places may have been matched while it read: what it put aside by the earlier ones has missed the retaking.
            await retake.OfStreamAsync(job.Connection, job.Manifest, job.Stream, onlyPlaced: true, job.Run, cancellationToken);
        }

        return ReadingEnd.Done;
    }

    /// <summary>Reads the parts, several at a time. True when records moved between pages meanwhile.</summary>
    private async Task<bool> FetchAsync(ReadingJob job, Pass pass, ChannelWriter<FetchedPage> output, CancellationToken cancellationToken)
    {
        var atOnce = PagesInFlight(job.Manifest);
        var shifted = false;
        var running = new List<Task<bool>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var waiting = new Queue<SyncSlice>(pass.Slices);
            var each = Math.Max(1, atOnce / Math.Max(1, pass.Slices.Count));
            while (waiting.Count > 0 || running.Count > 0)
            {
                while (waiting.Count > 0 && running.Count < atOnce)
                {
                    running.Add(ReadOneAsync(new SliceReader(pages, job, waiting.Dequeue(), each), output, stop.Token));
                }

                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                shifted |= await ended;
            }

            output.Complete();
        }
#pragma warning disable CA1031 // handed on to whoever reads the channel, which throws it there
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // None is left behind: a request that is still on its way would reach the vendor beside those of the next reading.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            output.Complete(fault);
        }

        return shifted;
    }

    private static async Task<bool> ReadOneAsync(SliceReader reader, ChannelWriter<FetchedPage> output, CancellationToken cancellationToken)
    {
        await reader.RunAsync(output, cancellationToken);
        return reader.HasShifted;
    }

    private static async Task MapAsync(Pass pass, ChannelReader<FetchedPage> input, ChannelWriter<MappedPage> output, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in input.ReadAllAsync(cancellationToken))
            {
                var items = pass.Target.Mapper is null ? [] : ItemMapping.Map(pass.Target, page.Items);
                await output.WriteAsync(new MappedPage(page, items), cancellationToken);
            }

            output.Complete();
        }
#pragma warning disable CA1031 // handed on to whoever reads the channel, which throws it there
        catch (Exception fault)
#pragma warning restore CA1031
        {
            output.Complete(fault);
        }
    }

    private async Task WriteAsync(ReadingJob job, Pass pass, ChannelReader<MappedPage> input, Action<object> report, CancellationToken cancellationToken)
    {
        while (await input.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<MappedPage>();
            var items = 0;
            while (items < ItemsAtOnce && input.TryRead(out var page))
            {
                batch.Add(page);
                items += page.Items.Count;
            }

            await WriteAsync(job, pass, batch, cancellationToken);
            report(new ReadingProgress(job.Stream.Name, pass.PagesDone, pass.ItemsDone, pass.Slices.Count, pass.SlicesDone));
        }
    }

    private async Task WriteAsync(ReadingJob job, Pass pass, List<MappedPage> batch, CancellationToken cancellationToken)
    {
        var (connection, target) = (job.Connection, pass.Target);
        await using (var session = await OpenAsync(job, cancellationToken))
        {
            var counts = job.Stream.Removes is { } removes
                ? await DeleteAsync(session, job, pass, removes, batch, cancellationToken)
                : await intake.TakeAsync(session, target, batch.Count == 1 ? batch[0].Items : ItemMapping.Newest(batch.SelectMany(page => page.Items)), cancellationToken);
            var moves = batch.GroupBy(page => page.Page.Slice.Number).Select(pages => Move(pass, [.. pages])).ToList();
            await SyncStore.MoveAsync(session, connection, job.Stream.Name, pass.State.Pass, moves, cancellationToken);
            var slicesDone = moves.Count(move => move.Next is null);
            await RunStore.CountAsync(session, connection.Network, job.Run, counts, batch.Count, slicesDone, cancellationToken);
            await session.CommitAsync(cancellationToken);
            pass.Moved(moves, batch.Count, counts);
        }

        // In a transaction of its own, after the records: a place that is told twice does no harm, one that is forgotten is met again.
        if (target.Places.TakeSeen() is { Count: > 0 } seen && await vendorPlaces.SeenAsync(connection, seen, cancellationToken) > 0)
        {
            await retake.OfPlacesAsync(connection, job.Manifest, job.Run, cancellationToken);
            pass.Target = target with { Places = await PlaceMap.LoadAsync(vendorPlaces, tree, connection, cancellationToken) ?? target.Places };
        }
    }

    /// <summary>Takes back records of the stream whose deletions this stream lists.</summary>
    private async Task<IntakeCounts> DeleteAsync(Session session, ReadingJob job, Pass pass, string removes, List<MappedPage> batch, CancellationToken cancellationToken)
    {
        string[] keys = [.. ItemFilter.Apply(job.Stream, [.. batch.SelectMany(page => page.Page.Items)]).Select(item => job.Stream.Key.FindText(item)).OfType<string>().Distinct(StringComparer.Ordinal)];
        var other = job.Manifest.Stream(removes)!;
        var removed = await intake.DeleteAsync(session, pass.Target with { Stream = other }, keys, cancellationToken);
        return new IntakeCounts(keys.Length, 0, 0, keys.Length - removed, 0, 0, removed, 0);
    }

    private static SliceMove Move(Pass pass, IReadOnlyList<MappedPage> pages)
    {
        var last = pages[^1].Page;
        return new SliceMove(last.Slice.Number, pass.StepOf(last.Slice), last.From, last.Next, last.Newest, pages.Count, pages.Sum(page => (long)page.Page.Items.Count));
    }

    private async Task FinishAsync(ReadingJob job, Pass pass, bool hasShifted, CancellationToken cancellationToken)
    {
        var (connection, stream, state) = (job.Connection, job.Stream, pass.State);
        var isWhole = state.PassKind == "full" && !hasShifted;
        while (isWhole && stream.Deletes == DeleteProof.List)
        {
            await using var removing = await OpenAsync(job, cancellationToken);
            var gone = await SyncStore.UnseenAsync(removing, connection, job.Stream, state, cancellationToken);
            if (gone.Count == 0)
            {
                break;
            }

            await intake.DeleteAsync(removing, pass.Target, gone, clock.GetUtcNow(), cancellationToken);
            await RunStore.CountAsync(removing, connection.Network, job.Run, new IntakeCounts(0, 0, 0, 0, 0, 0, gone.Count, 0), 0, 0, cancellationToken);
            await removing.CommitAsync(cancellationToken);
        }

        await using var session = await OpenAsync(job, cancellationToken);
        var newest = await SyncStore.NewestAsync(session, connection, stream.Name, state.Pass, cancellationToken);
        var cursor = state.PassKind == "range" || (hasShifted && stream.Cursor.Kind != CursorKind.Token) ? null
            : PartTokens.Has(stream) ? await TokensAsync(session, job, state.Pass, cancellationToken)
            : NextCursor.Of(stream.Cursor, state, newest, clock.GetUtcNow());
        var newestAt = stream.Cursor.Kind == CursorKind.Time && newest.Count > 0 ? CursorValue.Kept(newest.Max(StringComparer.Ordinal)!) : (DateTimeOffset?)null;
        var now = clock.GetUtcNow();
        var end = new PassEnd(cursor, hasShifted ? now : now + stream.Every, newestAt, pass.LooksBack(stream), isWhole);
        await store.FinishAsync(session, connection, stream.Name, state.Pass, end, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private static async Task<string?> TokensAsync(Session session, ReadingJob job, long pass, CancellationToken cancellationToken)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (over, token) in await SyncStore.TokensAsync(session, job.Connection, job.Stream.Name, pass, cancellationToken))
        {
            if (token is not null && over is not null)
            {
                tokens[PartTokens.KeyOf(job.Manifest, job.Stream, JsonSerializer.Deserialize<List<JsonElement>>(over))] = token;
            }
        }

        return tokens.Count == 0 ? null : PartTokens.Write(tokens);
    }

    /// <summary>Where the vendor has forgotten the place or the cursor, the reading begins anew, once. True: it may.</summary>
    private async Task<bool> ForgottenAsync(ReadingJob job, ReadingFault fault, CancellationToken cancellationToken)
    {
        var isCursor = job.Stream.Cursor.Kind == CursorKind.Token && fault.Status == job.Stream.Cursor.ExpiredStatus;
        var isPlace = fault.WasResumed && fault.Status is 400 or 404 or 410 or 422;
        if (!isCursor && !isPlace && fault.Code is not ("page_repeats" or "cursor_loops" or "pages_without_end"))
        {
            return false;
        }

        var state = await StateAsync(job, cancellationToken);
        await using var session = await OpenAsync(job, cancellationToken);
        await SyncStore.DropAsync(session, job.Connection.Network, job.Connection.Id, job.Stream.Name, anew: isCursor, state.NextAt, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return isPlace || (isCursor && state.Cursor is not null);
    }

    private Task<Session> OpenAsync(ReadingJob job, CancellationToken cancellationToken) =>
        database.WriteAsync(Scope.OfSystem(job.Connection.Network), SyncCause.Text(job.Connection.Id, job.Run), cancellationToken);

    private static int PagesInFlight(Manifest manifest) =>
        Math.Clamp(manifest.Limits.Select(limit => limit.Concurrency).OfType<int>().DefaultIfEmpty(PagesAtOnce).Min(), 1, MostPagesAtOnce);

    private sealed record MappedPage(FetchedPage Page, IReadOnlyList<IntakeItem> Items);

    /// <summary>A reading under way.</summary>
    private sealed class Pass(StreamState state, IReadOnlyList<SyncSlice> slices, IntakeTarget target)
    {
        private readonly Dictionary<int, long> _steps = slices.ToDictionary(slice => slice.Number, slice => slice.Step);

        public StreamState State => state;

        public IReadOnlyList<SyncSlice> Slices => slices;

        /// <summary>Where items go; another one once places were linked meanwhile.</summary>
        public IntakeTarget Target { get; set; } = target;

        public int PagesDone { get; private set; }

        public long ItemsDone { get; private set; }

        public int SlicesDone { get; private set; }

        public long StepOf(SyncSlice slice) => _steps[slice.Number];

        /// <summary>Whether something was put aside for its place.</summary>
        public bool HasHeld { get; private set; }

        public void Moved(IReadOnlyList<SliceMove> moves, int pages, IntakeCounts counts)
        {
            foreach (var move in moves)
            {
                _steps[move.Number]++;
                SlicesDone += move.Next is null ? 1 : 0;
            }

            PagesDone += pages;
            ItemsDone += counts.Read;
            HasHeld |= counts.Held > 0;
        }

        /// <summary>Whether the reading began as far back as the stream's lookback.</summary>
        public bool LooksBack(VendorStream stream) =>
            state.PassKind == "full"
            || (state is { PassKind: "incremental", PassFrom: { } from, Cursor: { } cursor } && stream.Cursor.Kind == CursorKind.Time && CursorValue.Kept(cursor) - CursorValue.Kept(from) >= stream.Cursor.Lookback);
    }
}
