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
    private Budget? _budget;

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
        }
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
            _faults.RemoveAll(fault => !InTime(fault));
            return _faults.FirstOrDefault(fault => fault.Kind == kind && Concerns(fault.Path, path) && fault.Meets());
        }
    }

    /// <summary>How the page that is being made is to be broken; a cut is the writer's business and not told here.</summary>
    public PageFault? NextPage()
    {
        lock (_gate)
        {
            _faults.RemoveAll(fault => !InTime(fault));
            return _faults.FirstOrDefault(fault => fault is { Kind: FaultKind.Page, Page: not PageFault.Cut } && Concerns(fault.Path, _path.Value) && fault.Meets())?.Page;
        }
    }

    public bool NextCut(string? path)
    {
        lock (_gate)
        {
            return _faults.FirstOrDefault(fault => fault is { Kind: FaultKind.Page, Page: PageFault.Cut } && InTime(fault) && Concerns(fault.Path, path) && fault.Meets()) is not null;
        }
    }

    public IReadOnlyList<Retype> Retypes(string? path)
    {
        lock (_gate)
        {
            return [.. _retypes.Where(retype => Concerns(retype.Path, path))];
        }
    }

    private bool InTime(Fault fault) => (fault.Count is null || fault.Met < fault.Count) && (fault.Until is null || clock.GetUtcNow() < fault.Until);

    private static bool Concerns(string? wanted, string? path) => wanted is null || path?.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) == true;
}
