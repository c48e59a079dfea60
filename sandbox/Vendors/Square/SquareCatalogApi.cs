using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Catalogue and stock.</summary>
internal static class SquareCatalogApi
{
    public static void Map(Api api, SquareVendor vendor)
    {
        api.Get("/v2/catalog/list", call => List(call, vendor), "ITEMS_READ");
        api.Post("/v2/catalog/search", call => Search(call, vendor), "ITEMS_READ");
        api.Post("/v2/catalog/batch-retrieve", BatchRetrieve, "ITEMS_READ");
        api.Get("/v2/catalog/object/{id}", call => Answer.Ok(new { @object = Find(call, call.Route("id")).Element }), "ITEMS_READ");
        api.Delete("/v2/catalog/object/{id}", Remove, "ITEMS_WRITE");
        api.Post("/v2/catalog/object", call => call.Once(call.Body.Text("idempotency_key"), () => Upsert(call)), "ITEMS_WRITE");
        api.Post("/v2/inventory/counts/batch-retrieve", call => Counts(call, vendor), "INVENTORY_READ");
        api.Post("/v2/inventory/changes/batch-create", call => call.Once(call.Body.Text("idempotency_key"), () => ChangeStock(call)), "INVENTORY_WRITE");
    }

    private static Answer List(Call call, SquareVendor vendor)
    {
        var types = (call.Query("types") ?? "ITEM,CATEGORY,TAX,DISCOUNT,MODIFIER_LIST,IMAGE").ToUpperInvariant().Split(',');
        var page = vendor.Page(call, "catalog", SortBy.Sequence, descending: false, call.Query("cursor"), 100, item => !item.Deleted && types.Contains(item.Text("type")));
        return Answer.Ok(new { objects = page.Items.Count == 0 ? null : page.Elements, cursor = page.Next });
    }

    private static Answer Search(Call call, SquareVendor vendor)
    {
        var types = call.Body.Texts("object_types");
        var deleted = call.Body.Flag("include_deleted_objects");
        var begin = call.Body.Instant("begin_time");
        var page = vendor.Page(call, "catalog", SortBy.Updated, descending: false, call.Body.Text("cursor"), SquareVendor.Limit(call.Body.Number("limit"), 100, 1000), item =>
            (deleted || !item.Deleted) && (types.Count == 0 || types.Contains(item.Text("type")!)) && (begin is null || item.Updated > begin));
        return Answer.Ok(new
        {
            objects = page.Items.Count == 0 ? null : page.Elements,
            cursor = page.Next,
            related_objects = call.Body.Flag("include_related_objects") ? page.Items.Select(item => item.Text("item_variation_data.item_id")).OfType<string>().Distinct().Select(id => call.Account["catalog"].Find(id)?.Element) : null,
            latest_time = (call.Account["catalog"].Ordered(SortBy.Updated).LastOrDefault()?.Updated ?? call.Now).Iso(),
        });
    }

    private static Answer BatchRetrieve(Call call) => Answer.Ok(new { objects = call.Body.Texts("object_ids").Select(id => call.Account["catalog"].Find(id)).OfType<StoredObject>().Select(item => item.Element) });

    private static Answer Remove(Call call)
    {
        var item = Find(call, call.Route("id"));
        var gone = call.Account["catalog"].Live.Where(other => other.Text("item_variation_data.item_id") == item.Id).Append(item).ToList();
        foreach (var each in gone)
        {
            call.Account["catalog"].Delete(each.Id);
        }

        return Answer.Ok(new { deleted_object_ids = gone.Select(each => each.Id), deleted_at = call.Now.Iso() });
    }

    private static Answer Upsert(Call call)
    {
        if (call.Body["object"] is not JsonObject given || given.Text("id") is not { } asked || given.Text("type") is not { } type)
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "object needs an id and a type.", "object");
        }

        var mappings = new List<object>();
        string Known(string id)
        {
            if (!id.StartsWith('#'))
            {
                return id;
            }

            var made = call.Account.Dice.Text(24);
            mappings.Add(new { client_object_id = id, object_id = made });
            return made;
        }

        var itemId = Known(asked);
        var body = (JsonObject)given.DeepClone();
        body["id"] = itemId;
        body["present_at_all_locations"] ??= true;
        foreach (var variation in type == "ITEM" ? body.Objects("item_data.variations") : [])
        {
            variation["id"] = Known(variation.Text("id") ?? "#new");
            variation["present_at_all_locations"] ??= true;
            (variation["item_variation_data"] as JsonObject)!["item_id"] = itemId;
            Put(call, variation);
        }

        return Answer.Ok(new { catalog_object = Put(call, body).Element, id_mappings = mappings.Count == 0 ? null : mappings });
    }

    private static StoredObject Put(Call call, JsonObject given)
    {
        var id = given.Text("id")!;
        var catalog = call.Account["catalog"];
        if (catalog.Find(id) is not { } present)
        {
            return catalog.Add(id, (JsonObject)given.DeepClone());
        }

        if (given.At("version") is not null && given.Number("version") != present.Number("version"))
        {
            throw new Refusal(SquareVendor.Error(409, "INVALID_REQUEST_ERROR", "VERSION_MISMATCH", $"Object version does not match latest database version {present.Number("version")}."));
        }

        return catalog.Change(id, body => body.Merge((JsonObject)given.DeepClone()));
    }

    private static Answer Counts(Call call, SquareVendor vendor)
    {
        var (objects, locations, after) = (call.Body.Texts("catalog_object_ids"), call.Body.Texts("location_ids"), call.Body.Instant("updated_after"));
        var page = vendor.Page(call, "inventory", SortBy.Updated, descending: false, call.Body.Text("cursor"), SquareVendor.Limit(call.Body.Number("limit"), 100, 1000), item =>
            (objects.Count == 0 || objects.Contains(item.Text("catalog_object_id")!)) && (locations.Count == 0 || locations.Contains(item.Text("location_id")!)) && (after is null || item.Updated > after));
        return Answer.Ok(new { counts = page.Items.Count == 0 ? null : page.Elements, cursor = page.Next });
    }

    private static Answer ChangeStock(Call call)
    {
        var counts = new List<StoredObject>();
        foreach (var change in call.Body.Objects("changes"))
        {
            var exact = change.Text("type") == "PHYSICAL_COUNT";
            var content = change[exact ? "physical_count" : "adjustment"];
            var (variation, location) = (content.Text("catalog_object_id"), content.Text("location_id"));
            if (call.Account["catalog"].Find(variation) is null || call.Account["locations"].Find(location) is null)
            {
                throw SquareVendor.Bad("NOT_FOUND", "catalog_object_id or location_id is unknown.", "changes");
            }

            var present = call.Account["inventory"].Find($"{variation}:{location}")?.Number("quantity") ?? 0;
            var by = content.Number("quantity") * (content.Text("to_state") is "IN_STOCK" ? 1 : -1);
            counts.Add(SquareData.SetStock(call.Account, variation!, location!, exact ? content.Number("quantity") : present + by));
        }

        return Answer.Ok(new { counts = counts.Select(item => item.Element) });
    }

    private static StoredObject Find(Call call, string id) => call.Account["catalog"].Find(id) ?? throw SquareVendor.Missing("catalog object", id);
}
