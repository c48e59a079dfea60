namespace BookedBarber.Storage;

/// <summary>Forgets at once what is old, without waiting for the hour.</summary>
public interface IRetention
{
    /// <summary>Works until nothing is left that may go.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many rows went.</returns>
    Task<long> RunOnceAsync(CancellationToken cancellationToken);
}
