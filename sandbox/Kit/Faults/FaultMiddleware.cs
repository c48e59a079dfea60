using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Sandbox.Kit.Faults;

/// <summary>Stands before a vendor's paths and lets go wrong what is planned. Steering itself is never met.</summary>
internal sealed class FaultMiddleware(Simulation simulation)
{
    private const string Page = "<!doctype html><html lang=\"en\"><head><title>Service unavailable</title></head><body><h1>We will be right back</h1><p>Scheduled maintenance is in progress.</p></body></html>";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value;
        if (context.Request.Path.StartsWithSegments("/_sandbox", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        simulation.CountCall();
        var faults = simulation.Faults;
        faults.Enter(context.Request.Path);
        if (faults.Next(FaultKind.Delay, path) is { } late)
        {
            await Task.Delay(late.Delay, context.RequestAborted);
        }

        if (await AnswersAsync(context, path))
        {
            return;
        }

        var retypes = faults.Retypes(path);
        var cut = faults.NextCut(path);
        if (retypes.Count == 0 && !cut)
        {
            await next(context);
            return;
        }

        await RewriteAsync(context, next, retypes, cut);
    }

    private async Task<bool> AnswersAsync(HttpContext context, string? path)
    {
        var faults = simulation.Faults;
        if (faults.Next(FaultKind.Status, path) is { } failure)
        {
            if (failure.Status == 0)
            {
                context.Abort();
            }
            else
            {
                await Api.WriteAsync(context, simulation.Vendor.Failed(failure.Status));
            }

            return true;
        }

        if (faults.Next(FaultKind.Throttle, path) is { } throttle)
        {
            await Api.WriteAsync(context, simulation.Vendor.Throttled(throttle.RetryAfter));
            return true;
        }

        if (faults.Next(FaultKind.Html, path) is { } html)
        {
            await Api.WriteAsync(context, Answer.Html(html.Status, Page));
            return true;
        }

        if (faults.Next(FaultKind.ErrorInside, path) is not null)
        {
            await Api.WriteAsync(context, simulation.Vendor.ErrorInside());
            return true;
        }

        return await LimitAsync(context);
    }

    private async Task<bool> LimitAsync(HttpContext context)
    {
        if (simulation.Faults.Budget is not { } budget)
        {
            return false;
        }

        var now = simulation.Clock.GetUtcNow();
        var (remaining, reset, allowed) = budget.Take(now);
        foreach (var (name, value) in simulation.Vendor.LimitHeaders(budget, remaining, reset))
        {
            context.Response.Headers[name] = value;
        }

        if (allowed)
        {
            return false;
        }

        await Api.WriteAsync(context, simulation.Vendor.Throttled(TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((reset - now).TotalSeconds)))));
        return true;
    }

    private static async Task RewriteAsync(HttpContext context, RequestDelegate next, IReadOnlyList<Retype> retypes, bool cut)
    {
        var original = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = original;
        }

        var body = buffer.ToArray();
        if (context.Response.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true)
        {
            body = retypes.Count == 0 ? body : Rewrite(body, retypes);
            body = cut ? body[..(body.Length * 2 / 3)] : body;
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Rewrite(byte[] body, IReadOnlyList<Retype> retypes)
    {
        var root = JsonNode.Parse(body);
        foreach (var retype in retypes)
        {
            Walk(root, retype);
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static void Walk(JsonNode? node, Retype retype)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Walk(item, retype);
            }
        }

        if (node is not JsonObject body)
        {
            return;
        }

        foreach (var (_, value) in body.ToList())
        {
            Walk(value, retype);
        }

        if (body.TryGetPropertyValue(retype.Field, out var found))
        {
            Apply(body, found, retype);
        }
    }

    private static void Apply(JsonObject body, JsonNode? value, Retype retype)
    {
        if (retype.Remove)
        {
            body.Remove(retype.Field);
            return;
        }

        var changed = retype.Type is null ? value?.DeepClone() : As(value, retype.Type);
        if (retype.Rename is not null)
        {
            body.Remove(retype.Field);
        }

        body[retype.Rename ?? retype.Field] = changed;
    }

    private static JsonNode? As(JsonNode? value, string type) => type switch
    {
        "string" => value is JsonValue scalar ? scalar.ToString() : value?.ToJsonString(),
        "number" => decimal.TryParse(value?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : value?.ToString().Length ?? 0,
        "object" => new JsonObject { ["value"] = value?.DeepClone() },
        "array" => new JsonArray(value?.DeepClone()),
        _ => null,
    };
}
