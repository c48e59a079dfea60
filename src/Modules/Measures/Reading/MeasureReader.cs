using BookedBarber.Algorithms;
using BookedBarber.Measures.Domain;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Measures.Reading;

/// <summary>What is to be read.</summary>
internal sealed record MeasureQuestion(NetworkId Network, IReadOnlyList<Node> Nodes, Period Period, By By, IReadOnlyList<MeasureDefinition> Measures, DateOnly Today);

/// <summary>A question of which the part that cells answer is asked together with others.</summary>
/// <param name="Cells">Null where it needs none.</param>
/// <param name="Active">Active locations by bucket; empty where they are not asked for.</param>
internal sealed record AskedMeasures(MeasureQuestion Question, IReadOnlyList<Bucket> Buckets, FactSet Facts, Reply<CellSums>? Cells, IReadOnlyList<Reply<(Guid Node, long Locations)>> Active);

/// <summary>The value of a measure at a node in a bucket.</summary>
/// <param name="Currency">For money: which.</param>
internal sealed record MeasureValue(int Bucket, Node Node, MeasureDefinition Measure, string? Currency, decimal? Value);

/// <summary>Reads the values of measures. The one way by which every screen, answer and export gets them.</summary>
internal sealed class MeasureReader(IDatabase database, INetworkTree tree, LocationFiguresCache figures)
{
    // Up to as many shops and groups of them the way by the index is the best one whatever is asked.
    private const int FewNodes = 16;

    /// <summary>Questions about these nodes that are asked together.</summary>
    public Questions Questions(NetworkId network, IReadOnlyCollection<Node> nodes) => database.Ask(network, PlanningOf(nodes));

    /// <summary>A session for questions about the clients of these nodes.</summary>
    public Task<Session> OpenAsync(NetworkId network, IReadOnlyCollection<Node> nodes, CancellationToken cancellationToken) =>
        database.ReadAsync(network, PlanningOf(nodes), cancellationToken);

    /// <summary>Adds the part of a question that cells answer.</summary>
    public static AskedMeasures Ask(Questions questions, MeasureQuestion question)
    {
        var buckets = Buckets.Of(question.Period, question.By);
        var facts = new FactSet(question.Measures.SelectMany(measure => measure.Facts));
        var nodes = question.Nodes.Select(node => node.Id.Value).ToArray();
        return new AskedMeasures(
            question,
            buckets,
            facts,
            facts.Facts.Count == 0 || nodes.Length == 0 ? null : CellReader.Ask(questions, question.Network, nodes, question.Period, question.By, facts),
            question.Measures.Any(IsActiveLocations) ? [.. buckets.Select(bucket => AskActiveLocations(questions, question, bucket.Period, nodes))] : []);
    }

    /// <summary>Values in order of bucket, node and measure. Nodes without a record in a bucket have no value there, except in totals, where nothing is 0.</summary>
    public async Task<IReadOnlyList<MeasureValue>> ReadAsync(MeasureQuestion question, CancellationToken cancellationToken)
    {
        var questions = Questions(question.Network, question.Nodes);
        var asked = Ask(questions, question);
        var clients = question.Measures.Any(measure => measure.Computation is OverClients) ? ClientReader.AskWithClients(questions, question.Network, [.. question.Nodes.Select(node => node.Id.Value)]) : null;
        await questions.AskAsync(cancellationToken);
        await using var session = new ClientSession(this, question.Network, question.Nodes, clients?.Rows ?? []);
        return await ReadAsync(asked, session, cancellationToken);
    }

