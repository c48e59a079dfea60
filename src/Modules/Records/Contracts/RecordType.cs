using System.Runtime.CompilerServices;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Contracts;

/// <summary>A type of canonical record.</summary>
public abstract class RecordType
{
    private RecordType(string name, Type type) => (Name, Type) = (name, type);

    /// <summary>Its name, in snake_case and the singular, such as <c>invoice_payment</c>: the <c>record</c> of a manifest's stream and the entity of the change feed.</summary>
    public string Name { get; }

    /// <summary>The type in code.</summary>
    public Type Type { get; }

    /// <summary>Whether its records may belong to a node above a location.</summary>
    public bool IsPlacedAnywhere => Type.IsAssignableTo(typeof(BusinessRecord));

    /// <summary>Writes records of this type; see <see cref="IRecordWriter.WriteAsync"/>.</summary>
    /// <exception cref="InvalidCastException">A record is of another type.</exception>
    public abstract Task<IReadOnlyList<WriteOutcome>> WriteAsync(
        IRecordWriter writer, Session session, RecordSource source, IReadOnlyList<LocatedRecord<CanonicalRecord>> records, OnConflict conflicts, CancellationToken cancellationToken);

    /// <summary>Checks a record of this type without writing; see <see cref="IRecordWriter.Check"/>.</summary>
    /// <exception cref="InvalidCastException">The record is of another type.</exception>
    public abstract Problem? Check(IRecordWriter writer, LocatedRecord<CanonicalRecord> record);

    /// <summary>Reads records of this type; see <see cref="IRecordExport.ReadAsync"/>.</summary>
    public abstract IAsyncEnumerable<ExportedRecord<CanonicalRecord>> ReadAsync(IRecordExport export, Session session, RecordSelection selection, CancellationToken cancellationToken);

    internal static RecordType Of<T>(string name)
        where T : CanonicalRecord => new Typed<T>(name);

    private sealed class Typed<T>(string name) : RecordType(name, typeof(T))
        where T : CanonicalRecord
    {
        public override Task<IReadOnlyList<WriteOutcome>> WriteAsync(
            IRecordWriter writer, Session session, RecordSource source, IReadOnlyList<LocatedRecord<CanonicalRecord>> records, OnConflict conflicts, CancellationToken cancellationToken) =>
            writer.WriteAsync<T>(session, source, [.. records.Select(Cast)], conflicts, cancellationToken);

        public override Problem? Check(IRecordWriter writer, LocatedRecord<CanonicalRecord> record) => writer.Check(Cast(record));

        public override async IAsyncEnumerable<ExportedRecord<CanonicalRecord>> ReadAsync(
            IRecordExport export, Session session, RecordSelection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var (location, record) in export.ReadAsync<T>(session, selection, cancellationToken))
            {
                yield return new(location, record);
            }
        }

        private static LocatedRecord<T> Cast(LocatedRecord<CanonicalRecord> record) => new(record.Location, (T)record.Record, record.IsAssumed);
    }
}
