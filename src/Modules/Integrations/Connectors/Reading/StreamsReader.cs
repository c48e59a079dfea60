using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Reads what comes in.</summary>
internal static partial class StreamsReader
{
    private static readonly string[] CursorPlaces = ["cursor.from", "cursor.to", "cursor.token", "cursor.start"];
    private static readonly string[] PagePlaces = ["page.token", "page.number", "page.offset", "page.size"];

    /// <summary>The section <c>streams</c>.</summary>
    /// <param name="root">The manifest.</param>
    /// <param name="defaults">Paging, cursor and interval of streams that say nothing else; null: none.</param>
    /// <param name="lookups">Tables that maps may name.</param>
    public static IReadOnlyList<VendorStream> Read(ManifestSection root, ManifestSection? defaults, YamlMappingNode? lookups)
    {
        var common = new Common(
            defaults?.Section("paging") is { } page ? Paging(page) : null,
            defaults?.Section("cursor") is { } time ? Cursor(time) : null,
            defaults?.Span("every"),
            defaults?.Flag("omitsEmpty") == true);
        defaults?.Close();
        var streams = new List<VendorStream>();
        foreach (var (name, section) in root.Sections("streams"))
        {
            if (!Name().IsMatch(name))
            {
                root.Scope.Faults.Add(section.At, $"'{name}' cannot be the name of a stream.", "Use small letters, digits and underscores, beginning with a letter.");
            }

            streams.Add(Stream(name, section, common, lookups));
        }

        foreach (var stream in streams)
        {
            CheckNames(root, stream, streams);
        }

        return [.. streams.OrderBy(stream => stream.Order)];
    }

