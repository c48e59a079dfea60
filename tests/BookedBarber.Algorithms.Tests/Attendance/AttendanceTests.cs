using BookedBarber.Algorithms.Attendance;
using BookedBarber.Algorithms.Boosting;

namespace BookedBarber.Algorithms.Tests.Attendance;

public sealed class AttendanceTests
{
    private static readonly DateTime Day = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Outcomes_count_as_history_only_if_dated_before_the_booking()
    {
        // Missed on day 5; the next was booked on day 5 itself (not known yet), the one after on day 6.
        List<Appointment> appointments =
        [
            new(1, Day, Day.AddDays(5), true, []), new(1, Day.AddDays(5), Day.AddDays(9), false, []), new(1, Day.AddDays(6), Day.AddDays(20), null, []),
        ];

        var table = AttendanceColumns.Make([], appointments);

        Column(table, "earlier appointments missed").ShouldBe([0, 0, 1]);
        Column(table, "earlier appointments").ShouldBe([0, 0, 1]);
        Column(table, "days between booking and appointment").ShouldBe([5, 4, 14]);
    }

    [Fact]
    public void Bookings_made_later_are_not_known()
    {
        List<Appointment> appointments = [new(1, Day, Day.AddDays(9), null, []), new(1, Day.AddDays(3), Day.AddDays(9), null, [])];

        Column(AttendanceColumns.Make([], appointments), "appointments of the client that day").ShouldBe([1, 2]);
    }

    [Fact]
    public void Those_who_tend_to_stay_away_are_found_and_chances_come_true()
    {
        var random = new Random(1);
        var (appointments, truth) = (new List<Appointment>(), new List<bool>());
        for (var at = 0; at < 4000; at++)
        {
            var lead = random.Next(30);
            var start = Day.AddDays(random.Next(60)).AddHours(9 + random.Next(9));
            var missed = random.NextDouble() < 0.05 + (0.01 * lead);
            appointments.Add(new Appointment(random.Next(800), start.AddDays(-lead), start, at < 3000 ? missed : null, [random.Next(4)]));
            truth.Add(missed);
        }

        var outcome = AttendanceModel.Judge([new BoostingFeature("service", IsCategorical: true)], appointments);

        outcome.Learnt.ShouldBeTrue();
        outcome.Reasons[0].Name.ShouldBe("days between booking and appointment");
        ProbabilityScores.Auc(outcome.Probabilities, truth[3000..]).ShouldBeGreaterThan(0.58);
        ProbabilityScores.CalibrationError(outcome.Probabilities, truth[3000..]).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void With_few_outcomes_everybody_gets_the_same_share()
    {
        var appointments = Enumerable.Range(0, 40).Select(at => new Appointment(-1, null, Day, at < 30 ? at < 5 : null, [at])).ToList();

        var outcome = AttendanceModel.Judge([new BoostingFeature("x")], appointments);

        outcome.Learnt.ShouldBeFalse();
        outcome.Probabilities.ShouldAllBe(probability => Math.Abs(probability - (6.0 / 32)) < 1e-12);
    }

    [Theory]
    [InlineData(false, "All 3 known appointments were kept; both are needed to learn the difference.")]
    [InlineData(true, "All 3 known appointments were missed; both are needed to learn the difference.")]
    public void One_outcome_only_is_refused(bool missed, string sentence)
    {
        var appointments = Enumerable.Repeat(new Appointment(-1, null, Day, missed, [1]), 3).ToList();

        Should.Throw<ArgumentException>(() => AttendanceModel.Judge([new BoostingFeature("x")], appointments)).Message.ShouldStartWith(sentence);
    }

    [Fact]
    public void Scores_are_those_counted_by_hand()
    {
        double[] told = [0.1, 0.4, 0.4, 0.8];
        bool[] came = [false, true, false, true];

        // Four pairs of one and other: three in order, one equal.
        ProbabilityScores.Auc(told, came).ShouldBe(3.5 / 4);
        ProbabilityScores.Brier(told, came).ShouldBe((0.01 + 0.36 + 0.16 + 0.04) / 4, 1e-12);
        ProbabilityScores.Accuracy(told, came).ShouldBe(0.75);
        ProbabilityScores.CalibrationError(told, came, groups: 2).ShouldBe((0.5 + 0.2) / 2 / 2, 0.101);
        ProbabilityScores.Auc(told, [true, true, true, true]).ShouldBe(double.NaN);
    }

    [Fact]
    public void Calibration_takes_exaggeration_away_and_keeps_the_order()
    {
        var random = new Random(2);
        var truth = Enumerable.Range(0, 5000).Select(_ => random.NextDouble() * 0.5).ToArray();
        var came = truth.Select(p => random.NextDouble() < p).ToArray();
        // Log-odds doubled: 20 % become 6 %.
        var told = truth.Select(p => 1 / (1 + Math.Exp(-2 * Math.Log(Math.Max(p, 1e-9) / (1 - p))))).ToArray();

        var calibration = BetaCalibration.Fit(told, came);

        var better = told.Select(calibration.Calibrate).ToArray();
        ProbabilityScores.CalibrationError(better, came).ShouldBeLessThan(ProbabilityScores.CalibrationError(told, came) / 3);
        ProbabilityScores.Auc(better, came).ShouldBe(ProbabilityScores.Auc(told, came), 1e-9);
    }

    private static double[] Column(BoostingTable table, string name) => table.Column(table.Features.Index().Single(feature => feature.Item.Name == name).Index).ToArray();
}
