using System.Globalization;
using BookedBarber.Algorithms.Clients;
using BookedBarber.Predictions.Inputs;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;
using NpgsqlTypes;

namespace BookedBarber.Predictions.Nightly.Clients;

/// <summary>Judges every client of a network: how likely no visit is in 90 days, what the next 36 months are worth, and what to do.</summary>
internal sealed class ClientsPart(IDatabase database, VisitReader visits, ModelRegistry registry, TimeProvider clock) : IPredictionPart
{
    public const string PartName = "clients";

    // So many learn from each other at once: enough to tell rhythms, few enough for little memory.
    private const int Together = 4000;

    // Who has been away for two years is gone, and judging them every night tells nothing.
    private const int LongestAway = 730;
    private const int DaysBetweenTrials = 7;
    private const int Seed = 1;
    private const double DefaultContribution = 0.40;
    private const double DefaultDiscount = 0.01;

    public string Name => PartName;

    private sealed record Parameter(string Name, decimal Value);

    public async Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        var asOf = run.Today.AddDays(-1);
        var (contribution, discount) = await ParametersAsync(run.Network, cancellationToken);
        var (batch, judged, model) = (new List<VisitingClient>(Together), 0, (ModelVersion?)null);
        await foreach (var client in visits.ReadAsync(run.Network, run.Today, cancellationToken))
        {
            if (asOf.DayNumber - client.Visits.Days[^1].DayNumber > LongestAway)
            {
                continue;
            }

            batch.Add(client);
            if (batch.Count == Together)
            {
                judged += await FlushAsync();
            }
        }

        judged += batch.Count > 0 ? await FlushAsync() : 0;
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        await session.ExecuteAsync("delete from predictions.client_outlook where network_id = @Network and run_id <> @Id", new { run.Network, run.Id }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return judged == 0 ? "There are no visits of known clients yet." : string.Create(CultureInfo.InvariantCulture, $"{judged} clients as of {asOf:yyyy-MM-dd}.");

        async Task<int> FlushAsync()
        {
            model ??= await ModelAsync(run, batch, asOf, cancellationToken);
            var outlooks = Judge(batch, asOf, contribution, discount, cancellationToken, out var basis);
            await StoreAsync(run, outlooks, basis, asOf, model.Id, cancellationToken);
            var count = batch.Count;
            batch.Clear();
            run.Report(judged + count, 0);
            await run.PauseAsync(cancellationToken);
            return count;
        }
    }

    private static List<ClientOutlook> Judge(List<VisitingClient> clients, DateOnly asOf, double contribution, double discount, CancellationToken cancellationToken, out string basis)
    {
        var histories = clients.ConvertAll(client => client.Visits);
        var told = ReturnForecast.Judge(histories, asOf, ClientTrial.Ahead, Seed, cancellationToken);
        var byMonth = ReturnForecast.VisitsByMonth(histories, asOf, ClientOutlook.Months);
        basis = told.Basis switch { ReturnBasis.OwnRhythm => "own_rhythm", ReturnBasis.VisitModel => "visit_model", _ => "share_of_all" };
        return [.. clients.Select((client, at) => ClientOutlook.Of(client, told.Clients[at], byMonth?[at], asOf, contribution, discount))];
    }

    private async Task<ModelVersion> ModelAsync(PredictionRun run, List<VisitingClient> sample, DateOnly asOf, CancellationToken cancellationToken)
    {
        await using (var reading = await database.ReadAsync(run.Network, cancellationToken))
        {
            if (await registry.FreshAsync(reading, run.Network, PredictionKind.Clients, clock.GetUtcNow().AddDays(-DaysBetweenTrials), cancellationToken) is { } fresh)
            {
                return fresh;
            }
        }

        var trained = ClientTrial.Run(sample, asOf, Seed, cancellationToken);
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        var model = await registry.EnterOrKeepAsync(session, run.Network, trained, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return model;
    }

    private async Task<(double Contribution, double Discount)> ParametersAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var set = (await session.QueryAsync<Parameter>("select name, value from measures.v_parameter where network_id = @network", new { network }, cancellationToken)).ToDictionary(one => one.Name, one => (double)one.Value);
        return (set.GetValueOrDefault("contribution_rate", DefaultContribution), set.GetValueOrDefault("monthly_discount", DefaultDiscount));
    }

    private async Task StoreAsync(PredictionRun run, List<ClientOutlook> outlooks, string basis, DateOnly asOf, Guid model, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(run.Scope, run.Cause, cancellationToken);
        await session.ExecuteAsync("create temp table if not exists outlook_staging (like predictions.client_outlook) on commit delete rows", null, cancellationToken);
        await using (var copy = await session.Connection.BeginBinaryImportAsync(
            """
            copy outlook_staging (network_id, client_id, location_id, currency, as_of, run_id, model_id, basis, visits, first_day, last_day, usual_gap, is_lapsed, p_alive, p_no_visit, expected_visits, value_to_date, value_ahead, value_at_risk, step, reason)
            from stdin (format binary)
            """,
            cancellationToken))
        {
            foreach (var one in outlooks)
            {
                var (client, told) = (one.Client, one.Return);
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(run.Network.Value, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(client.Id, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(client.Location, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(client.Currency, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(asOf, NpgsqlDbType.Date, cancellationToken);
                await copy.WriteAsync(run.Id, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(model, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(basis, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(client.Visits.Days.Count, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(client.Visits.Days[0], NpgsqlDbType.Date, cancellationToken);
                await copy.WriteAsync(client.Visits.Days[^1], NpgsqlDbType.Date, cancellationToken);
                await copy.OptionalAsync((float?)one.UsualGap, NpgsqlDbType.Real, cancellationToken);
                await copy.WriteAsync(one.IsLapsed, NpgsqlDbType.Boolean, cancellationToken);
                await copy.WriteAsync((float)told.ProbabilityAlive, NpgsqlDbType.Real, cancellationToken);
                await copy.WriteAsync((float)told.ProbabilityOfNoVisit, NpgsqlDbType.Real, cancellationToken);
                await copy.WriteAsync((float)told.ExpectedVisits, NpgsqlDbType.Real, cancellationToken);
                await copy.WriteAsync(one.ValueToDate, NpgsqlDbType.Numeric, cancellationToken);
                await copy.OptionalAsync(one.ValueAhead, NpgsqlDbType.Numeric, cancellationToken);
                await copy.WriteAsync(one.ValueAtRisk, NpgsqlDbType.Numeric, cancellationToken);
                await copy.WriteAsync(one.Step, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(told.Reason, NpgsqlDbType.Text, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await session.ExecuteAsync("delete from predictions.client_outlook o using outlook_staging s where o.network_id = s.network_id and o.client_id = s.client_id", null, cancellationToken);
        await session.ExecuteAsync("insert into predictions.client_outlook select * from outlook_staging", null, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
