using System.Text;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Features.UploadImport;
using BookedBarber.Integrations.Features.Watching;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Tests.Importing;

public sealed class UploadedImportTests
{
    [Fact]
    public async Task An_uploaded_file_is_imported_by_a_job_and_its_pieces_are_gone_afterwards()
    {
        await using var shop = await ChainAsync();
        var scope = Scope.OfSystem(shop.Network("chain").Id);
        var id = await StartAsync(shop, scope, ("profile", "rossmann/days"), ("file", "Store,Date,Sales,Customers\n1,2018-01-01,5,1\n1,2018-01-02,x,1\n9,2018-01-02,5,1\n"));
        (await shop.ScalarAsync<long>("select count(*) from integrations.import_piece")).ShouldBe(1);

        await RunAsync(shop, scope, id);

        var item = (await shop.Node.Get<WatchImports>().FindAsync(scope, id, TestContext.Current.CancellationToken))!;
        (item.State, item.RowsRead, item.Imported, item.Refused, item.BytesRead).ShouldBe(("done", 3, 1, 2, item.BytesTotal));
        var refused = await shop.Node.Get<ImportStore>().RefusalsAsync(scope.Network, id, 0, 10, TestContext.Current.CancellationToken);
        refused.Select(row => (row.Line, row.Column, row.Code)).ShouldBe([(3, 3, "not_a_number"), (4, 1, "unknown_location")]);
        (await shop.ScalarAsync<long>("select count(*) from integrations.import_piece")).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_of_locations_outside_of_the_callers_part_are_refused_like_unknown_ones()
    {
        await using var shop = await ChainAsync();
        var network = shop.Network("chain");
        var own = shop.Node.Get<INetworkTree>().FindLocation(network.Id, "1")!;
        var scope = Scope.OfSystem(network.Id) with { Roots = [own.Id] };
        var id = await StartAsync(shop, scope, ("profile", "rossmann/days"), ("file", "Store,Date,Sales,Customers\n1,2018-01-01,5,1\n2,2018-01-01,5,1\n"));

        await RunAsync(shop, scope, id);

        var refused = await shop.Node.Get<ImportStore>().RefusalsAsync(scope.Network, id, 0, 10, TestContext.Current.CancellationToken);
        refused.ShouldHaveSingleItem().ShouldSatisfyAllConditions(row => row.Line.ShouldBe(3), row => row.Code.ShouldBe("unknown_location"));
    }

    [Fact]
    public async Task A_cancelled_import_is_not_run()
    {
        await using var shop = await ChainAsync();
        var scope = Scope.OfSystem(shop.Network("chain").Id);
        var id = await StartAsync(shop, scope, ("profile", "rossmann/days"), ("file", "Store,Date,Sales,Customers\n1,2018-01-01,5,1\n"));

        (await shop.Node.Get<WatchImports>().CancelAsync(scope, id, TestContext.Current.CancellationToken))!.State.ShouldBe("cancelled");
        await RunAsync(shop, scope, id);

        (await shop.ScalarAsync<long>("select count(*) from records.daily_close")).ShouldBe(0);
    }

    [Fact]
    public async Task A_dry_run_keeps_its_report_and_no_record()
    {
        await using var shop = await ChainAsync();
        var scope = Scope.OfSystem(shop.Network("chain").Id);
        var id = await StartAsync(shop, scope, ("profile", "rossmann/days"), ("dryRun", "true"), ("file", "Store,Date,Sales,Customers\n1,2018-01-01,5,1\n1,2018-02-30,5,1\n"));

        await RunAsync(shop, scope, id);

        var item = (await shop.Node.Get<WatchImports>().FindAsync(scope, id, TestContext.Current.CancellationToken))!;
        (item.State, item.DryRun, item.Imported, item.Refused).ShouldBe(("done", true, 1, 1));
        (await shop.ScalarAsync<long>("select count(*) from records.daily_close")).ShouldBe(0);
    }

    [Theory]
    [InlineData("profile", "rossmann/dayz", "invalid_request", "Did you mean 'rossmann/days'?")]
    [InlineData("profileYaml", "profile: x\nrecord: saale\n", "invalid_request", "Did you mean 'sale'?")]
    [InlineData("profile", "hair-salon/receipts", "invalid_request", "say which one")]
    public async Task What_cannot_begin_is_a_problem_and_leaves_nothing(string field, string value, string code, string detail)
    {
        await using var shop = await ChainAsync();
        var scope = Scope.OfSystem(shop.Network("chain").Id);
        await using var upload = (await UploadAsync((field, value), ("file", "a,b\n"))).Value!;

        var started = await shop.Node.Get<StartImport>().RunAsync(scope, upload, TestContext.Current.CancellationToken);

        started.Problem!.ShouldSatisfyAllConditions(problem => problem.Code.ShouldBe(code), problem => problem.Fields![0].Detail.ShouldContain(detail));
        (await shop.ScalarAsync<long>("select count(*) from integrations.import")).ShouldBe(0);
    }

    private static async Task<Shop> ChainAsync()
    {
        var shop = await Shop.OpenAsync();
        await shop.ImportAsync("--network", "chain", "--profile", "rossmann/stores", "--create", shop.File("stores.csv", "Store\n1\n2\n"));
        await using var session = await shop.Node.Database.SystemAsync("test", TestContext.Current.CancellationToken);
        await session.ExecuteAsync("delete from integrations.import", null, TestContext.Current.CancellationToken);
        await session.CommitAsync(TestContext.Current.CancellationToken);
        return shop;
    }

    private static async Task<Guid> StartAsync(Shop shop, Scope scope, params (string Name, string Value)[] parts)
    {
        await using var upload = (await UploadAsync(parts)).Value!;
        var started = await shop.Node.Get<StartImport>().RunAsync(scope, upload, TestContext.Current.CancellationToken);
        started.Problem.ShouldBeNull();
        return started.Value;
    }

    private static Task RunAsync(Shop shop, Scope scope, Guid id)
    {
        var handler = shop.Node.Services.GetServices<IJobHandler>().OfType<ImportJobHandler>().Single();
        var lease = new JobLease(id, scope.Network, handler.Kind, StorageJson.Serialize(new ImportPayload(scope.Network.Value, id)), 1, scope.Caller.Id, _ => { });
        return handler.RunAsync(lease, TestContext.Current.CancellationToken);
    }

    private static async Task<Result<Upload>> UploadAsync(params (string Name, string Value)[] parts)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in parts)
        {
#pragma warning disable CA2000 // disposed with the body
            if (name == "file")
            {
                body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name, "upload.csv");
            }
            else
            {
                body.Add(new StringContent(value), name);
            }
#pragma warning restore CA2000
        }

        var context = new DefaultHttpContext();
        context.Request.ContentType = body.Headers.ContentType!.ToString();
        context.Request.Body = await body.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return await Upload.ReadAsync(context.Request, TestContext.Current.CancellationToken);
    }
}
