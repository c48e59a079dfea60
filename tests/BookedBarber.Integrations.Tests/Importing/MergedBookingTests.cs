using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Records.Contracts;
using BookedBarber.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Tests.Importing;

public sealed class MergedBookingTests
{
    private const string Bookings = "Code,Staff,Service,Date,Time,TimeInt\nMARR01,TIMOTHY,CUT,2025-10-04,4:45:00 PM,1005\nKHAF01,EMILY,GREY,2025-10-04,3:15:00 PM,915\n";
    private const string NoShows = "Date,Code,Service,Staff\n2025-10-04,KHAF01,GREY,EMILY\n2025-10-04,MARR01,CUT,TIMOTHY\n";

    [Fact]
    public async Task Two_files_about_the_same_bookings_at_the_same_time_lose_neither_ones_view()
    {
        var meeting = new Meeting();
        await using var shop = await Shop.OpenAsync(services => services.AddSingleton<IRecordWriter>(provider => new MeetingWriter(TheWriter(provider), meeting)));
        meeting.Waiters = () => shop.ScalarAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and not granted");
        await shop.ImportAsync("--network", "salon", "--create", "--profile", "hair-salon/bookings", shop.File("none.csv", "Code,Staff,Service,Date,Time,TimeInt\n"));
        meeting.IsOn = true;

        var answers = await Task.WhenAll(
            shop.ImportAsync("--network", "salon", "--create", "--profile", "hair-salon/bookings", shop.File("bookings.csv", Bookings)),
            shop.ImportAsync("--network", "salon", "--create", "--profile", "hair-salon/no-shows", shop.File("no-shows.csv", NoShows)));

        answers.ShouldAllBe(answer => answer.Code == 0);
        (await shop.RowsAsync<string>("select status || ' ' || (starts_at is not null) from records.booking")).ShouldBe(["no_show true", "no_show true"]);
    }

    private static IRecordWriter TheWriter(IServiceProvider provider) =>
        (IRecordWriter)ActivatorUtilities.CreateInstance(provider, typeof(IRecordWriter).Assembly.GetType("BookedBarber.Records.Storage.Writing.RecordWriter")!);

    /// <summary>Where two writers meet with their transactions open, unless one of them is kept waiting by the other's lock.</summary>
    private sealed class Meeting
    {
        private readonly TaskCompletionSource _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public bool IsOn { get; set; }

        public Func<Task<long>> Waiters { get; set; } = () => Task.FromResult(0L);

        public async Task ArriveAsync(CancellationToken cancellationToken)
        {
            if (!IsOn)
            {
                return;
            }

            if (Interlocked.Increment(ref _arrived) == 2)
            {
                _both.TrySetResult();
            }

            while (!_both.Task.IsCompleted && await Waiters() == 0)
            {
                await Task.WhenAny(_both.Task, Task.Delay(20, cancellationToken));
            }

            _both.TrySetResult();
        }
    }

    private sealed class MeetingWriter(IRecordWriter inner, Meeting meeting) : IRecordWriter
    {
        public async Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(Session session, RecordSource source, IReadOnlyList<LocatedRecord<T>> records, OnConflict conflicts, CancellationToken cancellationToken)
            where T : CanonicalRecord
        {
            if (typeof(T) == typeof(BookingRecord) && records.Count > 0)
            {
                await meeting.ArriveAsync(cancellationToken);
            }

            return await inner.WriteAsync(session, source, records, conflicts, cancellationToken);
        }

        public BookedBarber.Shared.Problem? Check<T>(LocatedRecord<T> record)
            where T : CanonicalRecord => inner.Check(record);
    }
}
