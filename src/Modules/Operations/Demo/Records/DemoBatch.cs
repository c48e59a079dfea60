using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Demo;

/// <summary>Canonical records of one shop, in the order in which they must be written: who and what before what happened.</summary>
internal sealed class DemoBatch
{
    public List<StaffRecord> Staff { get; } = [];

    public List<ServiceRecord> Services { get; } = [];

    public List<ProductRecord> Products { get; } = [];

    public List<ClientRecord> Clients { get; } = [];

    public List<ShiftRecord> Shifts { get; } = [];

    public List<BookingRecord> Bookings { get; } = [];

    public List<SaleRecord> Sales { get; } = [];

    public int Count => Staff.Count + Services.Count + Products.Count + Clients.Count + Shifts.Count + Bookings.Count + Sales.Count;

    public IEnumerable<CanonicalRecord> All => [.. Staff, .. Services, .. Products, .. Clients, .. Shifts, .. Bookings, .. Sales];
}
