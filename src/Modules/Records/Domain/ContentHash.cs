using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Domain;

/// <summary>A digest of everything a record says, by which "just the same" is told from "changed" without reading what is stored.</summary>
/// <remarks>
/// The first 16 bytes of SHA-256 over length-prefixed fields; 1.5 and 1.50 are the same, so are a missing currency and the location's own.
/// The layout is stored: changing it makes every record look changed once. Not thread-safe; one per batch.
/// </remarks>
internal sealed class ContentHash
{
    private readonly ArrayBufferWriter<byte> _content = new(1024);

    public byte[] Of(Node location, SaleRecord sale)
    {
        _content.ResetWrittenCount();
        Put(1);
        Put(sale.TimeIsArrival ? -1 : SaleCheck.DayOf(location, sale).DayNumber);
        Put(sale.TimeIsArrival ? null : sale.OccurredAt);
        Put(sale.Receipt);
        Put(sale.ClientKey);
        Put(sale.ClientId);
        Put(sale.Currency ?? location.Currency.Code);
        Put(sale.Lines.Count);
        foreach (var line in sale.Lines)
        {
            Put((int)line.Kind);
            Put(line.Name);
            Put(line.ItemKey);
            Put(line.StaffKey);
            Put(line.Quantity);
            Put(line.UnitPrice);
            Put(line.Amount);
            Put(line.IsRefund ? 1 : 0);
            Put(line.Discounts.Count);
            foreach (var discount in line.Discounts)
            {
                Put(discount.Type);
                Put(discount.Amount);
            }
        }

        Put(sale.Taxes.Count);
        foreach (var tax in sale.Taxes)
        {
            Put(tax.Name);
            Put(tax.Amount);
        }

        Put(sale.Tips.Count);
        foreach (var tip in sale.Tips)
        {
            Put(tip.StaffKey);
            Put(tip.Amount);
        }

        Put(sale.Payments.Count);
        foreach (var payment in sale.Payments)
        {
            Put(payment.Method);
            Put(payment.Amount);
        }

        return Digest();
    }

    public byte[] Of(Node location, BookingRecord booking)
    {
        _content.ResetWrittenCount();
        Put(2);
        Put(BookingCheck.DayOf(location, booking).DayNumber);
        Put(booking.ClientKey);
        Put(booking.ClientId);
        Put(booking.StaffKey);
        Put(booking.ServiceKey);
        Put(booking.StartsAt);
        Put(booking.DurationMinutes ?? -1);
        Put(booking.Status);
        Put(booking.BookedAt);
        Put(booking.CancelledOn?.DayNumber ?? -1);
        return Digest();
    }

    public byte[] Of(MessageRecord message)
    {
        _content.ResetWrittenCount();
        Put(3);
        Put(message.Channel);
        Put(message.Direction);
        Put(message.Status);
        Put(message.Sender);
        Put(message.Recipient);
        Put(message.ClientKey);
        Put(message.CampaignKey);
        Put(message.Subject);
        Put(message.Body);
        Put(message.At);
        Put(message.StatusAt);
        Put(message.FailureCode);
        return Digest();
    }

    private byte[] Digest()
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(_content.WrittenSpan, digest);
        return digest[..16].ToArray();
    }

    private void Put(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_content.GetSpan(4), value);
        _content.Advance(4);
    }

    private void Put(string? text)
    {
        if (text is null)
        {
            Put(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Put(length);
        Encoding.UTF8.GetBytes(text, _content.GetSpan(length));
        _content.Advance(length);
    }

    private void Put(decimal? value)
    {
        if (value is null)
        {
            Put(-1);
            return;
        }

        // Dividing by one with 28 zeros strips trailing zeros, so equal numbers have equal bits.
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value.Value / 1.0000000000000000000000000000m, bits);
        Put(bits[0]);
        Put(bits[1]);
        Put(bits[2]);
        Put(bits[3]);
    }

    private void Put(Guid? id)
    {
        if (id is null)
        {
            Put(-1);
            return;
        }

        id.Value.TryWriteBytes(_content.GetSpan(16));
        _content.Advance(16);
    }

    // PostgreSQL keeps microseconds; finer ticks are no difference.
    private void Put(DateTimeOffset? instant)
    {
        var micros = instant?.UtcTicks / TimeSpan.TicksPerMicrosecond ?? -1;
        BinaryPrimitives.WriteInt64LittleEndian(_content.GetSpan(8), micros);
        _content.Advance(8);
    }
}
