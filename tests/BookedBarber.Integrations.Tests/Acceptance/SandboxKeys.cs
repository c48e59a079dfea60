using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Sandbox;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What opens a simulated vendor: its own tokens or key, renewed at its own token address when it no longer takes them.</summary>
internal sealed class SandboxKeys(SandboxCredentials credentials, ICatalogue catalogue, Grants grants) : ICredentials, IDisposable
{
    private readonly SemaphoreSlim _renewing = new(1, 1);
    private readonly Dictionary<Guid, Secret> _hooks = [];
    private string? _access = credentials.AccessToken;
    private string? _refresh = credentials.RefreshToken;
    private long _generation = 1;

    /// <summary>How often a token was renewed.</summary>
    public int Renewals { get; private set; }

    public Task<Result<VendorGrant>> GetAsync(Connection connection, CancellationToken cancellationToken)
    {
        var manifest = catalogue.Find(connection.Network, connection.Vendor)!;
        var typed = manifest.Auth.Fields.ToDictionary(field => field.Name, field => new Secret(Typed(field.Name) ?? string.Empty), StringComparer.Ordinal);
        return Task.FromResult(grants.Make(connection, manifest, typed, new TokenSet(_access ?? credentials.ApiKey, credentials.RefreshToken), null, _generation));
    }

    public async Task<Result<VendorGrant>> RefusedAsync(Connection connection, VendorGrant refused, CancellationToken cancellationToken)
    {
        if (_refresh is null)
        {
            return new Problem("reconnect_needed", "The vendor no longer accepts this connection's authorisation. Connect it again; what it brought in stays.", ProblemKind.Refused);
        }

        await _renewing.WaitAsync(cancellationToken);
        try
        {
            await RenewAsync(connection, refused, cancellationToken);
        }
        finally
        {
            _renewing.Release();
        }

        return await GetAsync(connection, cancellationToken);
    }

    public void Dispose() => _renewing.Dispose();

    // What a person copies from the vendor's own pages, by the names that vendors give it.
    private string? Typed(string field) => field switch
    {
        "account_sid" => credentials.AccountId,
        "auth_token" => credentials.AccessToken,
        "client_id" => credentials.ClientId,
        "client_secret" => credentials.ClientSecret,
        _ => credentials.ApiKey,
    };

    // One at a time: who was refused with an older token than there is by now takes the new one.
    private async Task RenewAsync(Connection connection, VendorGrant refused, CancellationToken cancellationToken)
    {
        if (refused.Generation == _generation)
        {
            var manifest = catalogue.Find(connection.Network, connection.Vendor)!;
            using var client = new HttpClient { BaseAddress = new Uri(credentials.Url) };
            var fields = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token", ["refresh_token"] = _refresh ?? string.Empty, ["client_id"] = credentials.ClientId ?? string.Empty, ["client_secret"] = credentials.ClientSecret ?? string.Empty,
            };
            using HttpContent body = manifest.Auth.Encoding == BodyEncoding.Json ? JsonContent.Create(fields) : new FormUrlEncodedContent(fields);
            if (manifest.Auth.Client == ClientPlace.Basic)
            {
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.ClientId}:{credentials.ClientSecret}")));
            }

            using var answer = await client.PostAsync((manifest.Auth.Refresh.Address ?? manifest.Auth.Token!).Path.Render(new TemplateContext().With(connection.Settings)), body, cancellationToken);
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            _access = told.GetProperty("access_token").GetString();
            _refresh = told.TryGetProperty("refresh_token", out var next) ? next.GetString() : _refresh;
            _generation++;
            Renewals++;
        }
    }

    public Task<HookSecrets> HookSecretsAsync(Connection connection, CancellationToken cancellationToken) => Task.FromResult(new HookSecrets(_hooks.GetValueOrDefault(connection.Id), null, null));

    public Task KeepHookSecretAsync(Connection connection, Secret secret, TimeSpan overlap, CancellationToken cancellationToken)
    {
        _hooks[connection.Id] = secret;
        return Task.CompletedTask;
    }
}
