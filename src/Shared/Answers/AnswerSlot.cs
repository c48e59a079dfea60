namespace BookedBarber.Shared;

/// <summary>
/// A feature of requests whose answer may be given again to the same request of the same caller, without asking the endpoint: there it puts the
/// answer, if it follows from the question, from who asks and from the network alone. What is told in the audit trail never goes there.
/// </summary>
public sealed class AnswerSlot
{
    /// <summary>The answer; null when the endpoint put none there.</summary>
    public FinishedAnswer? Answer { get; private set; }

    /// <summary>The network that it is about.</summary>
    public NetworkId Network { get; private set; }

    /// <summary>Whether the answer follows from the network's tree; else it holds as long as <see cref="FinishedAnswer.Kept"/> says.</summary>
    public bool RestsOnTree { get; private set; }

    /// <summary>Puts an answer there.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="network">The network that it is about; with a change of its tree the answer ends in any case.</param>
    /// <param name="restsOnTree">True: nothing else ends it. False: somebody keeps it, who ends it when what it rests on has changed.</param>
    public void Offer(FinishedAnswer answer, NetworkId network, bool restsOnTree) => (Answer, Network, RestsOnTree) = (answer, network, restsOnTree);
}
