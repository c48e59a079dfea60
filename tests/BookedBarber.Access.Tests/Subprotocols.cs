using BookedBarber.Access.Contracts;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Access.Tests;

public sealed class Subprotocols
{
    [Theory]
    [InlineData("bookedbarber.v2, TOKEN", "TOKEN", "bookedbarber.v2")]
    [InlineData("bearer, TOKEN", "TOKEN", "bearer")]
    [InlineData("TOKEN, bearer", "TOKEN", "bearer")]
    [InlineData("bookedbarber.v2,bearer.TOKEN", "TOKEN", "bookedbarber.v2")]
    [InlineData("bookedbarber.v2", null, "bookedbarber.v2")]
    [InlineData("", null, null)]
    [InlineData("TOKEN", "TOKEN", null)]
    public void The_token_is_found_and_never_answered(string offered, string? token, string? answered)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.SecWebSocketProtocol = offered;

        AccessTokens.FromSubprotocol(context).ShouldBe(token);
        AccessTokens.ResponseProtocol(context).ShouldBe(answered);
    }
}
