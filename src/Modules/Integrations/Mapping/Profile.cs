using BookedBarber.Integrations.Reading;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

/// <summary>A compiled profile: how the rows of a file become records. Belongs to one run; compiling another takes a millisecond.</summary>
/// <param name="Name">Such as <c>hair-salon/receipts</c>.</param>
/// <param name="Record">Type of record.</param>
/// <param name="Source">Part of the records' identity: profiles of one source share staff, clients, services and products.</param>
/// <param name="Location">Code of the record's location; null: one location for the whole file.</param>
/// <param name="Group">What the rows of one record have in common; null: a row is a record.</param>
/// <param name="Merge">Strength of this view of a record that several files tell about; null: the file alone knows.</param>
/// <param name="Create">What networks and locations are made with.</param>
/// <param name="Fields">What is read of a row.</param>
/// <param name="Sources">The row's field that a field of the record comes from.</param>
/// <param name="Builder">Builds its records.</param>
/// <param name="Fingerprint">Tells two versions of a profile apart.</param>
internal sealed record Profile(
    string Name,
    string Title,
    string Description,
    string Record,
    FormatOptions Format,
    string Source,
    Get<ReadOnlyMemory<char>>? Location,
    Get<ReadOnlyMemory<char>>? Group,
    int? Merge,
    CreateOptions? Create,
    FieldTable Fields,
    IReadOnlyDictionary<string, int> Sources,
    IRecordBuilder Builder,
    string Fingerprint);

/// <summary>Something done with a profile that depends on the type of its records.</summary>
internal interface IProfileVisitor<out TResult>
{
    TResult Visit<T>(Profile profile, RecordBuilder<T> builder)
        where T : CanonicalRecord;
}

/// <summary>How files of a profile are written.</summary>
/// <param name="Csv">As CSV; null: never.</param>
/// <param name="Encoding">Declared encoding; null: found out.</param>
/// <param name="Json">Whether JSON may come.</param>
/// <param name="Items">Where the items of a JSON file are.</param>
internal sealed record FormatOptions(CsvOptions? Csv, string? Encoding, bool Json, JsonPath? Items);

/// <summary>What <c>--create</c> makes networks and locations with.</summary>
internal sealed record CreateOptions(string? Currency, string? TimeZone, string? LocationCode, string? LocationName);
