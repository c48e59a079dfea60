using BookedBarber.Storage.Server;

namespace BookedBarber.Storage.Tests.Server;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_disk_too_small_for_a_cluster_is_reported_as_full()
    {
        await using var data = new DataFolder();
        Assert.SkipUnless(Environment.IsPrivilegedProcess && await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "none", data.Outermost), "needs the right to mount");
        try
        {
            var failure = await data.FailAsync();

            failure.Code.ShouldBe("disk_full");
            failure.Message.ShouldContain("Free some space");
        }
        finally
        {
            await RunAsync("umount", data.Outermost);
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments) =>
        (await new Command(program, arguments).RunAsync(TestContext.Current.CancellationToken)).Succeeded;
}
