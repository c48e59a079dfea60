using System.Text.Json;

namespace BookedBarber.Integrations.Reading;

/// <summary>Cuts a stream of JSON into items without holding more than one of them.</summary>
/// <param name="stream">UTF-8.</param>
/// <param name="path">Names that lead to the list; empty: the list is the root, or items follow each other (JSON lines).</param>
internal sealed class JsonItems(Stream stream, IReadOnlyList<string> path)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ReadLimits.JsonDepth, AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Disallow };

    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private int _itemStart;
    private int _itemLength;
    private bool _ended;
    private bool _inside;
    private bool _done;
    private JsonReaderState _state = new(Options);
    private int _lines = 1;

    /// <summary>Line the item begins on, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The item as it stands in the file.</summary>
    public ReadOnlySpan<byte> Raw => _bytes.AsSpan(_itemStart, _itemLength);

    /// <summary>The next item; null at the end.</summary>
    /// <exception cref="ImportFileException">The text is not JSON (<c>malformed_json</c>), too deep (<c>json_too_deep</c>), or an item is too large.</exception>
    public JsonDocument? Next()
    {
        while (!_done)
        {
            try
            {
                if (TryTake(out var item))
                {
                    return item;
                }
            }
            catch (JsonException fault)
            {
                throw Translate(fault);
            }

            if (_done)
            {
                break;
            }

            if (_ended)
            {
                if (_inside || path.Count > 0)
                {
                    throw new ImportFileException("malformed_json", path.Count > 0 && !_inside ? $"The file has no list at $.{string.Join('.', path)}." : "The file ends in the middle of its list.", _lines);
                }

                _done = true;
                break;
            }

            Fill();
        }

        return null;
    }

    // Moves over the tokens that are there. True: an item was cut out; false: more bytes are needed, or the end is reached.
    private bool TryTake(out JsonDocument? item)
    {
        item = null;
        var reader = new Utf8JsonReader(_bytes.AsSpan(_start, _end - _start), _ended, _state);
        while (true)
        {
            var before = (reader.BytesConsumed, reader.CurrentState);
            if (!reader.Read())
            {
                Advance(before.BytesConsumed, before.CurrentState);
                return false;
            }

            if (!_inside && reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == path.Count)
            {
                _inside = true;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndArray && reader.CurrentDepth == (path.Count > 0 ? path.Count : 0) && _inside)
            {
                _done = true;
                return false;
            }

            if (_inside || (path.Count == 0 && reader.TokenType == JsonTokenType.StartObject))
            {
                var tokenStart = (int)reader.TokenStartIndex;
                if (!JsonDocument.TryParseValue(ref reader, out item))
                {
                    Advance(before.BytesConsumed, before.CurrentState);
                    return false;
                }

                Line = _lines + _bytes.AsSpan(_start, tokenStart).Count((byte)'\n');
                (_itemStart, _itemLength) = (_start + tokenStart, (int)reader.BytesConsumed - tokenStart);
                Advance(reader.BytesConsumed, reader.CurrentState);
                return true;
            }

            if (!OnTheWay(ref reader) && !reader.TrySkip())
            {
                Advance(before.BytesConsumed, before.CurrentState);
                return false;
            }
        }
    }

    // Looks for the path: objects on the way are entered, everything else is passed over.
    private bool OnTheWay(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => reader.CurrentDepth == 0 || reader.CurrentDepth < path.Count,
        JsonTokenType.PropertyName => reader.CurrentDepth <= path.Count && reader.ValueTextEquals(path[reader.CurrentDepth - 1]),
        _ => reader.TokenType is JsonTokenType.EndObject,
    };

    private void Advance(long consumed, JsonReaderState state)
    {
        _lines += _bytes.AsSpan(_start, (int)consumed).Count((byte)'\n');
        _start += (int)consumed;
        _state = state;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            if (_bytes.Length >= ReadLimits.ItemBytes)
            {
                throw new ImportFileException("item_too_large", $"An item is larger than {ReadLimits.ItemBytes / (1 << 20)} MB.", _lines);
            }

            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        _ended = read == 0;
    }

    private static ImportFileException Translate(JsonException fault)
    {
        var line = (int)(fault.LineNumber ?? 0) + 1; // the reader's state counts over all buffers
        return fault.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? new ImportFileException("json_too_deep", $"The JSON is nested deeper than {ReadLimits.JsonDepth} levels.", line, null, fault)
            : new ImportFileException("malformed_json", "The text is not JSON from here on. What was read before is kept.", line, (int)(fault.BytePositionInLine ?? 0) + 1, fault);
    }
}
