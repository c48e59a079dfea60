using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Ends the fetching of pages: what was fetched before is still written.</summary>
internal sealed class ReadingFault(string code, string detail, DateTimeOffset? retryAt, bool needsPerson, int status, bool wasResumed) : Exception(detail)
{
    public string Code => code;

    public string Detail => Message;

    public DateTimeOffset? RetryAt => retryAt;

    public bool NeedsPerson => needsPerson;

    public int Status => status;

    /// <summary>Whether it met the first page after the reading was taken up again: then the vendor may have forgotten the place.</summary>
    public bool WasResumed => wasResumed;

    public static ReadingFault Of(VendorFault fault, int status, bool wasResumed) => new(fault.Code, fault.Detail, fault.RetryAt, !fault.IsPassing, status, wasResumed);

    public static ReadingFault Circle(string code, string stream) => new(
        code,
        code switch
        {
            "page_repeats" => $"The vendor sent the same page of {stream} twice. What was read before is kept; the reading begins again by itself.",
            "cursor_loops" => $"The vendor's pages of {stream} lead in a circle. What was read before is kept; the reading begins again by itself.",
            "no_progress" => $"More records of {stream} share one moment than the vendor lets us page through. Ask the vendor how to read them.",
            _ => $"The vendor sends pages of {stream} without records and without an end. What was read before is kept; the reading begins again by itself.",
        },
        null,
        needsPerson: code == "no_progress",
        status: 200,
        wasResumed: false);
}
