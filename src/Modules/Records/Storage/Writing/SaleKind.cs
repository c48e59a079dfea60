using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A sale with everything it points to found and its parts added up.</summary>
internal sealed record SaleRow(LedgerRow<SaleRecord> Key, SaleParts Parts, Guid? ClientId, string StaffIds, string Tips);

/// <summary>A line with everything it points to found.</summary>
internal sealed record SaleLineRow(LedgerRow<SaleRecord> Sale, int Position, SaleLine Line, Guid? ItemId, Guid? StaffId);

internal sealed class SaleKind() : Ledger<SaleRecord>("records.sale_key")
{
    private static readonly DatedTable<SaleRow> Sales = new("records.sale", new StageColumns<SaleRow>()
        .Uuid("id", row => row.Key.Id)
        .Day("old_day", row => row.Key.OldDay)
        .Uuid("location_id", row => row.Key.Location.Id.Value)
        .Day("business_day", row => row.Key.Day)
        .Text("source_key", row => row.Key.Record.Key)
        .Instant("occurred_at", row => row.Key.Record.OccurredAt)
        .Text("receipt", row => row.Key.Record.Receipt)
        .Uuid("client_id", row => row.ClientId)
        .Text("currency", row => row.Key.Location.Currency.Code)
        .Number("service_sales", row => row.Parts.ServiceSales)
        .Number("product_sales", row => row.Parts.ProductSales)
        .Number("service_discounts", row => row.Parts.ServiceDiscounts)
        .Number("product_discounts", row => row.Parts.ProductDiscounts)
        .Number("service_refunds", row => row.Parts.ServiceRefunds)
        .Number("product_refunds", row => row.Parts.ProductRefunds)
        .Number("gift_card_sales", row => row.Parts.GiftCardSales)
        .Number("membership_sales", row => row.Parts.MembershipSales)
        .Number("service_charges", row => row.Parts.ServiceCharges)
        .Number("fees", row => row.Parts.Fees)
        .Number("tax", row => row.Parts.Tax)
        .Number("tips", row => row.Parts.Tips)
        .Number("gift_card_redemptions", row => row.Parts.GiftCardRedemptions)
        .Number("total", row => row.Parts.Total)
        .Bool("is_visit", row => row.Parts.IsVisit)
        .UuidSet("staff_ids", row => row.StaffIds)
        .Json("taxes", row => StoredParts.Of(row.Key.Record.Taxes))
        .Json("tips_by_staff", row => row.Tips)
        .Json("payments", row => StoredParts.Of(row.Key.Record.Payments)));

    private static readonly Stage<SaleLineRow> Lines = new("staged_sale_line", new StageColumns<SaleLineRow>()
        .Day("business_day", row => row.Sale.Day)
        .Uuid("sale_id", row => row.Sale.Id)
        .Int("position", row => row.Position)
        .Text("kind", row => row.Line.Kind.Name())
        .Text("name", row => row.Line.Name)
        .Uuid("item_id", row => row.ItemId)
        .Uuid("staff_id", row => row.StaffId)
        .Number("quantity", row => row.Line.Quantity)
        .Number("unit_price", row => row.Line.UnitPrice)
        .Number("amount", row => row.Line.Amount)
        .Number("discount", row => SaleParts.DiscountOf(row.Line))
        .Json("discounts", row => StoredParts.Of(row.Line.Discounts))
        .Bool("is_refund", row => row.Line.IsRefund));

    public override Problem? Check(Node location, SaleRecord record, DateOnly today) => SaleCheck.Check(location, record, today);

    protected override DateOnly DayOf(Node location, SaleRecord record) => SaleCheck.DayOf(location, record);

    protected override byte[] HashOf(ContentHash hash, Node location, SaleRecord record) => hash.Of(location, record);

    protected override Guid? ClientOf(SaleRecord record) => record.ClientId;

    protected override void Want(References references, LedgerRow<SaleRecord> row)
    {
        var (location, sale) = (row.Location.Id.Value, row.Record);
        references.WantClient(sale.ClientId);
        if (sale.ClientId is null)
        {
            references.Want(ReferenceKind.Client, location, sale.ClientKey, sale.ClientName);
        }

        foreach (var line in sale.Lines)
        {
            references.Want(ReferenceKind.Staff, location, line.StaffKey, line.StaffKey);
            if (ListOf(line) is { } list)
            {
                references.Want(list, location, line.ItemKey, line.Name);
            }
        }

        foreach (var tip in sale.Tips)
        {
            references.Want(ReferenceKind.Staff, location, tip.StaffKey, tip.StaffKey);
        }
    }

