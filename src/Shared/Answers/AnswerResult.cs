using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace BookedBarber.Shared;

/// <summary>The result of an endpoint that answers with finished bytes.</summary>
/// <typeparam name="T">What the JSON holds, for the API's description.</typeparam>
public sealed class AnswerResult<T> : IResult, IEndpointMetadataProvider
{
    private readonly FinishedAnswer _answer;
    private readonly NetworkId? _network;
    private readonly bool _restsOnTree;
    private readonly string? _fileName;

    private AnswerResult(FinishedAnswer answer, NetworkId? network, bool restsOnTree, string? fileName) =>
        (_answer, _network, _restsOnTree, _fileName) = (answer, network, restsOnTree, fileName);

    /// <summary>An answer that may be given again to the same request of the same caller (see <see cref="AnswerSlot"/>).</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="network">The network that it is about.</param>
    public static AnswerResult<T> Of(FinishedAnswer answer, NetworkId network) => new(answer, network, restsOnTree: false, fileName: null);

    /// <summary>The same for an answer that follows from the network's tree alone.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="network">The network that it is about.</param>
    public static AnswerResult<T> OfTree(FinishedAnswer answer, NetworkId network) => new(answer, network, restsOnTree: true, fileName: null);

    /// <summary>An answer that is saved as a file; the endpoint is asked each time.</summary>
    public static AnswerResult<T> File(FinishedAnswer answer, string fileName) => new(answer, network: null, restsOnTree: false, fileName);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (_network is { } network)
        {
            httpContext.Features.Get<AnswerSlot>()?.Offer(_answer, network, _restsOnTree);
        }

        if (_fileName is not null)
        {
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{_fileName}\"";
        }

        return _answer.SendAsync(httpContext);
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
    }
}
