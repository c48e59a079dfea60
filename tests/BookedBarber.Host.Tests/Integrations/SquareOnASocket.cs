using BookedBarber.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Host.Tests.Integrations;

/// <summary>An application whose Square is a socket of this machine that gives out planted secrets, and everything that it logs.</summary>
public sealed class SquareOnASocket : IAsyncLifetime
{
    public const string Planted = "pl4nted";

    private WebApplication _vendor = null!;
    private int _tokens;

    public App App { get; private set; } = null!;

    /// <summary>Tokens that were given out since it last forgot.</summary>
    public int Tokens => _tokens;

    /// <summary>What the first of them was asked for with.</summary>
    public string? TokenBody { get; private set; }

    internal CollectingLogs Logs { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _vendor = builder.Build();
        _vendor.Run(AnswerAsync);
        await _vendor.StartAsync();
        App = await App.StartAsync(
            configure: services => services.AddSingleton<ILoggerProvider>(Logs).Configure<LoggerFilterOptions>(options => options.MinLevel = LogLevel.Trace),
            settings: new Dictionary<string, string?> { ["Integrations:Sandbox:square"] = _vendor.Urls.First(), ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft"] = "Trace" });
    }

    public void Forget() => (_tokens, TokenBody) = (0, null);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _vendor.DisposeAsync();
        Logs.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/oauth2/token":
                using (var reader = new StreamReader(context.Request.Body))
                {
                    TokenBody ??= await reader.ReadToEndAsync(context.RequestAborted);
                }

                var number = Interlocked.Increment(ref _tokens);
                await context.Response.WriteAsJsonAsync(
                    new { access_token = $"{Planted}-access-{number}", refresh_token = $"{Planted}-refresh-{number}", expires_at = "2099-01-01T00:00:00Z", merchant_id = "MERCHANT-1", token_type = "bearer" }, context.RequestAborted);
                break;
            case "/oauth2/revoke":
                await context.Response.WriteAsJsonAsync(new { success = true }, context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = context.Request.Headers.Authorization.ToString().StartsWith($"Bearer {Planted}", StringComparison.Ordinal) ? 200 : 401;
                await context.Response.WriteAsJsonAsync(new { merchant = new { id = "MERCHANT-1", business_name = "Test" } }, context.RequestAborted);
                break;
        }
    }
}
