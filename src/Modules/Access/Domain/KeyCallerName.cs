namespace BookedBarber.Access.Domain;

/// <summary>How a caller with an API key is named in the trail: the feed carries an actor's name, but not the way they came in.</summary>
internal static class KeyCallerName
{
    private const string Mark = " · key ";

    public static string Of(string person, string key) => person + Mark + key;

    public static bool Is(string? actor) => actor?.Contains(Mark, StringComparison.Ordinal) == true;
}
