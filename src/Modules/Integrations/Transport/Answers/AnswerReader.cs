using System.Text.Json;
using System.Text.RegularExpressions;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Transport.Answers;

/// <summary>Understands a vendor's answer: its JSON, and whether it is a fault in whatever dress (an error inside a 200, a page of HTML, half a document).</summary>
internal sealed partial class AnswerReader(TimeProvider clock)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>What an answer says.</summary>
    /// <param name="manifest">How the vendor tells faults.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>Its JSON, if it is JSON, and the fault, if it is one.</returns>
    public (JsonDocument? Body, VendorFault? Fault) Read(Manifest manifest, DoorAnswer answer)
    {
        var (body, broken) = Parse(answer);
        var kind = KindOf(manifest, answer.Status, body, out var code);
        if (kind is { } found)
        {
            return (body, Fault(manifest, found, answer, code));
        }

        if (answer.Status is < 200 or >= 300)
        {
            return (body, Fault(manifest, answer.Status is >= 300 and < 400 ? VendorFaultKind.DataValidation : VendorFaultKind.Outage, answer, code));
        }

        return broken is null ? (body, null) : (body, broken with { Detail = $"{manifest.Title}: {broken.Detail}" });
    }

    private static (JsonDocument? Body, VendorFault? Broken) Parse(DoorAnswer answer)
    {
        if (answer.Body.Length == 0)
        {
            return (null, null);
        }

        var isHtml = answer.ContentType is "text/html" or "application/xhtml+xml";
        var saysJson = answer.ContentType is null || answer.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);
        if (!saysJson && !isHtml && FirstByte(answer.Body) is not ((byte)'{' or (byte)'['))
        {
            return (null, null); // a file, XML, CSV: whoever asked for it knows what it is
        }

        try
        {
            return (JsonDocument.Parse(answer.Body, Options), null);
        }
        catch (JsonException)
        {
            return (null, isHtml || FirstByte(answer.Body) == (byte)'<'
                ? new VendorFault(VendorFaultKind.Outage, "html_instead_of_data", "a web page came instead of data, as happens while it is down or being worked on. It is tried again by itself.")
                : new VendorFault(VendorFaultKind.Connection, "answer_cut_short", "the answer is not whole JSON. It is tried again by itself."));
        }
    }

    private static byte FirstByte(byte[] body) => Array.Find(body, one => one is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0xEF or 0xBB or 0xBF));

    /// <summary>The kind of fault; null: none, or none that can be named.</summary>
    private static VendorFaultKind? KindOf(Manifest manifest, int status, JsonDocument? body, out string? code)
    {
        var errors = manifest.Errors;
        var first = body is not null ? ErrorInside.First(errors, body.RootElement) : default;
        code = ErrorInside.CodeOf(errors, first);
        var isOk = status is >= 200 and < 300;
        if (isOk && !(errors.WhenOk && first.ValueKind != JsonValueKind.Undefined))
        {
            return null;
        }

        if ((code is not null && errors.Kinds.TryGetValue(code, out var named)) || errors.Kinds.TryGetValue(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out named))
        {
            return Named(named);
        }

        return status switch
        {
            401 or 403 => VendorFaultKind.Authentication,
            404 or 410 => VendorFaultKind.NotFound,
            408 => VendorFaultKind.Timeout,
            429 => VendorFaultKind.RateLimit,
            >= 400 and < 500 => VendorFaultKind.DataValidation,
            >= 500 => VendorFaultKind.Outage,
            _ when isOk => VendorFaultKind.DataValidation,
            _ => null,
        };
    }

    private static VendorFaultKind Named(string kind) => kind switch
    {
        "authentication" => VendorFaultKind.Authentication,
        "rate-limit" => VendorFaultKind.RateLimit,
        "timeout" => VendorFaultKind.Timeout,
        "connection" => VendorFaultKind.Connection,
        "not-found" => VendorFaultKind.NotFound,
        "outage" => VendorFaultKind.Outage,
        _ => VendorFaultKind.DataValidation,
    };

    private VendorFault Fault(Manifest manifest, VendorFaultKind kind, DoorAnswer answer, string? vendorCode)
    {
        var retryAt = kind is VendorFaultKind.RateLimit or VendorFaultKind.Outage ? RetryAt(manifest, answer) : null;
        var (code, sentence) = kind switch
        {
            VendorFaultKind.Authentication when answer.Status == 403 => ("not_permitted", $"{manifest.Title} does not permit this with the scopes that were granted. Connect again and agree to all of them."),
            VendorFaultKind.Authentication => ("not_authorised", $"{manifest.Title} does not accept the connection's authorisation."),
            VendorFaultKind.RateLimit => ("rate_limited", $"{manifest.Title} asks for a pause; it goes on by itself."),
            VendorFaultKind.Timeout => ("timed_out", $"{manifest.Title} took too long; it is tried again by itself."),
            VendorFaultKind.NotFound => ("not_found_there", $"{manifest.Title} has no such thing (any more)."),
            VendorFaultKind.DataValidation when answer.Status is >= 300 and < 400 => ("unexpected_redirect", $"{manifest.Title} answers from another address, where the connection's authorisation is not sent. Its connector has to name it."),
            VendorFaultKind.DataValidation => ("refused_by_vendor", $"{manifest.Title} refuses this request. The code it gave says why; trying again does not help."),
            VendorFaultKind.Connection => ("answer_broken", $"{manifest.Title} broke off its answer; it is tried again by itself."),
            _ => ("vendor_down", $"{manifest.Title} is out of order at the moment (status {answer.Status}); it goes on by itself when it is back."),
        };
        return new VendorFault(kind, code, sentence, vendorCode is not null && CodeForm().IsMatch(vendorCode) ? vendorCode : null, retryAt);
    }

    private DateTimeOffset? RetryAt(Manifest manifest, DoorAnswer answer)
    {
        var now = clock.GetUtcNow();
        var report = manifest.Report;
        return RetryTimes.RetryAfter(Header(answer, report?.RetryAfter?.Header) ?? Header(answer, "Retry-After"), now)
            ?? (report?.Reset?.Header is { } reset ? RetryTimes.Reset(Header(answer, reset), report.ResetFormat, now) : null);
    }

    private static string? Header(DoorAnswer answer, string? name) => name is null ? null : answer.Headers.GetValueOrDefault(name);

    // Only what looks like a code goes on: a vendor's sentence may quote what was sent.
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeForm();
}
