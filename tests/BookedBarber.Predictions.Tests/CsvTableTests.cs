using System.IO.Compression;
using System.Text;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Tests;

public sealed class CsvTableTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Cells_are_read_by_the_name_of_their_column()
    {
        using var table = Open("Shop,Day,Sales\n\"Main, 1\",2026-03-31,12.5\n");

        table.Read().ShouldBeTrue();
        table.Text(table.Column("shop")).ShouldBe("Main, 1");
        table.Day(table.Column("Day")).ShouldBe(new DateOnly(2026, 3, 31));
        table.Number(table.Column("Sales")).ShouldBe(12.5);
        table.Read().ShouldBeFalse();
    }

    [Fact]
    public void Files_packed_with_gzip_are_read_whatever_their_name()
    {
        using (var packed = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
        {
            packed.Write("a;b\n1;2\n"u8);
        }

        using var table = CsvTable.Open(_path);

        table.Read().ShouldBeTrue();
        table.Number(1).ShouldBe(2);
    }

    [Theory]
    [InlineData("Infinity", "t.csv, row 3, column 'v': 'Infinity' is not finite. Leave the cell empty where the figure is not known.")]
    [InlineData("1'000", "t.csv, row 3, column 'v': '1'000' is not a number. Write it as 1234.5, without thousands separators or currency.")]
    public void A_cell_that_is_no_number_is_named_with_row_and_column(string cell, string message)
    {
        using var table = Open($"id,v\na,1\nb,{cell}\n");
        table.Read();
        table.Read();

        Should.Throw<InputFaultException>(() => table.Number(1)).Message.ShouldBe(message.Replace("t.csv", table.FileName, StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_in_another_zone_is_refused()
    {
        using var table = Open("day,v\n2026-03-31T22:00:00Z,1\n");
        table.Read();

        Should.Throw<InputFaultException>(() => table.Day(0)).Message.ShouldContain("carries a time zone");
    }

    [Fact]
    public void A_row_with_too_many_cells_is_refused()
    {
        using var table = Open("a,b\n1,2,3\n");

        Should.Throw<InputFaultException>(() => table.Read()).Message.ShouldBe($"{table.FileName}, row 2: 3 cells where the header has 2. A separator inside a cell needs quotes around the cell.");
    }

    [Fact]
    public void A_missing_column_is_answered_with_those_there_are()
    {
        using var table = Open("a,b\n");

        Should.Throw<InputFaultException>(() => table.Column("c")).Message.ShouldBe($"{table.FileName}, row 1: there is no column 'c'. The columns are 'a', 'b'.");
    }

    [Fact]
    public void An_output_that_is_not_completed_leaves_no_file()
    {
        using (var output = CsvOutput.Create(_path, "id", "mean"))
        {
            output.Cell("a").Cell(1.25).EndRow();
        }

        File.Exists(_path).ShouldBeFalse();
        Directory.GetFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + "*").ShouldBeEmpty();
    }

    private CsvTable Open(string text)
    {
        File.WriteAllText(_path, text, Encoding.UTF8);
        return CsvTable.Open(_path);
    }
}
