// A process that uses a private server until its input ends, so that tests can kill a user of the server without killing themselves.
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;

var options = new PrivateServerOptions { DataFolder = args[0], DurableWrites = false };
await using var server = await PrivateServer.StartAsync(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
await Console.Out.WriteLineAsync("ready");
await Console.In.ReadToEndAsync();
