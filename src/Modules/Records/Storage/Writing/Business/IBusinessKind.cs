using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Storage.Writing.Business;

/// <summary>A kind whose table can be listed and exported by what the record says of itself: each parameter of its constructor is a column of the same name.</summary>
internal interface IBusinessKind<T> : IRecordKind<T>
    where T : CanonicalRecord
{
    /// <summary>The table, such as <c>records.invoice</c>.</summary>
    string Table { get; }

    /// <summary>The record as others may see it who may not see clients: without what is personal. Null: nothing in it is.</summary>
    Func<T, T>? WithoutPersonalData { get; }
}

/// <summary>The columns that make up a record, in the order of its constructor.</summary>
internal static class BusinessColumns
{
    /// <summary>The record's fields of the table <c>t</c>, ready for a select; <paramref name="key"/> gives its key.</summary>
    public static string Of<T>(string key)
        where T : CanonicalRecord =>
        string.Join(", ", typeof(T).GetConstructors().Single().GetParameters().Select(parameter => parameter.Name switch
        {
            nameof(CanonicalRecord.Key) => $"{key} as key",
            "Day" => "t.business_day as day",
            var name => "t." + Snake(name!),
        }));

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? string.Empty : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}
