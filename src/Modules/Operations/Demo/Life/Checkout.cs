namespace BookedBarber.Operations.Demo;

/// <summary>What happens at the till beside the service itself: receipts are numbered, gift cards sold and used, memberships paid, things brought back.</summary>
internal sealed class Checkout(ShopPlan shop, ShopClock clock, RandomStream random)
{
    private static readonly int[] CardValues = [25, 50, 50, 75, 100];

    private readonly Queue<int> _cards = new();
    private DateOnly _countingDay;
    private int _count;
    private int _receipts;

    public void Close(Visit visit, Client? client)
    {
        visit.SoldAt = visit.EndsAt + random.Between(30, 240);
        Number(visit);
        visit.Nth = client is null ? 0 : client.Visits + 1;
        var month = (visit.Day.Year * 12) + visit.Day.Month;
        if (client is { IsMember: true, Visits: >= 2 } && client.MemberMonth != month)
        {
            client.MemberMonth = month;
            visit.PaysMembership = true;
        }

        if (_cards.Count > 0 && random.Chance(visit.Day.Month == 1 ? 0.05 : 0.015))
        {
            visit.GiftCardUsed = _cards.Dequeue();
        }

        if (random.Chance(visit.Day is { Month: 12, Day: <= 24 } ? 0.045 : visit.Day is { Month: 6, Day: <= 20 } ? 0.015 : 0.004))
        {
            visit.GiftCardSold = random.Pick(CardValues);
            _cards.Enqueue(visit.GiftCardSold);
        }

        visit.RefundedAt = random.Chance(0.006) ? RefundMoment(visit.Day) : 0;
    }

    /// <summary>Nobody came, or too late to fill the chair: some shops take a fee.</summary>
    public void Miss(Visit visit)
    {
        if (visit.Fate == Fate.NoShow && random.Chance(0.1))
        {
            visit.SoldAt = visit.StartsAt + 3600;
            Number(visit);
        }
    }

    public Visit SellFromShelf(DateOnly day, Roster.Turn turn, int nth)
    {
        var minute = random.Between(turn.Start, turn.End - 5);
        var at = clock.At(day, minute) + random.Below(60);
        var visit = new Visit
        {
            Key = ShopLife.KeyOf(day, 'R', nth),
            Day = day,
            Client = -1,
            Barber = turn.Barber,
            Service = -1,
            AddOn = -1,
            Origin = Origin.ShelfOnly,
            BookedAt = at,
            StartsAt = at,
            Start = minute,
            Minutes = 0,
            Seed = random.LongBits(),
            SoldAt = at,
        };
        Number(visit);
        return visit;
    }

    private void Number(Visit visit)
    {
        (_countingDay, _count) = visit.Day == _countingDay ? (visit.Day, _count + 1) : (visit.Day, 1);
        visit.SaleKey = ShopLife.KeyOf(visit.Day, 'S', _count);
        visit.Receipt = ++_receipts;
    }

    private long RefundMoment(DateOnly day)
    {
        var back = day.AddDays(random.Between(2, 14));
        return shop.Hours(back) is var (opens, closes) ? clock.At(back, random.Between(opens, closes - 10)) : 0;
    }
}
