using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Host.Edge;

/// <summary>
/// Remembers which answers were given to which questions. Bounded by forgetting in generations: what was not asked for since the generation before
/// last is gone. Finding takes no lock.
/// </summary>
internal sealed class AnswerMemory
{
    // Half of what is remembered at most: some 25,000 questions, or fewer with answers that nobody else keeps.
    private const long GenerationSize = 20 * 1024 * 1024;

    private readonly INetworkTree _tree;
    private readonly Lock _turning = new();
    private long _given;
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    public AnswerMemory(INetworkTree tree, IMeterFactory meters)
    {
        _tree = tree;
        meters.Create("BookedBarber.Edge").CreateObservableCounter("bookedbarber.edge.answers_given_again", () => Given);
    }

    /// <summary>How many answers were found, since the start.</summary>
    public long Given => Interlocked.Read(ref _given);

    private sealed class Generation
    {
        private long _size;

        public ConcurrentDictionary<AskedQuestion, RememberedAnswer> Answers { get; } = new();

        public long Add(long size) => Interlocked.Add(ref _size, size);
    }

    /// <summary>An answer to this question that still holds; null when there is none.</summary>
    public (FinishedAnswer Answer, RememberedAnswer Remembered)? Find(AskedQuestion question, DateTimeOffset now)
    {
        var isYoung = _young.Answers.TryGetValue(question, out var found);
        if ((!isYoung && !_old.Answers.TryGetValue(question, out found)) || found!.At(now, _tree) is not { } answer)
        {
            return null;
        }

        if (!isYoung)
        {
            Remember(question, found);
        }

        Interlocked.Increment(ref _given);
        return (answer, found);
    }

    public void Remember(AskedQuestion question, RememberedAnswer answer)
    {
        var young = _young;
        young.Answers[question] = answer;
        if (young.Add(question.Size + answer.Size) > GenerationSize)
        {
            Turn(young);
        }
    }

    private void Turn(Generation full)
    {
        lock (_turning)
        {
            if (ReferenceEquals(_young, full))
            {
                (_old, _young) = (full, new Generation());
            }
        }
    }
}
