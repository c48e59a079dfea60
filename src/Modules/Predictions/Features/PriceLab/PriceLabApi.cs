using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.PriceLab;

/// <summary>The price lab over REST.</summary>
internal static class PriceLabApi
{
    public static void MapPriceLab(this IEndpointRouteBuilder endpoints)
    {
        var prices = endpoints.MapGroup(PredictionsApi.Location + "/prices").WithTags(PredictionsApi.Tag);
        prices.MapGet("", ReadAsync).Needs(Permission.MeasuresRead, "locationId").WithName("readPrices").WithSummary("Read what prices of a location would bring")
            .WithDescription("Each service with its price, how units follow it, and the price inside the owner's bounds that leaves most. A change is proposed only where it gains also at the cautious end of what is known.");
        prices.MapPut("/bounds", BoundAsync).Needs(Permission.PredictionsManage, "locationId").WithName("setPriceBounds").WithSummary("Set the bounds of a service's price").WithDescription("No price outside of them is ever proposed. The proposal follows at once.");
        var tests = endpoints.MapGroup(PredictionsApi.Group + "/price-tests").WithTags(PredictionsApi.Tag);
        tests.MapGet("", ListAsync).Needs(Permission.MeasuresRead).WithName("listPriceTests").WithSummary("List trials of prices").WithDescription("Trials all of whose locations the caller may see, the newest first, each judged by bounds that hold at every look.");
        tests.MapPost("", StartAsync).Needs(Permission.PredictionsManage).WithName("startPriceTest").WithSummary("Start a trial of a price")
            .WithDescription("Deals locations out to a group that takes the new price and one that stays, and fixes size and stop rule beforehand. The shops themselves set the price; the trial reads what they sell.");
        tests.MapPost("/{testId:guid}/stop", StopAsync).Needs(Permission.PredictionsManage).WithName("stopPriceTest").WithSummary("Stop a trial of a price").WithDescription("What it has shown stays.");
    }

    private static async Task<Results<Ok<PriceList>, ProblemHttpResult>> ReadAsync(Scope scope, INetworkTree tree, PriceReading reading, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var answer = tree.Find(scope.Node.Id) is { Kind: NodeKind.Location } location ? await reading.ReadAsync(location, cancellationToken) : Problem.NotFound("location");
        return answer.Succeeded ? TypedResults.Ok(answer.Value) : answer.Problem.ToHttp();
    }

    private static async Task<Results<Ok<PriceList>, ProblemHttpResult>> BoundAsync(Scope scope, PriceBounds body, INetworkTree tree, PriceReading reading, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var answer = tree.Find(scope.Node.Id) is { Kind: NodeKind.Location } location ? await reading.BoundAsync(scope, location, body, cancellationToken) : Problem.NotFound("location");
        return answer.Succeeded ? TypedResults.Ok(answer.Value) : answer.Problem.ToHttp();
    }

    private static async Task<Ok<PriceTestList>> ListAsync(Scope scope, PriceTests tests, CancellationToken cancellationToken) => TypedResults.Ok(await tests.ListAsync(scope, cancellationToken));

    private static async Task<Results<Created<PriceTestItem>, ProblemHttpResult>> StartAsync(Scope scope, PriceTestRequest body, PriceTests tests, CancellationToken cancellationToken)
    {
        var started = await tests.StartAsync(scope, body, cancellationToken);
        return started.Succeeded ? TypedResults.Created($"/api/v2/franchise/networks/{scope.Network}/predictions/price-tests", started.Value) : started.Problem.ToHttp();
    }

    private static async Task<Results<Ok<PriceTestItem>, ProblemHttpResult>> StopAsync(Scope scope, Guid testId, PriceTests tests, CancellationToken cancellationToken)
    {
        var stopped = await tests.StopAsync(scope, testId, cancellationToken);
        return stopped.Succeeded ? TypedResults.Ok(stopped.Value) : stopped.Problem.ToHttp();
    }
}
