using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Host.Tests.Access;

/// <summary>Marks answers that an endpoint's own handler gave after access was allowed, so that its 404 of an unknown sale is not taken for a refusal.</summary>
internal sealed class DecisionHeader : IStartupFilter
{
    public const string Name = "X-Test-Scope";

    public static void Add(IServiceCollection services) => services.AddSingleton<IStartupFilter, DecisionHeader>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.Features.Get<Scope>() is not null)
                {
                    context.Response.Headers[Name] = "set";
                }

                return Task.CompletedTask;
            });
            return following(context);
        });
        next(app);
    };
}
