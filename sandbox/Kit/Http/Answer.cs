using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Sandbox.Kit.Http;

/// <summary>What a vendor answers: a status, a body and the headers that go with it.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public static Answer Ok(object body) => Of(200, body);

    public static Answer Of(int status, object body, string contentType = "application/json; charset=utf-8") =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, Json), contentType);

    public static Answer Text(int status, string text, string contentType = "text/plain; charset=utf-8") => new(status, Encoding.UTF8.GetBytes(text), contentType);

    public static Answer Html(int status, string html) => Text(status, html, "text/html; charset=utf-8");

    public static Answer Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty, null);

    public static Answer Redirect(string location) => Empty(302).With("Location", location);

    public Answer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
}
