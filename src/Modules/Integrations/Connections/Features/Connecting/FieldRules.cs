using System.Text.RegularExpressions;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Features.Connecting;

/// <summary>Checks what a person typed against what the manifest asks for. No message repeats a value.</summary>
internal static class FieldRules
{
    private const int MostCharacters = 500;
    private const int MostSecretCharacters = 16_384; // a private key in PEM is some thousands
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    /// <summary>The faults, none when all is well.</summary>
    /// <param name="fields">What is asked for.</param>
    /// <param name="given">What was typed.</param>
    /// <param name="at">Name of the property in the request.</param>
    /// <param name="learned">Fields that the vendor tells by itself, so that they may be missing.</param>
    public static IEnumerable<FieldProblem> Check(IReadOnlyList<ConnectorField> fields, IReadOnlyDictionary<string, string?> given, string at, IReadOnlySet<string> learned)
    {
        foreach (var name in given.Keys.Where(name => fields.All(field => field.Name != name)))
        {
            yield return new FieldProblem($"{at}.{(name.Length <= 60 ? name : name[..60])}", "unknown_field", fields.Count == 0 ? "Nothing is asked for here." : $"There is no such field. Fields: {string.Join(", ", fields.Select(field => field.Name))}.");
        }

        foreach (var field in fields)
        {
            var value = given.GetValueOrDefault(field.Name);
            if (string.IsNullOrEmpty(value))
            {
                if (field is { IsRequired: true, Default: null } && !learned.Contains(field.Name))
                {
                    yield return new FieldProblem($"{at}.{field.Name}", "required", $"Fill in '{field.Title}'. {field.Help}".TrimEnd());
                }
            }
            else if (Fault(field, value) is { } fault)
            {
                yield return new FieldProblem($"{at}.{field.Name}", fault.Code, fault.Detail);
            }
        }
    }

    /// <summary>What was typed, with defaults filled in and empty values left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Values(IReadOnlyList<ConnectorField> fields, IReadOnlyDictionary<string, string?> given) =>
        from field in fields
        let value = given.GetValueOrDefault(field.Name) is { Length: > 0 } typed ? typed : field.Default
        where value is not null
        select KeyValuePair.Create(field.Name, value);

    private static (string Code, string Detail)? Fault(ConnectorField field, string value)
    {
        var most = field.IsSecret ? MostSecretCharacters : MostCharacters;
        if (value.Length > most)
        {
            return ("too_long", $"'{field.Title}' has at most {most} characters.");
        }

        if (value.Any(c => char.IsControl(c) && !(field.IsSecret && c is '\n' or '\r' or '\t')) || !IsWhole(value))
        {
            return ("malformed", $"'{field.Title}' holds characters that cannot be typed. Copy it again.");
        }

        if (field.Choices.Count > 0 && !field.Choices.Contains(value, StringComparer.Ordinal))
        {
            return ("unknown_choice", $"'{field.Title}' is one of: {string.Join(", ", field.Choices)}.");
        }

        return field.Pattern is { } pattern && !Fits(value, pattern) ? ("malformed", $"'{field.Title}' does not look right. {field.Help}".TrimEnd()) : null;
    }

    private static bool Fits(string value, string pattern)
    {
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTime);
        }
        catch (RegexMatchTimeoutException)
        {
            return false; // nobody's real value takes that long
        }
    }

    // Half a surrogate pair cannot be stored or sent.
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) && ++i > 0))
            {
                return false;
            }
        }

        return true;
    }
}
