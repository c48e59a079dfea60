using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Storage;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Network.Editing;

/// <summary>Makes a network with its root node.</summary>
internal sealed class NetworkCreation(IDatabase database, NetworkTree tree, TreeEditor editor, TimeProvider clock)
{
    /// <param name="remember">Writes what belongs to the creation into its transaction, such as the idempotency key; or null.</param>
    public async Task<Result<NetworkSummary>> RunAsync(Caller caller, NewNetwork wanted, string cause, Func<Session, NetworkId, Task>? remember, CancellationToken cancellationToken)
    {
        if (!caller.IsAdministrator)
        {
            return Problem.Forbidden("create networks");
        }

        if (Check(wanted) is { } problem)
        {
            return problem;
        }

        await tree.LoadAsync(cancellationToken);
        var id = wanted.Id ?? NetworkId.New(clock);
        var slugs = new SlugBook(tree.Networks.Select(network => network.Slug));
        if (wanted.Slug is { } given && !slugs.TryTake(given))
        {
            return SlugTaken(given);
        }

        var slug = wanted.Slug ?? slugs.Take(wanted.Name, "network");
        try
        {
            await using var session = await database.WriteAsync(ScopeOf(caller, id), cause, cancellationToken);
            await InsertAsync(session, id, slug, wanted, cancellationToken);
            if (remember is not null)
            {
                await remember(session, id);
            }

            await session.CommitAsync(cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return fault.ConstraintName == "network_slug_key" ? SlugTaken(slug) : new Problem("network_exists", "There is a network with this id already; nothing was saved.", ProblemKind.Conflict);
        }

        await editor.ShowAsync(id, [], cancellationToken);
        return new NetworkSummary(id, slug, wanted.Name.Trim(), Currency.Of(wanted.Currency), wanted.TimeZone, "active");
    }

    private static Problem? Check(NewNetwork wanted)
    {
        var faults = new Faults();
        UnitRules.Name(faults, wanted.Name);
        UnitRules.Slug(faults, wanted.Slug);
        UnitRules.Money(faults, wanted.Currency ?? string.Empty);
        UnitRules.TimeZone(faults, wanted.TimeZone ?? string.Empty);
        return faults.Any ? faults.ToProblem() : null;
    }

    private async Task InsertAsync(Session session, NetworkId id, string slug, NewNetwork wanted, CancellationToken cancellationToken)
    {
        var (now, name) = (clock.GetUtcNow(), wanted.Name.Trim());
        await session.ExecuteAsync(
            "insert into network.network (network_id, slug, name, currency, time_zone, created_at) values (@Id, @Slug, @Name, @Currency, @TimeZone, @Now)",
            new { Id = id, Slug = slug, Name = name, wanted.Currency, wanted.TimeZone, Now = now },
            cancellationToken);
        var root = new UnitRow
        {
            Id = NodeId.Root(id),
            Kind = NodeKind.Network.Name(),
            Path = [NodeId.Root(id)],
            Slug = slug,
            Code = slug,
            Name = name,
            Currency = wanted.Currency,
            TimeZone = wanted.TimeZone,
            Status = LocationStatus.Active,
        };
        await UnitTable.AddAsync(session, id, [root], now, cancellationToken);
    }

    private static Problem SlugTaken(string slug) => new("slug_taken", $"Another network has the slug '{slug}'; nothing was saved. Choose a different one.", ProblemKind.Conflict);

    internal static Scope ScopeOf(Caller caller, NetworkId network) => Scope.OfSystem(network) with { Caller = caller };
}
