using System.Text.Json;
using BookedBarber.Host.Serving;

namespace BookedBarber.Host.Tests.Serving;

public sealed class SchemaNamesTests
{
    [Fact]
    public void A_type_keeps_its_name_however_often_it_is_asked_for()
    {
        var names = new SchemaNames();

        (names.Of(Info<One.Row>()), names.Of(Info<One.Row>())).ShouldBe(("Row", "Row"));
    }

    [Fact]
    public void Two_types_of_one_name_are_refused_instead_of_sharing_a_schema()
    {
        var names = new SchemaNames();
        names.Of(Info<One.Row>());

        Should.Throw<InvalidOperationException>(() => names.Of(Info<Other.Row>())).Message.ShouldContain("rename one");
    }

    private static System.Text.Json.Serialization.Metadata.JsonTypeInfo Info<T>() => JsonSerializerOptions.Web.GetTypeInfo(typeof(T));

    private static class One
    {
        internal sealed record Row(int Id);
    }

    private static class Other
    {
        internal sealed record Row(int Id);
    }
}
