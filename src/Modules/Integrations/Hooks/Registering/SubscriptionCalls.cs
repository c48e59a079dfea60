using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Hooks.Registering;

/// <summary>The calls of a subscription: those that make it and have it signed, and the one that ends it.</summary>
internal sealed class SubscriptionCalls(IVendorCalls calls, PublicAddress address)
{
    /// <summary>Tells the vendor our address.</summary>
    public async Task<Made> RegisterAsync(Connection connection, Manifest manifest, Wanted wanted, CancellationToken cancellationToken)
    {
        var shape = manifest.Webhooks!;
        var url = address.Of(connection.Vendor, connection.Id).AbsoluteUri;
        var hook = new JsonObject
        {
            ["url"] = shape.Scheme == HookScheme.UrlToken ? $"{url}?{Uri.EscapeDataString(shape.Header ?? "token")}={wanted.Secret}" : url,
            ["secret"] = wanted.Secret,
            ["id"] = wanted.HookId,
            ["key"] = wanted.OldKey,
        };
        var filled = VendorRequests.Fill(connection, manifest, shape.Register!, Context(hook, wanted.Over), CallPriority.Interactive, "hook:register");
        if (!filled.Succeeded)
        {
            return new Made(null, null, new VendorFault(VendorFaultKind.DataValidation, filled.Problem.Code, filled.Problem.Detail));
        }

        using var answer = await calls.SendAsync(filled.Value, cancellationToken);
        var root = answer.Fault is null ? answer.Body?.RootElement : null;
        var made = new Made(
            root is { } body && shape.Returned?.Key is { } keyPath ? keyPath.FindText(body) : null,
            root is { } answered && shape.Returned?.Secret is { } secretPath ? secretPath.FindText(answered) : null,
            answer.Fault);
        return made.Fault is null && shape.Sign is { } sign ? await SignAsync(connection, manifest, sign, made, cancellationToken) : made;
    }

    /// <summary>Has the vendor sign what it sends to a subscription. One that stays unsigned is ended: nothing it sends could be believed.</summary>
    private async Task<Made> SignAsync(Connection connection, Manifest manifest, RequestTemplate sign, Made made, CancellationToken cancellationToken)
    {
        var filled = VendorRequests.Fill(connection, manifest, sign, Context(new JsonObject { ["key"] = made.Key }, null), CallPriority.Interactive, "hook:sign");
        if (!filled.Succeeded)
        {
            return new Made(null, null, new VendorFault(VendorFaultKind.DataValidation, filled.Problem.Code, filled.Problem.Detail));
        }

        using var answer = await calls.SendAsync(filled.Value, cancellationToken);
        if (answer.Fault is { } fault)
        {
            await EndAsync(connection, manifest, null, made.Key, null, cancellationToken);
            return new Made(null, null, fault);
        }

        return made with { Secret = answer.Body is { } body ? manifest.Webhooks!.SignSecret!.FindText(body.RootElement) : null };
    }

    /// <summary>Ends a subscription at the vendor. What fails is no reason to keep it here.</summary>
    public async Task EndAsync(Connection connection, Manifest manifest, string? hookId, string? key, JsonElement? over, CancellationToken cancellationToken)
    {
        if (manifest.Webhooks?.Unregister is not { } unregister)
        {
            return;
        }

        var hook = new JsonObject { ["key"] = key, ["id"] = hookId, ["url"] = address.Of(connection.Vendor, connection.Id).AbsoluteUri };
        var filled = VendorRequests.Fill(connection, manifest, unregister, Context(hook, over), CallPriority.Interactive, "hook:unregister");
        if (filled.Succeeded)
        {
            using var answer = await calls.SendAsync(filled.Value, cancellationToken);
        }
    }

    private static TemplateContext Context(JsonObject hook, JsonElement? over)
    {
        var context = new TemplateContext().With("hook", JsonSerializer.SerializeToElement(hook));
        return over is { } item ? context.With("over", item) : context;
    }

    /// <summary>A subscription that is to be made.</summary>
    /// <param name="Secret">What is to prove its messages.</param>
    /// <param name="HookId">Our id of it.</param>
    /// <param name="OldKey">The vendor's key of the one that it takes the place of; null: there is none.</param>
    /// <param name="Over">The item that is subscribed to; null: everything.</param>
    internal sealed record Wanted(string Secret, string HookId, string? OldKey, JsonElement? Over)
    {
        /// <summary>Without the secret.</summary>
        public override string ToString() => $"(subscription {HookId})";
    }

    /// <summary>What the vendor made of it.</summary>
    /// <param name="Key">Its key; null: it gave none.</param>
    /// <param name="Secret">The secret that it gave; null: ours.</param>
    /// <param name="Fault">Why there is none; null: there is.</param>
    internal sealed record Made(string? Key, string? Secret, VendorFault? Fault)
    {
        /// <summary>Without the secret.</summary>
        public override string ToString() => $"(subscription {Key})";
    }
}
