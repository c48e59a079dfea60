using BookedBarber.Access.Contracts;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Tests;

public sealed class Rules
{
    [Fact]
    public async Task A_host_with_an_endpoint_without_a_rule_does_not_start()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/ruled", Answer).OpenToAnyone();
        app.MapGet("/forgotten", Answer);
        app.MapGet("/misnamed/{shopId}", Answer).Needs(Permission.SalesRead, "shopId");
        app.MapGet("/missing", Answer).Needs(Permission.SalesRead);

        var fault = Should.Throw<InvalidOperationException>(app.EnsureAccessRules);

        fault.Message.ShouldContain("/forgotten) has no rule");
        fault.Message.ShouldContain("asks at 'shopId'");
        fault.Message.ShouldContain("/missing) has no route parameter 'networkId'");
        fault.Message.ShouldNotContain("/ruled");
    }

    [Fact]
    public async Task The_rule_nearest_to_the_endpoint_wins()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var group = app.MapGroup("/group").NeedsAdministrator();
        group.MapGet("/open", Answer).OpenToAnyone();

        var endpoint = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ShouldHaveSingleItem();

        endpoint.Metadata.GetMetadata<AccessRule>()!.Kind.ShouldBe(AccessRuleKind.Anyone);
    }

    private static Task Answer(HttpContext context) => context.Response.WriteAsync("x", context.RequestAborted);
}
