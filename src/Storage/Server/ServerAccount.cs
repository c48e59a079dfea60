using System.Globalization;

namespace BookedBarber.Storage.Server;

/// <summary>The account under which PostgreSQL runs, which refuses to run as root.</summary>
/// <param name="User">Numeric user id.</param>
/// <param name="Group">Numeric group id.</param>
/// <param name="Prefix">Program and arguments that run what follows them as this account; empty when it is our own.</param>
internal sealed record ServerAccount(uint User, uint Group, IReadOnlyList<string> Prefix)
{
    public bool IsOurOwn => Prefix.Count == 0;

    public Command Command(string program, params IReadOnlyList<string> arguments) =>
        IsOurOwn ? new Command(program, arguments) : new Command(Prefix[0], [.. Prefix.Skip(1), program, .. arguments]);

    /// <summary>Hands over a folder which we made. False when the file system knows no owners (network shares, mounted Windows disks).</summary>
    public bool Take(string folder) => IsOurOwn || Native.GiveTo(folder, User, Group);

    /// <summary>Asks the system rather than reading mode bits, so that parents, access lists and mounts all count.</summary>
    public async Task<bool> CanAsync(char permission, string path, CancellationToken cancellationToken) =>
        (await Command("test", $"-{permission}", path).RunAsync(cancellationToken)).Succeeded;

    /// <summary>
    /// Replaces a file as this account: root never writes inside a folder that the account owns, where a link could send the text elsewhere.
    /// </summary>
    public async Task WriteFileAsync(string path, string text, CancellationToken cancellationToken)
    {
        var write = Command("sh", "-c", """umask 077 && cat > "$0.new" && mv "$0.new" "$0" """, path) with { Input = text };
        var result = await write.RunAsync(cancellationToken);
        if (!result.Succeeded)
        {
            throw Failure.Of(PrivateServerCodes.DataFolderNotWritable, $"{path} cannot be written", result.Errors);
        }
    }

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{User} {Group}");
}
