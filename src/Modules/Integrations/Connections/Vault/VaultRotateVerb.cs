using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>Rotates keys from the command line.</summary>
internal sealed class VaultRotateVerb(VaultRotation rotation, NetworkKeys keys, MasterKeys masters, INetworkTree tree) : IVerb
{
    private const string Master = "--master";
    private const string Network = "--network";

    public string Name => "vault rotate";

    public string Summary => "Give networks new keys for their secrets, or all keys a new master key.";

    public string Usage =>
        """
        Usage: ./run vault rotate [--network SLUG]
               ./run vault rotate --master

        Without --master each network (or the one named) gets a new key, and its secrets are sealed anew with it, here and now. Old keys are
        erased by a job an hour later. Connections work on meanwhile.

        With --master a new master key is put in front in the key's file, and all networks' keys are wrapped under it. Where the master key
        comes from a variable or a command, put the new one in front there first and start the nodes anew; then only the wrapping is done.
        Keep the old key as long as you keep backups made before.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        switch (arguments)
        {
            case []:
                return await RotateAsync(await rotation.NetworksAsync(cancellationToken), output, cancellationToken);
            case [Network, var slug]:
                await tree.LoadAsync(cancellationToken);
                if (tree.FindNetwork(slug) is { } network)
                {
                    return await RotateAsync([network.Id], output, cancellationToken);
                }

                await error.WriteLineAsync($"There is no network '{slug}'.");
                return 2;
            case [Master]:
                return await RewrapAsync(output, error, cancellationToken);
            default:
                await error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private async Task<int> RotateAsync(IReadOnlyList<NetworkId> networks, TextWriter output, CancellationToken cancellationToken)
    {
        var (rotated, secrets) = (0, 0);
        foreach (var network in networks)
        {
            if (await rotation.BeginAsync(network, Caller.System, cancellationToken) is not null)
            {
                rotated++;
                secrets += await rotation.ReencryptAsync(network, cancellationToken);
            }
        }

        await output.WriteLineAsync($"Keys of {rotated} networks rotated, {secrets} secrets sealed anew.");
        return 0;
    }

    private async Task<int> RewrapAsync(TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var added = masters.CanAdd ? await masters.AddAsync(cancellationToken) : null;
            var wrapped = await keys.RewrapAsync(cancellationToken);
            await output.WriteLineAsync($"{(added is null ? "The master key in front" : $"The new master key {added.Id}")} now wraps all keys; {wrapped} were under another one.");
            return 0;
        }
        catch (VaultException fault)
        {
            await error.WriteLineAsync(fault.Message);
            return 2;
        }
    }
}
