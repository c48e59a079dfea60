using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Host.Serving;

/// <summary>Headers that tell browsers to be strict with every answer.</summary>
internal static class SecurityHeaders
{
    // Everything comes from this origin and goes to it, the stream included ('self' covers its own ws: and wss:). Styles are inline because the component library sets them on elements; scripts never are.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps && !context.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        if (IsInterface(context.Request.Path))
        {
            headers.CacheControl = "no-store"; // figures, people and tokens; an endpoint that knows better says so itself
        }

        return next(context);
    });

    private static bool IsInterface(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/franchise-ai", StringComparison.OrdinalIgnoreCase);
}
