using BookedBarber.Bench.Renewal;

// Measures the worst moment of an authorisation: a thousand callers in four processes meet a token that has ended, and the vendor takes two seconds.
//   dotnet run -c Release --project bench/Renewal [-- --callers 250 --processes 4 --latency 2000]
// Rows of a Markdown table go to standard output. Exit code 0: one token request, and the slowest per cent of the callers waited less than 300 ms longer than the vendor took.
return args is ["worker", ..] ? await Worker.RunAsync(args[1..]) : await Conductor.RunAsync(args);
