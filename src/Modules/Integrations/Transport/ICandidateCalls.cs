using BookedBarber.Integrations.Connections;

namespace BookedBarber.Integrations.Transport;

/// <summary>Calls with a grant that is not stored yet, to find out whether it works before anything is changed.</summary>
internal interface ICandidateCalls
{
    /// <summary>As <see cref="IVendorCalls.SendAsync"/>, authorised by this grant; a 401 is the answer and changes nothing.</summary>
    Task<VendorAnswer> SendAsync(VendorRequest request, VendorGrant? candidate, CancellationToken cancellationToken);
}
