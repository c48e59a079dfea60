using BookedBarber.Records.Contracts;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A part of a batch on its way into the tables.</summary>
/// <param name="Session">The caller's transaction.</param>
/// <param name="Network">The session's network.</param>
/// <param name="Source">Where the records come from.</param>
/// <param name="Conflicts">What to do with a key that is stored with other content.</param>
/// <param name="Now">For the new ids.</param>
/// <param name="Records">The caller's whole list.</param>
/// <param name="Indices">Which of them this chunk holds.</param>
/// <param name="Outcomes">Of the whole list; the chunk fills its own.</param>
internal sealed record WriteChunk<T>(
    Session Session,
    Guid Network,
    RecordSource Source,
    OnConflict Conflicts,
    DateTimeOffset Now,
    IReadOnlyList<LocatedRecord<T>> Records,
    ReadOnlyMemory<int> Indices,
    WriteOutcome[] Outcomes)
    where T : CanonicalRecord
{
    public int Count => Indices.Length;

    /// <summary>Few enough to travel as parameters.</summary>
    public bool IsSmall => Count <= Stage<T>.Few;

    public LocatedRecord<T> this[int position] => Records[Indices.Span[position]];

    public void Set(int position, WriteOutcome outcome) => Outcomes[Indices.Span[position]] = outcome;

    /// <summary>A statement whose first parameters are the network and the source.</summary>
    public NpgsqlBatchCommand Statement(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Network });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Source.Name });
        return command;
    }

    public NpgsqlBatch Batch() => new(Session.Connection, Session.Transaction);
}
