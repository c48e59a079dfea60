using BookedBarber.Sandbox.Kit.State;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Sandbox.Kit.Faults;

/// <summary>Everything that is to go wrong at one vendor, until it is over or taken back.</summary>
internal sealed class FaultPlan(VirtualClock clock)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private readonly List<Retype> _retypes = [];
    private readonly AsyncLocal<string?> _path = new();
    private TaskCompletionSource _lifted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Budget? _budget;
    private long _met;

    /// <summary>How many calls are allowed in which time; null for no limit.</summary>
    public Budget? Budget
    {
        get { lock (_gate) { return _budget; } }
        set { lock (_gate) { _budget = value; } }
    }

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    public void Add(Retype retype)
    {
        lock (_gate)
        {
            _retypes.Add(retype);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _retypes.Clear();
            _budget = null;
            _lifted.SetResult();
            _lifted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends when all faults are taken back: what is held up goes on then.</summary>
    public Task Lifted
    {
        get { lock (_gate) { return _lifted.Task; } }
    }

    /// <summary>How often a fault met a call since the start, those that are over among them.</summary>
    public long Met
    {
        get { lock (_gate) { return _met; } }
    }

    public IReadOnlyList<Fault> InForce
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults.Where(InTime)];
            }
        }
    }

    /// <summary>The path of the call being answered, which faults of pages are matched by.</summary>
    public void Enter(PathString path) => _path.Value = path.Value;

    /// <summary>The first fault of a kind that meets this call.</summary>
    public Fault? Next(FaultKind kind, string? path)
    {
        lock (_gate)
        {
            return Take(fault => fault.Kind == kind && Concerns(fault.Path, path));
        }
    }

    /// <summary>How the page that is being made is to be broken; what the writer breaks is not told here.</summary>
    public Fault? NextPage()
    {
        lock (_gate)
        {
            return Take(fault => fault is { Kind: FaultKind.Page, Page: not (PageFault.Cut or PageFault.Gzip) } && Concerns(fault.Path, _path.Value));
        }
    }

    /// <summary>How the writer is to break the answer; null for not at all.</summary>
    public PageFault? NextCut(string? path)
    {
        lock (_gate)
        {
            return Take(fault => fault is { Kind: FaultKind.Page, Page: PageFault.Cut or PageFault.Gzip } && Concerns(fault.Path, path))?.Page;
        }
    }

    public IReadOnlyList<Retype> Retypes(string? path)
    {
        lock (_gate)
        {
            return [.. _retypes.Where(retype => Concerns(retype.Path, path))];
        }
    }

    /// <summary>Notes that a changed field was in an answer.</summary>
    public void NoteRetyped()
    {
        lock (_gate)
        {
            _met++;
        }
    }

    private Fault? Take(Func<Fault, bool> concerns)
    {
        _faults.RemoveAll(fault => !InTime(fault));
        var met = _faults.FirstOrDefault(fault => concerns(fault) && fault.Meets());
        _met += met is null ? 0 : 1;
        return met;
    }

    private bool InTime(Fault fault) => (fault.Count is null || fault.Met < fault.Count) && (fault.Until is null || clock.GetUtcNow() < fault.Until);

    private static bool Concerns(string? wanted, string? path) => wanted is null || path?.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) == true;
}