    protected override async Task WriteAsync(WriteChunk<SaleRecord> chunk, IReadOnlyList<LedgerRow<SaleRecord>> rows, References references, CancellationToken cancellationToken)
    {
        SaleRow[] sales = [.. rows.Select(row => SaleOf(row, references))];
        SaleLineRow[] lines = [.. rows.SelectMany(row => row.Record.Lines.Select((line, i) => LineOf(row, line, i + 1, references)))];
        if (!chunk.IsSmall)
        {
            await Sales.Stage.FillAsync(chunk.Session, sales, cancellationToken);
            await Lines.FillAsync(chunk.Session, lines, cancellationToken);
        }

        await using var batch = chunk.Batch();
        var changed = rows.Where(row => row.OldDay is not null).ToList();
        if (changed.Count > 0)
        {
            batch.BatchCommands.Add(WithSales(chunk.Statement(Sales.Update(chunk.IsSmall))));
            batch.BatchCommands.Add(DeleteLines(chunk, changed));
        }

        if (changed.Count < rows.Count)
        {
            batch.BatchCommands.Add(WithSales(chunk.Statement(Sales.Insert(chunk.IsSmall))));
        }

        var insertLines = chunk.Statement(
            $"""
             insert into records.sale_line (network_id, {string.Join(", ", Lines.Columns.Select(column => column.Name))})
             select $1, {string.Join(", ", Lines.Columns.Select(column => column.Value))} from {Lines.Relation(chunk.IsSmall, firstParameter: 2)}
             """);
        insertLines.Parameters.RemoveAt(1);
        if (chunk.IsSmall)
        {
            Lines.AddTo(insertLines.Parameters, lines);
        }

        batch.BatchCommands.Add(insertLines);
        await batch.ExecuteNonQueryAsync(cancellationToken);

        NpgsqlBatchCommand WithSales(NpgsqlBatchCommand command)
        {
            if (chunk.IsSmall)
            {
                Sales.Stage.AddTo(command.Parameters, sales);
            }

            return command;
        }
    }

    private static NpgsqlBatchCommand DeleteLines(WriteChunk<SaleRecord> chunk, List<LedgerRow<SaleRecord>> changed)
    {
        var command = new NpgsqlBatchCommand(
            $"""
            delete from records.sale_line l using unnest($2, $3) as c (business_day, id)
            where l.network_id = {ThisNetwork.Sql} and l.business_day = c.business_day and l.sale_id = c.id
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = chunk.Network });
        command.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = [.. changed.Select(row => row.OldDay!.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. changed.Select(row => row.Id)] });
        return command;
    }

    private static SaleRow SaleOf(LedgerRow<SaleRecord> row, References references)
    {
        var (location, sale) = (row.Location.Id.Value, row.Record);
        Guid? Staff(string? key) => references.Find(ReferenceKind.Staff, location, key)?.Id;
        var staff = sale.Lines.Select(line => line.StaffKey).Concat(sale.Tips.Select(tip => tip.StaffKey)).Where(key => key is not null).Select(Staff).Distinct();
        return new SaleRow(
            row,
            SaleParts.Of(sale),
            sale.ClientId ?? references.Find(ReferenceKind.Client, location, sale.ClientKey)?.Id,
            $"{{{string.Join(',', staff)}}}",
            StoredParts.Of(sale.Tips, Staff));
    }

    private static SaleLineRow LineOf(LedgerRow<SaleRecord> row, SaleLine line, int position, References references)
    {
        var location = row.Location.Id.Value;
        var item = ListOf(line) is { } list ? references.Find(list, location, line.ItemKey) : null;
        return new SaleLineRow(row, position, line, item?.Id, references.Find(ReferenceKind.Staff, location, line.StaffKey)?.Id);
    }

    private static ReferenceKind? ListOf(SaleLine line) => line.Kind switch
    {
        SaleLineKind.Service => ReferenceKind.Service,
        SaleLineKind.Product => ReferenceKind.Product,
        _ => null,
    };
}
