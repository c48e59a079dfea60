using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Appointments.</summary>
internal static class SquareBookingsApi
{
    private const int LongestWindowDays = 31;

    public static void Map(Api api, SquareVendor vendor)
    {
        api.Get("/v2/bookings", call => List(call, vendor), "APPOINTMENTS_READ");
        api.Get("/v2/bookings/team-member-booking-profiles", Profiles, "APPOINTMENTS_BUSINESS_SETTINGS_READ");
        api.Get("/v2/bookings/{id}", call => Answer.Ok(new { booking = Find(call).Element }), "APPOINTMENTS_READ");
        api.Post("/v2/bookings", call => call.Once(call.Body.Text("idempotency_key"), () => Create(call)), "APPOINTMENTS_WRITE");
        api.Put("/v2/bookings/{id}", Update, "APPOINTMENTS_WRITE");
        api.Post("/v2/bookings/{id}/cancel", Cancel, "APPOINTMENTS_WRITE");
    }

    private static Answer List(Call call, SquareVendor vendor)
    {
        var from = Paths.ParseInstant(call.Query("start_at_min")) ?? call.Now;
        var to = Paths.ParseInstant(call.Query("start_at_max")) ?? from.AddDays(LongestWindowDays);
        if (to - from > TimeSpan.FromDays(LongestWindowDays) || to < from)
        {
            throw SquareVendor.Bad("INVALID_TIME_RANGE", $"start_at_max must be at most {LongestWindowDays} days after start_at_min.", "start_at_max");
        }

        var (location, member, customer) = (call.Query("location_id"), call.Query("team_member_id"), call.Query("customer_id"));
        var page = vendor.Page(call, "bookings", SortBy.Sequence, descending: false, call.Query("cursor"), SquareVendor.Limit(call.QueryNumber("limit", 0), 100, 1000), item =>
            item.Body.Instant("start_at") is { } at && at >= from && at < to
            && (location is null || item.Text("location_id") == location) && (customer is null || item.Text("customer_id") == customer)
            && (member is null || item.Body.Objects("appointment_segments").Any(segment => segment.Text("team_member_id") == member)));
        return Answer.Ok(new { bookings = page.Elements, cursor = page.Next });
    }

    private static Answer Profiles(Call call) => Answer.Ok(new
    {
        team_member_booking_profiles = call.Account["team"].Live.Select(item => new { team_member_id = item.Id, display_name = $"{item.Text("given_name")} {item.Text("family_name")}", is_bookable = item.Text("status") == "ACTIVE" }),
    });

    private static Answer Create(Call call)
    {
        if (call.Body["booking"] is not JsonObject given || given.Instant("start_at") is null || call.Account["locations"].Find(given.Text("location_id")) is null || !given.Objects("appointment_segments").Any())
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "start_at, location_id and appointment_segments are needed.", "booking");
        }

        foreach (var segment in given.Objects("appointment_segments"))
        {
            Check(call.Account, segment);
        }

        return Answer.Ok(new { booking = SquareData.AddBooking(call.Account, (JsonObject)given.DeepClone()).Element });
    }

    private static void Check(Account account, JsonObject segment)
    {
        if (new[] { "team_member_id", "service_variation_id", "service_variation_version" }.FirstOrDefault(name => segment.At(name) is null) is { } missing)
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", $"{missing} is needed.", $"booking.appointment_segments.{missing}");
        }

        if (account["team"].Find(segment.Text("team_member_id")) is null || account["catalog"].Find(segment.Text("service_variation_id")) is not { } variation)
        {
            throw SquareVendor.Bad("BAD_REQUEST", "There is no such team member or service.", "booking.appointment_segments");
        }

        if (segment["service_variation_version"]!.GetValueKind() != JsonValueKind.Number || segment.Number("service_variation_version") != variation.Number("version"))
        {
            throw SquareVendor.Bad("BAD_REQUEST", "The service variation is at another version.", "booking.appointment_segments.service_variation_version");
        }
    }

    private static Answer Update(Call call)
    {
        var booking = Find(call);
        var given = call.Body["booking"] as JsonObject ?? [];
        Expect(booking, given.At("version") is null ? booking.Version : given.Number("version"));
        return Answer.Ok(new { booking = call.Account["bookings"].Change(booking.Id, body => body.Merge(given)).Element });
    }

    private static Answer Cancel(Call call)
    {
        var booking = Find(call);
        Expect(booking, call.Body.At("booking_version") is null ? booking.Version : call.Body.Number("booking_version"));
        return Answer.Ok(new { booking = call.Account["bookings"].Change(booking.Id, body => body["status"] = "CANCELLED_BY_SELLER").Element });
    }

    private static void Expect(StoredObject booking, long version)
    {
        if (version != booking.Version)
        {
            throw new Refusal(SquareVendor.Error(409, "INVALID_REQUEST_ERROR", "VERSION_MISMATCH", $"The booking is at version {booking.Version}.", "version"));
        }
    }

    private static StoredObject Find(Call call) => call.Account["bookings"].Find(call.Route("id")) ?? throw SquareVendor.Missing("booking", call.Route("id"));
}
