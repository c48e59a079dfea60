using System.ComponentModel;
using System.Text.Json.Serialization;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Features.Wire;

namespace BookedBarber.Records.Features.Business;

/// <summary>A stored record with where it belongs and where it came from.</summary>
internal sealed record StoredRecord<T>
    where T : CanonicalRecord
{
    [Description("Its id here.")]
    public Guid Id { get; init; }

    [Description("The unit it belongs to.")]
    public Guid NodeId { get; init; }

    [Description("Where it came from, such as a connection or an import.")]
    public string Source { get; init; } = string.Empty;

    [Description("Grows with every change.")]
    public long Version { get; init; }

    [Description("When it first arrived.")]
    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset RecordedAt { get; init; }

    [Description("What it says.")]
    public T? Record { get; init; }
}
