using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;
using BookedBarber.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Records.Tests;

/// <summary>What is sent by COPY is what the driver sends as parameters: the driver is the referee of our own encoding.</summary>
public sealed class StagingTests : IAsyncLifetime
{
    private sealed record Cells(Guid Id, Guid? Other, string Name, string? Note, int Count, bool IsOpen, DateOnly Day, DateOnly? Until, decimal Price, decimal? Cost, DateTimeOffset? At, byte[] Hash, string Json)
    {
        public int Position { get; init; }
    }

    private static readonly Stage<Cells> Stage = new("staged_cells", new StageColumns<Cells>()
        .Int("position", row => row.Position)
        .Uuid("id", row => row.Id)
        .Uuid("other", row => row.Other)
        .Text("name", row => row.Name)
        .Text("note", row => row.Note)
        .Int("count", row => row.Count)
        .Bool("is_open", row => row.IsOpen)
        .Day("day", row => row.Day)
        .Day("until", row => row.Until)
        .Number("price", row => row.Price)
        .Number("cost", row => row.Cost)
        .Instant("at", row => row.At)
        .Bytes("hash", row => row.Hash)
        .Json("json", row => row.Json));

    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Rows_arrive_by_copy_as_they_do_by_parameters()
    {
        var rows = Gen.Sample(Rows(), 500).Select((row, i) => row with { Position = i }).ToList();

        (await DifferencesAsync(rows)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.0000")]
    [InlineData("-0.1")]
    [InlineData("0.00001234")]
    [InlineData("9999")]
    [InlineData("10000")]
    [InlineData("10000.0001")]
    [InlineData("123456789012345.6789")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public async Task Numbers_arrive_digit_by_digit(string number)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        var row = Gen.Sample(Rows(), 1).Single() with { Price = value };
        await using var session = await _shop.Database.WriteAsync(Scope.OfSystem(_shop.Network), "test", CancellationToken.None);

        await Stage.FillAsync(session, [row], CancellationToken.None);

        (await session.FirstAsync<string>("select price::text from pg_temp.staged_cells", null, CancellationToken.None)).ShouldBe(number);
    }

    private static Gen<Cells> Rows()
    {
        var texts = Gen.Elements("", "Ada", "naïve", "1\t2\n3", "𝄞 clef", new string('x', 3000));
        var numbers = from mantissa in Gen.Choose(int.MinValue + 1, int.MaxValue) from scale in Gen.Choose(0, 28) from factor in Gen.Choose(1, int.MaxValue)
                      select new decimal(mantissa, factor, mantissa / 2, mantissa % 3 == 0, (byte)scale);
        var smallNumbers = from cents in Gen.Choose(-1_000_000, 1_000_000) select cents / 100m;
        var prices = Gen.OneOf(numbers, smallNumbers);
        var days = Gen.Choose(0, 100_000).Select(day => new DateOnly(1900, 1, 1).AddDays(day));
        var instants = from day in days from micros in Gen.Choose(0, int.MaxValue) select new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMicroseconds(micros);
        return from name in texts from note in texts from price in prices from cost in prices from day in days from at in instants from seed in Gen.Choose(0, int.MaxValue)
               select new Cells(
                   NewId(), seed % 2 == 0 ? NewId() : null, name, seed % 3 == 0 ? null : note, seed - 1_000_000_000, seed % 5 == 0, day, seed % 7 == 0 ? null : day.AddDays(1),
                   price, seed % 3 == 1 ? null : cost, seed % 5 == 1 ? null : at, BitConverter.GetBytes(seed), $$"""[{"name": "{{seed}} ü"}]""");
    }

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private async Task<IReadOnlyList<string>> DifferencesAsync(IReadOnlyList<Cells> rows)
    {
        await using var session = await _shop.Database.WriteAsync(Scope.OfSystem(_shop.Network), "test", CancellationToken.None);
        await Stage.FillAsync(session, rows, CancellationToken.None);
        await using var compare = new Npgsql.NpgsqlCommand(
            $"""
             select coalesce(c::text, 'missing') || ' instead of ' || coalesce(p::text, 'nothing')
             from {Stage.Relation(few: false, 0).Replace(" as s", " as c", StringComparison.Ordinal)}
             full join (select * from {Stage.Relation(few: true, 1)}) p on p.position = c.position
             where c::text is distinct from p::text
             """,
            session.Connection,
            session.Transaction);
        Stage.AddTo(compare.Parameters, rows);
        await using var reader = await compare.ExecuteReaderAsync();
        var differences = new List<string>();
        while (await reader.ReadAsync())
        {
            differences.Add(reader.GetString(0));
        }

        return differences;
    }
}
