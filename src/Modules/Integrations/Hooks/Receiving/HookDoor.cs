using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Processing;
using BookedBarber.Integrations.Hooks.Signatures;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Integrations.Hooks.Receiving;

/// <summary>Lets messages in that prove to come from the vendor: verified on the raw bytes, kept, then acknowledged. What they mean is worked out afterwards.</summary>
internal sealed partial class HookDoor(
    IConnections connections, ICatalogue catalogue, ICredentials credentials, TokenCheck tokens, HookStore store, HookSignal signal, PublicAddress address, TimeProvider clock, ILogger<HookDoor> logger)
{
    /// <summary>The largest message that is taken. The vendors' own limits lie below.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>So many refusals within five minutes are told to the connection's owner.</summary>
    public const int AlarmFrom = 20;

    /// <summary>Who may be at the door. Null: nobody knows the address, whatever the reason.</summary>
    public async Task<(Connection Connection, HookShape Shape)?> FindAsync(string vendor, Guid id, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(id, cancellationToken) is not { } connection || connection.Vendor != vendor || connection.State is ConnectionState.Removed or ConnectionState.Draft)
        {
            return null;
        }

        await catalogue.LoadAsync(connection.Network, cancellationToken);
        return catalogue.Find(connection.Network, vendor)?.Webhooks is { } shape ? (connection, shape) : null;
    }

    /// <summary>Takes a message.</summary>
    /// <param name="connection">Whose hook it is.</param>
    /// <param name="shape">What the vendor sends.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="query">With its question mark; empty: none.</param>
    /// <param name="headers">Headers.</param>
    /// <param name="body">Raw body.</param>
    /// <param name="cancellationToken">The vendor has gone.</param>
    public async Task<HookReply> TakeAsync(
        Connection connection, HookShape shape, string method, string query, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = new HookRequest(method, new Uri(address.Of(connection.Vendor, connection.Id).AbsoluteUri + query), headers, body);
        if (method == "GET")
        {
            return Probe(shape, request); // vendors that only ask whether somebody is here
        }

        var rule = SignatureRules.Of(shape);
        var secrets = (await credentials.HookSecretsAsync(connection, cancellationToken)).Candidates.Select(secret => secret.Reveal()).ToList();
        var problem = rule.Algorithm == SignatureAlgorithm.Jwt ? await tokens.CheckAsync(connection, rule, request, secrets, cancellationToken) : SignatureCheck.Check(rule, request, secrets, clock.GetUtcNow());
        if (problem is { Code: "signature_missing" or "secret_missing" } && shape.Handshake is { Field: not null } && await GreetAsync(connection, shape, request, cancellationToken) is { } greeted)
        {
            return greeted;
        }

        if (problem is not null)
        {
            return await RefuseAsync(connection, problem, problem.Kind == ProblemKind.Unavailable ? 503 : 401, cancellationToken);
        }

        if (HookBody.Read(shape, request) is not { } read)
        {
            return await RefuseAsync(connection, new Problem("malformed", "The message is signed as it should be, but is no JSON: it was cut on its way, or the vendor has changed its format."), 400, cancellationToken);
        }

        if (await GreetAsync(connection, shape, request, cancellationToken) is { } hello)
        {
            return hello;
        }

        var events = HookBody.Events(shape, read);
        if (events.Count == 0)
        {
            return new HookReply(200); // an empty list only asks whether we check signatures
        }

        var types = events.Select(item => HookBody.TypeOf(shape, HookBody.Context(shape, request, item)) ?? string.Empty).Distinct(StringComparer.Ordinal).Take(20).ToList();
        var secretHeaders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (shape.Scheme is HookScheme.Token or HookScheme.MutualTls or HookScheme.Oidc && shape.Header is { } header)
        {
            secretHeaders.Add(header);
        }

        if (await store.KeepAsync(connection, request, HookBody.Fingerprint(shape, request, events), types, events.Count, secretHeaders, cancellationToken))
        {
            signal.Wake();
        }

        return new HookReply(200);
    }

    /// <summary>Turns a message away that could not be read to its end.</summary>
    public Task<HookReply> RefuseAsync(Connection connection, string code, string detail, int status, CancellationToken cancellationToken) =>
        RefuseAsync(connection, new Problem(code, detail), status, cancellationToken);

    private async Task<HookReply> RefuseAsync(Connection connection, Problem problem, int status, CancellationToken cancellationToken)
    {
        var lately = await store.RefuseAsync(connection, problem, cancellationToken);
        if (lately is 1 or AlarmFrom)
        {
            Log.Refused(logger, connection.Id, connection.Vendor, problem.Code, lately);
        }

        return new HookReply(status);
    }

    private static HookReply Probe(HookShape shape, HookRequest request) =>
        shape.Handshake is { Field: { } field, Echo: true } && request.Query(string.Join('.', field.Steps)) is { } challenge ? new HookReply(200, challenge) : new HookReply(200);

    private async Task<HookReply?> GreetAsync(Connection connection, HookShape shape, HookRequest request, CancellationToken cancellationToken)
    {
        if (shape.Handshake is not { Field: { } field, Echo: var echo } || request.Json is not { } json || !field.TryFind(json, out var value) || value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return null;
        }

        if (echo)
        {
            return new HookReply(200, value.ToString());
        }

        await store.ChallengeAsync(connection, value.ToString(), cancellationToken);
        return new HookReply(200);
    }

    private static partial class Log
    {
        [LoggerMessage(5301, LogLevel.Warning, "Messages to hook {Connection} of {Vendor} are refused ({Code}); {Lately} within five minutes.")]
        public static partial void Refused(ILogger logger, Guid connection, string vendor, string code, long lately);
    }
}
