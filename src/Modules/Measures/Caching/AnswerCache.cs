using System.IO.Compression;
using System.Security.Cryptography;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Caching;

/// <summary>A finished answer: the bytes as they go out.</summary>
internal sealed class Answer
{
    // Below this, packing costs more than it saves.
    private const int WorthPacking = 2048;

    public Answer(byte[] body, string contentType)
    {
        Body = body;
        ContentType = contentType;
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        Packed = body.Length < WorthPacking ? null : Pack(body);
    }

    public byte[] Body { get; }

    /// <summary>The body in gzip; null for small ones.</summary>
    public byte[]? Packed { get; }

    public string ContentType { get; }

    public string ETag { get; }

    public long Size => Body.Length + (Packed?.Length ?? 0) + 200;

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}

/// <summary>Answers of dashboards, snapshots and measures.</summary>
internal sealed class AnswerCache(TimeProvider clock) : IDisposable
{
    // Some 5,000 answers of the usual size.
    private const long Capacity = 192 * 1024 * 1024;

    private readonly SettledCache<Answer> _answers = new("answers", Capacity, answer => answer.Size, clock);

    public long Size => _answers.Size;

    /// <summary>The key of a question: what is asked, with all arguments, and what the caller may see. Two callers share an answer only if all of it is equal.</summary>
    public static string Key(string endpoint, Scope scope, params IEnumerable<string> arguments) =>
        string.Join('|', [endpoint, scope.Network.ToString(), string.Join(',', scope.Roots.Select(root => root.ToString()).Order(StringComparer.Ordinal)), .. arguments]);

    public bool TryGet(string key, out Answer? answer) => _answers.TryGet(key, out answer);

    public Task<Answer> GetAsync(string key, Basis basis, Func<CancellationToken, Task<Answer>> make, CancellationToken cancellationToken) =>
        _answers.GetAsync(key, basis, make, cancellationToken);

    public void Drop(NetworkId network, Period days, IReadOnlySet<Guid>? nodes) => _answers.Drop(network, days, nodes);

    public void Drop(NetworkId network) => _answers.Drop(network);

    public void Clear() => _answers.Clear();

    public void Dispose() => _answers.Dispose();
}
