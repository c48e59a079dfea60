using BookedBarber.Algorithms;
using BookedBarber.Measures.Domain;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Reading;

/// <summary>What is to be read.</summary>
/// <param name="WithClients">Those of the nodes that a known client has ever visited, where that is known already; null: it is looked up.</param>
internal sealed record MeasureQuestion(
    NetworkId Network, IReadOnlyList<Node> Nodes, Period Period, By By, IReadOnlyList<MeasureDefinition> Measures, DateOnly Today, IReadOnlyList<Guid>? WithClients = null);

/// <summary>The value of a measure at a node in a bucket.</summary>
/// <param name="Currency">For money: which.</param>
internal sealed record MeasureValue(int Bucket, Node Node, MeasureDefinition Measure, string? Currency, decimal? Value);

/// <summary>Reads the values of measures. The one way by which every screen, answer and export gets them.</summary>
internal sealed class MeasureReader(IDatabase database, INetworkTree tree, LocationFiguresCache figures)
{
    // Up to as many shops and groups of them the way by the index is the best one whatever is asked.
    private const int FewNodes = 16;

    private sealed record ActiveLocations(Guid NodeId, DateOnly Key, long Locations);

    /// <summary>A session for questions about these nodes.</summary>
    public Task<Session> OpenAsync(NetworkId network, IReadOnlyCollection<Node> nodes, CancellationToken cancellationToken) =>
        database.ReadAsync(
            network, nodes.Count <= FewNodes && nodes.All(node => node.Kind is NodeKind.Location or NodeKind.Group) ? Planning.Once : Planning.ByValues, cancellationToken);

    /// <summary>Those of the nodes that a known client has ever visited.</summary>
    public static async Task<IReadOnlyList<Guid>> WithClientsAsync(Session session, NetworkId network, IReadOnlyCollection<Node> nodes, CancellationToken cancellationToken) =>
        await ClientReader.WithClientsAsync(session, network, [.. nodes.Select(node => node.Id.Value)], cancellationToken);

    /// <summary>Values in order of bucket, node and measure. Nodes without a record in a bucket have no value there, except in totals, where nothing is 0.</summary>
    public async Task<IReadOnlyList<MeasureValue>> ReadAsync(MeasureQuestion question, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(question.Network, question.Nodes, cancellationToken);
        return await ReadAsync(session, question, cancellationToken);
    }

    /// <summary>The same in a session that reads more.</summary>
    public async Task<IReadOnlyList<MeasureValue>> ReadAsync(Session session, MeasureQuestion question, CancellationToken cancellationToken)
    {
        var buckets = Buckets.Of(question.Period, question.By);
        var found = new Dictionary<(int Bucket, Guid Node, string Measure), List<(string? Currency, decimal? Value)>>();
        await ReadFactsAsync(session, question, buckets, found, cancellationToken);
        await ReadClientsAsync(session, question, buckets, found, cancellationToken);
        await ReadActiveLocationsAsync(session, question, buckets, found, cancellationToken);
        await ReadGrowthAsync(question, buckets, found, cancellationToken);
        return
        [
            .. from bucket in Enumerable.Range(0, buckets.Count)
               from node in question.Nodes
               from measure in question.Measures
               from value in found.GetValueOrDefault((bucket, node.Id.Value, measure.Name)) ?? []
               select new MeasureValue(bucket, node, measure, value.Currency, value.Value),
        ];
    }

