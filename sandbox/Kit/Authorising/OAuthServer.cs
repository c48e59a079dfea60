using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using Microsoft.AspNetCore.WebUtilities;

namespace BookedBarber.Sandbox.Kit.Authorising;

/// <summary>The authorisation server of one vendor: consent page, token endpoint, revocation.</summary>
internal sealed class OAuthServer(Simulation simulation, OAuthOptions options)
{
    private Vendor Vendor => simulation.Vendor;

    public void Map(Api api)
    {
        foreach (var path in options.AuthorizePaths)
        {
            api.Open("GET", path, Ask);
            api.Open("POST", path, Decide);
        }

        foreach (var path in options.TokenPaths)
        {
            api.Open("POST", path, call => Token(call, refreshOnly: false));
        }

        foreach (var path in options.RefreshPaths)
        {
            api.Open("POST", path, call => Token(call, refreshOnly: true));
        }

        foreach (var path in options.RevokePaths)
        {
            api.Open("POST", path, call =>
            {
                simulation.Tokens.Revoke(call.Parameter("token"));
                return Answer.Empty(200);
            });
        }
    }

    /// <summary>A faulty request is never sent back to the address it names: that is how codes get lost (RFC 6749, section 4.1.2.1).</summary>
    private Answer Ask(Call call)
    {
        if (Fault(call) is { } fault)
        {
            return Answer.Html(400, ConsentPage.Refusal(Vendor.Title, fault));
        }

        return simulation.ConsentByItself
            ? Approve(call, call.Query("account") ?? Vendor.Accounts[0].Id)
            : Answer.Html(200, ConsentPage.Render(Vendor.Title, Vendor.Accounts, Scopes(call), call.Request.QueryString.Value ?? ""));
    }

    private Answer Decide(Call call)
    {
        if (Fault(call) is { } fault)
        {
            return Answer.Html(400, ConsentPage.Refusal(Vendor.Title, fault));
        }

        return call.Field("decision") == "approve"
            ? Approve(call, call.Field("account") ?? Vendor.Accounts[0].Id)
            : Back(call, [new("error", "access_denied"), new("error_description", "The account's owner said no.")]);
    }

    private string? Fault(Call call)
    {
        if (call.Query("client_id") != Vendor.ClientId)
        {
            return $"No app has the client id '{call.Query("client_id")}'. The sandbox knows '{Vendor.ClientId}'.";
        }

        if (call.Query("redirect_uri") is not { } redirect || !Uri.TryCreate(redirect, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Fragment.Length > 0)
        {
            return "redirect_uri is not an absolute web address without a fragment.";
        }

        if (simulation.Redirects.Count > 0 && !simulation.Redirects.Contains(redirect, StringComparer.Ordinal))
        {
            return "redirect_uri is not exactly one of the app's addresses.";
        }

        if (options.PkceRequired && call.Query("code_challenge") is null)
        {
            return "code_challenge is missing: this vendor requires PKCE.";
        }

        return options.Pkce && call.Query("code_challenge") is not null && call.Query("code_challenge_method") is not "S256" ? "code_challenge_method is not S256." : null;
    }

    private Answer Approve(Call call, string accountId)
    {
        var account = simulation.Account(accountId) ?? simulation.First;
        var query = call.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        var grant = new Grant(Vendor.ClientId, account.Id, Scopes(call), call.Query("redirect_uri")!, options.Pkce ? call.Query("code_challenge") : null, query);
        return Back(call, [new("code", simulation.Tokens.IssueCode(grant, options.CodeLifetime)), .. options.Extras(call, account)]);
    }

    private Answer Back(Call call, List<KeyValuePair<string, string>> parameters)
    {
        if (call.Query("state") is { } state)
        {
            parameters.Add(new("state", state));
        }

        if (options.SignCallback(parameters) is { } signature)
        {
            parameters.Add(new(options.CallbackSignature, signature));
        }

        return Answer.Redirect(QueryHelpers.AddQueryString(call.Query("redirect_uri")!, parameters!));
    }

    private IReadOnlyList<string> Scopes(Call call) => [.. (call.Query("scope") ?? "").Split([.. options.ScopeSeparators], StringSplitOptions.RemoveEmptyEntries)];

    private Answer Token(Call call, bool refreshOnly)
    {
        var kind = refreshOnly ? "refresh_token" : call.Parameter("grant_type") ?? (options.GrantTypeOptional ? "authorization_code" : null);
        var (client, secret) = call.Basic() is { } basic && !options.BasicOnly ? basic : call.Basic() is { } only ? only : options.BasicOnly ? ("", "") : (call.Parameter("client_id") ?? "", call.Parameter("client_secret"));
        var needsSecret = kind == "refresh_token" ? options.RefreshNeedsSecret : call.Parameter("code_verifier") is null || options.SecretBesideVerifier;
        if (client != Vendor.ClientId || (needsSecret && secret != Vendor.ClientSecret) || (secret is { Length: > 0 } && secret != Vendor.ClientSecret))
        {
            return options.Refuse("invalid_client", "The client id or secret is wrong.", 401);
        }

        if (kind == "client_credentials" && options.ClientCredentials)
        {
            var scopes = (call.Parameter("scope") ?? "").Split([.. options.ScopeSeparators], StringSplitOptions.RemoveEmptyEntries);
            return Answer.Ok(options.Body(call, simulation.Tokens.IssueToClient(call, new Grant(client, simulation.First.Id, scopes, "", null, new Dictionary<string, string>()), options)));
        }

        var (issued, why) = kind switch
        {
            "authorization_code" => simulation.Tokens.Redeem(call, call.Parameter("code"), client, call.Parameter("redirect_uri"), call.Parameter("code_verifier"), options),
            "refresh_token" => simulation.Tokens.Renew(call, call.Parameter("refresh_token"), client, options),
            _ => (null, null),
        };
        return issued is not null ? Answer.Ok(options.Body(call, issued)).With("Cache-Control", "no-store")
            : why is not null ? options.Refuse("invalid_grant", why, 400)
            : options.Refuse("unsupported_grant_type", $"The grant type '{kind}' is not supported.", 400);
    }
}
