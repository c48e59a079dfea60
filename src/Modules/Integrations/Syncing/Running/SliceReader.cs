using System.Text.Json;
using System.Threading.Channels;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Reading;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>A page on its way to the records, and where its part stands once it is written.</summary>
internal sealed record FetchedPage(SyncSlice Slice, IReadOnlyList<JsonElement> Items, string? From, PagePosition? Next, string? Newest);

/// <summary>Reads one part of a reading, page after page, or several pages at once where the vendor counts them.</summary>
/// <param name="pages">Reads pages.</param>
/// <param name="job">The reading.</param>
/// <param name="slice">The part.</param>
/// <param name="atOnce">Pages in flight, 1 or more; only pages that are counted can be asked for before the one before them has come.</param>
internal sealed class SliceReader(IStreamPages pages, ReadingJob job, SyncSlice slice, int atOnce)
{
    /// <summary>So often a part goes back for a list that moves; after that it is read again as a whole.</summary>
    private const int MostStepsBack = 100;

    private readonly PagesSeen _seen = new();
    private readonly IReadOnlyList<JsonElement>? _over = slice.OverItems is null ? null : JsonSerializer.Deserialize<List<JsonElement>>(slice.OverItems);
    private string? _from = slice.FromValue;
    private string? _newest = slice.Newest;
    private string? _lastKey = slice.LastKey;
    private int _stepsBack;
    private long? _total;

    /// <summary>Whether the vendor's records moved between the pages while they were read: some may have slipped through.</summary>
    public bool HasShifted { get; private set; }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="ReadingFault">It stopped before.</exception>
    public async Task RunAsync(ChannelWriter<FetchedPage> output, CancellationToken cancellationToken)
    {
        var position = new PagePosition(slice.Token, slice.Place, slice.LastKey);
        var wasResumed = position != PagePosition.Beginning;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = new Queue<(PagePosition Position, Task<PageResult> Page)>();
        try
        {
            while (true)
            {
                Ask(ahead, position, stop.Token);
                var (at, asked) = ahead.Dequeue();
                var result = await asked;
                if (result.Page is not { } page)
                {
                    throw ReadingFault.Of(result.Fault!, result.Status, wasResumed);
                }

                wasResumed = false;
                if (HasMoved(page) && StepBack(at) is { } before)
                {
                    ahead.Clear();
                    (position, _lastKey) = (before, null);
                    continue;
                }

                _lastKey = page.Next?.LastKey;
                Note(page);
                var next = Beyond(page);
                if (next is null || next != page.Next)
                {
                    ahead.Clear(); // what was asked for ahead lies behind the end, or in the window before
                }

                await output.WriteAsync(new FetchedPage(slice, page.Items, _from, next, _newest), cancellationToken);
                if (next is null)
                {
                    return;
                }

                position = next;
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private void Ask(Queue<(PagePosition Position, Task<PageResult> Page)> ahead, PagePosition position, CancellationToken cancellationToken)
    {
        var next = ahead.Count == 0 ? position : Following(ahead.Last().Position);
        while (next is not null && ahead.Count < (IsCounted && job.Stream.Paging.Size is not null ? atOnce : 1))
        {
            ahead.Enqueue((next, ReadAsync(next, cancellationToken)));
            next = Following(next);
        }
    }

    private Task<PageResult> ReadAsync(PagePosition position, CancellationToken cancellationToken) =>
        pages.ReadAsync(new PageAsk(job.Connection, job.Manifest, job.Stream, _from, slice.ToValue, _over, position, job.Priority), cancellationToken);

    /// <summary>Whether the page does not begin with the item that the one before ended with: the list has moved between the two, and records may have slipped through.</summary>
    private bool HasMoved(StreamPage page) =>
        _lastKey is not null && job.Stream is { Paging.Kind: PagingKind.Offset, Expand: null } && (page.Items.Count == 0 || job.Stream.Key.FindText(page.Items[0]) != _lastKey);

    /// <summary>The page before once more, from where nothing can have slipped through; null where the list does not come to rest.</summary>
    private PagePosition? StepBack(PagePosition at)
    {
        if (++_stepsBack > MostStepsBack)
        {
            HasShifted = true;
            return null;
        }

        var paging = job.Stream.Paging;
        return new PagePosition(null, Math.Max(paging.Start, (at.Place ?? paging.Start) - Paging.StepOf(paging.Size ?? 1)), null);
    }

    private bool IsCounted => job.Stream.Paging.Kind is PagingKind.Page or PagingKind.Offset;

    /// <summary>The page behind one, where it can be named without having read that one.</summary>
    private PagePosition? Following(PagePosition position) => job.Stream.Paging switch
    {
        { Kind: PagingKind.Page, Size: not null } paging => position with { Place = (position.Place ?? paging.Start) + 1 },
        { Kind: PagingKind.Offset, Size: { } size } paging => new PagePosition(null, (position.Place ?? paging.Start) + Paging.StepOf(size), null),
        _ => null,
    };

    private void Note(StreamPage page)
    {
        var digest = PagesSeen.DigestOf(page.Items.Select(item => item.GetRawText()));
        if (_seen.Note(digest, page.Items.Count == 0, page.Next?.Token) is { } circle)
        {
            throw ReadingFault.Circle(circle, job.Stream.Name);
        }

        HasShifted |= IsCounted && _total is { } before && page.Total is { } total && before != total;
        _total = page.Total ?? _total;
        if (job.Stream.Cursor.Kind == CursorKind.Token)
        {
            _newest = page.CursorToken ?? _newest;
            return;
        }

        foreach (var item in page.Items)
        {
            _newest = Later(_newest, item);
        }
    }

    private string? Later(string? newest, JsonElement item)
    {
        if (CursorValue.InstantOf(job.Stream.Cursor, item) is { } instant)
        {
            var kept = CursorValue.Keep(instant);
            return newest is null || string.CompareOrdinal(kept, newest) > 0 ? kept : newest;
        }

        return CursorValue.NumberOf(job.Stream.Cursor, item) is { } number && (newest is null || number > decimal.Parse(newest, System.Globalization.CultureInfo.InvariantCulture))
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : newest;
    }

    /// <summary>The next page; where the vendor pages no further, the beginning of a window that starts at the last moment seen.</summary>
    private PagePosition? Beyond(StreamPage page)
    {
        var paging = job.Stream.Paging;
        var reach = paging.Kind == PagingKind.Page ? ((page.Next?.Place ?? 0) * (paging.Size ?? 1)) + 1 : (page.Next?.Place ?? 0) + (paging.Size ?? 1);
        if (page.Next is null || paging.Most is not { } most || reach <= most)
        {
            return page.Next;
        }

        if (job.Stream.Cursor.Order != CursorOrder.Ascending || _newest is null || _newest == _from)
        {
            throw ReadingFault.Circle("no_progress", job.Stream.Name);
        }

        _from = _newest;
        (_total, _lastKey) = (null, null);
        return PagePosition.Beginning;
    }
}
