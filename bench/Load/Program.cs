using BookedBarber.Bench.Load;
using BookedBarber.Bench.Load.Faults;
using BookedBarber.Bench.Load.Import;
using BookedBarber.Bench.Load.Night;
using BookedBarber.Bench.Load.Reads;
using BookedBarber.Bench.Load.Start;
using BookedBarber.Bench.Load.Streaming;

// Measures a running or a built server from outside, and breaks it on purpose. Rows of a Markdown table go to standard output, all else to
// standard error. Exit code 0: everything asked for was reached; 1: something was not.
var options = new Options(args);
var report = new Report();
Func<Options, Report, Task>? verb = options.Verb switch
{
    "reads" => ReadsBench.RunAsync,
    "stream" => StreamBench.RunAsync,
    "start" => StartBench.RunAsync,
    "night" => NightBench.RunAsync,
    "import" => ImportBench.RunAsync,
    "kill" => KillFault.RunAsync,
    "kill-import" => KillImportFault.RunAsync,
    "full-disk" => FullDiskFault.RunAsync,
    "two-nodes" => TwoNodesFault.RunAsync,
    "vendor-outage" => VendorOutageFault.RunAsync,
    "kill-sync" => KillSyncFault.RunAsync,
    _ => null,
};
if (verb is null)
{
    Console.Error.WriteLine("Verbs: reads, stream, start, night, import (bench/run-all.sh shows their options); kill, kill-import, full-disk, two-nodes, vendor-outage, kill-sync (tests/faults).");
    return 2;
}

await verb(options, report);
return report.AllReached ? 0 : 1;
