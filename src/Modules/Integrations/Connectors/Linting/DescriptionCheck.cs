using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Holds every path, parameter and field of a manifest against the vendor's descriptions.</summary>
internal sealed partial class DescriptionCheck(Manifest manifest, IReadOnlyList<ApiDescription> descriptions)
{
    private readonly List<ProfileFault> _faults = [];
    private readonly ManifestPlaces _places = new(manifest.Yaml);
    private readonly Dictionary<string, ApiShape?> _items = new(StringComparer.Ordinal);

    /// <summary>What does not agree.</summary>
    public IReadOnlyList<ProfileFault> Run()
    {
        if (manifest.Health is { } health)
        {
            AnswerOf(health, _places.Of("health"));
        }

        foreach (var stream in manifest.Streams)
        {
            Stream(stream);
        }

        foreach (var action in manifest.Actions)
        {
            var place = _places.Of("actions", action.Name);
            var answer = AnswerOf(action.Request, _places.Of("actions", action.Name, "request"));
            if (action.Returns?.Path is { } returns)
            {
                Walk(answer, returns, _places.Of("actions", action.Name, "returns"));
            }

            foreach (var request in new[] { action.Update, action.Delete, action.Find?.Request }.OfType<RequestTemplate>())
            {
                AnswerOf(request, place);
            }
        }

        if (manifest.Webhooks is { } hooks)
        {
            foreach (var request in new[] { hooks.Register, hooks.Sign, hooks.Unregister }.OfType<RequestTemplate>())
            {
                AnswerOf(request, _places.Of("webhooks", request == hooks.Register ? "register" : request == hooks.Sign ? "sign" : "unregister"));
            }
        }

        return _faults;
    }

    private void Stream(VendorStream stream)
    {
        Place At(string key) => _places.Of("streams", stream.Name, key);
        if (stream.Request is not { } request)
        {
            return;
        }

        var answer = AnswerOf(request, At("request"), stream.Paging);
        foreach (var source in new[] { stream.Paging.From, stream.Cursor.Token })
        {
            if (source?.Path is { } path)
            {
                Walk(answer, path, At(source == stream.Paging.From ? "paging" : "cursor"));
            }
        }

        foreach (var path in new[] { stream.Paging.More, stream.Paging.Total }.OfType<ItemPath>())
        {
            Walk(answer, path, At("paging"));
        }

        var item = Walk(answer, stream.Items, At("items"));
        item = item is { IsList: true } ? item.Element : item;
        if (item is not null && stream.Expand is { } expand)
        {
            var element = Walk(item, expand.List, At("expand"));
            element = element is { IsList: true } ? element.Element : element;
            item = element is null ? null : new AddedShape(element, new Dictionary<string, ApiShape?> { [expand.As] = item });
        }

        foreach (var each in stream.Each)
        {
            var told = AnswerOf(each.Request, At("each"));
            var part = each.Answer is { } path ? Walk(told, path, At("each")) : told;
            item = each.As is { } name && item is not null ? new AddedShape(item, new Dictionary<string, ApiShape?> { [name] = part }) : part;
        }

        if (stream.Over is { } over && item is not null)
        {
            item = new AddedShape(item, new Dictionary<string, ApiShape?> { ["over"] = _items.GetValueOrDefault(over.Stream) });
        }

        _items[stream.Name] = item;
        if (stream.One is { } one)
        {
            Walk(AnswerOf(one.Request, At("one")), one.Item, At("one"));
        }

        if (stream.Many is { } many)
        {
            Walk(AnswerOf(many.Request, At("many")), many.Items, At("many"));
        }

        if (item is null)
        {
            return;
        }

        foreach (var part in stream.Key.Parts)
        {
            Walk(item, part, At("key"));
        }

        foreach (var (path, key) in new[] { (stream.Version, "version"), (stream.Cursor.Field, "cursor") })
        {
            if (path is not null)
            {
                Walk(item, path, At(key));
            }
        }

        foreach (var path in new[] { stream.Map?.Shops?.At, stream.Map?.Shops?.Except }.OfType<ItemPath>())
        {
            Walk(item, path, At("shops"));
        }

        if (stream.Map is { } map && MapCompiler.Compile(map, stream.Key, stream.Version, new ProfileFaults()) is { } compiled)
        {
            Fields(compiled.Fields, item, null);
            foreach (var (each, fields) in compiled.Elements)
            {
                var list = Step(item, each.Steps, default, tells: false);
                Fields(fields, item, list is { IsList: true } ? list.Element : list);
            }
        }
    }

    private void Fields(FieldTable fields, ApiShape item, ApiShape? element)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (field.At.Line == 0)
            {
                continue; // not written: the stream's key
            }

