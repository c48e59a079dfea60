using System.Net;
using System.Net.Sockets;
using BookedBarber.Webhooks.Delivering;

namespace BookedBarber.Webhooks.Tests.Delivering;

public sealed class AddressGuardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::10.0.0.1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:a00:1::")]
    [InlineData("2001:0:a00:1::")]
    [InlineData("2001:db8::1")]
    public void Private_and_reserved_addresses_are_refused(string address) => Guard().Refuses(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    public void Public_addresses_are_not(string address) => Guard().Refuses(IPAddress.Parse(address)).ShouldBeFalse();

    [Fact]
    public void Loopback_is_open_where_it_was_allowed_and_nothing_else_with_it()
    {
        var guard = Guard(allowLoopback: true);

        new[] { "127.0.0.1", "::1", "::ffff:127.0.0.1" }.ShouldAllBe(address => !guard.Refuses(IPAddress.Parse(address)));
        new[] { "10.0.0.1", "169.254.169.254", "::", "0.0.0.0" }.ShouldAllBe(address => guard.Refuses(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    public async Task Other_ways_to_write_an_address_are_judged_by_what_they_mean(string host) =>
        await Should.ThrowAsync<AddressRefusedException>(() => Guard().ResolveAsync(host, Ct));

    [Fact]
    public async Task A_name_with_one_private_address_among_public_ones_is_refused() =>
        await Should.ThrowAsync<AddressRefusedException>(() => Guard("93.184.216.34", "10.0.0.1").ResolveAsync("mixed.example", Ct));

    [Fact]
    public async Task A_name_without_addresses_is_not_known() =>
        (await Should.ThrowAsync<SocketException>(() => Guard().ResolveAsync("nowhere.example", Ct))).SocketErrorCode.ShouldBe(SocketError.HostNotFound);

    [Fact]
    public async Task A_name_that_leads_elsewhere_when_it_is_looked_up_again_is_refused_at_the_connection()
    {
        var looked = 0;
        var guard = new AddressGuard(new WebhookOptions(AllowLoopback: false), (_, _) => Task.FromResult(new[] { IPAddress.Parse(looked++ == 0 ? "93.184.216.34" : "127.0.0.1") }));
        using var sender = new Sender(guard, TimeProvider.System);
        var first = await guard.ResolveAsync("rebinding.example", Ct);

        var answer = await sender.SendAsync(new Target(default, default, new Uri("http://rebinding.example/"), false, [], 0), default, [], Ct);

        first.ShouldBe([IPAddress.Parse("93.184.216.34")]);
        answer.Cause.ShouldBe("address_refused");
        answer.Status.ShouldBeNull();
    }

    private static AddressGuard Guard(params string[] addresses) => new(new WebhookOptions(AllowLoopback: false), (_, _) => Task.FromResult(addresses.Select(one => IPAddress.Parse(one)).ToArray()));

    private static AddressGuard Guard(bool allowLoopback) => new(new WebhookOptions(allowLoopback), (_, _) => Task.FromResult(Array.Empty<IPAddress>()));
}
