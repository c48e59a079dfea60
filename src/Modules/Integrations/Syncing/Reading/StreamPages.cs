using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;
using BookedBarber.Integrations.Transport.Answers;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Syncing.Reading;

/// <summary>Reads pages as manifests describe them.</summary>
internal sealed class StreamPages(IVendorCalls calls, TimeProvider clock) : IStreamPages
{
    // Some vendors read by POST. Reading twice has no effect, whatever the method: it may be sent again.
    private const string Reading = "read";

    public async Task<PageResult> ReadAsync(PageAsk ask, CancellationToken cancellationToken)
    {
        var stream = ask.Stream;
        var context = Context(ask);
        var filled = VendorRequests.Fill(ask.Connection, ask.Manifest, stream.Request!, context, ask.Priority, $"sync:{stream.Name}", Reading);
        if (!filled.Succeeded)
        {
            return new PageResult(null, Refused(filled.Problem), 0);
        }

        using var answer = await calls.SendAsync(At(filled.Value, ask), cancellationToken);
        if (answer.Fault is { } fault)
        {
            return new PageResult(null, fault, answer.Status);
        }

        if (answer.Body is not { } body)
        {
            return answer.Raw.IsEmpty ? new PageResult(new StreamPage([], null, null, null), null, answer.Status) : new PageResult(null, NotData(ask), answer.Status);
        }

        // A copy, so that the answer's memory can go back while the page is still on its way.
        var root = body.RootElement.Clone();
        var raw = stream.Items.All(root).ToList();
        if (Missing(ask, root, raw) is { } missing)
        {
            return new PageResult(null, missing, answer.Status);
        }

        var items = (stream.Expand is { } expand ? raw.SelectMany(one => PageItems.Expand(one, expand)) : raw)
            .Select(item => ask.Over is [var over] && item.ValueKind == JsonValueKind.Object ? With(item, "over", over) : item);
        var read = await CompleteAsync(ask, context, items, answer.Status, cancellationToken);
        if (read.Page is not { } complete)
        {
            return read;
        }

        var total = stream.Paging.Total?.FindText(root) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        var token = stream.Cursor.Token is { } place ? Find(place, answer, root) : null;
        return read with { Page = complete with { Next = Next(ask, answer, root, raw, total), CursorToken = token, Total = total } };
    }

    public async Task<PageResult> ReadOneAsync(Connection connection, Manifest manifest, VendorStream stream, string key, CallPriority priority, CancellationToken cancellationToken)
    {
        if (stream.One is not { } one)
        {
            return new PageResult(null, new VendorFault(VendorFaultKind.DataValidation, "not_readable", $"{manifest.Title} cannot be asked for a single item of {stream.Name}."), 0);
        }

        var context = new TemplateContext().With("key", key);
        var filled = VendorRequests.Fill(connection, manifest, one.Request, context, priority, $"one:{stream.Name}", Reading);
        if (!filled.Succeeded)
        {
            return new PageResult(null, Refused(filled.Problem), 0);
        }

        using var answer = await calls.SendAsync(filled.Value, cancellationToken);
        if (answer.Fault is { Kind: VendorFaultKind.NotFound })
        {
            return new PageResult(new StreamPage([], null, null, null), null, answer.Status);
        }

        if (answer.Fault is { } fault)
        {
            return new PageResult(null, fault, answer.Status);
        }

        var ask = new PageAsk(connection, manifest, stream, null, null, null, PagePosition.Beginning, priority);
        return answer.Body is { } body && one.Item.TryFind(body.RootElement, out var found)
            ? await CompleteAsync(ask, context, Shape(stream, found.Clone()), answer.Status, cancellationToken)
            : new PageResult(new StreamPage([], null, null, null), null, answer.Status);
    }

    public async Task<PageResult> ReadManyAsync(Connection connection, Manifest manifest, VendorStream stream, IReadOnlyList<string> keys, CallPriority priority, CancellationToken cancellationToken)
    {
        var context = new TemplateContext().With("keys", JsonSerializer.SerializeToElement(keys));
        var filled = VendorRequests.Fill(connection, manifest, stream.Many!.Request, context, priority, $"many:{stream.Name}", Reading);
        if (!filled.Succeeded)
        {
            return new PageResult(null, Refused(filled.Problem), 0);
        }

        using var answer = await calls.SendAsync(filled.Value, cancellationToken);
        if (answer.Fault is { } fault)
        {
            return new PageResult(null, fault, answer.Status);
        }

        var ask = new PageAsk(connection, manifest, stream, null, null, null, PagePosition.Beginning, priority);
        IReadOnlyList<JsonElement> found = answer.Body is { } body ? [.. stream.Many.Items.All(body.RootElement.Clone())] : [];
        return await CompleteAsync(ask, context, found, answer.Status, cancellationToken);
    }

