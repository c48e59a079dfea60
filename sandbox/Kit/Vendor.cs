using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Kit;

/// <summary>What is particular to one vendor. The kit does the rest: ports, tokens, pages, faults, the sending of webhooks, steering.</summary>
internal abstract class Vendor
{
    private Simulation? _simulation;

    /// <summary>The vendor's folder name, such as <c>square</c>.</summary>
    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>The vendor's customers here: identity as the vendor writes it, and name. The first one is in the list of credentials.</summary>
    public abstract IReadOnlyList<(string Id, string Name)> Accounts { get; }

    public string ClientId => $"sandbox-{Name}";

    public string ClientSecret => $"sandbox-{Name}-secret";

    /// <summary>Key that webhooks are signed with; the same on every start.</summary>
    public virtual string WebhookSecret => Secrets.Derive($"{Name}:webhook", 32);

    /// <summary>How the vendor lets people authorise an app; null when it has no such thing.</summary>
    public virtual OAuthOptions? OAuth => null;

    public Simulation Simulation => _simulation ?? throw new InvalidOperationException("The vendor is not running.");

    /// <summary>Waits between attempts to deliver a webhook; after the last one the vendor gives up.</summary>
    public abstract IReadOnlyList<TimeSpan> WebhookRetries { get; }

    /// <summary>What can be seeded by <c>/_sandbox/seed</c>: the stream's name and how one object of it is made.</summary>
    public abstract IReadOnlyDictionary<string, Action<Account>> Streams { get; }

    /// <summary>What can be made to happen, such as <c>sale</c>: each answers with what it made.</summary>
    public abstract IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; }

    /// <summary>The row of the list, whose address the kit fills in.</summary>
    public abstract SandboxCredentials Credentials { get; }

    public abstract void Map(Api api);

    /// <summary>Fills an account as it is on every start.</summary>
    public abstract void Fill(Account account);

    public abstract Answer Unauthorized(Call call);

    public abstract Answer Throttled(TimeSpan retryAfter);

    public abstract Answer Failed(int status);

    public abstract Answer Malformed(string why);

    /// <summary>Status 200 with an error inside, as the vendor (or a proxy before it) is known to answer.</summary>
    public virtual Answer ErrorInside() => Failed(500) with { Status = 200 };

    public virtual Answer MissingScope(Call call, string scope) => Failed(403);

    public virtual IEnumerable<(string Name, string Value)> LimitHeaders(Budget budget, int remaining, DateTimeOffset reset) => [];

    /// <summary>Sets the vendor's own fields of time and version on an object that is new or was changed.</summary>
    public virtual void Stamp(string collection, StoredObject item)
    {
    }

    /// <summary>Something changed: the vendor tells its subscribers.</summary>
    public virtual void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
    }

    /// <summary>The account's owner disconnected the app: vendors that tell of it do so here.</summary>
    public virtual void OnRevoked(Account account)
    {
    }

    /// <summary>Last touch to every answer, such as a header that all carry.</summary>
    public virtual Answer Finish(Call call, Answer answer) => answer;

    /// <summary>Signs one delivery attempt. The key is already a wrong one when the delivery is to be forged.</summary>
    public abstract void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt);

    /// <summary>Whether the vendor tries again after this status; 0 stands for no answer.</summary>
    public virtual bool RetriesAfter(int status) => status is < 200 or > 299;

    /// <summary>What the vendor does when an address is set, such as a handshake.</summary>
    /// <returns>Null when the address is accepted, else why not.</returns>
    public virtual Task<string?> VerifyAsync(Subscription subscription, HttpClient http, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>The account of the bearer token, or a refusal.</summary>
    public virtual Account Authenticate(Call call)
    {
        var token = Simulation.Tokens.FindAccess(call.Bearer()) ?? throw new Refusal(Unauthorized(call));
        call.Scopes = token.Scopes;
        return Simulation.Account(token.AccountId) ?? throw new Refusal(Unauthorized(call));
    }

    public void Attach(Simulation simulation) => _simulation = simulation;

    /// <summary>The credentials that all vendors have in common.</summary>
    protected SandboxCredentials Row(string? accessToken = null, string? refreshToken = null, string? apiKey = null, bool client = true) => new(
        Name,
        "",
        client ? ClientId : null,
        client ? ClientSecret : null,
        accessToken,
        refreshToken,
        apiKey,
        Accounts[0].Id,
        WebhookSecret);
}
