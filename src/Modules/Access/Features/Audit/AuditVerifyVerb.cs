using BookedBarber.Access.Features.Administrators;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Access.Features.Audit;

/// <summary>The verb <c>audit verify</c>.</summary>
internal sealed class AuditVerifyVerb(AuditVerification verification, INetworkTree tree, IDatabase database) : IVerb
{
    public string Name => "audit verify";

    public string Summary => "Check that nobody has changed the audit trail";

    public string Usage =>
        """
        Usage: ./run audit verify [--network SLUG]

          --network SLUG   one network's trail; default: all of them and the platform's own

        Prints 'checked N events, N broken'. Exit codes: 0 none broken, 1 some are, 2 nothing checked.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (!VerbOptions.TryRead(arguments, ["--network"], out var options, out var fault))
        {
            await error.WriteLineAsync(fault);
            await error.WriteLineAsync(Usage);
            return 2;
        }

        await tree.LoadAsync(cancellationToken);
        IReadOnlyList<NetworkId> chains;
        if (options.TryGetValue("--network", out var slug))
        {
            if (tree.FindNetwork(slug) is not { } network)
            {
                await error.WriteLineAsync($"There is no network '{slug}'.");
                return 2;
            }

            chains = [network.Id];
        }
        else
        {
            chains = await AllAsync(cancellationToken);
        }

        long events = 0, broken = 0;
        foreach (var chain in chains)
        {
            var report = await verification.RunAsync(chain, cancellationToken);
            events += report.Checked;
            broken += report.Broken;
            if (report.FirstBadSequence is { } first)
            {
                await error.WriteLineAsync($"Trail of {tree.FindNetwork(chain)?.Slug ?? chain.ToString()}: {report.Broken} broken, the first at event {first}.");
            }
        }

        await output.WriteLineAsync($"checked {events} events, {broken} broken");
        return broken == 0 ? 0 : 1;
    }

    private async Task<IReadOnlyList<NetworkId>> AllAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("cli", cancellationToken);
        return await session.QueryAsync<NetworkId>("select network_id from access.audit_head union select network_id from access.audit_event", null, cancellationToken);
    }
}
