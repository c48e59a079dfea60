using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors.Features;

/// <summary>Something wrong with a manifest or map.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Cause">What is wrong.</param>
/// <param name="Suggestion">What to write instead; null: nothing to suggest.</param>
internal sealed record LintFault(int Line, int Column, string Cause, string? Suggestion)
{
    /// <summary>The fault as answers show it.</summary>
    public static LintFault Of(ProfileFault fault) => new(fault.At.Line, fault.At.Column, fault.Cause, fault.Suggestion);
}
