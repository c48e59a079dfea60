using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Storage.Tests;

/// <summary>A module with one tracked tenant table, enough to test the ground that real modules stand on.</summary>
public sealed class NoteModule : IModule
{
    public string Name => "test";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}

internal static class Notes
{
    public static readonly NetworkId One = NetworkId.From(new Guid("01900000-0000-7000-8000-000000000001"));
    public static readonly NetworkId Two = NetworkId.From(new Guid("01900000-0000-7000-8000-000000000002"));
    public static readonly Guid Shop = new("01900000-0000-7000-8000-0000000000aa");

    public static async Task<TestNode> StartAsync(bool withWorkers = false, Action<IServiceCollection>? configure = null)
    {
        var module = new NoteModule();
        return await TestNode.StartAsync(await TestDatabase.CreateAsync(module), [module], TimeProvider.System, withWorkers, configure);
    }

    public static Task AddAsync(this Session session, Guid id, string text, CancellationToken cancellationToken, string day = "2026-03-01") =>
        session.ExecuteAsync(
            "insert into test.note (network_id, id, location_id, day, text, secret) values (meta.network_id(), @id, @Shop, @day::date, @text, 'hush')",
            new { id, Shop, day, text },
            cancellationToken);

    public static Task ChangeAsync(this Session session, Guid id, string text, CancellationToken cancellationToken) =>
        session.ExecuteAsync("update test.note set text = @text where id = @id", new { id, text }, cancellationToken);
}
