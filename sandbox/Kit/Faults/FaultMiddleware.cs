using System.Globalization;
using System.IO.Compression;
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
        var lifted = faults.Lifted; // asked for first: whoever hears that a call is held up may take the fault back at once
        if (faults.Next(FaultKind.Delay, path) is { } late)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            await Task.WhenAny(Task.Delay(late.Delay, over.Token), lifted);
            await over.CancelAsync();
            context.RequestAborted.ThrowIfCancellationRequested();
        }

        if (await AnswersAsync(context, path))
        {
            return;
        }

        var retypes = faults.Retypes(path);
        var cut = faults.NextCut(path);
        if (retypes.Count == 0 && cut is null)
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
            var refusal = simulation.Vendor.Throttled(throttle.RetryAfter);
            await Api.WriteAsync(context, throttle.SaysDate ? refusal.With("Retry-After", (simulation.Clock.GetUtcNow() + throttle.RetryAfter).ToString("R", CultureInfo.InvariantCulture)) : refusal);
            return true;
        }

        if (faults.Next(FaultKind.Redirect, path) is { } elsewhere)
        {
            await Api.WriteAsync(context, Answer.Redirect(elsewhere.To!));
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

    private async Task RewriteAsync(HttpContext context, RequestDelegate next, IReadOnlyList<Retype> retypes, PageFault? cut)
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
            body = cut switch
            {
                PageFault.Cut => body[..(body.Length * 2 / 3)],
                PageFault.Gzip => Half(context, body),
                _ => body,
            };
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Half(HttpContext context, byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(body);
        }

        context.Response.Headers.ContentEncoding = "gzip";
        return packed.ToArray()[..(int)(packed.Length / 2)];
    }

    private byte[] Rewrite(byte[] body, IReadOnlyList<Retype> retypes)
    {
        var root = JsonNode.Parse(body);
        foreach (var retype in retypes)
        {
            if (Walk(root, retype))
            {
                simulation.Faults.NoteRetyped();
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static bool Walk(JsonNode? node, Retype retype)
    {
        var met = false;
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                met |= Walk(item, retype);
            }
        }

        if (node is not JsonObject body)
        {
            return met;
        }

        foreach (var (_, value) in body.ToList())
        {
            met |= Walk(value, retype);
        }

        if (retype.Add && body.Any(property => property.Value is JsonValue)) // a thing, not a table of things
        {
            body[retype.Field] = retype.Value?.DeepClone() ?? new JsonObject();
            return true;
        }

        if (retype.Add || !body.TryGetPropertyValue(retype.Field, out var found) || (retype.Value is not null && found is JsonObject or JsonArray))
        {
            return met;
        }

        Apply(body, found, retype);
        return true;
    }

    private static void Apply(JsonObject body, JsonNode? value, Retype retype)
    {
        if (retype.Remove)
        {
            body.Remove(retype.Field);
            return;
        }

        var changed = retype.Value?.DeepClone() ?? (retype.Type is null ? value?.DeepClone() : As(value, retype.Type));
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
