using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Profiles;

namespace BookedBarber.Integrations.Tests.Mapping;

public sealed class BuiltInProfileTests
{
    public static TheoryData<string> Names => [.. BuiltInProfiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_built_in_profile_compiles_under_its_own_name(string name)
    {
        var profile = ProfileReader.Read(BuiltInProfiles.Find(name)!, out var faults);

        faults.ShouldBeEmpty();
        profile!.Name.ShouldBe(name);
        profile.Title.ShouldNotBe(name);
    }

    [Fact]
    public void The_promised_profiles_are_there() =>
        new[]
        {
            "hair-salon/receipts", "hair-salon/bookings", "hair-salon/services", "hair-salon/products", "hair-salon/cancellations", "hair-salon/no-shows",
            "rossmann/days", "rossmann/stores", "recruit-restaurants/visitors",
        }.ShouldBeSubsetOf(BuiltInProfiles.Names);
}
