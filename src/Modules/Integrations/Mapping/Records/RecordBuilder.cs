using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Builds records of some type.</summary>
internal interface IRecordBuilder
{
    /// <summary>Calls back with the type of record as a type.</summary>
    TResult Accept<TResult>(Profile profile, IProfileVisitor<TResult> visitor);

    /// <summary>Builds the record of a row, whatever its type; null with the row marked.</summary>
    CanonicalRecord? BuildAny(Row row);
}

/// <summary>Builds records of one type from rows. Belongs to one reader: it keeps rows of its own for lists.</summary>
internal abstract class RecordBuilder<T> : IRecordBuilder
    where T : CanonicalRecord
{
    public TResult Accept<TResult>(Profile profile, IProfileVisitor<TResult> visitor) => visitor.Visit(profile, this);

    public CanonicalRecord? BuildAny(Row row) => Build(row);

    /// <summary>Builds the record of a row; null with the row marked.</summary>
    public abstract T? Build(Row row);

    /// <summary>Adds what a further row of the same record brings.</summary>
    public virtual T Combine(T whole, T part) => throw new NotSupportedException("This type of record has one row.");

    /// <summary>What tells a record from others of its location.</summary>
    public virtual string KeyOf(T record) => record.Key;

    /// <summary>Puts two sources' views of one record together; the stronger one's values go first.</summary>
    public virtual T Merge(T stronger, T weaker) => stronger;
}
