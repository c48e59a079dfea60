using BookedBarber.Host;

return await Cli.RunAsync(args);
