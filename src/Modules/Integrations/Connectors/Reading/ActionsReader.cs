using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Reads what goes out.</summary>
internal static class ActionsReader
{
    private static readonly string[] Places = ["record.", "refs.", "versions.", "place", "input."];

    /// <summary>The section <c>actions</c>.</summary>
    public static IReadOnlyList<VendorAction> Read(ManifestSection root, IReadOnlyList<VendorStream> streams)
    {
        var actions = new List<VendorAction>();
        foreach (var (name, section) in root.Sections("actions"))
        {
            if (Action(name, section, streams) is { } action)
            {
                actions.Add(action);
            }
        }

        return actions;
    }

    private static VendorAction? Action(string name, ManifestSection section, IReadOnlyList<VendorStream> streams)
    {
        var record = section.Text("record");
        if (record is not null && !ProfileReader.Records.ContainsKey(record))
        {
            section.Fault("record", $"'{record}' is not a type of record.", ProfileFaults.Suggest(record, ProfileReader.Records.Keys));
        }

        string[] changing = [.. Places, "key", "version"];
        var request = RequestReader.Beside(section, "request", changing);
        if (request is null && !section.Has("request"))
        {
            section.Scope.Faults.Add(section.At, "'request' is missing.", "Add request: POST …");
        }

        var (update, delete) = (RequestReader.Under(section, "update", changing), RequestReader.Under(section, "delete", changing));
        var idempotency = section.Section("idempotency") is { } keys ? Keys(keys) : null;
        ItemPath? items = null;
        ItemPath? key = null;
        var search = RequestReader.Under(section, "find", Places, inner => (items, key) = (inner.Path("items", required: true), inner.Path("key", required: true)));
        var returns = section.Source("returns", bareIsHeader: false);
        var stream = section.Text("stream");
        var title = section.Text("title") ?? StreamsReader.TitleOf(name);
        section.Close();
        if (stream is not null && streams.All(known => known.Name != stream))
        {
            section.Fault("stream", $"There is no stream '{stream}'.", ProfileFaults.Suggest(stream, streams.Select(known => known.Name)));
        }

        if (update is not null && returns is null)
        {
            section.Fault("update", "A record can only be changed when its key is known.", "Add returns: with the path to the key in the answer.");
        }

        return request is null ? null : new VendorAction(
            name, title, record, request, update, delete, idempotency, search is not null && items is not null && key is not null ? new FindRequest(search, items, key) : null, returns, stream);
    }

    private static Idempotency Keys(ManifestSection section)
    {
        var keys = new Idempotency(section.Text("header"), section.Text("field"), section.Text("query"), section.Number("max", 16, 255) ?? 255);
        section.Close();
        if (new[] { keys.Header, keys.Field, keys.Query }.Count(place => place is not null) != 1)
        {
            section.Scope.Faults.Add(section.At, "An idempotency key goes to exactly one place.", "Write one of header, field or query.");
        }

        return keys;
    }
}
