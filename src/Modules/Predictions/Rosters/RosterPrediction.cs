using System.Globalization;
using BookedBarber.Algorithms.Rosters;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Rosters;

/// <summary><c>predict roster</c>: a roster for an instance of the public rostering format.</summary>
internal sealed class RosterPrediction(TimeProvider clock) : IPrediction
{
    public string Name => "roster";

    public string Summary => "Plan staff to what each day needs, under rules and wishes.";

    public string Usage =>
        """
        Usage: ./run predict roster --instance FILE --seconds N --out FILE [--costs FILE] [--threads N] [--seed N]

          --instance FILE   the task in the text format of schedulingbenchmarks.org (sections HORIZON, SHIFTS, STAFF,
                            DAYS_OFF, SHIFT_ON_REQUESTS, SHIFT_OFF_REQUESTS, COVER)
          --seconds N       time to search, 1 to 86400; the search ends earlier once no better plan can exist
          --out FILE        the plan: CSV with the columns
                              staff   the person's id in the instance
                              day     from 0
                              shift   the shift's id in the instance; days off have no row
          --costs FILE      what the plan leaves undone, the dearest first: CSV with the columns
                              cause    wanted (not given), unwanted (given), under (people too few), over (too many)
                              staff    whose wish it is; empty for under and over
                              day, shift
                              count    people too few or too many; 1 for a wish
                              penalty  what it costs; the sum of all rows is the penalty of the plan
          --threads N       1 to 64; default: the machine's processors, at most 4
          --seed N          default 1; the same seed leads through the same plans, how far depends on the time

        Every hard rule is kept. What the plan costs is told by cause on standard error; the last line on standard output is
        'penalty N'. A fault in the file is named by line and field; people whose rules allow no line at all are named with the
        rules that clash. Then nothing is written and the exit code is 2.

        Example: ./run predict roster --instance Instance1.txt --seconds 60 --out roster.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
        [new("--instance", Required: true), new("--seconds", Required: true), new("--out", Required: true), new("--costs"), new("--threads"), new("--seed")];

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        var seconds = arguments.Whole("--seconds", 1, 86_400);
        var options = new RosterSearchOptions(
            TimeSpan.FromSeconds(seconds),
            arguments.Whole("--threads", 1, 64, Math.Min(4, Environment.ProcessorCount)),
            arguments.Whole("--seed", 0, int.MaxValue, 1));
        CsvOutput.Check(arguments.Get("--out"));
        if (arguments.Find("--costs") is { } costs)
        {
            CsvOutput.Check(costs);
        }

        var instance = await ReadAsync(arguments.Get("--instance"), cancellationToken);
        if (RosterClashes.Find(instance) is { Count: > 0 } clashes)
        {
            throw new InputFaultException(string.Join(' ', clashes));
        }

        var solution = Solve(instance, options, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (RosterCheck.Violations(instance, solution.Roster) is [var broken, ..])
        {
            throw new InvalidOperationException($"The plan breaks a rule and was not written: {broken}");
        }

        Write(arguments.Get("--out"), instance, solution.Roster);
        if (arguments.Find("--costs") is { } path)
        {
            WriteCosts(path, instance, solution.Roster);
        }

        var cost = solution.Penalty;
        await progress.WriteLineAsync(FormattableString.Invariant(
            $"Wanted shifts not given cost {cost.Wanted}, unwanted given {cost.Unwanted}, people too few {cost.Under}, too many {cost.Over}. {(solution.IsBest ? "No plan is better." : $"No plan can cost less than {solution.Bound}.")}"));
        await output.WriteLineAsync(FormattableString.Invariant($"penalty {cost.Total}"));
    }

    private static async Task<RosterInstance> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var file = TableFile.Open(path);
        return RosterInstanceText.TryRead(await file.ReadToEndAsync(cancellationToken), out var instance, out var fault)
            ? instance!
            : throw new InputFaultException($"{Path.GetFileName(path)}: {fault}");
    }

    private RosterSolution Solve(RosterInstance instance, RosterSearchOptions options, TextWriter progress, CancellationToken cancellationToken)
    {
        try
        {
            var told = -1L;
            return RosterSearch.Solve(
                instance,
                options,
                clock,
                better =>
                {
                    // Once a second is enough to watch; the first seconds bring hundreds of better plans.
                    var second = (long)better.Elapsed.TotalSeconds;
                    if (second > told)
                    {
                        told = second;
                        progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{second,6} s  penalty {better.Penalty}, proved not below {better.Bound}"));
                    }
                },
                cancellationToken);
        }
        catch (InvalidOperationException tooLarge)
        {
            throw new InputFaultException(tooLarge.Message);
        }
    }

    private static void Write(string path, RosterInstance instance, Roster roster)
    {
        using var file = CsvOutput.Create(path, "staff", "day", "shift");
        for (var person = 0; person < instance.Staff.Count; person++)
        {
            for (var day = 0; day < instance.Days; day++)
            {
                if (roster[person, day] is not Roster.Off and var shift)
                {
                    file.Cell(instance.Staff[person].Name).Cell(day).Cell(instance.Shifts[shift].Name).EndRow();
                }
            }
        }

        file.Complete();
    }

    private static void WriteCosts(string path, RosterInstance instance, Roster roster)
    {
        using var file = CsvOutput.Create(path, "cause", "staff", "day", "shift", "count", "penalty");
        foreach (var cost in RosterCheck.Costs(instance, roster))
        {
            file.Cell(cost.Cause.ToString().ToLowerInvariant()).Cell(cost.Staff is { } person ? instance.Staff[person].Name : string.Empty).Cell(cost.Day).Cell(instance.Shifts[cost.Shift].Name)
                .Cell(cost.Count).Cell(cost.Penalty).EndRow();
        }

        file.Complete();
    }
}
