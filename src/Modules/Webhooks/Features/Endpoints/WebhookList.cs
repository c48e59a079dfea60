using System.Buffers.Text;
using System.Text;
using BookedBarber.Shared;
using BookedBarber.Webhooks.Domain;

namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>Pages of webhooks. A network has few enough to be ordered here.</summary>
internal sealed class WebhookList(WebhookStore store)
{
    public async Task<Result<WebhookPage<WebhookItem>>> ReadAsync(Scope scope, string? state, string? type, string? sort, int? limit, string? cursor, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var wantedState = faults.OneOf("state", state, "unknown_state", "active", "paused");
        var order = faults.OneOf("sort", sort, "unknown_sort", "created", "-created", "url", "-url") ?? "-created";
        var size = faults.Limit(limit);
        var after = Place(cursor, order, faults);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var items = (await store.AllAsync(scope, cancellationToken))
            .Where(item => (wantedState is null || item.State == wantedState) && (string.IsNullOrEmpty(type) || TypePattern.MatchesAny(item.Types, type)))
            .Select(item => (Key: KeyOf(item, order), Item: item))
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        if (order[0] == '-')
        {
            items.Reverse();
        }

        var rest = after is null ? items : [.. items.Where(one => order[0] == '-' ? string.CompareOrdinal(one.Key, after) < 0 : string.CompareOrdinal(one.Key, after) > 0)];
        return WebhookPage<WebhookItem>.Of([.. rest.Take(size + 1).Select(one => one.Item)], size, item => Write(order, KeyOf(item, order)));
    }

    private static string KeyOf(WebhookItem item, string order) =>
        order.EndsWith("url", StringComparison.Ordinal) ? $"{item.Url}\n{item.Id:N}" : $"{item.CreatedAt.UtcTicks:D20}\n{item.Id:N}";

    private static string Write(string order, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{order}\n{key}"));

    private static string? Place(string? cursor, string order, Faults faults)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        if (cursor.Length <= 8000 && Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text && text.StartsWith($"{order}\n", StringComparison.Ordinal))
        {
            return text[(order.Length + 1)..];
        }

        faults.Add("cursor", "malformed", "This cursor does not belong to this list; begin again without one.");
        return null;
    }
}
