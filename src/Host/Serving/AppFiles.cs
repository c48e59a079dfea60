using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace BookedBarber.Host.Serving;

/// <summary>The built web app: files with a hash in their name are kept for ever by the browser, the page itself is always asked for again.</summary>
internal static class AppFiles
{
    public static void UseAppFiles(this WebApplication app, string? folder)
    {
        if (folder is null)
        {
            return;
        }

        var types = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } };
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    // Addresses of interfaces are left to routing, which tells an unknown address from a method or a kind of body that a known one does not take.
    // The root is a pattern of its own: a constraint does not hold for a value that is not there.
    private static readonly string[] Screens = ["/", "{*path:nonfile:regex(^(?!(api|franchise-ai|health|openapi)(/|$)))}"];

    /// <summary>Any address that is not an interface is the app's own: its router shows the right screen, or says that there is none.</summary>
    public static void MapAppFallback(this WebApplication app, string? folder)
    {
        if (folder is not null && File.Exists(Path.Combine(folder, "index.html")))
        {
            foreach (var screen in Screens)
            {
                app.MapMethods(screen, [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, Path.Combine(folder, "index.html")))
                    .OpenToAnyone().ExcludeFromDescription().Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = int.MaxValue);
            }
        }
    }

    private static Task SendAsync(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(page, context.RequestAborted);
    }
}
