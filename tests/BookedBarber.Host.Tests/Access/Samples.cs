using BookedBarber.Shared;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Host.Tests.Access;

/// <summary>Values for route parameters, and bodies for endpoints that take an id in the body.</summary>
internal sealed class Samples
{
    private const string NothingId = "01900000-0000-7000-8000-000000000000";

    private readonly Dictionary<string, string> _values;
    private readonly IReadOnlyList<IReadOnlyList<NodeId>> _ways;

    private Samples(Dictionary<string, string> values, IReadOnlyList<IReadOnlyList<NodeId>> ways) => (_values, _ways) = (values, ways);

    /// <summary>Ids of nothing that exists.</summary>
    public static Samples OfNothing { get; } = new(Things().Concat(
        [new("networkId", NothingId), new("regionId", NothingId), new("groupId", NothingId), new("locationId", NothingId)]).ToDictionary(StringComparer.Ordinal), []);

    /// <param name="outside">Units that no grant but one on the whole network covers, instead of those that all have in their branch.</param>
    public static Samples Of(Town town, bool outside)
    {
        var root = NodeId.Root(town.Network);
        IReadOnlyList<IReadOnlyList<NodeId>> ways =
        [
            [root],
            [root, town.North],
            [root, town.South],
            [root, town.North, town.Group],
            [root, town.North, town.Group, town.Main],
            [root, town.South, town.Harbor],
        ];
        return new Samples(
            Things().Concat(
            [
                new("networkId", town.Network.ToString()),
                new("regionId", (outside ? town.South : town.North).ToString()),
                new("groupId", town.Group.ToString()),
                new("locationId", (outside ? town.Harbor : town.Main).ToString()),
            ]).ToDictionary(StringComparer.Ordinal),
            ways);
    }

    /// <summary>The body for an endpoint whose rule cannot see the network, because it is in the body.</summary>
    public static string BodyOf(string route, Town town) => route.Contains("/dashboard", StringComparison.Ordinal)
        ? $$"""{"networkId":"{{town.Network}}","nodeId":"{{town.Main}}","from":"2026-01-01","to":"2026-01-31","compare":"previous"}"""
        : route.Contains("/analytics/predictive", StringComparison.Ordinal)
        ? $$"""{"networkId":"{{town.Network}}","nodeId":"{{town.Main}}","prediction":"revenue"}"""
        : "{}";

    /// <summary>From the root to the sample unit of a route parameter.</summary>
    public IReadOnlyList<NodeId> WayTo(string parameter) => _ways.Single(way => way[^1].ToString() == _values[parameter]);

    /// <summary>Everything above a unit, and the unit: what a role there shows on its way to the root.</summary>
    public IReadOnlyList<NodeId> Branch(NodeId node) => _ways.Single(way => way[^1] == node);

    /// <summary>Parameters of a route for which there is no sample.</summary>
    public IReadOnlyList<string> Missing(RouteEndpoint endpoint) =>
        [.. endpoint.RoutePattern.Parameters.Where(parameter => !parameter.IsCatchAll && !_values.ContainsKey(parameter.Name)).Select(parameter => parameter.Name)];

    public string Fill(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { IsCatchAll: true } => "nothing-of-that-name",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => _values[parameter.Name],
        _ => throw new InvalidOperationException($"Unknown part in {endpoint.RoutePattern.RawText}."),
    }))));

    // Things inside a network: what the handler says of one that is not there comes after access was decided.
    private static IEnumerable<KeyValuePair<string, string>> Things() =>
        new[] { "personId", "grantId", "keyId", "sessionId", "saleId", "bookingId", "importId", "targetId", "staffId", "clientId", "jobId", "webhookId", "deliveryId", "noticeId", "connectionId", "runId", "conflictId", "pushId", "messageId", "recordId", "modelId", "forecastId", "siteId", "testId", "rosterId", "findingId" }
            .Select(name => KeyValuePair.Create(name, NothingId))
            .Append(KeyValuePair.Create("date", "2026-01-15"))
            .Append(KeyValuePair.Create("documentName", "v2"))
            .Append(KeyValuePair.Create("record", "sales"))
            .Append(KeyValuePair.Create("vendor", "square"))
            .Append(KeyValuePair.Create("stream", "sales"))
            .Append(KeyValuePair.Create("action", "refund"))
            .Append(KeyValuePair.Create("name", "no-such-system"));
}