    public IReadOnlyList<JsonElement> Shape(VendorStream stream, JsonElement item) =>
        stream.Expand is { } expand && expand.List.HasList(item) ? [.. PageItems.Expand(item, expand)] : [item];

    /// <summary>A page of items with everything that further requests tell of them.</summary>
    private async Task<PageResult> CompleteAsync(PageAsk ask, TemplateContext context, IEnumerable<JsonElement> items, int status, CancellationToken cancellationToken)
    {
        var complete = new List<JsonElement>();
        foreach (var item in items)
        {
            var (whole, fault, further) = await CompleteAsync(ask, context, item, cancellationToken);
            if (fault is not null)
            {
                return new PageResult(null, fault, further);
            }

            complete.Add(whole);
        }

        return new PageResult(new StreamPage(complete, null, null, null), null, status);
    }

    /// <summary>The item with everything that further requests tell of it.</summary>
    private async Task<(JsonElement Item, VendorFault? Fault, int Status)> CompleteAsync(PageAsk ask, TemplateContext context, JsonElement item, CancellationToken cancellationToken)
    {
        foreach (var further in ask.Stream.Each)
        {
            var filled = VendorRequests.Fill(ask.Connection, ask.Manifest, further.Request, context.Inner().With("item", item), ask.Priority, $"sync:{ask.Stream.Name}", Reading);
            if (!filled.Succeeded)
            {
                continue; // what the request needs, the item does not have: there is nothing to ask for
            }

            using var answer = await calls.SendAsync(filled.Value, cancellationToken);
            if (answer.Fault is { Kind: VendorFaultKind.NotFound })
            {
                continue;
            }

            if (answer.Fault is { } fault)
            {
                return (item, fault, answer.Status);
            }

            if (answer.Body is { } body && (further.Answer ?? ItemPath.Root).TryFind(body.RootElement, out var found))
            {
                item = further.As is { } name ? With(item, name, found) : found.Clone();
            }
        }

        return (item, null, 200);
    }

    private TemplateContext Context(PageAsk ask)
    {
        var (stream, cursor, paging) = (ask.Stream, ask.Stream.Cursor, ask.Stream.Paging);
        var context = new TemplateContext();
        var values = new JsonObject();
        Set(values, "from", cursor.Kind == CursorKind.Token ? null : Written(ask.From, cursor));
        Set(values, "to", Written(ask.To, cursor));
        Set(values, "token", cursor.Kind == CursorKind.Token ? ask.From : null);
        Set(values, "start", ask.From is null && cursor.Start is { } start ? Written(CursorValue.Keep(clock.GetUtcNow() - start), cursor with { Kind = CursorKind.Time }) : null);
        context.With("cursor", JsonSerializer.SerializeToElement(values));

        var page = new JsonObject();
        Set(page, "token", ask.Position.Token ?? (paging.Kind == PagingKind.Last ? ask.Position.LastKey : null));
        page["number"] = ask.Position.Place ?? paging.Start;
        page["offset"] = ask.Position.Place ?? paging.Start;
        if (paging.Size is { } size)
        {
            page["size"] = size;
        }

        context.With("page", JsonSerializer.SerializeToElement(page));
        if (ask.Over is { Count: > 0 } over)
        {
            var key = ask.Manifest.Stream(stream.Over!.Stream)!.Key;
            var item = over[0].ValueKind == JsonValueKind.Object ? JsonObject.Create(over[0])! : [];
            item["keys"] = new JsonArray([.. over.Select(one => key.FindText(one)).OfType<string>().Select(text => (JsonNode)text)]);
            context.With("over", JsonSerializer.SerializeToElement(item));
        }

        return context;
    }

