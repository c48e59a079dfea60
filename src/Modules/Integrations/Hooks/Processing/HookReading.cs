using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Receiving;
using BookedBarber.Integrations.Hooks.Signatures;
using BookedBarber.Integrations.Syncing.Reading;

namespace BookedBarber.Integrations.Hooks.Processing;

/// <summary>Reads what a message is about.</summary>
internal sealed class HookReading(IStreamPages pages)
{
    /// <summary>Adds what a message brings about.</summary>
    /// <param name="manifest">The connector.</param>
    /// <param name="request">The message.</param>
    /// <param name="account">The vendor's id of the connection's account; events of another account are passed over.</param>
    /// <param name="work">Takes it.</param>
    /// <returns>The account of events that were passed over; null: none were.</returns>
    public string? Read(Manifest manifest, HookRequest request, string? account, HookWork work)
    {
        var shape = manifest.Webhooks!;
        if (HookBody.Read(shape, request) is not { } body)
        {
            return null;
        }

        string? other = null;
        foreach (var item in HookBody.Events(shape, body))
        {
            var context = HookBody.Context(shape, request, item);
            if (shape.Account?.Render(context) is { Length: > 0 } named && account is not null && named != account)
            {
                other = named;
                continue;
            }

            var type = HookBody.TypeOf(shape, context) ?? string.Empty;
            foreach (var meant in Meant(shape, type))
            {
                Add(manifest, meant, item, work);
            }
        }

        return other;
    }

    private void Add(Manifest manifest, HookEvent meant, JsonElement item, HookWork work)
    {
        switch (meant.Effect)
        {
            case HookEffect.Item when manifest.Stream(meant.Stream) is { } stream:
                work.Take(meant.Stream, stream.Key, [.. (meant.Path ?? ItemPath.Root).All(item).SelectMany(one => pages.Shape(stream, one))]);
                break;
            case HookEffect.Refetch when manifest.Stream(meant.Stream)?.One is null:
                work.Syncs.Add(meant.Stream);
                break;
            case HookEffect.Refetch:
                HookWork.Add(work.Fetches, meant.Stream, Keys(meant, item));
                break;
            case HookEffect.Delete when manifest.Stream(meant.Stream) is { } stream:
                work.Delete(meant.Stream, stream.Key, [.. Keys(meant, item)]);
                break;
            case HookEffect.Sync:
                work.Syncs.Add(meant.Stream);
                break;
            case HookEffect.Disconnect:
                work.IsDisconnected = true;
                break;
        }
    }

    private static IEnumerable<string> Keys(HookEvent meant, JsonElement item) => (meant.Path ?? ItemPath.Root).All(item).Select(ItemPath.TextOf).OfType<string>();

    /// <summary>What the pattern says that fits best: a type that is named whole before all, else the longest.</summary>
    private static IEnumerable<HookEvent> Meant(HookShape shape, string type)
    {
        var fitting = shape.Events.Where(one => Fits(one.Type, type)).ToLookup(one => one.Type.EndsWith('*') ? one.Type.Length - 1 : int.MaxValue);
        return fitting.Count == 0 ? [] : fitting[fitting.Max(group => group.Key)];
    }

    private static bool Fits(string pattern, string type) =>
        pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == type;
}
