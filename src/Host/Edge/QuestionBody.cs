using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Host.Edge;

/// <summary>Looks at the small JSON body of a question and leaves it to be read by the endpoint.</summary>
internal static class QuestionBody
{
    private const int Largest = 2048;

    public static bool IsSmallJson(HttpRequest request) =>
        request.ContentLength is > 0 and <= Largest && request.ContentType is "application/json" or "application/json; charset=utf-8";

    /// <summary>The body, byte by byte a character; null when less of it came than was announced, which the endpoint will say.</summary>
    public static async ValueTask<string?> PeekAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (reader, length) = (request.BodyReader, request.ContentLength!.Value);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var isWhole = read.Buffer.Length >= length;
            var body = isWhole ? Encoding.Latin1.GetString(read.Buffer) : null;
            if (isWhole || read.IsCompleted || read.IsCanceled)
            {
                reader.AdvanceTo(read.Buffer.Start);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
