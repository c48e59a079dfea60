using System.Text;
using BookedBarber.Webhooks.Delivering;

namespace BookedBarber.Webhooks.Tests.Delivering;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("""{"token":"abc123","ok":true}""", """{"token":"[hidden]","ok":true}""")]
    [InlineData("Authorization: Bearer eyJhbGciOi", "Authorization: Bearer [hidden]")]
    [InlineData("expected whsec_AAAA got v1,BBBB=", "expected whsec_[hidden] got v1,[hidden]")]
    [InlineData("password=hunter2&user=sam", "password=[hidden]&user=sam")]
    [InlineData("unknown client sam@example.com, +1 555 010 0199", "unknown client [e-mail], [phone]")]
    [InlineData("no such order 4711", "no such order 4711")]
    public void What_looks_like_a_secret_or_a_person_is_left_out(string body, string kept) => Excerpt.Of(Encoding.UTF8.GetBytes(body)).ShouldBe(kept);

    [Fact]
    public void At_most_a_kilobyte_is_kept() => Encoding.UTF8.GetByteCount(Excerpt.Of(Encoding.UTF8.GetBytes(new string('é', 5000)))!).ShouldBeLessThanOrEqualTo(1024);

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm() => Excerpt.Of([0, 0xFF, 0xFE, 0xC0, (byte)'a', 0]).ShouldNotBeNull().ShouldNotContain('\0');

    [Fact]
    public void Nothing_is_nothing() => Excerpt.Of([]).ShouldBeNull();
}
