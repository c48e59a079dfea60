using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Hooks.Receiving;

/// <summary>Where vendors send messages to.</summary>
internal static class HookDoorApi
{
    public static void MapHookDoor(this IEndpointRouteBuilder endpoints)
    {
        var door = endpoints.MapGroup("/hooks/{vendor}/{connectionId:guid}").WithTags("Webhooks in");
        door.MapPost("/", TakeAsync).OpenToAnyone().WithName("receiveVendorMessage").WithSummary("Take a vendor's message")
            .WithDescription("Verified by the vendor's own signature over the raw body, kept, then acknowledged. 401: not signed as this vendor signs. 413: larger than 1 MB.").DisableAntiforgery();
        door.MapGet("/", TakeAsync).OpenToAnyone().WithName("probeVendorHook").WithSummary("Answer a vendor's probe").WithDescription("Some vendors ask whether somebody is here before they send.");
    }

    private static async Task<IResult> TakeAsync(string vendor, Guid connectionId, HttpContext context, HookDoor door, CancellationToken cancellationToken)
    {
        if (await door.FindAsync(vendor, connectionId, cancellationToken) is not var (connection, shape))
        {
            return Problem.NotFound("hook").ToHttp();
        }

        HookReply reply;
        try
        {
            var body = await ReadAsync(context.Request, cancellationToken);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            reply = body is null
                ? await door.RefuseAsync(connection, "too_large", "The message is larger than 1 MB. No vendor we know sends such.", StatusCodes.Status413PayloadTooLarge, cancellationToken)
                : await door.TakeAsync(connection, shape, context.Request.Method, context.Request.QueryString.Value ?? string.Empty, headers, body.Value, cancellationToken);
        }
        catch (BadHttpRequestException)
        {
            reply = await door.RefuseAsync(connection, "truncated", "The message ended before its announced length. The vendor will send it again.", StatusCodes.Status400BadRequest, CancellationToken.None);
        }

        return reply.Text is { } text ? TypedResults.Text(text, "text/plain", statusCode: reply.Status) : TypedResults.StatusCode(reply.Status);
    }

    /// <summary>The raw body; null when it is larger than what is taken.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > HookDoor.MostBytes)
        {
            return null;
        }

        using var buffer = new MemoryStream(request.ContentLength is { } length ? (int)length : 4096);
        var part = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(part, cancellationToken)) > 0)
        {
            if (buffer.Length + read > HookDoor.MostBytes)
            {
                return null;
            }

            buffer.Write(part, 0, read);
        }

        return buffer.ToArray();
    }
}
