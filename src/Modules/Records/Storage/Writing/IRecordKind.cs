using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>What is particular to one type of record: its rules, its key and its tables.</summary>
internal interface IRecordKind<T>
    where T : CanonicalRecord
{
    /// <summary>How many records go through the database at a time.</summary>
    int ChunkSize { get; }

    /// <summary>What is wrong with a record; null: nothing.</summary>
    Problem? Check(Node location, T record, DateOnly today);

    /// <summary>What, with location and source, says whether two records are the same.</summary>
    RecordKey KeyOf(Node location, T record);

    bool SaysTheSame(Node location, T one, T other);

    /// <summary>Merges checked records with distinct keys and writes down what became of each.</summary>
    Task StoreAsync(WriteChunk<T> chunk, CancellationToken cancellationToken);
}

/// <summary>Identity of a record within its source.</summary>
internal readonly record struct RecordKey(Guid Location, string Text, int Day)
{
    public override string ToString() => Day == 0 ? Text : DateOnly.FromDayNumber(Day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
