namespace BookedBarber.Measures.Contracts;

/// <summary>Brings the sums above locations' days (months, regions, the network) up to the days, at once instead of within the second that the server takes.</summary>
/// <remarks>For verbs and tests that need a settled state: after <see cref="Storage.IFeedCatchUp"/>, which brings the days themselves up to the records.</remarks>
public interface ICellSettling
{
    /// <summary>Settles until nothing is pending. Beside a running server both share the work.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
