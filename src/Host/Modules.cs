using BookedBarber.Access;
using BookedBarber.Integrations;
using BookedBarber.Measures;
using BookedBarber.Network;
using BookedBarber.Operations;
using BookedBarber.Predictions;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Streams;
using BookedBarber.Webhooks;

namespace BookedBarber.Host;

/// <summary>The modules of the house, lower floors first: migrations run in this order.</summary>
public static class Modules
{
    /// <summary>New instances of all modules.</summary>
    public static IReadOnlyList<IModule> All() =>
    [
        new NetworkModule(),
        new AccessModule(),
        new RecordsModule(),
        new MeasuresModule(),
        new IntegrationsModule(),
        new PredictionsModule(),
        new StreamsModule(),
        new WebhooksModule(),
        new OperationsModule(),
    ];
}
