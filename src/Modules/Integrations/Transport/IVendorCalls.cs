namespace BookedBarber.Integrations.Transport;

/// <summary>The one way out to vendors: within their budgets, authorised, guarded, tried again where that helps.</summary>
internal interface IVendorCalls
{
    /// <summary>Sends a request and waits for its answer or for the certainty that there is none.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Gives it up; whether it took effect is then unknown.</param>
    /// <returns>An answer; whatever goes wrong between us and the vendor is its <see cref="VendorAnswer.Fault"/>, not an exception.</returns>
    /// <exception cref="OperationCanceledException">Given up by the caller.</exception>
    Task<VendorAnswer> SendAsync(VendorRequest request, CancellationToken cancellationToken);
}
