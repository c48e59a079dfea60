using Microsoft.AspNetCore.Builder;

namespace BookedBarber.Shared;

/// <summary>Marks an endpoint whose POST is a question and changes nothing: the same small body may be answered with the same bytes again.</summary>
public sealed class AsksByBody
{
    internal static AsksByBody Instance { get; } = new();
}

/// <summary>Marks endpoints.</summary>
public static class AskingByBody
{
    /// <summary>Says that the POST of this endpoint is a question and changes nothing.</summary>
    public static TBuilder AsksByBody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(Shared.AsksByBody.Instance);
}
