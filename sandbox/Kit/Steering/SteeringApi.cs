using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Sandbox.Kit.Steering;

/// <summary>The paths under <c>/_sandbox</c>, by which a test or a person makes things happen at a vendor. See docs/guides/sandbox.md.</summary>
internal sealed class SteeringApi(Simulation simulation)
{
    private readonly FaultSteering _faults = new(simulation);
    private readonly TokenSteering _tokens = new(simulation);
    private readonly WebhookSteering _webhooks = new(simulation);
    private readonly ObjectSteering _objects = new(simulation);

    public void Map(WebApplication app)
    {
        app.MapGet("/_sandbox", (HttpContext context) => Api.WriteAsync(context, Answer.Ok(State())));
        app.MapGet("/_sandbox/webhooks", (HttpContext context) => Api.WriteAsync(context, Answer.Ok(_webhooks.List())));
        app.MapGet("/_sandbox/objects/{collection}", (HttpContext context) => SafelyAsync(context, () => _objects.List(context.GetRouteValue("collection")?.ToString() ?? "", context.Request.Query["account"])));
        foreach (var (name, act) in Actions())
        {
            app.MapPost($"/_sandbox/{name}", (HttpContext context) => ActAsync(context, act));
        }

        app.MapPost("/_sandbox/webhooks", ChangeWebhooksAsync);
    }

    private Dictionary<string, Func<Wishes, object>> Actions()
    {
        var actions = new Dictionary<string, Func<Wishes, object>>(StringComparer.Ordinal)
        {
            ["fail"] = _faults.Fail,
            ["throttle"] = _faults.Throttle,
            ["html"] = _faults.Html,
            ["error-in-200"] = _faults.ErrorInside,
            ["delay"] = _faults.Delay,
            ["redirect"] = _faults.Redirect,
            ["break-page"] = _faults.BreakPage,
            ["retype"] = _faults.Retype,
            ["reset"] = _faults.Reset,
            ["clock"] = _faults.Clock,
            ["expire-tokens"] = _tokens.Expire,
            ["revoke"] = _tokens.Revoke,
            ["consent"] = _tokens.Consent,
            ["seed"] = _objects.Seed,
            ["change"] = _objects.Change,
            ["delete"] = _objects.Delete,
        };
        foreach (var (name, scene) in simulation.Vendor.Scenes)
        {
            actions[name] = wishes => _objects.Play(scene, wishes);
        }

        return actions;
    }

    private object State() => new
    {
        vendor = simulation.Vendor.Name,
        now = simulation.Clock.GetUtcNow(),
        calls = simulation.Calls,
        tokenRequests = simulation.Tokens.Requests,
        actions = Actions().Keys.Append("webhooks").Order(StringComparer.Ordinal),
        streams = simulation.Vendor.Streams.Keys.Order(StringComparer.Ordinal),
        faults = simulation.Faults.InForce.Select(fault => new { kind = fault.Kind.ToString(), fault.Path, fault.Status, fault.Share, fault.After, fault.Count, fault.Met }),
        met = simulation.Faults.Met,
        accounts = simulation.Accounts.Select(account =>
        {
            lock (account.Gate)
            {
                return new { id = account.Id, name = account.Name, objects = account.Collections.ToDictionary(collection => collection.Name, collection => collection.Count, StringComparer.Ordinal) };
            }
        }).ToList(),
    };

    private async Task ChangeWebhooksAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } wishes)
        {
            await SafelyAsync(context, () => _webhooks.ChangeAsync(wishes, context.RequestAborted));
        }
    }

    private async Task ActAsync(HttpContext context, Func<Wishes, object> act)
    {
        if (await ReadAsync(context) is { } wishes)
        {
            await SafelyAsync(context, () => act(wishes));
        }
    }

    private static async Task<Wishes?> ReadAsync(HttpContext context)
    {
        var raw = await Api.ReadAsync(context);
        try
        {
            return new Wishes(raw is null or { Length: 0 } ? [] : JsonNode.Parse(raw) as JsonObject ?? throw new JsonException("The body is not an object."));
        }
        catch (JsonException fault)
        {
            await Api.WriteAsync(context, Answer.Of(400, new { error = fault.Message }));
            return null;
        }
    }

    private static Task SafelyAsync(HttpContext context, Func<object> act) => SafelyAsync(context, () => Task.FromResult(act()));

    private static async Task SafelyAsync(HttpContext context, Func<Task<object>> act)
    {
        Answer answer;
        try
        {
            answer = Answer.Ok(await act());
        }
        catch (SteeringFault fault)
        {
            answer = Answer.Of(400, new { error = fault.Message });
        }
        catch (Refusal refusal)
        {
            answer = refusal.Answer;
        }

        await Api.WriteAsync(context, answer);
    }
}
