using BookedBarber.Sandbox.Kit.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Sandbox.Kit.Http;

/// <summary>Maps a vendor's paths. Every call is read whole, its credential checked, and handled while the account is held; only then is the answer written.</summary>
internal sealed class Api(WebApplication app, Simulation simulation)
{
    private const int LargestBody = 32 * 1024 * 1024;
    private readonly List<(string Method, string Path)> _routes = [];

    /// <summary>What was mapped, for comparing with the vendor's published description.</summary>
    public IReadOnlyList<(string Method, string Path)> Routes => _routes;

    public void Get(string path, Func<Call, Answer> handle, params string[] scopes) => Map("GET", path, handle, open: false, scopes);

    public void Post(string path, Func<Call, Answer> handle, params string[] scopes) => Map("POST", path, handle, open: false, scopes);

    public void Put(string path, Func<Call, Answer> handle, params string[] scopes) => Map("PUT", path, handle, open: false, scopes);

    public void Patch(string path, Func<Call, Answer> handle, params string[] scopes) => Map("PATCH", path, handle, open: false, scopes);

    public void Delete(string path, Func<Call, Answer> handle, params string[] scopes) => Map("DELETE", path, handle, open: false, scopes);

    /// <summary>A path that asks for no credential of an account: authorisation, mostly.</summary>
    public void Open(string method, string path, Func<Call, Answer> handle) => Map(method, path, handle, open: true);

    private void Map(string method, string path, Func<Call, Answer> handle, bool open, params string[] scopes)
    {
        if (!open)
        {
            _routes.Add((method, path));
        }

        app.MapMethods(path, [method], async (HttpContext context) =>
        {
            if (await ReadAsync(context) is not { } raw)
            {
                await WriteAsync(context, simulation.Vendor.Failed(413));
                return;
            }

            await WriteAsync(context, Handle(new Call(context, simulation, raw), handle, open, scopes));
        });
    }

    private Answer Handle(Call call, Func<Call, Answer> handle, bool open, string[] scopes)
    {
        try
        {
            if (open)
            {
                lock (simulation.Gate)
                {
                    return handle(call);
                }
            }

            call.Account = simulation.Vendor.Authenticate(call);
            if (scopes.Length > 0 && call.Scopes.Count > 0 && !scopes.All(call.Scopes.Contains))
            {
                return simulation.Vendor.MissingScope(call, scopes[0]);
            }

            lock (call.Account.Gate)
            {
                return simulation.Vendor.Finish(call, handle(call));
            }
        }
        catch (Refusal refusal)
        {
            return simulation.Vendor.Finish(call, refusal.Answer);
        }
    }

    internal static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is 0 or null && !context.Request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return [];
        }

        if (context.Request.ContentLength > LargestBody)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    internal static async Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.ContentType is not null)
        {
            context.Response.ContentType = answer.ContentType;
        }

        if (answer.Body.Length > 0)
        {
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
