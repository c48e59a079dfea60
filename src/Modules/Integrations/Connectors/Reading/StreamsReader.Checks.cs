using BookedBarber.Integrations.Mapping;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Connectors;

/// <summary>What must fit together inside a stream, so that nothing of it is said in vain.</summary>
internal static partial class StreamsReader
{
    private static void Check(ManifestSection section, VendorStream stream)
    {
        if (stream.Record is { } record && !ProfileReader.Records.ContainsKey(record))
        {
            section.Fault("record", $"'{record}' is not a type of record.", ProfileFaults.Suggest(record, ProfileReader.Records.Keys));
        }

        if (stream.Map is { } map)
        {
            MapCompiler.Compile(map, stream.Key, stream.Version, section.Scope.Faults);
        }

        ItemFilter.Of(stream, section.Scope.Faults);
        CheckDeletes(section, stream);
        CheckShops(section, stream);
        CheckMany(section, stream);
        if (stream.Request is { } request)
        {
            CheckCursor(section, stream, request);
            CheckPaging(section, stream, request);
            if (stream.Over is not null && !Uses(request, "over.") && !stream.Each.Any(each => Uses(each.Request, "over.")))
            {
                section.Fault("over", "The request does not name the item that it is read for, so that every reading would be the same.", "Use {over.…} in the request.");
            }
        }
        else if (stream.Paging.Kind != PagingKind.None || stream.Cursor.Kind != CursorKind.None || stream.Each.Count > 0 || stream.Over is not null)
        {
            section.Scope.Faults.Add(section.At, "paging, cursor, each and over belong to a stream with a request.", "Add request: GET …");
        }
    }

    private static void CheckMany(ManifestSection section, VendorStream stream)
    {
        if (stream.Many is not { } many)
        {
            return;
        }

        if (stream.One is null)
        {
            section.Fault("many", "What a request for many items leaves out is asked for by itself, and nothing says how.", "Add one: with the request for a single item.");
        }

        if (stream.Expand is not null)
        {
            section.Fault("many", "Items that are taken apart cannot be told by the keys they were asked for.", "Leave 'many' out.");
        }

        if (!Uses(many.Request, "keys"))
        {
            section.Fault("many", "The request does not name the keys of the items.", "Use {keys} in the request.");
        }
    }

    private static void CheckDeletes(ManifestSection section, VendorStream stream)
    {
        if (stream.Deletes == DeleteProof.Flag != stream.Map?.Deleted is not null)
        {
            section.Fault("deletes", "deletes: flag and the condition 'deleted' belong together.", "Add deleted: with a condition, or choose another proof.");
        }

        if (stream.Deletes == DeleteProof.List && stream.Cursor.Kind is not (CursorKind.None or CursorKind.Sliding))
        {
            section.Fault("deletes", "A list proves deletions only when it is read whole, and this stream reads what changed.", "Leave the cursor out, or choose another proof.");
        }
    }

    private static void CheckShops(ManifestSection section, VendorStream stream)
    {
        if (stream.Map is { Shops: not null } map && !Placings.Lists.Contains(map.Record))
        {
            section.Fault("shops", $"A {map.Record} happens at one place, which 'location' names; only entries of lists are at several.", $"Use location:, or shops: with one of: {string.Join(", ", Placings.Lists)}.");
        }
        else if (stream.Map is { Shops: not null, Location: not null })
        {
            section.Fault("shops", "'shops' and 'location' say the same twice.", "Leave one of them out.");
        }
    }

