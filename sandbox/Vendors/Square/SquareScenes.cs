using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>What can be made to happen in a Square shop.</summary>
internal static class SquareScenes
{
    public static object Sale(Account account, Wishes wishes)
    {
        var (location, count, tip, at) = (wishes.Text("location"), wishes.Number("count", 1), wishes.NumberOrNull("tipCents"), Paths.ParseInstant(wishes.Text("at")));
        wishes.Finish();
        if (location is not null && account["locations"].Find(location) is null)
        {
            throw new SteeringFault($"There is no location '{location}'. There are: {string.Join(", ", account["locations"].Live.Select(present => present.Id))}.");
        }

        if (count is < 1 or > 10_000 || tip < 0)
        {
            throw new SteeringFault("'count' is from 1 to 10000, 'tipCents' at least 0.");
        }

        var sales = new List<object>();
        for (var made = 0; made < count; made++)
        {
            var sale = SquareSale.Draw(account, at ?? account.Now, location);
            var (order, payment) = SquareTill.RingUp(account, tip is { } cents ? sale with { Tip = cents } : sale);
            sales.Add(new { orderId = order.Id, paymentId = payment.Id, locationId = payment.Text("location_id"), totalCents = payment.Number("total_money.amount"), tipCents = payment.Number("tip_money.amount") });
        }

        return new { sales };
    }

    public static object Refund(Account account, Wishes wishes)
    {
        var (id, cents) = (wishes.Text("payment"), wishes.NumberOrNull("cents"));
        wishes.Finish();
        var payment = (id is null ? account["payments"].Live.LastOrDefault(item => item.Number("refunded_money.amount") == 0) : account["payments"].Find(id)) ?? throw new SteeringFault($"There is no payment '{id}'.");
        var refund = SquareTill.Refund(account, payment, cents ?? payment.Number("amount_money.amount"), "Returned at the till", account.Now);
        return new { refundId = refund.Id, paymentId = payment.Id };
    }

    public static object Customer(Account account, Wishes wishes)
    {
        wishes.Finish();
        return new { customerId = SquareData.AddCustomer(account).Id };
    }

    public static object Employee(Account account, Wishes wishes)
    {
        wishes.Finish();
        return new { teamMemberId = SquareData.AddTeamMember(account).Id };
    }

    public static object Booking(Account account, Wishes wishes)
    {
        wishes.Finish();
        return new { bookingId = SquareData.AddBooking(account).Id };
    }

    public static object Shift(Account account, Wishes wishes)
    {
        wishes.Finish();
        return new { timecardId = SquareData.AddTimecard(account).Id };
    }
}
