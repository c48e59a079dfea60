using System.Globalization;
using BookedBarber.Algorithms.Attendance;
using BookedBarber.Algorithms.Clients;

namespace BookedBarber.Bench.Predictions;

/// <summary>Clients and appointments: who comes back, who stays away.</summary>
internal static class People
{
    public static void Run(Product product, string data)
    {
        Fit(data);
        Clients(product, Path.Combine(data, "cdnow", "transactions_sample.csv.gz"), "CDNOW, no return in 39 weeks", "customer", new DateOnly(1997, 9, 30), 273, ["--amount", "amount"], "BG/NBD 0.762 · 0.769 · 0.166 · −14 % on other clients", "≥ 0.775 · ≥ 0.78 · < 0.160 · within 8 %");
        Clients(product, Path.Combine(data, "grocery-visits", "transactions.csv.gz"), "grocery, no return in 13 weeks", "cust", new DateOnly(2006, 12, 31), 91, [], "BG/NBD 0.904 · 0.886 on other clients", "≥ 0.92 · ≥ 0.89");
        Clinic(product, Path.Combine(data, "clinic-no-show", "appointments.csv.gz"), "2016-05-18");
        Salon(product, Path.Combine(data, "hair-salon", "wrangled_no_show.csv"));
    }

    private static void Fit(string data)
    {
        var path = Path.Combine(data, "cdnow", "calibration_summary_published.csv");
        if (!File.Exists(path))
        {
            Table.Row("CDNOW, fit", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var clients = Table.Lines(path).Skip(1).Select(line => line.Split(',')).Select(cells => new VisitSummary((int)Table.Number(cells[1]), Table.Number(cells[2]), Table.Number(cells[3]))).ToList();
        VisitModel.TryFit(clients, 1, mayLeaveAtOnce: false, out var model);
        Table.Row("CDNOW, fit (r · α · a · b · log-likelihood)", string.Empty, "published 0.243 · 4.414 · 0.793 · 2.426 · −9582.4", FormattableString.Invariant($"{Table.Figures(model!.Shape, model.Rate, model.LeaveA, model.LeaveB)} · {clients.Sum(model.LogLikelihood):0.0}"), "the same");
    }

    private static void Clients(Product product, string path, string task, string id, DateOnly asOf, int days, string[] more, string others, string reach)
    {
        if (!File.Exists(path))
        {
            Table.Row(task, "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var lines = Table.Lines(path).ToList();
        var columns = lines[0].Split(',');
        var (who, when) = (Array.IndexOf(columns, id), Array.IndexOf(columns, "date"));
        var visits = lines.Skip(1).Select(line => line.Split(',')).Select(cells => (Id: cells[who], Day: Table.Day(cells[when]))).Distinct().ToList();
        // The product is given nothing of the time ahead.
        var input = product.Write("visits.csv", lines.Where((line, at) => at == 0 || Table.Day(line.Split(',')[when]) <= asOf));
        var (rows, seconds) = product.Rows("churn", ["churn", "--input", input, "--client", id, "--date", "date", .. more, "--as-of", Table.Write(asOf), "--days", days.ToString(CultureInfo.InvariantCulture)]);
        var later = visits.Where(visit => visit.Day > asOf && visit.Day <= asOf.AddDays(days)).CountBy(visit => visit.Id).ToDictionary();
        var none = rows.Select(row => !later.ContainsKey(row[0])).ToList();
        var told = rows.Select(row => Table.Number(row[2])).ToList();
        var sum = rows.Sum(row => Table.Number(row[3])) / rows.Sum(row => later.GetValueOrDefault(row[0]));
        var last = visits.Where(visit => visit.Day <= asOf).GroupBy(visit => visit.Id).ToDictionary(group => group.Key, group => (double)(asOf.DayNumber - group.Max(visit => visit.Day).DayNumber));
        Table.Row(
            $"{task} (AUC · accuracy · Brier · future visits; seconds)",
            FormattableString.Invariant($"recency {ProbabilityScores.Auc([.. rows.Select(row => last[row[0]])], none):0.000} · majority {Math.Max(none.Average(one => one ? 1.0 : 0), none.Average(one => one ? 0.0 : 1)):0.000}"),
            others,
            FormattableString.Invariant($"{Table.Figures(ProbabilityScores.Auc(told, none), ProbabilityScores.Accuracy(told, none), ProbabilityScores.Brier(told, none))} · {(sum - 1) * 100:+0.0;-0.0} % · {seconds:0.0}"),
            reach);
    }

    private static void Clinic(Product product, string path, string from)
    {
        if (!File.Exists(path))
        {
            Table.Row("no-show, clinic", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var lines = Table.Lines(path).ToList();
        var coming = lines.Skip(1).Where(line => string.CompareOrdinal(line.Split(',')[4], from) >= 0).ToList();
        var past = product.Write("past.csv", lines.Where((line, at) => at == 0 || string.CompareOrdinal(line.Split(',')[4], from) < 0));
        var asked = product.Write("coming.csv", coming.Select(line => line[..line.LastIndexOf(',')]).Prepend(lines[0][..lines[0].LastIndexOf(',')]));
        var (rows, seconds) = product.Rows("no-show", ["no-show", "--train", past, "--input", asked, "--label", "No-show", "--key", "AppointmentID", "--columns", "PatientId,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,Hipertension,Diabetes,Alcoholism,Handcap,SMS_received"]);
        var told = rows.Select(row => Table.Number(row[1])).ToList();
        var missed = coming.ConvertAll(line => line.EndsWith(",Yes", StringComparison.Ordinal));
        var ahead = Enumerable.Range(0, coming.Count).Where(at => coming[at].Split(',') is var cells && string.CompareOrdinal(cells[3][..10], cells[4]) < 0).ToList();
        Table.Row(
            $"no-show, clinic, from {from} (AUC · booked a day or more ahead · calibration error; seconds)",
            FormattableString.Invariant($"majority {missed.Average(one => one ? 0.0 : 1):0.000}"),
            "XGBoost 0.732 · 0.599 on later days",
            FormattableString.Invariant($"{Table.Figures(ProbabilityScores.Auc(told, missed), ProbabilityScores.Auc(ahead.ConvertAll(at => told[at]), ahead.ConvertAll(at => missed[at])), ProbabilityScores.CalibrationError(told, missed))} · {seconds:0.0}"),
            "≥ 0.74 · ≥ 0.62 · ≤ 0.02");
    }

    // Every fourth client held out, four times. A client's rows follow each other and begin with no booking before.
    private static void Salon(Product product, string path)
    {
        if (!File.Exists(path))
        {
            Table.Row("no-show, salon", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var lines = Table.Lines(path).ToList();
        var columns = lines[0].Split(',');
        var (label, before) = (Array.IndexOf(columns, "noshow"), Array.IndexOf(columns, "last_cumbook"));
        var client = 0;
        var rows = lines.Skip(1).Select(line => (Line: line, Cells: line.Split(','))).Select(row => (row.Line, row.Cells, Client: row.Cells[before] == "0" ? ++client : client)).ToList();
        var (told, missed) = (new List<double>(), new List<bool>());
        for (var fold = 0; fold < 4; fold++)
        {
            var past = product.Write("past.csv", rows.Where(row => row.Client % 4 != fold).Select(row => row.Line).Prepend(lines[0]));
            var held = rows.Where(row => row.Client % 4 == fold).ToList();
            var asked = product.Write("coming.csv", held.Select(row => row.Line).Prepend(lines[0]));
            var (answer, _) = product.Rows("no-show", ["no-show", "--train", past, "--input", asked, "--label", "noshow", "--columns", string.Join(',', columns.Where((name, at) => at > 0 && at != label))]);
            told.AddRange(answer.Select(row => Table.Number(row[1])));
            missed.AddRange(held.Select(row => row.Cells[label] == "1"));
        }

        Table.Row("no-show, salon's feature table, clients held out (AUC · calibration error)", string.Empty, "XGBoost 0.812 on other clients", Table.Figures(ProbabilityScores.Auc(told, missed), ProbabilityScores.CalibrationError(told, missed)), "≥ 0.81");
    }
}
