using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Customers.</summary>
internal static class SquareCustomersApi
{
    private static readonly string[] OneOf = ["given_name", "family_name", "company_name", "email_address", "phone_number"];

    public static void Map(Api api, SquareVendor vendor)
    {
        api.Get("/v2/customers", call => List(call, vendor), "CUSTOMERS_READ");
        api.Post("/v2/customers/search", call => Search(call, vendor), "CUSTOMERS_READ");
        api.Get("/v2/customers/{id}", call => Answer.Ok(new { customer = Find(call).Element }), "CUSTOMERS_READ");
        api.Post("/v2/customers", call => call.Once(call.Body.Text("idempotency_key"), () => Create(call)), "CUSTOMERS_WRITE");
        api.Put("/v2/customers/{id}", Update, "CUSTOMERS_WRITE");
        api.Delete("/v2/customers/{id}", call =>
        {
            call.Account["customers"].Delete(Find(call).Id);
            return Answer.Ok(new { });
        }, "CUSTOMERS_WRITE");
    }

    private static Answer List(Call call, SquareVendor vendor)
    {
        var page = vendor.Page(call, "customers", SortBy.Created, call.Query("sort_order") == "DESC", call.Query("cursor"), SquareVendor.Limit(call.QueryNumber("limit", 0), 100, 100), item => !item.Deleted);
        return Answer.Ok(new { customers = page.Items.Count == 0 ? null : page.Elements, cursor = page.Next, count = call.Query("count") == "true" ? call.Account["customers"].Count : (int?)null });
    }

    private static Answer Search(Call call, SquareVendor vendor)
    {
        var filter = call.Body.At("query.filter");
        var (from, to) = (filter.Instant("updated_at.start_at"), filter.Instant("updated_at.end_at"));
        var (createdFrom, createdTo) = (filter.Instant("created_at.start_at"), filter.Instant("created_at.end_at"));
        var (email, phone) = (filter.Text("email_address.exact"), filter.Text("phone_number.exact"));
        var page = vendor.Page(call, "customers", SortBy.Created, call.Body.Text("query.sort.order") == "DESC", call.Body.Text("cursor"), SquareVendor.Limit(call.Body.Number("limit"), 100, 100), item =>
            !item.Deleted
            && (from is null || item.Updated >= from) && (to is null || item.Updated < to)
            && (createdFrom is null || item.Created >= createdFrom) && (createdTo is null || item.Created < createdTo)
            && (email is null || string.Equals(item.Text("email_address"), email, StringComparison.OrdinalIgnoreCase))
            && (phone is null || item.Text("phone_number") == phone));
        return Answer.Ok(new { customers = page.Items.Count == 0 ? null : page.Elements, cursor = page.Next });
    }

    private static Answer Create(Call call)
    {
        if (OneOf.All(name => string.IsNullOrEmpty(call.Body.Text(name))))
        {
            throw SquareVendor.Bad("BAD_REQUEST", $"At least one of {string.Join(", ", OneOf)} is required.");
        }

        var body = (JsonObject)call.Body.DeepClone();
        body.Remove("idempotency_key");
        return Answer.Ok(new { customer = SquareData.AddCustomer(call.Account, body).Element });
    }

    private static Answer Update(Call call)
    {
        var customer = Find(call);
        if (call.Body.At("version") is not null && call.Body.Number("version") != customer.Version)
        {
            throw new Refusal(SquareVendor.Error(409, "INVALID_REQUEST_ERROR", "CONFLICT", $"The customer is at version {customer.Version}.", "version"));
        }

        return Answer.Ok(new { customer = call.Account["customers"].Change(customer.Id, body => body.Merge(call.Body)).Element });
    }

    private static StoredObject Find(Call call) => call.Account["customers"].Find(call.Route("id")) ?? throw SquareVendor.Missing("customer", call.Route("id"));
}
