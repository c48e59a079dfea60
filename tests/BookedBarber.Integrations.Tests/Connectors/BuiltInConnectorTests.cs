using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Tests.Connectors;

public sealed class BuiltInConnectorTests
{
    public static TheoryData<string> Names => [.. BuiltInConnectors.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_connector_reads_without_a_fault_under_the_name_of_its_folder(string name)
    {
        var manifest = ManifestReader.Read(BuiltInConnectors.Text(name), out var faults);

        faults.Select(fault => fault.ToString()).ShouldBeEmpty();
        manifest!.Name.ShouldBe(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_recorded_examples_go_through_it(string name)
    {
        var acceptance = new StaticAcceptance(BuiltInConnectors.All[name], example => RecordedPages.Find(name, example));

        acceptance.Run().ShouldBeEmpty();
        acceptance.Checks.ShouldBeGreaterThan(name == "generic-file" ? 0 : 10);
    }

    [Fact]
    public void Manifests_stay_short()
    {
        var lengths = BuiltInConnectors.Names.Select(name => BuiltInConnectors.Text(name).Split('\n').Length - 1).Order().ToList();

        lengths[^1].ShouldBeLessThanOrEqualTo(200);
        ((lengths[(lengths.Count - 1) / 2] + lengths[lengths.Count / 2]) / 2.0).ShouldBeLessThanOrEqualTo(80);
    }
}
