using BookedBarber.Access;
using BookedBarber.Measures;
using BookedBarber.Network;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Operations.Tests;

/// <summary>A node with the modules that the demo needs.</summary>
internal static class Node
{
    public static IReadOnlyList<IModule> Modules() => [new NetworkModule(), new AccessModule(), new RecordsModule(), new MeasuresModule(), new OperationsModule()];

    public static Task<TestDatabase> DatabaseAsync() => TestDatabase.CreateAsync([.. Modules()]);

    public static Task<TestNode> StartAsync(TestDatabase database, FakeClock clock, bool withWorkers = false, params (string Key, string Value)[] settings) =>
        TestNode.StartAsync(database, Modules(), clock, withWorkers, services => services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(Settings(settings)).Build()));

    private static Dictionary<string, string?> Settings((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOOKEDBARBER_DEMO_PASSWORD"] = "correct-horse-42" };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return all;
    }
}
