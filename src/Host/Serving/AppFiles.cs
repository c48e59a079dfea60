using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

    private static readonly string[] Interfaces = ["/api", "/franchise-ai", "/health", "/openapi"];

    /// <summary>
    /// Any address that is neither an interface nor a file is the app's own: its router shows the right screen, or says that there is none. No endpoint, so that
    /// routing tells an unknown address of an interface from a method or a kind of body that a known one does not take.
    /// </summary>
    public static void UseAppScreens(this WebApplication app, string? folder)
    {
        if (folder is not null && Path.Combine(folder, "index.html") is var page && File.Exists(page))
        {
            app.Use((context, next) => context.GetEndpoint() is null && IsScreen(context.Request.Path) ? SendAsync(context, page) : next(context));
        }
    }

    private static bool IsScreen(PathString path) =>
        !Interfaces.Any(one => path.StartsWithSegments(one, StringComparison.OrdinalIgnoreCase))
        && !Path.HasExtension(path.Value);

    private static Task SendAsync(HttpContext context, string page)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(page, context.RequestAborted);
    }
}
