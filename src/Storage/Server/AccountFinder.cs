using System.Globalization;

namespace BookedBarber.Storage.Server;

/// <summary>Chooses the account: our own, unless we are root; then the one that owns the cluster already, else postgres, else nobody.</summary>
internal static class AccountFinder
{
    private const uint NobodyOnMostSystems = 65534;
    private static readonly string[] Candidates = ["postgres", "_postgres", "nobody"];

    public static async Task<ServerAccount> FindAsync(string home, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(Native.Self.User, Native.Self.Group, []);
        }

        var (user, group) = ReadRecord(ServerPlace.AccountRecordIn(home)) ?? await FirstKnownAsync(cancellationToken);
        return await WithPrefixAsync(user, group, cancellationToken);
    }

    /// <summary>Notes the account for later starts; by ids, because names may differ in the next container.</summary>
    public static void Record(string home, ServerAccount account)
    {
        var record = ServerPlace.AccountRecordIn(home);
        if (!File.Exists(record))
        {
            WholeFile.Write(record, account.Describe());
        }
    }

    private static (uint User, uint Group)? ReadRecord(string record)
    {
        var ids = File.Exists(record) ? File.ReadAllText(record).Split(' ') : [];
        return ids is [var first, var second] && TryId(first, out var user) && TryId(second, out var group) && user != 0 ? (user, group) : null;
    }

    private static async Task<(uint User, uint Group)> FirstKnownAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Candidates)
        {
            var user = await new Command("id", "-u", name).RunAsync(cancellationToken);
            var group = await new Command("id", "-g", name).RunAsync(cancellationToken);
            if (user.Succeeded && group.Succeeded && TryId(user.Output, out var userId) && TryId(group.Output, out var groupId) && userId != 0)
            {
                return (userId, groupId);
            }
        }

        return (NobodyOnMostSystems, NobodyOnMostSystems);
    }

    /// <summary>Takes the first of the system's tools that really changes the account: each is absent, or too simple, somewhere.</summary>
    private static async Task<ServerAccount> WithPrefixAsync(uint user, uint group, CancellationToken cancellationToken)
    {
        var name = (await new Command("id", "-nu", Text(user)).RunAsync(cancellationToken)).Output.Trim();
        List<IReadOnlyList<string>> prefixes = [["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"]];
        if (name.Length > 0)
        {
            prefixes.Add(["runuser", "-u", name, "--"]);
            prefixes.Add(["su", "-s", "/bin/sh", name, "-c", """exec "$0" "$@" """, "--"]);
            prefixes.Add(["su", "-m", name, "-c", """exec "$0" "$@" """, "--"]);
        }

        foreach (var prefix in prefixes)
        {
            var account = new ServerAccount(user, group, prefix);
            var answer = await account.Command("id", "-u").RunAsync(cancellationToken);
            if (answer.Succeeded && answer.Output.Trim() == Text(user))
            {
                return account;
            }
        }

        throw new PrivateServerException(
            PrivateServerCodes.AccountMissing,
            "PostgreSQL refuses to run as root, and none of setpriv, runuser and su could change to another account. "
            + "Start BookedBarber as an ordinary user, or give it the connection string of a PostgreSQL that runs elsewhere.");
    }

    private static bool TryId(string text, out uint id) => uint.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out id);

    private static string Text(uint id) => id.ToString(CultureInfo.InvariantCulture);
}
