using BookedBarber.Algorithms.Attendance;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Attendance;

/// <summary><c>predict no-show</c>: how likely coming appointments are to be missed.</summary>
internal sealed class NoShowPrediction : IPrediction
{
    public string Name => "no-show";

    public string Summary => "Tell how likely each coming appointment is to be missed.";

    public string Usage =>
        """
        Usage: ./run predict no-show --train FILE --input FILE --label COL --columns A,B,… --out FILE
                                     [--client COL] [--date COL] [--booked COL] [--key COL] [--seed N]

          --train FILE    CSV of past appointments with their outcome
          --input FILE    CSV of the appointments to judge, with the same columns; the label need not be there
          --label COL     column of the outcome in --train: 1, yes or true for missed; 0, no or false for kept
          --columns A,B   columns to learn from: quantities, times of day, or kinds (any text); empty cells are allowed
          --client COL    who it is for; default: a column of --columns named like client, patient or customer
          --date COL      day or local time of the appointment; default: the column of --columns with the latest times
          --booked COL    when it was booked; default: the column of --columns with the earliest times, where there are two
          --key COL       column that names a row in the answer; default: the first whose values all differ, else the row number
          --seed N        default 1; the same seed gives the same answer
          --out FILE      CSV with a row for each row of --input, in its order:
                            key           the key
                            probability   chance that it is missed, 0 to 1, calibrated

        With dates and clients, the lead time, weekday, hour, and the client's earlier appointments are added by themselves; of these
        only outcomes dated before the booking day count. With fewer than 10 missed or 10 kept appointments everybody gets the same
        probability and this is said; so are keys that are there twice and appointments booked after their day. With only one
        outcome, a cell that is no number among numbers or no day among days, an infinite number, a time with an offset, an
        unknown column, or no row to judge nothing is written and the exit code is 2. A Z at the end of a time is taken for the
        shop's own time, as many exports write it so.

        Example: ./run predict no-show --train past.csv --input tomorrow.csv --label missed \
                   --columns client,booked_at,starts_at,service,staff,price --out risk.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
    [
        new("--train", Required: true), new("--input", Required: true), new("--label", Required: true), new("--columns", Required: true), new("--out", Required: true),
        new("--client"), new("--date"), new("--booked"), new("--key"), new("--seed"),
    ];

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        var seed = arguments.Whole("--seed", 0, int.MaxValue - 100, 1);
        var input = NoShowInput.Read(arguments);
        await progress.WriteLineAsync(FormattableString.Invariant(
            $"{input.Learning} appointments to learn from, {input.Keys.Count} to judge. Client: {input.ClientColumn ?? "not known"}; date: {input.DateColumn ?? "not known"}; booked: {input.BookedColumn ?? "not known"}."));
        var appointments = input.Appointments();
        foreach (var oddity in input.Oddities(appointments))
        {
            await progress.WriteLineAsync(oddity);
        }

        var outcome = Judge(input, appointments, seed, cancellationToken);
        await progress.WriteLineAsync(outcome.Learnt
            ? FormattableString.Invariant($"On clients not learnt from: AUC {outcome.Auc:0.000} (0.5 is guessing), calibration error {outcome.CalibrationError:0.000}. What mattered most: {string.Join(", ", outcome.Reasons.Take(5).Select(reason => reason.Name))}.")
            : "Too few outcomes to learn differences from: every row gets the same probability.");
        using var file = CsvOutput.Create(arguments.Get("--out"), "key", "probability");
        foreach (var (key, probability) in input.Keys.Zip(outcome.Probabilities))
        {
            file.Cell(key).Cell(probability).EndRow();
        }

        file.Complete();
    }

    private static AttendanceModel.Outcome Judge(NoShowInput input, IReadOnlyList<Appointment> appointments, int seed, CancellationToken cancellationToken)
    {
        try
        {
            return AttendanceModel.Judge(input.Features, appointments, seed, cancellationToken);
        }
        catch (ArgumentException nothing) when (nothing.ParamName == "appointments")
        {
            throw new InputFaultException(nothing.Message.Replace(" (Parameter 'appointments')", string.Empty, StringComparison.Ordinal));
        }
    }
}
