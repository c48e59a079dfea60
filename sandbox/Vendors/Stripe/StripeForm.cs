using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Reads Stripe's form bodies: <c>metadata[key]=x</c> is an object, <c>enabled_events[]=x</c> and <c>[0]</c> are lists.</summary>
internal static class StripeForm
{
    public static JsonObject Read(Call call)
    {
        var root = new JsonObject();
        foreach (var (name, values) in call.Form)
        {
            foreach (var value in values)
            {
                Set(root, name.Replace("]", "", StringComparison.Ordinal).Split('['), value ?? "");
            }
        }

        return root;
    }

    private static void Set(JsonObject root, string[] steps, string value)
    {
        JsonNode node = root;
        for (var index = 0; index < steps.Length; index++)
        {
            var last = index == steps.Length - 1;
            var next = last ? (JsonNode)value : IsPlace(steps[index + 1]) ? new JsonArray() : new JsonObject();
            if (node is JsonArray list)
            {
                if (last || !int.TryParse(steps[index], out var place) || place >= list.Count)
                {
                    list.Add(next);
                }

                node = list[^1]!;
            }
            else if (node is JsonObject body)
            {
                if (last || body[steps[index]] is null)
                {
                    body[steps[index]] = next;
                }

                node = body[steps[index]]!;
            }
        }
    }

    private static bool IsPlace(string step) => step.Length == 0 || int.TryParse(step, out _);
}
