using System.Globalization;
using System.Text;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Measures.Features.ReadMeasures;

/// <summary>Values of measures over REST.</summary>
internal static class MeasuresApi
{
    public static void MapMeasures(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v2/franchise/networks/{networkId:guid}/measures", ReadAsync).Needs(Permission.MeasuresRead).WithTags("Measures").WithName("readMeasures").WithSummary("Read measures")
            .WithDescription("Values of measures per day, week, month, year or in total, for locations or what lies above them. Days are local business days, both ends included. "
                + "Money is a decimal string with the currency's digits; a node that trades in several currencies has one row for each. Percent values are in per cent. "
                + "With compare=year each row carries the value of the same dates a year earlier, with compare=previous that of as many days in the same place of the period before (of whole months: of the months before). format=csv gives the same rows as CSV.");

    private static async Task<Results<AnswerResult<MeasuresAnswer>, ProblemHttpResult>> ReadAsync(
        [AsParameters] MeasuresQuery query,
        Scope scope,
        INetworkTree tree,
        MeasuresReading read,
        IDatabase database,
        CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var request = MeasuresRequest.Read(query, scope, tree);
        if (request is { Succeeded: true, Value.IsCsv: true })
        {
            await NoteExportAsync(database, scope, request.Value, cancellationToken);
        }

        if (!request.Succeeded)
        {
            return request.Problem.ToHttp();
        }

        var answer = await read.RunAsync(scope, request.Value, cancellationToken);
        return request.Value.IsCsv ? AnswerResult<MeasuresAnswer>.File(answer, "measures.csv") : AnswerResult<MeasuresAnswer>.Of(answer, scope.Network);
    }

    // A file is what figures leave the house by, so it is told in the audit trail like every export.
    private static async Task NoteExportAsync(IDatabase database, Scope scope, MeasuresRequest request, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "export", cancellationToken);
        await session.RecordActionAsync(
            scope.Network,
            "export.downloaded",
            null,
            new { record = "measures", format = "csv", from = request.Period.From, to = request.Period.To, measures = request.Measures.Select(measure => measure.Name) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}

/// <summary>Answers a question for values of measures.</summary>
internal sealed class MeasuresReading(MeasureReader reader, LocationFiguresCache figures, AnswerCache cache, INetworkTree tree, TimeProvider clock)
{
    public Task<FinishedAnswer> RunAsync(Scope scope, MeasuresRequest request, CancellationToken cancellationToken)
    {
        var today = (tree.FindNetwork(scope.Network) is { } network ? tree.Find(NodeId.Root(network.Id)) : null)?.DayAt(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var key = AnswerCache.Key(
            "measures", scope, string.Join(',', request.Measures.Select(measure => measure.Name)), request.Period.ToString(), request.By.ToString(), request.NodesKey,
            request.Compare.ToString(), request.IsCsv.ToString(), today.ToString("O", CultureInfo.InvariantCulture), tree.Version(scope.Network).ToString(CultureInfo.InvariantCulture));
        var basis = MeasureBasis.Of(scope.Network, request.Measures, request.Period, request.Compare.Of(request.Period));
        if (request.Measures.Any(measure => measure.Computation is OverLocations))
        {
            basis = basis with { Days = figures.WithOpenings(scope.Network, basis.Days), Echo = figures.EchoOf(scope.Network) };
        }
        else if (request.Measures.All(measure => measure.Facts.Any()))
        {
            // Sums of cells are a node's own; who is a new client may be decided elsewhere.
            basis = basis with { Nodes = request.Nodes.Select(node => node.Id.Value).ToHashSet(), PeerPatience = Basis.Untouched };
        }

        return cache.GetAsync(key, basis, token => MakeAsync(scope.Network, request, today, token), cancellationToken);
    }

    private async Task<FinishedAnswer> MakeAsync(NetworkId network, MeasuresRequest request, DateOnly today, CancellationToken cancellationToken)
    {
        var asOf = clock.GetUtcNow();
        var buckets = Buckets.Of(request.Period, request.By);
        var values = await reader.ReadAsync(new MeasureQuestion(network, request.Nodes, request.Period, request.By, request.Measures, today), cancellationToken);
        var before = await BeforeAsync(network, request, buckets, today, cancellationToken);
        var rows = values.Select(value => new MeasureRow(
            buckets[value.Bucket].Label,
            value.Node.Id.Value,
            value.Node.Code,
            value.Measure.Name,
            MeasureFormat.Text(value.Measure, value.Value, value.Currency),
            MeasureFormat.UnitCode(value.Measure, value.Currency),
            MeasureFormat.Text(value.Measure, before.GetValueOrDefault((value.Bucket, value.Node.Id.Value, value.Measure.Name, value.Currency)), value.Currency)));
        return request.IsCsv
            ? new FinishedAnswer(Csv(rows, request.Compare != Comparing.None), "text/csv; charset=utf-8")
            : new FinishedAnswer(MeasuresJson.Serialize(new MeasuresAnswer([.. rows], asOf)), "application/json; charset=utf-8");
    }

    /// <summary>The comparison of each bucket: the value over the days that <see cref="ComparedDays"/> gives it.</summary>
    private async Task<Dictionary<(int, Guid, string, string?), decimal?>> BeforeAsync(NetworkId network, MeasuresRequest request, IReadOnlyList<Bucket> buckets, DateOnly today, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(int, Guid, string, string?), decimal?>();
        if (request.Compare.Of(request.Period) is not { } period)
        {
            return found;
        }

        // Parts of the comparison period are read at once where each bucket compares with one of them; else (weeks that begin on another weekday) each as a total of its own.
        var compared = request.Compare.Of(request.Period, request.By, buckets);
        var parts = Buckets.Of(period, request.By).Select((part, index) => (part.Period, index)).ToDictionary(pair => pair.Period, pair => pair.index);
        if (compared.All(days => days is not { } some || parts.ContainsKey(some)))
        {
            var places = compared.Select((days, place) => (days, place)).Where(pair => pair.days is not null).ToLookup(pair => parts[pair.days!.Value], pair => pair.place);
            foreach (var value in await reader.ReadAsync(new MeasureQuestion(network, request.Nodes, period, request.By, request.Measures, today), cancellationToken))
            {
                Keep(places[value.Bucket], value);
            }

            return found;
        }

        for (var place = 0; place < compared.Count; place++)
        {
            if (compared[place] is { } days)
            {
                foreach (var value in await reader.ReadAsync(new MeasureQuestion(network, request.Nodes, days, By.Total, request.Measures, today), cancellationToken))
                {
                    Keep([place], value);
                }
            }
        }

        return found;

        void Keep(IEnumerable<int> places, MeasureValue value)
        {
            foreach (var place in places)
            {
                found[(place, value.Node.Id.Value, value.Measure.Name, value.Currency)] = value.Value;
            }
        }
    }

    private static byte[] Csv(IEnumerable<MeasureRow> rows, bool withComparison)
    {
        var text = new StringBuilder("period,nodeId,nodeCode,measure,value,unit").Append(withComparison ? ",comparison\r\n" : "\r\n");
        foreach (var row in rows)
        {
            text.Append(row.Period).Append(',').Append(row.NodeId).Append(',').Append(CsvText(row.NodeCode)).Append(',').Append(row.Measure).Append(',').Append(row.Value).Append(',').Append(row.Unit);
            if (withComparison)
            {
                text.Append(',').Append(row.Comparison);
            }

            text.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // RFC 4180; a code that a spreadsheet would take for a formula is led by an apostrophe.
    private static string CsvText(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
