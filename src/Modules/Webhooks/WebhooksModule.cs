using System.Net;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Delivering;
using BookedBarber.Webhooks.Events;
using BookedBarber.Webhooks.FanOut;
using BookedBarber.Webhooks.Features.Analytics;
using BookedBarber.Webhooks.Features.Deliveries;
using BookedBarber.Webhooks.Features.Endpoints;
using BookedBarber.Webhooks.Features.EventCatalogue;
using BookedBarber.Webhooks.Features.Notices;
using BookedBarber.Webhooks.Features.Replays;
using BookedBarber.Webhooks.Housekeeping;
using BookedBarber.Webhooks.Signing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Webhooks;

/// <summary>Events for other systems: subscriptions at any unit of the tree, signed deliveries with retries, dead letters, replay.</summary>
public sealed class WebhooksModule : IModule
{
    public string Name => "webhooks";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(WebhookOptions.Read(configuration));
        services.AddSingleton<KeyVault>();
        services.AddSingleton<EventFactory>();
        services.AddSingleton<EventRoute>();
        services.AddSingleton<Matching>();
        services.AddSingleton<DeliveryLine>();
        services.AddSingleton<IFeedConsumer, FanOutConsumer>();

        services.AddSingleton(provider => new AddressGuard(provider.GetRequiredService<WebhookOptions>(), Dns.GetHostAddressesAsync));
        services.AddSingleton<Sender>();
        services.AddSingleton<LaneStore>();
        services.AddSingleton<OutcomeBatch>();
        services.AddSingleton<OutcomeWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<OutcomeWriter>()); // before the dispatcher: stopped after it
        services.AddSingleton<Dispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<Dispatcher>());
        services.AddSingleton(Forgetting.Rules);

        services.AddSingleton<EndpointUrl>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookList>();
        services.AddSingleton<MakeWebhook>();
        services.AddSingleton<ChangeWebhook>();
        services.AddSingleton<TestWebhook>();
        services.AddSingleton<DeliveryReader>();
        services.AddSingleton<Redelivery>();
        services.AddSingleton<ReplayPlan>();
        services.AddSingleton<StartReplay>();
        services.AddSingleton<IJobHandler, ReplayJob>();
        services.AddSingleton<WebhookFigures>();
        services.AddSingleton<NoticeBoard>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapWebhooks();
        endpoints.MapDeliveries();
        endpoints.MapReplays();
        endpoints.MapWebhookAnalytics();
        endpoints.MapNotices();
        endpoints.MapEventCatalogue();
    }
}
