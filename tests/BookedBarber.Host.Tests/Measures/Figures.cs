using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Measures.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Host.Tests.Measures;

/// <summary>A town with day totals of two years, settled.</summary>
internal sealed class Figures
{
    private Figures(App app, Town town) => (App, Town) = (app, town);

    public App App { get; }

    public Town Town { get; }

    public static async Task<Figures> OpenAsync(App app)
    {
        var town = await Town.BuildAsync(app);
        var figures = new Figures(app, town);
        await figures.WriteAsync(
            """
            insert into records.daily_close (network_id, location_id, business_day, source, id, currency, net_sales, visits)
            select @Network, l.id, d::date, 'test', gen_random_uuid(), 'USD', l.sales + extract(isodow from d), 10
            from (values (@Main, 100), (@Side, 200), (@Harbor, 300)) l(id, sales)
            cross join generate_series('2024-01-01'::date, '2025-12-31'::date, '1 day') d
            """);
        await figures.SettleAsync();
        return figures;
    }

    public async Task WriteAsync(string sql)
    {
        await using var session = await App.Get<IDatabase>().WriteAsync(Scope.OfSystem(Town.Network), "test", CancellationToken.None);
        await session.ExecuteAsync(sql, new { Network = Town.Network.Value, Main = Town.Main.Value, Side = Town.Side.Value, Harbor = Town.Harbor.Value }, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    /// <summary>Waits until cells and the sums above them have followed.</summary>
    public async Task SettleAsync()
    {
        await App.SettleAsync();
        await App.Get<ICellSettling>().RunAsync(CancellationToken.None);
        var feed = App.Get<IFeedReader>();
        await feed.WaitForConsumersAsync(await feed.HeadAsync(CancellationToken.None), CancellationToken.None);
    }

    public string Path(string question) => $"/api/v2/franchise/networks/{Town.Network}/measures?{question}";

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
