using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.Sales;

/// <summary>Records a sale rung up at a till, once for each idempotency key.</summary>
internal sealed class RecordSale(IDatabase database, INetworkTree tree, IRecordWriter writer, SaleReader reader, TimeProvider clock)
{
    public const string Source = "api";

    /// <returns>The stored sale and whether it is new.</returns>
    public async Task<Result<(SaleItem Sale, bool IsNew)>> RunAsync(Scope scope, string key, SaleBody body, CancellationToken cancellationToken)
    {
        var read = SaleReading.Read(body, key, clock.GetUtcNow());
        if (!read.Succeeded)
        {
            return read.Problem;
        }

        var sale = scope.StaffId is { } chair ? OwnChair.Of(read.Value, chair) : read.Value;
        if (!sale.Succeeded)
        {
            return sale.Problem;
        }

        if (tree.Find(scope.Node.Id) is not { } location)
        {
            return Problem.NotFound("location");
        }

        await using var session = await database.WriteAsync(scope, Source, cancellationToken);
        var outcomes = await writer.WriteAsync(session, Source, [new LocatedRecord<SaleRecord>(location, sale.Value)], OnConflict.Refuse, cancellationToken);
        if (outcomes[0].Problem is { } problem)
        {
            return problem.ForRequest();
        }

        // The answer is read back rather than put together, so the first answer and every repetition are the same bytes.
        var stored = await reader.FindAsync(session, scope, outcomes[0].Id, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return stored is null ? Problem.NotFound("sale") : (stored, outcomes[0].State == WriteState.Created);
    }
}

/// <summary>A barber rings up for the own chair only.</summary>
internal static class OwnChair
{
    public static Result<SaleRecord> Of(SaleRecord sale, Guid staff)
    {
        var own = staff.ToString();
        bool IsForeign(string? key) => key is not null && !string.Equals(key, own, StringComparison.OrdinalIgnoreCase);
        if (sale.Lines.Any(line => IsForeign(line.StaffKey)) || sale.Tips.Any(tip => IsForeign(tip.StaffKey)))
        {
            return Problem.Forbidden("record sales for another chair");
        }

        return sale with
        {
            Lines = [.. sale.Lines.Select(line => line with { StaffKey = own })],
            Tips = [.. sale.Tips.Select(tip => tip with { StaffKey = own })],
        };
    }
}
