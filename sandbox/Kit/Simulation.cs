using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Kit;

/// <summary>One vendor as it runs: its accounts, tokens, faults and webhooks.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private long _calls;

    public Simulation(Vendor vendor, TimeProvider time)
    {
        Vendor = vendor;
        Clock = new VirtualClock(time);
        Faults = new FaultPlan(Clock);
        Pager = new Pager(Faults);
        Tokens = new TokenBook(Clock);
        Webhooks = new WebhookSender(vendor, Clock);
        vendor.Attach(this);
        foreach (var (id, name) in vendor.Accounts)
        {
            var account = new Account(id, name, Clock, vendor);
            vendor.Fill(account);
            account.Filling = false;
            _accounts.Add(id, account);
        }

        var listed = vendor.Credentials;
        Tokens.Keep(listed.AccessToken, listed.RefreshToken, vendor.Accounts[0].Id, vendor.OAuth);
    }

    public Vendor Vendor { get; }

    public VirtualClock Clock { get; }

    public FaultPlan Faults { get; }

    public Pager Pager { get; }

    public TokenBook Tokens { get; }

    public WebhookSender Webhooks { get; }

    /// <summary>Held by calls that belong to no account.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Approves consent without showing the page, for tests without a browser.</summary>
    public bool ConsentByItself { get; set; }

    /// <summary>The only addresses an app may be sent back to; empty allows every absolute one.</summary>
    public IReadOnlyList<string> Redirects { get; set; } = [];

    public IReadOnlyCollection<Account> Accounts => _accounts.Values;

    public Account First => _accounts[Vendor.Accounts[0].Id];

    public long Calls => Interlocked.Read(ref _calls);

    public Account? Account(string? id) => id is null ? null : _accounts.GetValueOrDefault(id);

    public void CountCall() => Interlocked.Increment(ref _calls);

    public ValueTask DisposeAsync() => Webhooks.DisposeAsync();
}