            switch (field.Root)
            {
                case FieldRoot.Column when field.Name != "none":
                    Step(item, [field.Name], field.At, tells: true);
                    break;
                case FieldRoot.Item:
                    Step(item, field.Path!.Steps, field.At, tells: true);
                    break;
                case FieldRoot.Element when element is not null:
                    Step(element, field.Path!.Steps, field.At, tells: true);
                    break;
            }
        }
    }

    private ApiShape? Walk(ApiShape? shape, ItemPath path, Place at) => shape is null ? null : Step(shape, path.Steps.Select(step => step == "*" || char.IsAsciiDigit(step[0]) ? null : step), at, tells: true);

    private ApiShape? Step(ApiShape? shape, IEnumerable<string?> steps, Place at, bool tells)
    {
        foreach (var step in steps)
        {
            if (shape is null)
            {
                return null;
            }

            if (step is null)
            {
                shape = shape.Element;
                continue;
            }

            var holder = shape is { IsList: true, Element: { } element } ? element : shape;
            var next = holder.Property(step);
            if (next is null && !holder.IsOpen && tells && holder.Names.Count > 0 && !holder.Names.Contains(step))
            {
                _faults.Add(new ProfileFault(at, $"The vendor's description has no '{step}' here.", ProfileFaults.Suggest(step, holder.Names)));
                return null;
            }

            shape = next ?? (holder.IsOpen ? holder.Element : null);
        }

        return shape;
    }

    private ApiShape? AnswerOf(RequestTemplate request, Place at, Paging? paging = null)
    {
        if (descriptions.FirstOrDefault(description => description.Graph is not null)?.Graph is { } graph)
        {
            return Graph(request, graph, at);
        }

        var operations = descriptions.SelectMany(description => description.Operations ?? []).ToList();
        if (operations.Count == 0)
        {
            return Typed(request, at);
        }

        var path = Sample(manifest.Hosts[request.Address.Host].Live.Text) + Sample(request.Address.Path.Text);
        var found = operations.Where(operation => operation.Matches(path)).ToList();
        if (found.Count == 0)
        {
            _faults.Add(new ProfileFault(at, $"The vendor's description has no path {request.Address.Path.Text}.", ProfileFaults.Suggest(Sample(request.Address.Path.Text), operations.Select(operation => operation.Path).Distinct()) is var hint && hint.StartsWith("Did", StringComparison.Ordinal) ? hint : "Check it against the vendor's page."));
            return null;
        }

        var best = found.Where(operation => operation.Method == request.Method.Method).OrderBy(operation => operation.Path.Count(character => character == '{')).FirstOrDefault();
        if (best is null)
        {
            _faults.Add(new ProfileFault(at, $"The vendor's description has no {request.Method.Method} of {request.Address.Path.Text}.", $"Known are: {string.Join(", ", found.Select(operation => operation.Method).Distinct())}."));
            return null;
        }

        Query(request, best, at, paging);
        if (request.Body is JsonTemplate.Object body && best.Body is { } shape)
        {
            Body(body, shape, at);
        }

        return best.Answer;
    }

    private void Query(RequestTemplate request, ApiOperation operation, Place at, Paging? paging)
    {
        foreach (var name in request.Query.Select(query => query.Key).Concat(new[] { paging?.Parameter, paging?.SizeParameter }.OfType<string>()))
        {
            var plain = name.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket ? name[..bracket] : name;
            if (operation.Query is { Count: > 0 } known && !known.Contains(name) && !known.Contains(plain) && !known.Any(parameter => parameter.StartsWith(plain + "[", StringComparison.Ordinal) || (name.Contains('.', StringComparison.Ordinal) && parameter == name)))
            {
                _faults.Add(new ProfileFault(at, $"The vendor's description of {operation.Method} {operation.Path} has no parameter '{name}'.", ProfileFaults.Suggest(name, known)));
            }
        }
    }

    private void Body(JsonTemplate.Object body, ApiShape shape, Place at)
    {
        foreach (var (name, value) in body.Properties)
        {
            var property = shape.Property(name);
            if (property is null && !shape.IsOpen && shape.Names.Count > 0)
            {
                _faults.Add(new ProfileFault(at, $"The body that the vendor describes has no '{name}'.", ProfileFaults.Suggest(name, shape.Names)));
            }

            switch (value)
            {
                case JsonTemplate.Object inner when property is not null:
                    Body(inner, property, at);
                    break;
                case JsonTemplate.List list when property?.Element is { } element:
                    foreach (var entry in list.Entries.OfType<JsonTemplate.Object>())
                    {
                        Body(entry, element, at);
                    }

                    break;
            }
        }
    }

    private GraphAnswer? Graph(RequestTemplate request, GraphSchema graph, Place at)
    {
        var query = request.Body is JsonTemplate.Object body ? body.Properties.FirstOrDefault(property => property.Key == "query").Value : null;
        return query is JsonTemplate.Text { Template: var text }
            ? new GraphAnswer(GraphQuery.Read(text.Text, graph, (cause, suggestion) => _faults.Add(new ProfileFault(at, cause, suggestion))))
            : null;
    }

    // A query language over types: select … from Type answers with the type's fields.
    private ApiShape? Typed(RequestTemplate request, Place at)
    {
        var types = descriptions.Select(description => description.Types).FirstOrDefault(known => known is not null);
        if (types is null || request.Query.SelectMany(query => query.Value.Texts).Select(text => FromForm().Match(text.Text)).FirstOrDefault(match => match.Success) is not { } from)
        {
            return null;
        }

        var name = from.Groups["type"].Value;
        if (types.TryGetValue(name, out var type))
        {
            return new TypedAnswer(name, type);
        }

        _faults.Add(new ProfileFault(at, $"The vendor's description has no type '{name}'.", ProfileFaults.Suggest(name, types.Keys)));
        return null;
    }

    private static string Sample(string template)
    {
        var text = PlaceForm().Replace(template, "X");
        var host = text.IndexOf("://", StringComparison.Ordinal);
        var slash = host < 0 ? 0 : text.IndexOf('/', host + 3);
        return slash < 0 ? string.Empty : host < 0 && text == "X" ? string.Empty : text[slash..];
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceForm();

    [GeneratedRegex(@"\b[fF][rR][oO][mM] (?<type>[A-Za-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FromForm();
}
