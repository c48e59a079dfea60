using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Steering;

/// <summary>Steering of what the vendor holds.</summary>
internal sealed class ObjectSteering(Simulation simulation)
{
    private const int Most = 1_000_000;

    public object List(string collection, string? account)
    {
        var owner = Owner(account);
        lock (owner.Gate)
        {
            return owner[collection].Live.Select(item => item.Element).ToList();
        }
    }

    public object Seed(Wishes wishes)
    {
        var (stream, count, account, tell) = (wishes.Text("stream"), wishes.Number("count", 1), Owner(wishes.Text("account")), wishes.Flag("tell"));
        wishes.Finish();
        if (stream is null || !simulation.Vendor.Streams.TryGetValue(stream, out var make))
        {
            throw new SteeringFault($"'stream' is one of {string.Join(", ", simulation.Vendor.Streams.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (count is < 1 or > Most)
        {
            throw new SteeringFault($"'count' is from 1 to {Most}.");
        }

        lock (account.Gate)
        {
            account.Filling = !tell;
            try
            {
                for (var made = 0; made < count; made++)
                {
                    make(account);
                }
            }
            finally
            {
                account.Filling = false;
            }
        }

        return new { stream, seeded = count, account = account.Id };
    }

    public object Play(Func<Account, Wishes, object> scene, Wishes wishes)
    {
        var account = Owner(wishes.Text("account"));
        lock (account.Gate)
        {
            return scene(account, wishes);
        }
    }

    /// <summary>Changes an object as its owner would at the vendor's own screens.</summary>
    public object Change(Wishes wishes)
    {
        var (account, collection, id, fields, at) = (Owner(wishes.Text("account")), wishes.Text("collection"), wishes.Text("id"), wishes.Object("fields"), wishes.Text("at"));
        wishes.Finish();
        lock (account.Gate)
        {
            var found = Find(account, collection, id);
            return account[collection!].Change(found.Id, body => body.Merge(fields ?? new JsonObject()), Paths.ParseInstant(at)).Element;
        }
    }

    public object Delete(Wishes wishes)
    {
        var (account, collection, id) = (Owner(wishes.Text("account")), wishes.Text("collection"), wishes.Text("id"));
        wishes.Finish();
        lock (account.Gate)
        {
            var found = Find(account, collection, id);
            account[collection!].Delete(found.Id);
            return new { deleted = found.Id };
        }
    }

    private static StoredObject Find(Account account, string? collection, string? id)
    {
        if (collection is null || account.Collections.All(present => present.Name != collection))
        {
            throw new SteeringFault($"'collection' is one of {string.Join(", ", account.Collections.Select(present => present.Name).Order(StringComparer.Ordinal))}.");
        }

        return (id is null ? account[collection].Live.LastOrDefault() : account[collection].Find(id)) ?? throw new SteeringFault($"'{collection}' has no object '{id}'.");
    }

    private Account Owner(string? id) =>
        id is null ? simulation.First
        : simulation.Account(id) ?? throw new SteeringFault($"There is no account '{id}'. There are: {string.Join(", ", simulation.Accounts.Select(present => present.Id))}.");
}
