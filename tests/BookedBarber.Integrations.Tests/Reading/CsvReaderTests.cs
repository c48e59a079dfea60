using System.IO.Compression;
using System.Text;
using BookedBarber.Integrations.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Integrations.Tests.Reading;

public sealed class CsvReaderTests
{
    [Fact]
    public void What_was_printed_is_parsed_back() => Prop.ForAll(Tables(), rows =>
        Parse(Print(rows)).Select(row => string.Join('\u001f', row.Cells)).SequenceEqual(rows.Select(row => string.Join('\u001f', row.Select(cell => cell.Trim()))))).QuickCheckThrowOnFailure();

    [Fact]
    public void Printed_tables_are_read_as_CsvHelper_reads_them() => Prop.ForAll(Tables(), rows =>
    {
        var text = Print(rows);
        var referee = new List<string>();
        using var reader = CsvHelper.CsvReader.FromText(text, new CsvHelper.CsvReaderOptions { HasHeader = false, Separator = ',' });
        while (reader.Read())
        {
            referee.Add(string.Join('\u001f', Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetString(index).Trim())));
        }

        return Parse(text).Select(row => string.Join('\u001f', row.Cells)).SequenceEqual(referee);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_are_counted_over_line_ends_inside_quotes() =>
        Parse("a,b\n\"one\r\ntwo\",x\n\nlast,y\n").Select(row => row.Line).ShouldBe([1, 2, 5]);

    [Theory]
    [InlineData("a,b\nx,\"y\nz,1\n", 2, "quote_not_closed", 2)]
    [InlineData("a,b\nx,\"y\"z\nz,1\n", 2, "malformed_quotes", 2)]
    public void A_broken_quote_costs_its_line_and_no_other(string text, int line, string code, int column)
    {
        var rows = Parse(text);

        rows.Select(row => row.Line).ShouldBe([1, line, 3]);
        rows[1].Fault.ShouldNotBeNull().ShouldSatisfyAllConditions(fault => fault.Code.ShouldBe(code), fault => fault.Column.ShouldBe(column));
        rows[2].Cells.ShouldBe(["z", "1"]);
    }

    [Fact]
    public void A_byte_that_is_not_UTF8_is_reported_with_line_and_column()
    {
        var rows = Parse([.. "a,b,c\nok,1,2\nx,caf"u8, 0xE9, .. ",3\nz,1,2\n"u8]);

        rows[2].Fault!.Value.ShouldSatisfyAllConditions(fault => fault.Code.ShouldBe("invalid_encoding"), fault => fault.Column.ShouldBe(2), _ => rows[2].Line.ShouldBe(3));
        rows[3].Cells.ShouldBe(["z", "1", "2"]);
    }

    [Fact]
    public void A_million_column_line_is_one_refused_line()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("1,", 1_000_000)) + "\nx,y\n";

        var rows = Parse(text);

        rows.Select(row => row.Fault?.Code).ShouldBe([null, "too_many_columns", null]);
        rows[2].ShouldSatisfyAllConditions(row => row.Line.ShouldBe(3), row => row.Cells.ShouldBe(["x", "y"]));
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_is_refused_without_being_held()
    {
        using var stream = new MemoryStream([.. "a,b\n"u8, .. Enumerable.Repeat((byte)'x', 100_000_000), .. "\nx,y\n"u8]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var rows = Parse(stream);

        rows.Select(row => row.Fault?.Code).ShouldBe([null, "line_too_long", null]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16_000_000);
    }

    [Fact]
    public void A_text_full_of_open_quotes_is_read_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("x,\"a\n", 200_000));

        Parse(text).Count.ShouldBe(200_000);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Marked_encodings_are_found(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        Parse([.. encoding.GetPreamble(), .. encoding.GetBytes("naïve,b\nΩ,2\n")]).Select(row => row.Cells[0]).ShouldBe(["naïve", "Ω"]);
    }

    [Fact]
    public void Windows_1252_is_read_where_it_is_declared() =>
        Parse([.. "caf"u8, 0xE9, .. ",b\n"u8], "windows-1252")[0].Cells.ShouldBe(["café", "b"]);

    [Theory]
    [InlineData("a;b;c\n1,5;2;3\n", ';')]
    [InlineData("a\tb\n", '\t')]
    [InlineData("a|b\n", '|')]
    [InlineData("a,b\n", ',')]
    public void The_delimiter_is_found_in_the_first_line(string text, char delimiter)
    {
        var reader = new CsvReader(ByteSource.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), null), new CsvOptions());
        reader.Read();

        reader.Delimiter.ShouldBe(delimiter);
    }

    [Fact]
    public void Gzip_is_unpacked_by_what_it_is_not_by_its_name()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write("a,b\n1,2\n"u8);
        }

        Parse(packed.ToArray()).Select(row => row.Cells[1]).ShouldBe(["b", "2"]);
    }

    private sealed record Parsed(int Line, string[] Cells, CsvFault? Fault);

    private static List<Parsed> Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    private static List<Parsed> Parse(byte[] bytes, string? encoding = null) => Parse(new MemoryStream(bytes), encoding);

    private static List<Parsed> Parse(Stream stream, string? encoding = null)
    {
        var reader = new CsvReader(ByteSource.Open(stream, encoding), new CsvOptions(Delimiter: ','));
        var rows = new List<Parsed>();
        while (reader.Read() is var state && state != CsvState.End)
        {
            rows.Add(state == CsvState.Broken
                ? new Parsed(reader.Line, [], reader.Fault)
                : new Parsed(reader.Line, [.. Enumerable.Range(0, reader.Count).Select(index => reader[index].ToString())], null));
        }

        return rows;
    }

    private static string Print(string[][] rows)
    {
        using var stream = new MemoryStream();
        using (var writer = CsvHelper.CsvWriter.Create(stream, new CsvHelper.CsvWriterOptions { NewLine = "\r\n" }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                writer.WriteRecord(row);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // At least two columns: a single empty one is an empty line, which no CSV can tell from none.
    private static Arbitrary<string[][]> Tables()
    {
        var sign = Gen.Elements('a', 'é', '語', ',', '"', '\n', '\r', ' ', ';', '\t', '1', '-');
        var cell = sign.ArrayOf().Select(signs => new string(signs));
        var table =
            from columns in Gen.Choose(2, 5)
            from rows in Gen.Choose(1, 20)
            from cells in cell.ArrayOf(columns).ArrayOf(rows)
            select cells;
        return table.ToArbitrary();
    }
}
