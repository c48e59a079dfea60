using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Reads budgets, and how answers tell about budgets and faults.</summary>
internal static class LimitsReader
{
    public static RateLimit Limit(ManifestSection section)
    {
        var limit = new RateLimit(
            section.Text("name") ?? "requests",
            section.Number("requests", 1, 10_000_000),
            section.Span("per") ?? TimeSpan.FromSeconds(1),
            section.Choice("scope", LimitScope.Connection),
            section.Number("concurrency", 1, 1_000),
            section.Text("path"));
        section.Close();
        if (limit.Requests is null && limit.Concurrency is null)
        {
            section.Scope.Faults.Add(section.At, "A limit says how many requests in what time, or how many at once.", "Write { requests: 10, per: 1s } or { concurrency: 4 }.");
        }

        if (limit.Requests is not null && !section.Has("per"))
        {
            section.Fault("requests", "'requests' needs the time that they are counted in.", "Add per: 1s.");
        }

        return limit;
    }

    public static LimitReport? Report(ManifestSection root)
    {
        if (root.Section("report") is not { } section)
        {
            return null;
        }

        var report = new LimitReport(
            section.Source("limit", bareIsHeader: true),
            section.Source("remaining", bareIsHeader: true),
            section.Source("reset", bareIsHeader: true),
            section.Choice("resetFormat", ExpiryFormat.Seconds),
            section.Source("retryAfter", bareIsHeader: true),
            section.Source("restorePerSecond", bareIsHeader: true));
        section.Close();
        return report;
    }

    public static ErrorShape Errors(ManifestSection root)
    {
        if (root.Section("errors") is not { } section)
        {
            return new ErrorShape(null, null, null, WhenOk: false, null, new Dictionary<string, string>());
        }

        var errors = new ErrorShape(section.Path("items"), section.Path("code"), section.Path("message"), section.Flag("whenOk"), section.Text("header"), section.Texts("kinds"));
        section.Close();
        foreach (var kind in errors.Kinds.Values.Where(kind => !ErrorShape.FaultKinds.Contains(kind)))
        {
            section.Fault("kinds", $"'{kind}' is not a kind of fault.", ProfileFaults.Suggest(kind, ErrorShape.FaultKinds));
        }

        if (errors.WhenOk && errors.Items is null)
        {
            section.Fault("whenOk", "'whenOk' needs 'items': where an answer with status 200 has its faults.");
        }

        return errors;
    }
}
