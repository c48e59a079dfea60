using BookedBarber.Records.Contracts;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Writes the records of a batch in the session's transaction.</summary>
internal interface IBatchWriter<T>
    where T : CanonicalRecord
{
    /// <summary>Writes; one outcome per record.</summary>
    Task<IReadOnlyList<WriteOutcome>> WriteAsync(Session session, ImportJob job, IReadOnlyList<LocatedRecord<T>> records, CancellationToken cancellationToken);
}

/// <summary>Records of the chair go through the one way into the records.</summary>
internal sealed class RecordBatchWriter<T>(IRecordWriter writer) : IBatchWriter<T>
    where T : CanonicalRecord
{
    public Task<IReadOnlyList<WriteOutcome>> WriteAsync(Session session, ImportJob job, IReadOnlyList<LocatedRecord<T>> records, CancellationToken cancellationToken) =>
        writer.WriteAsync(session, SourceOf(job), records, OnConflict.Update, cancellationToken);

    /// <summary>The source that records of a profile have.</summary>
    public static string SourceOf(ImportJob job) => $"import:{job.Profile.Source}";
}
