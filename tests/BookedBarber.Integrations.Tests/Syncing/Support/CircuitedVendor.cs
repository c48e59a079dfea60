using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Transport;
using BookedBarber.Integrations.Transport.Circuits;

namespace BookedBarber.Integrations.Tests.Syncing.Support;

/// <summary>A vendor in memory behind a circuit, called as often as all vendors are before a call is given up. It can be away.</summary>
internal sealed class CircuitedVendor(SyncHouse house, Connection connection, TillVendor vendor) : IVendorCalls
{
    private readonly Circuit _circuit = house.Node.Get<CircuitBoard>().For(new CircuitKey(connection.Network, connection.Id, "till.test"));

    public bool IsAway { get; set; }

    /// <summary>Calls that reached it, whether it answered or not.</summary>
    public int Calls { get; private set; }

    public async Task<VendorAnswer> SendAsync(VendorRequest request, CancellationToken cancellationToken)
    {
        for (var attempts = 0; ; attempts++)
        {
            var pass = await _circuit.AskAsync(cancellationToken);
            if (!pass.MayCall || attempts == CallRule.Of(request.Priority).Attempts)
            {
                return Fault(pass.MayCall ? "not_connected" : VendorFault.CircuitOpen, pass.RetryAt);
            }

            Calls++;
            if (!IsAway)
            {
                await _circuit.SucceededAsync(cancellationToken);
                return await vendor.SendAsync(request, cancellationToken);
            }

            await _circuit.FailedAsync(pass.IsProbe, cancellationToken);
        }
    }

    private VendorAnswer Fault(string code, DateTimeOffset? retryAt)
    {
        var answer = TillVendor.Fault(VendorFaultKind.Connection, 0, code, retryAt);
        return answer with { Fault = answer.Fault! with { IsAway = _circuit.OpenUntil is not null } };
    }
}
