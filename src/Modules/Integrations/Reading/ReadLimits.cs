namespace BookedBarber.Integrations.Reading;

/// <summary>How much of a file may be one thing. They keep a hostile or broken file from taking the memory of the node.</summary>
internal static class ReadLimits
{
    /// <summary>Bytes of one physical line of CSV or JSON lines.</summary>
    public const int LineBytes = 1 << 20;

    /// <summary>Bytes of one record that runs over several lines because of quoted line ends.</summary>
    public const int RecordBytes = 2 << 20;

    /// <summary>Columns of one line.</summary>
    public const int Columns = 2_000;

    /// <summary>Bytes of one item of a JSON file.</summary>
    public const int ItemBytes = 4 << 20;

    /// <summary>Depth of JSON.</summary>
    public const int JsonDepth = 32;

    /// <summary>Bytes of a refused row that its report keeps.</summary>
    public const int RowTextBytes = 2_000;
}
