using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Kit.Steering;

/// <summary>Steering of webhooks: where to, and what goes wrong with them.</summary>
internal sealed class WebhookSteering(Simulation simulation)
{
    /// <summary>The ids of subscriptions that steering makes, in place of what the vendor lets one type into its dashboard, begin so.</summary>
    public const string OwnId = "sandbox-";

    /// <summary>Addresses that are kept; of more, the one that was typed in longest ago is forgotten.</summary>
    public const int MostAddresses = 20;

    public object List() => new
    {
        subscriptions = simulation.Webhooks.Subscriptions.Select(subscription => new { subscription.Id, subscription.Url, types = subscription.Types, account = subscription.AccountId }),
        deliveries = simulation.Webhooks.Deliveries,
    };

    public async Task<object> ChangeAsync(Wishes wishes, CancellationToken cancellationToken)
    {
        var (address, remove, secret) = (wishes.Text("address"), wishes.Flag("remove"), wishes.Text("secret"));
        var faults = new WebhookFaults { Drop = wishes.Number("drop", 0), Forge = wishes.Number("forge", 0), Truncate = wishes.Number("truncate", 0), Repeat = wishes.Number("repeat", 0) };
        var (replay, wait) = (wishes.Number("replay", 0), wishes.Flag("wait"));
        wishes.Finish();
        if (remove)
        {
            foreach (var own in Own(simulation))
            {
                simulation.Webhooks.Unsubscribe(own.Id);
            }
        }

        if (address is not null && await AddAsync(simulation, address, secret, cancellationToken) is { } why)
        {
            throw new SteeringFault(why);
        }

        simulation.Webhooks.Break(faults);
        var replayed = simulation.Webhooks.Replay(replay);
        if (wait)
        {
            await simulation.Webhooks.DrainAsync(cancellationToken);
        }

        return new { address, replayed };
    }

    /// <summary>Subscribes an address to everything, as the vendor's dashboard would.</summary>
    /// <returns>Null when the vendor accepts it, else why not.</returns>
    public static async Task<string?> AddAsync(Simulation simulation, string address, string? secret, CancellationToken cancellationToken)
    {
        var url = address.Replace("{vendor}", simulation.Vendor.Name, StringComparison.Ordinal);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return "'address' is not an absolute web address.";
        }

        var subscription = new Subscription(OwnId + Secrets.DeriveHex(url, 12), url, secret ?? simulation.Vendor.WebhookSecret, [], null, []);
        if (await simulation.Vendor.VerifyAsync(subscription, simulation.Webhooks.Http, cancellationToken) is { } why)
        {
            return why;
        }

        simulation.Webhooks.Subscribe(subscription);
        foreach (var oldest in Own(simulation).SkipLast(MostAddresses))
        {
            simulation.Webhooks.Unsubscribe(oldest.Id);
        }

        return null;
    }

    // In the order in which they were typed in: typing one in again makes it the newest.
    private static IEnumerable<Subscription> Own(Simulation simulation) => [.. simulation.Webhooks.Subscriptions.Where(subscription => subscription.Id.StartsWith(OwnId, StringComparison.Ordinal))];
}
