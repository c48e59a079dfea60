using System.Net;
using System.Net.Sockets;
using BookedBarber.Host.Serving;
using BookedBarber.Shared;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace BookedBarber.Host.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("serve", "now", "The verb 'serve' takes no arguments.")]
    [InlineData("sevre", null, "There is no verb 'sevre'.")]
    [InlineData("measures", "verfy", "There is no verb 'measures verfy'.")]
    public async Task A_mistyped_command_is_answered_in_one_line_and_nothing_is_started(string verb, string? second, string sentence)
    {
        var (code, output, error) = await RunAsync([verb, .. second is null ? (string[])[] : [second]]);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldStartWith(sentence);
        error.Trim().ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("import", "--help")]
    public async Task Help_is_printed_without_a_database(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        (code, error).ShouldBe((0, string.Empty));
        output.ShouldContain("Usage: ./run");
    }

    [Theory]
    [InlineData("http://localhost:0", "write 127.0.0.1 instead")]
    [InlineData("8080", "is not an address")]
    [InlineData("ftp://127.0.0.1:8080", "is not an address")]
    [InlineData(" ; ", "is empty")]
    public void An_address_that_cannot_be_listened_on_is_named(string urls, string part)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("BOOKEDBARBER_URLS", urls)]).Build();

        Should.Throw<SettingsException>(() => HostSettings.Read(configuration)).Message.ShouldContain(part);
    }

    [Fact]
    public void An_address_that_is_taken_is_known_before_anything_is_started()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var fault = Should.Throw<SocketException>(() => Listening.EnsureFree([$"http://127.0.0.1:{port}"]));

        fault.SocketErrorCode.ShouldBe(SocketError.AddressAlreadyInUse);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.CharacterNotInRepertoire)]
    [InlineData(PostgresErrorCodes.UntranslatableCharacter)]
    public void Text_that_PostgreSQL_cannot_store_is_the_senders_mistake(string state)
    {
        var problem = FaultAnswers.Explain(new PostgresException("invalid byte sequence for encoding \"UTF8\": 0x00", "ERROR", "ERROR", state));

        (problem!.Code, problem.Kind).ShouldBe(("unstorable_text", ProblemKind.Invalid));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
