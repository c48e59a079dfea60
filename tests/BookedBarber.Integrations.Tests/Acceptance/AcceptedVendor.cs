namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>A vendor that the acceptance suite is run for.</summary>
/// <param name="Name">Its name in the catalogue and the sandbox.</param>
/// <param name="Stream">The stream that the suite breaks in all ways: one whose items come page by page.</param>
/// <param name="Seed">What the sandbox calls its objects when it is to make some.</param>
/// <param name="Path">A part of the addresses of its pages.</param>
/// <param name="Settings">What fills the placeholders of the vendor's addresses.</param>
/// <param name="HasPages">Whether the vendor gives the stream page by page. Default true.</param>
public sealed record AcceptedVendor(string Name, string Stream, string Seed, string Path, IReadOnlyDictionary<string, string> Settings, bool HasPages = true)
{
    public static readonly IReadOnlyDictionary<string, string> NoSettings = new Dictionary<string, string>();
}
