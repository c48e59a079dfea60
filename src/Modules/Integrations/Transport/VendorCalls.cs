using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport.Answers;
using BookedBarber.Integrations.Transport.Budgets;
using BookedBarber.Integrations.Transport.Circuits;
using BookedBarber.Integrations.Transport.Usage;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging;
using ICredentials = BookedBarber.Integrations.Connections.ICredentials;

namespace BookedBarber.Integrations.Transport;

/// <summary>Sends requests to vendors.</summary>
internal sealed partial class VendorCalls(
    VendorDoor door, VendorAddresses addresses, ICredentials credentials, IConnections connections, BudgetBook budgets, CircuitBoard circuits, CallLedger ledger, AnswerReader reader,
    TimeProvider clock, ILogger<VendorCalls> logger)
    : IVendorCalls, ICandidateCalls
{
    /// <summary>Largest answer taken, decompressed.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    private static readonly ProductInfoHeaderValue Agent = new("BookedBarber", "2.0");

    private readonly ConcurrentDictionary<Guid, RetryQuota> _quotas = new();

    public Task<VendorAnswer> SendAsync(VendorRequest request, CancellationToken cancellationToken) => SendAsync(request, candidate: null, cancellationToken);

    public async Task<VendorAnswer> SendAsync(VendorRequest request, VendorGrant? candidate, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var answer = await RunAsync(request, candidate, cancellationToken) with { Took = clock.GetElapsedTime(started) };
        ledger.Count(request.Connection, request.Priority, answer);
        if (answer is { Fault: { } unsent, Attempts: 0 })
        {
            Log.NotSent(logger, request.Connection.Vendor, request.Connection.Id, request.Purpose, unsent.Code);
        }
        else if (answer.Fault is { } fault)
        {
            Log.Failed(logger, request.Connection.Vendor, request.Connection.Id, request.Purpose, answer.Status, fault.Kind, fault.Code, answer.Attempts, RequestId(answer));
        }
        else
        {
            Log.Done(logger, request.Connection.Vendor, request.Connection.Id, request.Purpose, answer.Status, answer.Attempts, RequestId(answer));
        }

        return answer;
    }

    private async Task<VendorAnswer> RunAsync(VendorRequest request, VendorGrant? candidate, CancellationToken cancellationToken)
    {
        var (connection, manifest) = (request.Connection, request.Manifest);
        var resolved = addresses.Resolve(connection, manifest, request.Host, request.PathAndQuery);
        if (!resolved.Succeeded)
        {
            return NotSent(new VendorFault(VendorFaultKind.DataValidation, resolved.Problem.Code, resolved.Problem.Detail));
        }

        var rule = CallRule.Of(request.Priority);
        var until = clock.GetUtcNow() + rule.Whole;
        var circuit = circuits.For(new CircuitKey(connection.Network, connection.Id, resolved.Value.Authority));
        var within = budgets.For(connection, manifest, resolved.Value.AbsolutePath);
        var quota = _quotas.GetOrAdd(connection.Id, _ => new RetryQuota());
        quota.Earn();
        VendorGrant? refused = null;
        for (var attempts = 1; ; attempts++)
        {
            var pass = await circuit.AskAsync(cancellationToken);
            if (!pass.MayCall)
            {
                return NotSent(Away(manifest, pass.RetryAt), attempts - 1);
            }

            var granted = candidate is not null ? candidate
                : refused is not null ? await credentials.RefusedAsync(connection, refused, cancellationToken)
                : await credentials.GetAsync(connection, cancellationToken);
            if (!granted.Succeeded)
            {
                return NotSent(OfProblem(granted.Problem), attempts - 1);
            }

            if (await TakeAsync(within, request.Priority, until, cancellationToken) is { } retryAt)
            {
                return NotSent(new VendorFault(VendorFaultKind.RateLimit, "budget_used_up", $"The calls that {manifest.Title} allows are used up for now; it goes on by itself.", RetryAt: retryAt), attempts - 1);
            }

            var attempt = await AttemptAsync(request, resolved.Value, granted.Value, rule, within, attempts, cancellationToken);
            await NoteAsync(circuit, pass, request, candidate is not null, attempt, cancellationToken);
            if (attempt.Answer.Fault is not { } fault)
            {
                return attempt.Answer;
            }

            if (attempt.Answer.Status == (int)HttpStatusCode.Unauthorized && candidate is null)
            {
                if (refused is null)
                {
                    refused = granted.Value; // renewed, or found renewed, on the next round; not a retry that the vendor has to be spared
                    continue;
                }

                var again = await credentials.RefusedAsync(connection, granted.Value, cancellationToken);
                return again.Succeeded ? attempt.Answer : attempt.Answer with { Fault = OfProblem(again.Problem) };
            }

            refused = null;
            var pause = Backoff.Pause(attempts, Random.Shared.NextDouble());
            var next = fault.RetryAt is { } told && told > clock.GetUtcNow() + pause ? told : clock.GetUtcNow() + pause;
            if (!fault.IsPassing || !(attempt.WasNeverDone || request.IsRepeatable) || attempts >= rule.Attempts || next > until || !quota.TrySpend())
            {
                return attempt.Answer with { Fault = fault.IsPassing ? Passing(fault, next, circuit.OpenUntil) : fault };
            }

            attempt.Answer.Dispose();
            await Task.Delay(next - clock.GetUtcNow(), clock, cancellationToken);
        }
    }

    /// <summary>One attempt, with what it says about repeating it.</summary>
    private sealed record Attempt(VendorAnswer Answer, bool WasNeverDone, bool SpeaksForCircuit);

    private async Task<Attempt> AttemptAsync(VendorRequest request, Uri address, VendorGrant grant, CallRule rule, IReadOnlyList<Budget> within, int attempts, CancellationToken cancellationToken)
    {
        try
        {
            using var message = Message(request, address);
            grant.Apply(message);
            var call = new DoorCall(addresses.SandboxOf(request.Connection), rule.Attempt, MostBytes, FollowsRedirects: request.Method == HttpMethod.Get);
            var answer = await door.SendAsync(message, call, cancellationToken);
            var (body, fault) = reader.Read(request.Manifest, answer);
            await LearnAsync(request.Manifest, within, answer, body, fault, attempts, cancellationToken);

            // A refusal for too many requests, and a 503, say that nothing was done.
            var wasNeverDone = fault?.Kind == VendorFaultKind.RateLimit || answer.Status == (int)HttpStatusCode.ServiceUnavailable;
            var down = fault?.Kind is VendorFaultKind.Outage or VendorFaultKind.Timeout or VendorFaultKind.Connection;
            return new Attempt(new VendorAnswer(answer.Status, body, answer.Body, answer.ContentType, answer.Headers, fault, TimeSpan.Zero, attempts), wasNeverDone, down);
        }
        catch (DoorException fault)
        {
            var (kind, code) = fault.Fault switch
            {
                DoorFault.Refused => (VendorFaultKind.DataValidation, "address_refused"),
                DoorFault.NotConnected => (VendorFaultKind.Connection, "not_connected"),
                DoorFault.TimedOut => (VendorFaultKind.Timeout, "timed_out"),
                DoorFault.TooLarge => (VendorFaultKind.DataValidation, "answer_too_large"),
                _ => (VendorFaultKind.Connection, "connection_broke"),
            };
            var down = kind is VendorFaultKind.Connection or VendorFaultKind.Timeout;
            return new Attempt(NotSent(new VendorFault(kind, code, $"{request.Manifest.Title}: {fault.Message}"), attempts), fault.WasNeverSent, down);
        }
        finally
        {
            foreach (var budget in within)
            {
                budget.Release();
            }
        }
    }

    private static HttpRequestMessage Message(VendorRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue(Agent.Product!));
        var context = new TemplateContext().With(request.Connection.Settings).With("account", request.Connection.AccountId);
        foreach (var (name, template) in request.Manifest.Headers)
        {
            if (template.Render(context) is { } value) // one that needs the account is left out until the account is known
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (!message.Headers.Contains("Accept"))
        {
            message.Headers.Accept.ParseAdd("application/json");
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType ?? "application/json");
        }

        return message;
    }

    private static async Task<DateTimeOffset?> TakeAsync(IReadOnlyList<Budget> within, CallPriority priority, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var taken = 0;
        try
        {
            foreach (var budget in within)
            {
                if (await budget.TakeAsync(priority, until, cancellationToken) is { } retryAt)
                {
                    return retryAt;
                }

                taken++;
            }

            return null;
        }
        finally
        {
            for (var i = 0; taken < within.Count && i < taken; i++)
            {
                within[i].Release();
            }
        }
    }

    private async Task LearnAsync(Manifest manifest, IReadOnlyList<Budget> within, DoorAnswer answer, System.Text.Json.JsonDocument? body, VendorFault? fault, int attempts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var declared = manifest.Limits.FirstOrDefault(limit => limit.Name == within[0].Key.Name)?.Requests;
        var report = BudgetReport.Read(manifest, declared, answer, body?.RootElement, now);
        if (fault?.Kind == VendorFaultKind.RateLimit)
        {
            report = report with { BlockedUntil = fault.RetryAt ?? now + TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts, 5))) };
        }

        if (!report.SaysNothing && within[0].Learn(report.Paced, report.PacedUntil, report.BlockedUntil))
        {
            await budgets.TellAsync(within[0], report.Paced, report.PacedUntil, report.BlockedUntil, cancellationToken);
        }
    }

    private async Task NoteAsync(Circuit circuit, CircuitPass pass, VendorRequest request, bool isCandidate, Attempt attempt, CancellationToken cancellationToken)
    {
        var connection = request.Connection;
        if (attempt.SpeaksForCircuit)
        {
            if (await circuit.FailedAsync(pass.IsProbe, cancellationToken) && !isCandidate)
            {
                Log.Opened(logger, connection.Vendor, connection.Id);
                await connections.ReportAsync(
                    connection.Network,
                    connection.Id,
                    new ConnectionTrouble(ConnectionTroubleKind.Failing, "vendor_unreachable", $"{request.Manifest.Title} does not answer. What waits is done by itself when it is back; nothing has to be done."),
                    cancellationToken);
            }
        }
        else if (attempt.Answer.Status != 0 && await circuit.SucceededAsync(cancellationToken))
        {
            Log.Closed(logger, connection.Vendor, connection.Id);
            await connections.ReportAsync(connection.Network, connection.Id, new ConnectionTrouble(ConnectionTroubleKind.Recovered, "recovered", "It answers again."), cancellationToken);
        }
    }

    private static VendorFault Away(Manifest manifest, DateTimeOffset? retryAt) =>
        new(VendorFaultKind.Outage, VendorFault.CircuitOpen, $"{manifest.Title} did not answer a moment ago; it is tried again by itself.", RetryAt: retryAt) { IsAway = true };

    private static VendorFault Passing(VendorFault fault, DateTimeOffset next, DateTimeOffset? openUntil) =>
        fault with { RetryAt = openUntil > next ? openUntil : next, IsAway = openUntil is not null };

    private VendorFault OfProblem(Problem problem) => problem.Kind == ProblemKind.Unavailable
        ? new VendorFault(VendorFaultKind.Outage, problem.Code, problem.Detail, RetryAt: clock.GetUtcNow() + TimeSpan.FromSeconds(5))
        : new VendorFault(VendorFaultKind.Authentication, problem.Code, problem.Detail);

    private static VendorAnswer NotSent(VendorFault fault, int attempts = 0) =>
        new(0, null, ReadOnlyMemory<byte>.Empty, null, new Dictionary<string, string>(), fault, TimeSpan.Zero, attempts);

    // Vendors name the header differently; all of them end in one of these.
    private static string RequestId(VendorAnswer answer)
    {
        foreach (var (name, id) in answer.Headers)
        {
            if ((name.EndsWith("request-id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("correlation-id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_tid", StringComparison.OrdinalIgnoreCase))
                && id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':'))
            {
                return id;
            }
        }

        return "-";
    }

    private static partial class Log
    {
        [LoggerMessage(5311, LogLevel.Debug, "{Vendor} for connection {Connection}, {Purpose}: {Status} after {Attempts} attempts, request {RequestId}.")]
        public static partial void Done(ILogger logger, string vendor, Guid connection, string purpose, int status, int attempts, string requestId);

        [LoggerMessage(5312, LogLevel.Information, "{Vendor} for connection {Connection}, {Purpose}: status {Status}, {Kind} {Code} after {Attempts} attempts, request {RequestId}.")]
        public static partial void Failed(ILogger logger, string vendor, Guid connection, string purpose, int status, VendorFaultKind kind, string code, int attempts, string requestId);

        // Whatever waits for a vendor that is away tries now and then: what opened the circuit, or refused the authorisation, was told once.
        [LoggerMessage(5315, LogLevel.Debug, "{Vendor} for connection {Connection}, {Purpose}: not sent, {Code}.")]
        public static partial void NotSent(ILogger logger, string vendor, Guid connection, string purpose, string code);

        [LoggerMessage(5313, LogLevel.Warning, "{Vendor} does not answer for connection {Connection}; it is called by single probes until it does.")]
        public static partial void Opened(ILogger logger, string vendor, Guid connection);

        [LoggerMessage(5314, LogLevel.Information, "{Vendor} answers again for connection {Connection}.")]
        public static partial void Closed(ILogger logger, string vendor, Guid connection);
    }
}