    /// <summary>The same of a question whose cells have been read.</summary>
    public async Task<IReadOnlyList<MeasureValue>> ReadAsync(AskedMeasures asked, ClientSession clients, CancellationToken cancellationToken)
    {
        var (question, buckets) = (asked.Question, asked.Buckets);
        var found = new Dictionary<(int Bucket, Guid Node, string Measure), List<(string? Currency, decimal? Value)>>();
        TakeFacts(asked, found);
        await ReadClientsAsync(clients, question, buckets, found, cancellationToken);
        TakeActiveLocations(asked, found);
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

    private static Planning PlanningOf(IReadOnlyCollection<Node> nodes) =>
        nodes.Count <= FewNodes && nodes.All(node => node.Kind is NodeKind.Location or NodeKind.Group) ? Planning.Once : Planning.ByValues;

    private static bool IsActiveLocations(MeasureDefinition measure) => measure.Computation is OverLocations { Question: LocationQuestion.Active };

    private static void TakeFacts(AskedMeasures asked, Dictionary<(int, Guid, string), List<(string?, decimal?)>> found)
    {
        if (asked.Cells is null)
        {
            return;
        }

        var (question, buckets, set) = (asked.Question, asked.Buckets, asked.Facts);
        var measures = question.Measures.Where(measure => measure.Facts.Any()).ToList();
        var byPlace = asked.Cells.Rows.ToLookup(row => (row.Key, row.Node));
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
        ClientSession clients, MeasureQuestion question, IReadOnlyList<Bucket> buckets, Dictionary<(int, Guid, string), List<(string?, decimal?)>> found, CancellationToken cancellationToken)
    {
        var asked = question.Measures.Where(measure => measure.Computation is OverClients).ToLookup(measure => ((OverClients)measure.Computation).Question);
        Guid[] nodes = asked.Count == 0 ? [] : [.. clients.Nodes];
        var returning = asked[ClientQuestion.Retention].Concat(asked[ClientQuestion.Churn]).Concat(asked[ClientQuestion.Active]).ToList();
        if (returning.Count > 0 && nodes.Length > 0)
        {
            foreach (var counts in await ClientReader.ReturnsAsync(await clients.OpenAsync(cancellationToken), question.Network, nodes, [.. buckets.Select(bucket => bucket.Period)], question.Today, cancellationToken))
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
                foreach (var row in await ClientReader.LapsedAsync(await clients.OpenAsync(cancellationToken), question.Network, nodes, asOf, cancellationToken))
                {
                    found[(bucket, row.NodeId, measure.Name)] = [(null, row.Clients)];
                }
            }

            foreach (var measure in asked[ClientQuestion.ValueToDate])
            {
                foreach (var node in (await ClientReader.ValueToDateAsync(await clients.OpenAsync(cancellationToken), question.Network, nodes, asOf, cancellationToken)).Where(row => row.Clients > 0).GroupBy(row => row.NodeId))
                {
                    found[(bucket, node.Key, measure.Name)] = [.. node.Select(row => ((string?)row.Currency, (decimal?)(row.NetSales / row.Clients)))];
                }
            }

            foreach (var measure in asked[ClientQuestion.LifetimeValue])
            {
                foreach (var (node, currency, value) in await LifetimeValue.ReadAsync(await clients.OpenAsync(cancellationToken), question.Network, nodes, asOf, cancellationToken))
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

    private static Reply<(Guid Node, long Locations)> AskActiveLocations(Questions questions, MeasureQuestion question, Period period, Guid[] nodes)
    {
        var grain = question.By != By.Day && CellReader.Pieces(period, question.By).All(piece => piece.Grain == 'm') ? 'm' : 'd';
        var last = grain == 'm' ? "(c.period + interval '1 month - 1 day')::date" : "c.period";
        return questions.Add(
            $"""
            select l.ancestor_id, count(distinct c.node_id)
            from network.v_lineage l
            join measures.cell c on c.network_id = $1 and c.grain = '{grain}' and c.node_id = l.location_id and c.period between $2 and $3 and {last} >= l.valid_from and c.period <= l.valid_to
            where l.network_id = $1 and l.ancestor_id = any($4) and (c.transactions > 0 or c.visits > 0)
            group by l.ancestor_id
            """,
            row => (row.GetGuid(0), row.GetInt64(1)),
            new NpgsqlParameter<Guid> { TypedValue = question.Network.Value },
            new NpgsqlParameter<DateOnly> { TypedValue = period.From },
            new NpgsqlParameter<DateOnly> { TypedValue = period.To },
            new NpgsqlParameter<Guid[]> { TypedValue = nodes });
    }

    private static void TakeActiveLocations(AskedMeasures asked, Dictionary<(int, Guid, string), List<(string?, decimal?)>> found)
    {
        if (asked.Question.Measures.FirstOrDefault(IsActiveLocations) is not { } measure)
        {
            return;
        }

        for (var bucket = 0; bucket < asked.Active.Count; bucket++)
        {
            foreach (var (node, locations) in asked.Active[bucket].Rows)
            {
                found[(bucket, node, measure.Name)] = [(null, locations)];
            }
        }

        if (asked.Question.By == By.Total)
        {
            foreach (var node in asked.Question.Nodes)
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
