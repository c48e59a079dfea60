namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Measures progress and reports it at most twice a second. Rows and bytes are those that are committed.</summary>
internal sealed class ImportMeter(ImportJob job, Action<ImportProgress> report, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly long _total = job.Files.Sum(file => file.Bytes);
    private readonly long _began = clock.GetTimestamp();
    private long _reported;
    private long _rows;
    private long _skipped;
    private long _before;
    private long _inFile;

    /// <summary>Passes over a file that was done before.</summary>
    public void Skip(long bytes)
    {
        _skipped += bytes;
        _before += bytes;
    }

    /// <summary>Passes over the part of the file that was done before.</summary>
    public void SkipTo(long bytes) => _skipped += Math.Max(0, bytes - _inFile);

    /// <summary>Notes what was done.</summary>
    public void Add(int rows, long bytesInFile)
    {
        _rows += rows;
        _inFile = bytesInFile;
        if (_reported == 0 || clock.GetElapsedTime(_reported) >= Pause)
        {
            Report();
        }
    }

    /// <summary>Notes the end of a file.</summary>
    public void EndFile(long bytes)
    {
        _before += bytes;
        _inFile = 0;
        Report();
    }

    private void Report()
    {
        _reported = clock.GetTimestamp();
        var seconds = Math.Max(clock.GetElapsedTime(_began).TotalSeconds, 0.001);
        var bytes = Math.Min(_before + _inFile, _total);
        var done = bytes - _skipped;
        double? left = done > 0 ? (_total - bytes) * seconds / done : null;
        report(new ImportProgress(_rows, bytes, _total, _rows / seconds, left));
    }
}