    private static async Task ReadFactsAsync(
        Session session, MeasureQuestion question, IReadOnlyList<Bucket> buckets, Dictionary<(int, Guid, string), List<(string?, decimal?)>> found, CancellationToken cancellationToken)
    {
        var measures = question.Measures.Where(measure => measure.Facts.Any()).ToList();
        if (measures.Count == 0)
        {
            return;
        }

        var set = new FactSet(measures.SelectMany(measure => measure.Facts));
        var rows = await CellReader.ReadAsync(session, question.Network, [.. question.Nodes.Select(node => node.Id.Value)], question.Period, question.By, set, cancellationToken);
        var byPlace = rows.ToLookup(row => (row.Key, row.Node));
        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            foreach (var node in question.Nodes)
            {
                var cells = byPlace[(buckets[bucket].Key, node.Id.Value)].ToList();
                if (cells.Count == 0 && question.By != By.Total)
                {
                    continue;
                }

                foreach (var measure in measures)
                {
                    found[(bucket, node.Id.Value, measure.Name)] = measure.Unit == Unit.Money ? Money(measure, cells, node, set) : [(null, measure.Evaluate(Currencies.Merge(cells, node.Currency.Code, set)))];
                }
            }
        }
    }

    // One value per currency in which there is anything; the node's own when there is nothing at all.
    private static List<(string?, decimal?)> Money(MeasureDefinition measure, List<CellSums> cells, Node node, FactSet set)
    {
        var values = cells
            .Select(row => (Currency: (string?)row.Currency, Value: measure.Evaluate(row.Sums)))
            .Where(value => cells.Count == 1 || value.Value is not (null or 0))
            .OrderBy(value => value.Currency == node.Currency.Code ? 0 : 1).ThenBy(value => value.Currency, StringComparer.Ordinal)
            .ToList();
        return values.Count > 0 ? values : [(node.Currency.Code, measure.Evaluate(new FactSums(set)))];
    }

    private async Task ReadClientsAsync(
        Session session, MeasureQuestion question, IReadOnlyList<Bucket> buckets, Dictionary<(int, Guid, string), List<(string?, decimal?)>> found, CancellationToken cancellationToken)
    {
        var asked = question.Measures.Where(measure => measure.Computation is OverClients).ToLookup(measure => ((OverClients)measure.Computation).Question);
        Guid[] nodes = asked.Count == 0 ? [] : [.. question.WithClients ?? await WithClientsAsync(session, question.Network, question.Nodes, cancellationToken)];
        var returning = asked[ClientQuestion.Retention].Concat(asked[ClientQuestion.Churn]).Concat(asked[ClientQuestion.Active]).ToList();
        if (returning.Count > 0 && nodes.Length > 0)
        {
            foreach (var counts in await ClientReader.ReturnsAsync(session, question.Network, nodes, [.. buckets.Select(bucket => bucket.Period)], question.Today, cancellationToken))
            {
                foreach (var measure in returning)
                {
                    var of = (OverClients)measure.Computation;
                    decimal? value = of.Question == ClientQuestion.Active ? counts.Active : counts.Counts(of) is { Due: > 0 } share ? 100m * share.Counted / share.Due : null;
                    found[(counts.Bucket, counts.NodeId, measure.Name)] = [(null, value)];
                }
            }
        }

        for (var bucket = 0; bucket < buckets.Count && nodes.Length > 0; bucket++)
        {
            var asOf = buckets[bucket].Period.To < question.Today ? buckets[bucket].Period.To : question.Today;
            foreach (var measure in asked[ClientQuestion.Lapsed])
            {
                foreach (var row in await ClientReader.LapsedAsync(session, question.Network, nodes, asOf, cancellationToken))
                {
                    found[(bucket, row.NodeId, measure.Name)] = [(null, row.Clients)];
                }
            }

            foreach (var measure in asked[ClientQuestion.ValueToDate])
            {
                foreach (var node in (await ClientReader.ValueToDateAsync(session, question.Network, nodes, asOf, cancellationToken)).Where(row => row.Clients > 0).GroupBy(row => row.NodeId))
                {
                    found[(bucket, node.Key, measure.Name)] = [.. node.Select(row => ((string?)row.Currency, (decimal?)(row.NetSales / row.Clients)))];
                }
            }

            foreach (var measure in asked[ClientQuestion.LifetimeValue])
            {
                foreach (var (node, currency, value) in await LifetimeValue.ReadAsync(session, question.Network, nodes, asOf, cancellationToken))
                {
                    var key = (bucket, node, measure.Name);
                    found[key] = [.. found.GetValueOrDefault(key) ?? [], (currency, value)];
                }
            }
        }

        // Totals answer for every node; clients of whom nothing is known are none.
        if (question.By == By.Total)
        {
            foreach (var (node, measure) in question.Nodes.SelectMany(node => asked.SelectMany(group => group), (node, measure) => (node, measure)))
            {
                found.TryAdd((0, node.Id.Value, measure.Name), measure.Unit == Unit.Money ? [(node.Currency.Code, null)] : [(null, measure.Unit == Unit.Count ? 0 : null)]);
            }
        }
    }

    private static async Task ReadActiveLocationsAsync(
        Session session, MeasureQuestion question, IReadOnlyList<Bucket> buckets, Dictionary<(int, Guid, string), List<(string?, decimal?)>> found, CancellationToken cancellationToken)
    {
        if (question.Measures.FirstOrDefault(measure => measure.Computation is OverLocations { Question: LocationQuestion.Active }) is not { } measure)
        {
            return;
        }

        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            var (period, index) = (buckets[bucket].Period, bucket);
            foreach (var piece in new[] { question.By == By.Day ? 'd' : CellReader.Pieces(period, question.By).All(piece => piece.Grain == 'm') ? 'm' : 'd' })
            {
                var rows = await session.QueryAsync<ActiveLocations>(
                    """
                    select l.ancestor_id as node_id, @From::date as key, count(distinct c.node_id) as locations
                    from network.v_lineage l
                    join measures.cell c on c.network_id = @Network and c.grain = @Grain::"char" and c.node_id = l.location_id and c.period between @From and @To
                         and (case when @Grain = 'm' then (c.period + interval '1 month - 1 day')::date else c.period end) >= l.valid_from and c.period <= l.valid_to
                    where l.network_id = @Network and l.ancestor_id = any(@Nodes) and (c.transactions > 0 or c.visits > 0)
                    group by l.ancestor_id
                    """,
                    new { question.Network, Grain = piece.ToString(), period.From, period.To, Nodes = question.Nodes.Select(node => node.Id.Value).ToArray() },
                    cancellationToken);
                foreach (var row in rows)
                {
                    found[(index, row.NodeId, measure.Name)] = [(null, row.Locations)];
                }
            }
        }

        if (question.By == By.Total)
        {
            foreach (var node in question.Nodes)
            {
                found.TryAdd((0, node.Id.Value, measure.Name), [(null, 0)]);
            }
        }
    }

    private async Task ReadGrowthAsync(MeasureQuestion question, IReadOnlyList<Bucket> buckets, Dictionary<(int, Guid, string), List<(string?, decimal?)>> found, CancellationToken cancellationToken)
    {
        if (question.Measures.FirstOrDefault(measure => measure.Computation is OverLocations { Question: LocationQuestion.SameLocationGrowth }) is not { } measure)
        {
            return;
        }

        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            var current = await figures.GetAsync(database, question.Network, buckets[bucket].Period, cancellationToken);
            var prior = await figures.GetAsync(database, question.Network, buckets[bucket].Period.YearBefore(), cancellationToken);
            foreach (var node in question.Nodes)
            {
                var growth = SameLocation.Of(tree.LocationsUnder(question.Network, [node.Id], withArchived: true), node.Currency.Code, current, prior);
                if (growth.Growth is { } value || question.By == By.Total)
                {
                    found[(bucket, node.Id.Value, measure.Name)] = [(null, growth.Growth is null ? null : 100 * growth.Growth)];
                }
            }
        }
    }
}
