namespace BookedBarber.Integrations.Mapping;

/// <summary>Why a row cannot become a record.</summary>
/// <param name="Code">Stable, such as <c>decimal_comma</c>.</param>
/// <param name="Detail">A sentence for the person who made the file.</param>
/// <param name="Field">Index of the field of the row that is at fault; -1: none in particular.</param>
internal sealed record Fault(string Code, string Detail, int Field = -1);