    private static void CheckCursor(ManifestSection section, VendorStream stream, RequestTemplate request)
    {
        var usesTime = Uses(request, "cursor.from") || Uses(request, "cursor.to");
        var usesToken = Uses(request, "cursor.token");
        switch (stream.Cursor.Kind)
        {
            case CursorKind.None when usesTime || usesToken || Uses(request, "cursor.start"):
                section.Fault("request", "The request uses the cursor, and the stream has none.", "Add cursor: { field: … }.");
                break;
            case CursorKind.Time or CursorKind.Sliding or CursorKind.Number when !Uses(request, "cursor.from"):
                section.Fault("cursor", "The request does not use {cursor.from}, so that everything would be read every time.", "Use it in the query or body, or leave the cursor out.");
                break;
            case CursorKind.Token when !usesToken:
                section.Fault("cursor", "The request does not use {cursor.token}, so that everything would be read every time.", "Use it in the query or body.");
                break;
        }

        if (stream is { Cursor.Kind: CursorKind.Token, Over.Batch: > 1 })
        {
            section.Fault("over", "A token belongs to one item that the stream is read over, and this stream is read over several at once.", "Leave batch out.");
        }

        if (stream.Cursor.Window is not null && !Uses(request, "cursor.to"))
        {
            section.Fault("cursor", "A window needs {cursor.to} in the request: without it no window ends.", "Use it in the query or body, or leave 'window' out.");
        }
    }

    private static void CheckPaging(ManifestSection section, VendorStream stream, RequestTemplate request)
    {
        var paging = stream.Paging;
        var places = paging.Kind switch
        {
            PagingKind.Cursor or PagingKind.Last => "page.token",
            PagingKind.Page => "page.number",
            PagingKind.Offset => "page.offset",
            _ => null,
        };
        if (places is not null && paging.Parameter is null == !Uses(request, places))
        {
            section.Fault("paging", paging.Parameter is null ? $"The request names no page: neither 'param' nor {{{places}}} is there." : $"The page would be named twice: by 'param' and by {{{places}}}.", "Write param: with the query parameter, or use the place in the request.");
        }

        if (paging.Parameter is { } parameter && request.Query.Any(query => query.Key == parameter))
        {
            section.Fault("paging", $"The query has '{parameter}' already.", "Leave it out of the request.");
        }

        if (paging.Size is not null && paging.SizeParameter is null == !Uses(request, "page.size") && paging.Kind != PagingKind.None)
        {
            section.Fault("paging", paging.SizeParameter is null ? "The request does not say how many items a page has." : "The size of a page would be said twice.", "Write size: { param: limit, value: 100 }, or use {page.size} in the request.");
        }
    }

    private static void CheckNames(ManifestSection root, VendorStream stream, List<VendorStream> streams)
    {
        void Named(string? name, string what)
        {
            if (name is not null && streams.All(other => other.Name != name))
            {
                root.Fault("streams", $"The stream '{stream.Name}' {what} '{name}', and there is no such stream.", ProfileFaults.Suggest(name, streams.Select(other => other.Name)));
            }
        }

        Named(stream.Over?.Stream, "is read over");
        Named(stream.Removes, "removes from");
        if (IsInCircle(stream, streams))
        {
            root.Fault("streams", $"The stream '{stream.Name}' is read over itself.");
        }

        if (stream.Deletes == DeleteProof.Feed && streams.All(other => other.Removes != stream.Name))
        {
            root.Fault("streams", $"The stream '{stream.Name}' says that another lists its deletions, and none does.", $"Add a stream with removes: {stream.Name}.");
        }

        if (stream.Record is null && stream.Removes is null && streams.All(other => other.Over?.Stream != stream.Name))
        {
            root.Fault("streams", $"The stream '{stream.Name}' makes no record, and no other stream is read over it.", $"Add record: with one of: {string.Join(", ", RecordTypes.All.Select(type => type.Name))}.");
        }
    }

    private static bool IsInCircle(VendorStream stream, List<VendorStream> streams)
    {
        var at = stream;
        for (var steps = 0; at?.Over is { } over && steps < streams.Count; steps++)
        {
            if (over.Stream == stream.Name)
            {
                return true;
            }

            at = streams.Find(other => other.Name == over.Stream);
        }

        return false;
    }

    private static bool Uses(RequestTemplate request, string place) => RequestReader.Uses(request, place);
}
