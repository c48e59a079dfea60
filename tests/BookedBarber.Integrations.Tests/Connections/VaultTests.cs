using System.Security.Cryptography;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Integrations.Tests.Connections;

public sealed class VaultTests(VaultTests.Fixture shared) : IClassFixture<VaultTests.Fixture>, IAsyncLifetime
{
    private static readonly FakeClock Clock = new(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
    private Engine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await shared.Engine.FreshAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_secret_opens_at_its_own_place_only()
    {
        var vault = _engine.Node.Get<SecretVault>();
        var place = new SecretPlace(_engine.Network, Guid.CreateVersion7(Clock.GetUtcNow()), "tokens");
        var kept = await vault.SealAsync(place, new Secret("s3cret"), CancellationToken.None);

        (await vault.OpenAsync(place, kept, CancellationToken.None)).Reveal().ShouldBe("s3cret");
        (await Should.ThrowAsync<VaultException>(() => vault.OpenAsync(place with { Field = "typed" }, kept, CancellationToken.None))).Code.ShouldBe("secret_unreadable");
        (await Should.ThrowAsync<VaultException>(() => vault.OpenAsync(place with { Connection = Guid.CreateVersion7(Clock.GetUtcNow()) }, kept, CancellationToken.None))).Code.ShouldBe("secret_unreadable");
    }

    [Fact]
    public async Task A_secret_that_was_changed_by_one_bit_does_not_open()
    {
        var vault = _engine.Node.Get<SecretVault>();
        var place = new SecretPlace(_engine.Network, Guid.CreateVersion7(Clock.GetUtcNow()), "tokens");
        var kept = await vault.SealAsync(place, new Secret("s3cret"), CancellationToken.None);

        for (var i = 0; i < kept.Message.Length; i++)
        {
            var changed = (byte[])kept.Message.Clone();
            changed[i] ^= 1;
            (await Should.ThrowAsync<VaultException>(() => vault.OpenAsync(place, new SealedSecret(kept.KeyVersion, changed), CancellationToken.None))).Code.ShouldBe("secret_unreadable");
        }
    }

    [Fact]
    public async Task Keys_are_rotated_while_secrets_stay_readable_and_the_old_key_is_erased_in_the_end()
    {
        var connection = await _engine.ConnectAsync("planted-token");
        var (vault, rotation) = (_engine.Node.Get<SecretVault>(), _engine.Node.Get<VaultRotation>());

        (await rotation.BeginAsync(_engine.Network, Caller.System, CancellationToken.None)).ShouldBe(2);
        (await ReadTokenAsync(vault, connection)).ShouldContain("planted-token"); // sealed with the old key still
        (await rotation.ReencryptAsync(_engine.Network, CancellationToken.None)).ShouldBe(1);
        (await ReadTokenAsync(vault, connection)).ShouldContain("planted-token");
        (await _engine.ScalarAsync<int>("select max(key_version) from integrations.secret where connection_id = @Id", new { connection.Id })).ShouldBe(2);

        (await rotation.EraseRetiredAsync(_engine.Network, CancellationToken.None)).ShouldBe(0); // a node may have begun to seal with it
        Clock.Advance(VaultRotation.Grace + TimeSpan.FromMinutes(2));
        (await rotation.EraseRetiredAsync(_engine.Network, CancellationToken.None)).ShouldBe(1);
        (await ReadTokenAsync(vault, connection)).ShouldContain("planted-token");
    }

    [Fact]
    public async Task A_retired_key_that_still_seals_something_is_kept()
    {
        await _engine.ConnectAsync("planted-token");
        var rotation = _engine.Node.Get<VaultRotation>();

        await rotation.BeginAsync(_engine.Network, Caller.System, CancellationToken.None);
        Clock.Advance(VaultRotation.Grace + TimeSpan.FromMinutes(2));

        (await rotation.EraseRetiredAsync(_engine.Network, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_master_key_wraps_all_keys_and_nodes_that_run_find_it()
    {
        var connection = await _engine.ConnectAsync("planted-token");
        await using var other = await _engine.AnotherAsync();
        await ReadTokenAsync(other.Node.Get<SecretVault>(), connection);

        var added = await _engine.Node.Get<MasterKeys>().AddAsync(CancellationToken.None);
        (await _engine.Node.Get<NetworkKeys>().RewrapAsync(CancellationToken.None)).ShouldBeGreaterThan(0);

        (await _engine.ScalarAsync<string>("select string_agg(distinct master_id, ',') from integrations.network_key where network_id = @Network", new { _engine.Network })).ShouldBe(added.Id);
        await using var late = await _engine.AnotherAsync();
        (await ReadTokenAsync(late.Node.Get<SecretVault>(), connection)).ShouldContain("planted-token");
        (await ReadTokenAsync(other.Node.Get<SecretVault>(), connection)).ShouldContain("planted-token");
    }

    [Fact]
    public async Task Requests_have_no_right_to_what_is_sealed()
    {
        await using var session = await _engine.Node.Database.ReadAsync(_engine.Network, CancellationToken.None);

        foreach (var table in new[] { "secret", "network_key", "credential", "authorisation" })
        {
            (await session.FirstAsync<bool>("select has_table_privilege(current_user, @table, 'select, insert, update, delete')", new { table = $"integrations.{table}" }, CancellationToken.None)).ShouldBeFalse(table);
        }
    }

    [Fact]
    public async Task The_master_key_is_made_once_for_the_servers_account_alone()
    {
        var folder = Directory.CreateTempSubdirectory("bookedbarber-keys-").FullName;
        using var one = Keys(("DataFolder", folder));
        using var other = Keys(("DataFolder", folder));

        var made = await Task.WhenAll(one.CurrentAsync([], CancellationToken.None), other.CurrentAsync([], CancellationToken.None));

        made[0].Id.ShouldBe(made[1].Id);
        File.GetUnixFileMode(Path.Combine(folder, "master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(folder).Length.ShouldBe(1);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_key_is_made_where_the_database_has_secrets_under_another()
    {
        var folder = Directory.CreateTempSubdirectory("bookedbarber-keys-").FullName;
        using var keys = Keys(("DataFolder", folder));

        (await Should.ThrowAsync<VaultException>(() => keys.CurrentAsync(["abcd1234"], CancellationToken.None))).Code.ShouldBe("master_key_missing");

        Directory.GetFiles(folder).ShouldBeEmpty();
        Directory.Delete(folder);
    }

    [Fact]
    public async Task The_master_key_comes_from_a_variable_or_a_command()
    {
        var text = $"one:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}, old:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";
        using var variable = Keys(("BOOKEDBARBER_MASTER_KEY", text));
        using var command = Keys(("BOOKEDBARBER_MASTER_KEY_COMMAND", $"echo '{text}'"));

        (await variable.CurrentAsync(["old"], CancellationToken.None)).Id.ShouldBe("one");
        (await command.FindAsync("old", CancellationToken.None)).Id.ShouldBe("old");
        (await Should.ThrowAsync<VaultException>(() => variable.AddAsync(CancellationToken.None))).Code.ShouldBe("master_key_elsewhere");
    }

    [Theory]
    [InlineData("BOOKEDBARBER_MASTER_KEY", "planted-not-a-key")]
    [InlineData("BOOKEDBARBER_MASTER_KEY", "id:cGxhbnRlZA==")]
    [InlineData("BOOKEDBARBER_MASTER_KEY_COMMAND", "echo planted >&2; exit 3")]
    public async Task A_key_that_cannot_be_read_is_said_without_repeating_it(string name, string value)
    {
        using var keys = Keys((name, value));

        var fault = await Should.ThrowAsync<VaultException>(() => keys.CurrentAsync([], CancellationToken.None));

        fault.Code.ShouldBe("master_key_unreadable");
        fault.ToString().ShouldNotContain("planted");
    }

    /// <summary>One node whose clock the tests move.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal Engine Engine { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Engine = await Engine.StartAsync(clock: Clock);

        public ValueTask DisposeAsync() => Engine.DisposeAsync();
    }

    private static MasterKeys Keys(params (string Name, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());

    private static async Task<string> ReadTokenAsync(SecretVault vault, Connection connection) =>
        (await vault.ReadAsync(connection.Network, connection.Id, CancellationToken.None))["tokens"].Reveal();
}