    /// <summary>A title from a name.</summary>
    public static string TitleOf(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    private static VendorStream Stream(string name, ManifestSection section, Common common, YamlMappingNode? lookups)
    {
        var over = Over(section);
        string[] known = [.. CursorPlaces, .. PagePlaces, .. over is null ? [] : new[] { "over." }];
        var record = section.Text("record");
        var request = RequestReader.Beside(section, "request", known);
        var paging = section.Section("paging") is { } page ? Paging(page) : (request is null ? null : common.Paging) ?? Connectors.Paging.None;
        var cursor = section.Section("cursor") is { } time ? Cursor(time) : (request is null ? null : common.Cursor) ?? StreamCursor.None;
        var stream = new VendorStream(
            name,
            section.Text("title") ?? TitleOf(name),
            record,
            request,
            paging,
            section.Path("items") ?? ItemPath.Root,
            section.Section("expand") is { } expand ? Expand(expand) : null,
            [.. section.Entries("each").Select(each => Each(each, known)).OfType<SubRequest>()],
            section.Path("key", required: true) ?? ItemPath.Root,
            section.Path("version"),
            cursor,
            section.Choice("deletes", DeleteProof.None),
            section.Number("order", 1, 999) ?? 100,
            over,
            One(section),
            section.Text("removes"),
            section.Span("every") ?? common.Every ?? TimeSpan.FromMinutes(15),
            Map(section, record, lookups))
        {
            Skip = record is null && section.Node("skip") is { } skip ? new StreamSkip(skip, lookups) : null,
            OmitsEmpty = section.Flag("omitsEmpty", common.OmitsEmpty),
            Many = Many(section),
        };
        section.Close();
        Check(section, stream);
        return stream;
    }

    private static StreamMap? Map(ManifestSection section, string? record, YamlMappingNode? lookups)
    {
        var (location, skip, deleted) = (section.Node("location"), section.Node("skip"), section.Node("deleted"));
        var shops = section.Section("shops") is { } told ? Shops(told) : null;
        switch (section.Node("map"))
        {
            case YamlMappingNode fields when record is not null:
                return new StreamMap(record, fields, location, skip, deleted, lookups) { Shops = shops };
            case null when record is not null:
                section.Scope.Faults.Add(section.At, "'map' is missing.", "Add map: with the record's fields below it.");
                return null;
            case { } node when record is null:
                section.Scope.Faults.Add(node.At(), "A map needs the type of record that it makes.", "Add record: with one of: " + string.Join(", ", ProfileReader.Records.Keys) + ".");
                return null;
            case { } other:
                section.Scope.Faults.Add(other.At(), "'map' is a mapping of the record's fields.");
                return null;
            default:
                return null;
        }
    }

    private static StreamShops? Shops(ManifestSection section)
    {
        var (at, everywhere, except) = (section.Path("at", required: true), section.Node("everywhere"), section.Path("except"));
        if (except is not null && everywhere is null)
        {
            section.Fault("except", "'except' is for items that are everywhere, and nothing says which are.", "Add everywhere: with a condition, or leave 'except' out.");
        }

        section.Close();
        return at is null ? null : new StreamShops(at, everywhere, except);
    }

    private static StreamOver? Over(ManifestSection section)
    {
        if (section.Node("over") is YamlScalarNode { Value: { } name })
        {
            return new StreamOver(name, 1);
        }

        if (section.Section("over") is not { } over)
        {
            return null;
        }

        var read = new StreamOver(over.Text("stream", required: true) ?? string.Empty, over.Number("batch", 1, 100) ?? 1);
        over.Close();
        return read;
    }

    private static ItemExpansion? Expand(ManifestSection section)
    {
        var (list, name) = (section.Path("list", required: true), section.Text("as", required: true));
        section.Close();
        return list is null || name is null ? null : new ItemExpansion(list, name);
    }

    private static SubRequest? Each(ManifestSection section, IEnumerable<string> known)
    {
        var request = RequestReader.Beside(section, "request", [.. known, "item."]);
        var read = request is null ? null : new SubRequest(request, section.Text("as"), section.Path("answer"));
        section.Close();
        return read;
    }

    private static OneItem? One(ManifestSection section)
    {
        ItemPath? item = null;
        return RequestReader.Under(section, "one", ["key"], inner => item = inner.Path("item")) is { } request ? new OneItem(request, item ?? ItemPath.Root) : null;
    }

    private static ManyItems? Many(ManifestSection section)
    {
        var (items, most) = ((ItemPath?)null, (int?)null);
        return RequestReader.Under(section, "many", ["keys"], inner => (items, most) = (inner.Path("items", required: true), inner.Number("most", 2, 1000))) is { } request
            ? new ManyItems(request, items ?? ItemPath.Root, most ?? 100)
            : null;
    }

    private static Paging Paging(ManifestSection section)
    {
        var kind = section.Choice("kind", PagingKind.None, required: true);
        var size = section.Section("size");
        var paging = new Paging(
            kind,
            section.Text("param"),
            section.Source("from", bareIsHeader: false),
            section.Path("more"),
            section.Path("total"),
            size?.Text("param"),
            size?.Number("value", 1, 10_000),
            section.Number("start", 0, 1) ?? (kind == PagingKind.Page ? 1 : 0),
            section.Number("most", 100, 1_000_000));
        size?.Close();
        section.Close();
        if (kind is PagingKind.Cursor or PagingKind.Link && paging.From is null)
        {
            section.Fault("kind", $"'{ManifestWords.Of(kind)}' needs 'from': where an answer names the next page.", "Add from: with a path in the answer.");
        }

        if (kind is not (PagingKind.Cursor or PagingKind.Link) && paging.From is not null)
        {
            section.Fault("from", $"'from' is not used with kind: {ManifestWords.Of(kind)}.", "Leave it out, or write kind: cursor.");
        }

        if (kind is PagingKind.Page or PagingKind.Offset && paging.Size is null && paging.Total is null && paging.More is null)
        {
            section.Fault("kind", $"Nothing says which page is the last: '{ManifestWords.Of(kind)}' needs a size, a total or more.", "Add size: { param: limit, value: 100 }.");
        }

        if (kind == PagingKind.Last && paging is { Size: null, More: null })
        {
            section.Fault("kind", "Nothing says which page is the last: 'last' needs a size or more.", "Add more: has_more.");
        }

        return paging;
    }

    private static StreamCursor Cursor(ManifestSection section)
    {
        var field = section.Path("field");
        var token = section.Source("token", bareIsHeader: false);
        var kind = section.Choice("kind", token is not null ? CursorKind.Token : field is not null ? CursorKind.Time : CursorKind.None);
        var cursor = new StreamCursor(
            kind,
            field,
            section.Choice("format", CursorFormat.Iso),
            section.Span("lookback") ?? TimeSpan.Zero,
            section.Span("overlap") ?? TimeSpan.Zero,
            section.Span("lag") ?? TimeSpan.Zero,
            section.Span("start"),
            section.Span("window"),
            section.Span("ahead") ?? TimeSpan.Zero,
            section.Choice("order", CursorOrder.None),
            token,
            section.Number("expired", 400, 499) ?? 410);
        section.Close();
        if (kind == CursorKind.Token && token is null)
        {
            section.Fault("kind", "'token' needs where the last page carries the next token.", "Add token: nextSyncToken.");
        }

        if (kind == CursorKind.Sliding && (cursor.Lookback == default || cursor.Ahead == default))
        {
            section.Fault("kind", "A sliding window needs lookback and ahead: how far it goes to both sides of now.");
        }

        if (kind == CursorKind.Number && (field is null || cursor.Format != CursorFormat.Number))
        {
            section.Fault("kind", "'number' needs the field that counts, and format: number.");
        }

        return cursor;
    }

    /// <summary>What holds for all streams that say nothing else.</summary>
    private sealed record Common(Paging? Paging, StreamCursor? Cursor, TimeSpan? Every, bool OmitsEmpty);

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
