using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Tests;

public sealed class CsvRecordsTests
{
    [Fact]
    public void What_was_written_is_read_again_whatever_the_cells_hold_and_wherever_the_buffer_ends()
    {
        var random = new Random(5);
        const string Alphabet = "ab,;\"\n ";
        var rows = Enumerable.Range(0, 20_000)
            .Select(_ => Enumerable.Range(0, 3).Select(_ => new string([.. Enumerable.Range(0, 1 + random.Next(9)).Select(_ => Alphabet[random.Next(Alphabet.Length)])])).ToArray())
            .ToList();
        var text = "x,y,z\n" + string.Concat(rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));

        var records = new CsvRecords(new StringReader(text));

        records.Read().ShouldBeTrue();
        foreach (var row in rows)
        {
            records.Read().ShouldBeTrue();
            records.Count.ShouldBe(3);
            Enumerable.Range(0, 3).Select(cell => records[cell].Trim().ToString()).ShouldBe(row.Select(cell => cell.Trim()));
        }

        records.Read().ShouldBeFalse();
    }

    [Fact]
    public void Lines_are_counted_through_blank_lines_and_breaks_inside_cells()
    {
        var records = new CsvRecords(new StringReader("a;b\n\n\"1\n1\";2\n3;4"));

        List<(long Line, string First)> seen = [];
        while (records.Read())
        {
            seen.Add((records.Line, records[0].ToString()));
        }

        seen.ShouldBe([(1, "a"), (3, "1\n1"), (5, "3")]);
        records.Separator.ShouldBe(';');
    }
}
