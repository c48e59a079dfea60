using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Operations.Tests.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public async Task A_healthy_installation_is_well()
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await TestNode.StartAsync(database, Node.Modules(), TimeProvider.System);

        var (code, output) = await RunAsync(node);

        code.ShouldBe(0, output);
        output.ShouldContain("ok       isolation");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(7);
    }

    [Fact]
    public async Task A_table_that_lost_its_guard_is_a_problem()
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await TestNode.StartAsync(database, Node.Modules(), TimeProvider.System);
        await using (var command = node.Get<DataSources>().Owner.CreateCommand("alter table records.sale no force row level security"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var (code, output) = await RunAsync(node);

        code.ShouldBe(1);
        output.ShouldContain("problem  isolation: these tables are open to every network: records.sale.");
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_a_problem()
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await Node.StartAsync(database, new FakeClock(Shops.Now));

        var (code, output) = await RunAsync(node);

        code.ShouldBe(1);
        output.ShouldContain("problem  clock");
    }

    private static async Task<(int Code, string Output)> RunAsync(TestNode node)
    {
        await using var output = new StringWriter();
        var code = await node.Services.GetServices<IVerb>().Single(verb => verb.Name == "doctor").RunAsync([], output, TextWriter.Null, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
