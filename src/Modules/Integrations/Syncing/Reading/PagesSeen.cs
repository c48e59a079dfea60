using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Notices a vendor that leads in circles: a page that came before, a token that came before, or pages without an end and without items.</summary>
/// <remarks>Eight bytes for each page and token. After a restart it begins anew; a circle is then noticed one round later.</remarks>
internal sealed class PagesSeen
{
    /// <summary>Empty pages in a row after which it is called a circle. Vendors that filter after paging do send some.</summary>
    public const int MostEmptyPages = 100;

    private readonly HashSet<ulong> _pages = [];
    private readonly HashSet<ulong> _tokens = [];
    private int _empty;

    /// <summary>Takes note of a page.</summary>
    /// <param name="digest">Digest of its items; see <see cref="DigestOf"/>.</param>
    /// <param name="isEmpty">Whether it has no items.</param>
    /// <param name="next">Token or address of the next page; null where pages are counted, and behind the last one.</param>
    /// <returns>Null, or <c>page_repeats</c>, <c>cursor_loops</c> or <c>pages_without_end</c>.</returns>
    public string? Note(ReadOnlySpan<byte> digest, bool isEmpty, string? next)
    {
        if (isEmpty)
        {
            if (next is not null && ++_empty > MostEmptyPages)
            {
                return "pages_without_end";
            }
        }
        else
        {
            _empty = 0;
            if (!_pages.Add(MemoryMarshal.Read<ulong>(digest)))
            {
                return "page_repeats";
            }
        }

        return next is not null && !_tokens.Add(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(next))) ? "cursor_loops" : null;
    }

    /// <summary>16 bytes that say what a page holds: the raw texts of its items, in order.</summary>
    public static byte[] DigestOf(IEnumerable<string> items)
    {
        var hash = new XxHash128();
        foreach (var item in items)
        {
            hash.Append(MemoryMarshal.AsBytes(item.AsSpan()));
            hash.Append([0]);
        }

        return hash.GetCurrentHash();
    }
}
