using System.Buffers;
using System.Globalization;
using System.Text;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain;

/// <summary>Collects what is wrong with a record; costs nothing while nothing is.</summary>
internal struct Faults
{
    // NUL cannot be stored as text at all; other control characters have no business in names and keys.
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Select(code => (char)code)]);

    private List<FieldProblem>? _fields;

    public readonly bool Any => _fields is not null;

    public void Add(string field, string code, string detail) => (_fields ??= []).Add(new FieldProblem(field, code, detail));

    /// <summary>The first fault's code and sentence, with all faults as fields.</summary>
    public readonly Problem? ToProblem() => _fields is null ? null : new Problem(_fields[0].Code, _fields[0].Detail, ProblemKind.Invalid, _fields);

    public void RequiredText(string field, string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(field, "required", $"'{field}' is missing.");
            return;
        }

        OptionalText(field, text, longest);
    }

    public void OptionalText(string field, string? text, int longest)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > longest)
        {
            Add(field, "too_long", string.Create(CultureInfo.InvariantCulture, $"'{field}' has {text.Length} characters; at most {longest} are kept."));
        }
        else if (text.AsSpan().IndexOfAny(Controls) >= 0 || !IsWellFormed(text))
        {
            Add(field, "invalid_text", $"'{field}' holds control characters or broken Unicode.");
        }
    }

    /// <summary>A text of several lines, such as a message.</summary>
    public void OptionalProse(string field, string? text, int longest) => OptionalText(field, text?.ReplaceLineEndings(" ").Replace('\t', ' '), longest);

    /// <summary>A word that may be missing.</summary>
    public void OptionalWord(string field, string? word, IReadOnlySet<string> known, string code)
    {
        if (word is not null)
        {
            Word(field, word, known, code);
        }
    }

    /// <summary>An amount that may be missing.</summary>
    public void OptionalMoney(string field, decimal? amount, Currency currency, bool mayBeNegative)
    {
        if (amount is { } given)
        {
            Money(field, given, currency, mayBeNegative);
        }
    }

    /// <summary>A number that may be missing.</summary>
    public void OptionalNumber(string field, decimal? value, decimal least, decimal most)
    {
        if (value is { } given)
        {
            Number(field, given, least, most);
        }
    }

    /// <summary>A day that may be missing.</summary>
    public void OptionalDay(string field, DateOnly? day, DateOnly last)
    {
        if (day is { } given)
        {
            Day(field, given, last);
        }
    }

    /// <summary>An instant whose local day is possible.</summary>
    public void Instant(string field, DateTimeOffset instant, Node node, DateOnly last)
    {
        if (Instants.IsPossible(ref this, field, instant))
        {
            Day(field, node.DayAt(instant), last);
        }
    }

    /// <summary>An instant that may be missing.</summary>
    public void OptionalInstant(string field, DateTimeOffset? instant, Node node, DateOnly last)
    {
        if (instant is { } given)
        {
            Instant(field, given, node, last);
        }
    }

    /// <summary>A list of which at most so many are kept.</summary>
    public bool IsList<T>(string field, IReadOnlyList<T> list, int most)
    {
        if (list.Count <= most)
        {
            return true;
        }

        Add(field, "too_many", string.Create(CultureInfo.InvariantCulture, $"'{field}' has {list.Count} entries; at most {most} are kept."));
        return false;
    }

    /// <summary>An amount of money: within the limits and in whole minor units.</summary>
    public void Money(string field, decimal amount, Currency currency, bool mayBeNegative)
    {
        if (amount < 0 && !mayBeNegative)
        {
            Add(field, "negative", $"'{field}' is {Text(amount)}; it must not be below zero. What lowers a total goes into discounts or a refund line.");
        }
        else if (Math.Abs(amount) > Limits.Amount)
        {
            Add(field, "out_of_range", $"'{field}' is beyond {Text(Limits.Amount)}.");
        }
        else if (amount.Scale > currency.Digits && !currency.CanExpress(amount))
        {
            Add(field, "too_many_digits", string.Create(CultureInfo.InvariantCulture, $"'{field}' is {Text(amount)}; {currency.Code} has {currency.Digits} digits after the point."));
        }
    }

    /// <summary>A number that is no money: above zero or at least zero, four digits after the point.</summary>
    public void Number(string field, decimal value, decimal least, decimal most)
    {
        if (value < least || value > most)
        {
            Add(field, "out_of_range", $"'{field}' is {Text(value)}; it must be {Text(least)} to {Text(most)}.");
        }
        else if (value.Scale > 4 && decimal.Round(value, 4) != value)
        {
            Add(field, "too_many_digits", $"'{field}' is {Text(value)}; four digits after the point are kept.");
        }
    }

    public void Count(string field, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            Add(field, "out_of_range", string.Create(CultureInfo.InvariantCulture, $"'{field}' is {value}; it must be {least} to {most}."));
        }
    }

    public void Word(string field, string? word, IReadOnlySet<string> known, string code)
    {
        if (word is null || !known.Contains(word))
        {
            Add(field, code, $"'{field}' is '{Shown(word)}'; it must be one of {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }
    }

    public void Day(string field, DateOnly day, DateOnly last)
    {
        if (day < Limits.FirstDay)
        {
            Add(field, "impossible_date", string.Create(CultureInfo.InvariantCulture, $"'{field}' is {day:yyyy-MM-dd}, before {Limits.FirstDay:yyyy-MM-dd}."));
        }
        else if (day > last)
        {
            Add(field, "future_day", string.Create(CultureInfo.InvariantCulture, $"'{field}' is {day:yyyy-MM-dd}; the last day possible is {last:yyyy-MM-dd}."));
        }
    }

    /// <summary>Currency of a record that is not summed with others; the node's when none is given.</summary>
    public Currency AnyCurrency(string? code, Currency ofNode)
    {
        if (code is null || code == ofNode.Code)
        {
            return ofNode;
        }

        if (Currency.TryParse(code, out var currency))
        {
            return currency;
        }

        Add("currency", "unknown_currency", $"'{Shown(code)}' is not an ISO 4217 currency code such as EUR.");
        return ofNode;
    }

    /// <summary>Currency of a record; the location's when none is given. Sums never mix currencies, so another one is refused.</summary>
    public Currency CurrencyOf(string? code, Currency ofLocation)
    {
        if (code is null || code == ofLocation.Code)
        {
            return ofLocation;
        }

        if (!Currency.TryParse(code, out var currency))
        {
            Add("currency", "unknown_currency", $"'{Shown(code)}' is not an ISO 4217 currency code such as EUR.");
            return ofLocation;
        }

        Add("currency", "currency_mismatch", $"The record is in {currency.Code}, the location keeps its books in {ofLocation.Code}; amounts of two currencies are never added.");
        return currency;
    }

    private static string Shown(string? text) => text is null ? string.Empty : text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    private static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool IsWellFormed(string text)
    {
        if (Ascii.IsValid(text))
        {
            return true;
        }

        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
