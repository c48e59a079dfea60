using System.Text.Json;
using System.Text.RegularExpressions;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>What every connector has to stand, against the simulator of its vendor. A vendor inherits it with a fixture of its own; what has no meaning for it follows from its manifest.</summary>
public abstract partial class ConnectorAcceptance(AcceptanceHouse house)
{
    /// <summary>The house of the vendor.</summary>
    protected AcceptanceHouse Accepted => house;

    private string Stream => house.Vendor.Stream;

    private VendorStream Shape => house.Manifest.Stream(Stream)!;

    /// <summary>Whether the vendor is asked for the stream; else its items come by message alone.</summary>
    private bool IsRead => Shape.Request is not null;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Id of an object at the vendor, by the key that the connector knows it by. Default: they are the same.</summary>
    protected virtual Task<string> IdOfAsync(string key) => Task.FromResult(key);

    /// <summary>What the vendor holds of a kind.</summary>
    protected async Task<IReadOnlyList<JsonElement>> ObjectsAsync(string collection) => [.. (await house.AskAsync($"/objects/{collection}")).EnumerateArray()];

    /// <summary>A connection whose stream was read.</summary>
    private async Task<Connection> ReadAsync()
    {
        var connection = await house.ConnectAsync();
        var run = await house.SyncAsync(connection, Stream);
        run.State.ShouldBe("done", run.Detail);
        run.Created.ShouldBeGreaterThan(0, "Nothing that is broken would be missed in an empty stream.");
        return connection;
    }

    /// <summary>A connection that has records, and brings here what changes at the vendor with <see cref="BringAsync"/>.</summary>
    private Task<Connection> WithRecordsAsync() => IsRead ? ReadAsync() : SubscribedAsync();

    /// <summary>Brings here what changed at the vendor.</summary>
    private async Task BringAsync(Connection connection)
    {
        Pass();
        if (IsRead)
        {
            (await house.SyncAsync(connection, Stream, anew: true)).State.ShouldBe("done");
            return;
        }

        await house.SteerAsync("webhooks", new { wait = true });
        await house.WorkAsync(connection);
    }

    /// <summary>Something goes wrong with the pages of the stream.</summary>
    private Task BreakAsync(string action, Dictionary<string, object>? wishes = null)
    {
        Assert.SkipUnless(IsRead, $"By the manifest nothing asks for {Stream}: they come by message alone.");
        return house.SteerAsync(action, new Dictionary<string, object>(wishes ?? []) { ["path"] = house.Vendor.Path });
    }

    /// <summary>What changed at the vendor a moment ago may be asked for by now.</summary>
    private void Pass() => house.Clock.Move(Shape.Cursor.Lag + TimeSpan.FromSeconds(2));

    /// <summary>Changes an object at the vendor.</summary>
    private async Task ChangeAsync(string key, string to, DateTimeOffset? at = null)
    {
        var wishes = new Dictionary<string, object> { ["collection"] = house.Vendor.Collection, ["id"] = await IdOfAsync(key), ["fields"] = house.Vendor.Change!(to) };
        if (at is { } moment && Shape.Cursor.Kind != CursorKind.Token) // a token tells what changed, whatever its date
        {
            wishes["at"] = moment.ToString("O");
        }

        await house.SteerAsync("change", wishes);
    }

    private void NeedsChanges()
    {
        Assert.SkipWhen(house.Vendor.Change is null && Shape.Version is null, $"By the manifest objects of {Stream} have no version: they do not change at the vendor.");
        house.Vendor.Change.ShouldNotBeNull("The manifest names a version of the stream's objects, and the suite changes none.");
    }

    /// <summary>Changes that a reading shows.</summary>
    private void NeedsReadChanges()
    {
        Assert.SkipWhen(Shape is { Version: null, Cursor.Kind: CursorKind.Time }, $"By the manifest a reading of {Stream} follows what is new, and not what changed.");
        NeedsChanges();
    }

    /// <summary>Those keys whose objects belong to the account that the sandbox means when none is named. Default: all.</summary>
    protected virtual Task<IReadOnlyList<string>> OfFirstAccountAsync(IReadOnlyList<string> keys) => Task.FromResult(keys);

    /// <summary>Keys of the stream's items, the one that changed longest ago first.</summary>
    private async Task<IReadOnlyList<string>> KeysAsync(Connection connection) => await OfFirstAccountAsync(await house.RowsAsync<string>(
        "select key from integrations.record_link where connection_id = @Id and stream = @Stream and removed_at is null group by key order by min(vendor_at) nulls first, min(version), key", new { connection.Id, Stream }));

    private Task<ConnectionState> StateAsync(Connection connection) => house.FindAsync(connection.Network, connection.Id).ContinueWith(found => found.Result.State, TaskScheduler.Default);

    private static void ShouldBeNamed(SyncRun run)
    {
        run.State.ShouldBe("failed");
        run.Code.ShouldNotBeNullOrEmpty();
        run.Code.ShouldNotBe("internal_fault");
        run.Detail.ShouldNotBeNullOrEmpty();
    }

    /// <summary>Fields of the stream's map that are read from one place at the vendor: field, name at the vendor, and the table that its values are looked up in.</summary>
    private IEnumerable<(string Field, string Name, string? Table)> PlainFields(VendorStream stream)
    {
        foreach (var (field, value) in stream.Map?.Fields.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, (pair.Value as YamlScalarNode)?.Value)) ?? [])
        {
            foreach (var match in value is null ? [] : PlainPath().Matches(value).Where(match => !stream.Key.Parts.SelectMany(part => part.Steps).Contains(match.Groups["name"].Value)))
            {
                yield return (field, match.Groups["name"].Value, match.Groups["table"] is { Success: true, Value: var table } ? table : null);
            }
        }
    }

    // A path, or one in braces inside a text.
    [GeneratedRegex(@"(^|\{)(\$\.)?(\w+\.)*(?<name>\w+)( \| map (?<table>\w+))?($|\})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPath();
}
