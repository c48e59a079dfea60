using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BookedBarber.Shared;

/// <summary>A finished answer: the bytes as they go out, to whoever asks the same.</summary>
public sealed class FinishedAnswer
{
    // Below this, packing costs more than it saves.
    private const int WorthPacking = 2048;

    private byte[]? _packed;

    /// <param name="body">The bytes; not to be changed any more.</param>
    /// <param name="contentType">What they are.</param>
    /// <param name="settled">How many bytes stay when only what ages is made anew; null: all.</param>
    public FinishedAnswer(byte[] body, string contentType, int? settled = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
        Settled = settled ?? body.Length;
        ContentType = contentType;
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        Kept = new KeptAnswer(this);
    }

    /// <summary>The bytes as they are.</summary>
    public byte[] Body { get; }

    /// <summary>How many bytes stay when only what ages is made anew.</summary>
    public int Settled { get; }

    /// <summary>The media type with its charset.</summary>
    public string ContentType { get; }

    /// <summary>Tells these bytes from others; quoted.</summary>
    public string ETag { get; }

    /// <summary>Bytes of memory, those included that the packed form will take (figures pack to about an eighth).</summary>
    public long Size => Body.Length + (Body.Length / 8) + 300;

    /// <summary>The answer as long as its keeper keeps it, for those who remember it without keeping it alive.</summary>
    public KeptAnswer Kept { get; }

    /// <summary>Sends it: 304 when the caller has it already, packed when the caller takes gzip.</summary>
    public async Task SendAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = ETag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.ToString() == ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = ContentType;
        var body = Body;
        if (body.Length >= WorthPacking && request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            body = _packed ??= Pack(body); // made by the first who takes it; two at once make the same
        }

        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