    /// <summary>The request at its page: the vendor's own address for it, or the parameters that name it.</summary>
    private static VendorRequest At(VendorRequest request, PageAsk ask)
    {
        var (paging, position) = (ask.Stream.Paging, ask.Position);
        if (paging.Kind == PagingKind.Link && position.Token is { } link)
        {
            return request with { PathAndQuery = link };
        }

        var value = paging.Kind switch
        {
            PagingKind.Cursor => position.Token,
            PagingKind.Last => position.LastKey,
            PagingKind.Page or PagingKind.Offset => (position.Place ?? paging.Start).ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        var path = request.PathAndQuery;
        path = paging.Parameter is { } parameter && value is not null ? Add(path, parameter, value) : path;
        path = paging is { SizeParameter: { } sized, Size: { } size } ? Add(path, sized, size.ToString(CultureInfo.InvariantCulture)) : path;
        return request with { PathAndQuery = path };
    }

    private static string Add(string path, string name, string value) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";

    private static PagePosition? Next(PageAsk ask, VendorAnswer answer, JsonElement root, IReadOnlyList<JsonElement> raw, long? total)
    {
        var (paging, position) = (ask.Stream.Paging, ask.Position);
        if (paging.More is { } more && more.FindText(root) is "false" or "0")
        {
            return null;
        }

        var place = position.Place ?? paging.Start;
        var isShort = raw.Count == 0 || (paging.More is null && paging.Size is { } size && raw.Count < size);
        switch (paging.Kind)
        {
            case PagingKind.Cursor or PagingKind.Link:
                return paging.From is { } from && Find(from, answer, root) is { Length: > 0 } token ? new PagePosition(token, null, null) : null;
            case PagingKind.Page:
                return isShort || (paging.Size is { } each && (place - paging.Start + 1) * each >= total) ? null : new PagePosition(null, place + 1, null);
            case PagingKind.Offset:
                var full = paging.Size ?? raw.Count;
                return isShort || place - paging.Start + raw.Count >= total ? null : new PagePosition(null, place + Paging.StepOf(full), full > 1 ? ask.Stream.Key.FindText(raw[^1]) : null);
            case PagingKind.Last:
                return isShort || ask.Stream.Key.FindText(raw[^1]) is not { } key ? null : new PagePosition(null, null, key);
            default:
                return null;
        }
    }

    private static string? Find(AnswerSource source, VendorAnswer answer, JsonElement root)
    {
        if (source.Header is not { } name)
        {
            return source.Path!.FindText(root);
        }

        return answer.Headers.TryGetValue(name, out var value) ? LinkHeader.Next(value) ?? (name.Equals("Link", StringComparison.OrdinalIgnoreCase) ? null : value) : null;
    }

    private static string? Written(string? kept, StreamCursor cursor) => kept is null ? null : cursor.Kind is CursorKind.Time or CursorKind.Sliding ? CursorValue.Write(CursorValue.Kept(kept), cursor.Format) : kept;

    private static void Set(JsonObject values, string name, string? value)
    {
        if (value is not null)
        {
            values[name] = value;
        }
    }

    private static JsonElement With(JsonElement item, string name, JsonElement value)
    {
        var changed = JsonObject.Create(item)!;
        changed[name] = JsonNode.Parse(value.GetRawText());
        return JsonSerializer.SerializeToElement(changed);
    }

    /// <summary>What is wrong with an answer that has no list where the items should be; null: nothing, or there is one. An answer that cannot be read is no empty page: nothing may be taken for gone because of it.</summary>
    private static VendorFault? Missing(PageAsk ask, JsonElement root, List<JsonElement> raw)
    {
        var (stream, isWhole) = (ask.Stream, ask.Stream.Items.Steps.Count == 0);
        var place = ListPlaces.Of(stream.Items, root);
        if (isWhole ? root.ValueKind != JsonValueKind.Object : raw.Count > 0 || place == ListPlace.List)
        {
            return null;
        }

        if (ErrorInside.IsThere(ask.Manifest.Errors, root, out var code))
        {
            return new VendorFault(VendorFaultKind.Outage, "error_instead_of_data", $"{ask.Manifest.Title} answered with an error when asked for {stream.Name}, though it said that all was well. It is tried again by itself.", code);
        }

        return isWhole || (place == ListPlace.Nothing && stream.OmitsEmpty) ? null : ItemsMissing(ask);
    }

    private static VendorFault Refused(Problem problem) => new(VendorFaultKind.DataValidation, problem.Code, problem.Detail);

    private static VendorFault NotData(PageAsk ask) => new(
        VendorFaultKind.Outage, "not_data", $"{ask.Manifest.Title} answered with something that is no data when asked for {ask.Stream.Name}. It is tried again by itself.");

    private static VendorFault ItemsMissing(PageAsk ask) => new(
        VendorFaultKind.DataValidation, "items_missing", $"The answer of {ask.Manifest.Title} has no list '{ask.Stream.Items}': the vendor seems to have renamed it. The connector has to be changed; nothing is lost meanwhile. If the vendor leaves an empty list out, the connector has to say so with omitsEmpty.");
}
