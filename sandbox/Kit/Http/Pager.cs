using System.Buffers.Text;
using System.Globalization;
using System.Text;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Http;

/// <summary>Cuts lists into pages. A cursor names the last item given, so what is added or changed between two pages behaves as it does at a vendor.</summary>
internal sealed class Pager(FaultPlan faults)
{
    /// <summary>A page after an opaque cursor.</summary>
    /// <param name="list">The whole list.</param>
    /// <param name="by">The order it is walked in.</param>
    /// <param name="descending">Newest first.</param>
    /// <param name="cursor">As given with the page before; null for the first.</param>
    /// <param name="limit">Largest number of items.</param>
    /// <param name="wanted">Which items belong to the list asked for.</param>
    /// <param name="refuse">The vendor's answer to a cursor that it never gave.</param>
    public Page After(Collection list, SortBy by, bool descending, string? cursor, int limit, Func<StoredObject, bool> wanted, Func<Answer> refuse)
    {
        var view = list.Ordered(by);
        var from = 0;
        if (!string.IsNullOrEmpty(cursor))
        {
            var last = Decode(cursor) ?? throw new Refusal(refuse());
            from = Position(view, by, last, descending);
        }

        var (size, broken) = Break(limit);
        if (broken == PageFault.Empty)
        {
            return new Page([], null);
        }

        if (broken == PageFault.Repeat && !string.IsNullOrEmpty(cursor))
        {
            from = Math.Max(0, from - size);
        }

        var items = new List<StoredObject>(size);
        StoredObject? given = null;
        for (var index = from; index < view.Count; index++)
        {
            var item = view[descending ? view.Count - 1 - index : index];
            if (!wanted(item))
            {
                continue;
            }

            if (items.Count == size)
            {
                return new Page(items, broken == PageFault.Loop && cursor is not null ? cursor : Encode(Collection.Key(given!, by)));
            }

            items.Add(given = item);
        }

        return new Page(items, broken == PageFault.Loop && given is not null ? cursor ?? Encode(Collection.Key(given, by)) : null);
    }

    /// <summary>A page of a vendor that counts: by offset, or by number of the page.</summary>
    /// <returns>The page; <see cref="Page.Next"/> is the offset of the following one.</returns>
    public Page At(IReadOnlyList<StoredObject> list, int offset, int limit)
    {
        var (size, broken) = Break(limit);
        if (broken == PageFault.Empty)
        {
            return new Page([], null);
        }

        if (broken == PageFault.Repeat)
        {
            offset = Math.Max(0, offset - size);
        }

        var items = list.Skip(offset).Take(size).ToList();
        var next = offset + items.Count;
        return new Page(items, next < list.Count || broken == PageFault.Loop ? (broken == PageFault.Loop ? offset : next).ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The cursor that stands after an item, for vendors whose cursors are the items' own ids.</summary>
    public static string CursorAfter(StoredObject item, SortBy by) => Encode(Collection.Key(item, by));

    private (int Size, PageFault? Broken) Break(int limit)
    {
        var fault = faults.NextPage();
        return (fault is { Size: { } size } ? Math.Min(size, limit) : fault?.Page == PageFault.Short ? Math.Max(1, limit / 2) : limit, fault?.Page);
    }

    private static int Position(IReadOnlyList<StoredObject> view, SortBy by, (long, long) last, bool descending)
    {
        var (low, high) = (0, view.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var compared = Collection.Key(view[descending ? view.Count - 1 - middle : middle], by).CompareTo(last);
            if (descending ? compared >= 0 : compared <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static string Encode((long Ticks, long Sequence) key) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v1:{key.Ticks}:{key.Sequence}")));

    private static (long, long)? Decode(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
        {
            return null;
        }

        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(':') is ["v1", var ticks, var sequence]
            && long.TryParse(ticks, CultureInfo.InvariantCulture, out var first) && long.TryParse(sequence, CultureInfo.InvariantCulture, out var second)
            ? (first, second)
            : null;
    }
}
