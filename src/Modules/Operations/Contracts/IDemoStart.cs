namespace BookedBarber.Operations.Contracts;

/// <summary>The demo network at the start of a server.</summary>
public interface IDemoStart
{
    /// <summary>
    /// Makes the demo network (slug <c>demo</c>, 40 locations, two years) when there is no network at all, goes on with one whose making was
    /// interrupted, and sees to the demo accounts. The tree, the accounts and the last 60 days are there when it returns; older days are
    /// written by a durable job in the background, newest first.
    /// </summary>
    /// <param name="cancellationToken">Stops it; the next start goes on.</param>
    /// <returns>
    /// Lines to print: one <c>Sign in as ROLE: EMAIL / PASSWORD</c> per demo account, at every start. Empty when <c>BOOKEDBARBER_DEMO</c> is
    /// <c>off</c> or when the networks are all real ones.
    /// </returns>
    /// <remarks>
    /// The password is <c>BOOKEDBARBER_DEMO_PASSWORD</c> where set; else a random one, kept in the file <c>demo-password</c> of the data
    /// folder (readable by its owner only). Nodes that start together wait for each other.
    /// </remarks>
    Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken);
}
