using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Tests.Mapping;

/// <summary>What is wrong with a profile is said with line, column, cause and what to write instead, before a row is read.</summary>
public sealed class ProfileFaultTests
{
    [Theory]
    [InlineData("netSales: Sales | decimall", 5, 13, "There is no function 'decimall'.", "Did you mean 'decimal'?")]
    [InlineData("netSales: Sales", 5, 13, "A decimal is needed here, and this is a text.", "Add | decimal behind it.")]
    [InlineData("netsales: Sales | decimal", 5, 3, "'netsales' is not known here.", "Did you mean 'netSales'?")]
    [InlineData("netSales: Sales | abs", 5, 13, "'abs' takes decimal or integer, and the value before it is a text.", "Put | decimal before it.")]
    [InlineData("netSales: Net Sales | decimal", 5, 13, "'Net Sales' is not a column name or a path.", "Write a column whose name holds spaces or signs as [Net Sales], a fixed text as =Net Sales.")]
    [InlineData("netSales: =ten", 5, 13, "'ten' is not a decimal.", null)]
    [InlineData("visits: Visits | integer ?? Sales | decimal", 5, 11, "Both sides of ?? must have one type; these are integer and decimal.", "Convert each side before ??.")]
    [InlineData("currency: Kind | map kinds", 5, 13, "There is no table 'kinds' under lookups.", "Add one.")]
    [InlineData("netSales: { when: [ { if: Sales is present, then: Sales | decimal } ] }", 5, 23, "The last branch of 'when' says what is else.", "Add: - else: VALUE")]
    [InlineData("netSales: { when: [ { if: Sales ~ 1, then: =1 }, { else: Sales | decimal } ] }", 5, 29, "'Sales ~ 1' is not a condition.", "Write for example: Days | decimal < 1, Code is missing, or Kind in TABLE.")]
    [InlineData("netSales: $.sales | decimal", 5, 13, "'$.sales' is a path, and CSV has columns.", "Name a column, or declare only json under format.")]
    [InlineData("currency: ={Currency", 5, 13, "A brace { is not closed.", "Close it with }, or double it where a brace is meant.")]
    public void A_wrong_field_is_told_exactly(string field, int line, int column, string cause, string? suggestion)
    {
        var yaml = $"profile: a/b\nrecord: daily_close\nfields:\n  businessDay: Date | date\n  {field}\n";

        ProfileReader.Read(yaml, out var faults).ShouldBeNull();

        faults.ShouldHaveSingleItem().ShouldBe(new ProfileFault(new Place(line, column), cause, suggestion));
    }

    [Theory]
    [InlineData("profile: a\nrecord: sales\nfields: {}\n", 2, 9, "'sales' is not a type of record.")]
    [InlineData("profile: a\nrecord: client\n", 1, 1, "'fields' is missing.")]
    [InlineData("profile: a\nrecord: client\nfields: {}\n", 3, 9, "The field 'key' is missing.")]
    [InlineData("profile: a\nrecord: client\ngroup: Code\nfields: { key: Code }\n", 3, 8, "Only sales are put together of several rows.")]
    [InlineData("profile: a\nrecord: client\nformat: { csv: { encoding: klingon } }\nfields: { key: Code }\n", 3, 28, "'klingon' is not an encoding.")]
    [InlineData("profile: a\nrecord: client\nfields: { key: Code\n", 4, 1, "This is not YAML")]
    [InlineData("a: &x [1]\nb: *x\n", 2, 4, "Aliases (*name) are not part of the mapping language.")]
    public void A_wrong_frame_is_told_with_its_place(string yaml, int line, int column, string cause)
    {
        ProfileReader.Read(yaml, out var faults).ShouldBeNull();

        faults[0].ShouldSatisfyAllConditions(fault => fault.At.ShouldBe(new Place(line, column)), fault => fault.Cause.ShouldStartWith(cause));
    }

    [Fact]
    public void A_deep_profile_is_refused_before_it_is_built()
    {
        ProfileReader.Read(new string('[', 100_000), out var faults).ShouldBeNull();

        faults.ShouldHaveSingleItem().Cause.ShouldStartWith("The profile is nested deeper than");
    }
}
