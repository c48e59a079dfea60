namespace BookedBarber.Integrations.Reading;

/// <summary>How a CSV file is written.</summary>
/// <param name="Delimiter">One character; null: the one of <c>, ; tab |</c> that the first line holds most of.</param>
/// <param name="Quote">Character around values that hold delimiters or line ends.</param>
/// <param name="Header">Whether the first line names the columns; else they are named 1, 2, ….</param>
internal sealed record CsvOptions(char? Delimiter = null, char Quote = '"', bool Header = true);
