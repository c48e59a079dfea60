using BookedBarber.Integrations.Tests.Support;

namespace BookedBarber.Integrations.Tests.Importing;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task What_is_exported_and_imported_into_a_new_network_is_equal(string format)
    {
        await using var shop = await Shop.OpenAsync();
        await FillAsync(shop);

        await shop.ImportAsync("--network", "copy", "--profile", "bookedbarber/locations", "--create", "--currency", "CAD", "--time-zone", "America/Winnipeg", shop.File("locations.csv", "kind,code,name,parentCode,timeZone,currency,latitude,longitude,address,chairs,openedOn,closedOn,status\n,salon,Hair salon,,,,,,,,,,\n"));
        foreach (var record in new[] { "services", "products", "staff", "clients", "shifts", "bookings", "sales", "daily-closes" })
        {
            var file = Path.Combine(shop.Folder, $"{record}.{format}");
            (await shop.RunAsync("export", "--network", "salon", "--record", record, "--format", format, "--output", file)).Code.ShouldBe(0);
            var answer = await shop.ImportAsync("--network", "copy", "--profile", $"bookedbarber/{record}", file);
            answer.Code.ShouldBe(0, answer.Error);

            var copied = Path.Combine(shop.Folder, $"{record}-2.{format}");
            (await shop.RunAsync("export", "--network", "copy", "--record", record, "--format", format, "--output", copied)).Code.ShouldBe(0);
            (await System.IO.File.ReadAllTextAsync(copied, TestContext.Current.CancellationToken)).ShouldBe(await System.IO.File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            (await shop.ImportAsync("--network", "copy", "--profile", $"bookedbarber/{record}", file)).LastLine.ShouldStartWith("imported 0, ");
        }

        (await shop.ScalarAsync<long>("select count(*) from feed.outbox where entity = 'export.downloaded'") + await shop.ScalarAsync<long>("select count(*) from feed.change where entity = 'export.downloaded'")).ShouldBe(16);
    }

    private static async Task FillAsync(Shop shop)
    {
        await ImportAsync(shop, "services", "location,key,name,category,price,cost,durationMinutes,isActive\nsalon,CUT,\"Cut, \"\"wet\"\"\",Hair,40,1.5,30,true\nsalon,OLD,Old one,,,,,false\n", "--create", "--currency", "CAD", "--time-zone", "America/Winnipeg");
        await ImportAsync(shop, "products", "location,key,name,category,brand,price,cost,onHand,isActive\nsalon,WAX,Wax,,Shu,12.5,7.25,-3,true\n");
        await ImportAsync(shop, "staff", "location,key,name,title,hiredOn,leftOn,isActive\nsalon,JJ,J. Jones,Barber,2015-01-02,,true\n");
        await ImportAsync(shop, "clients", "location,key,name,email,phone\nsalon,A1,\"Ann \"\"Ännchen\"\" Lee, jr.\",ann@example.org,\n");
        await ImportAsync(shop, "shifts", "location,key,staffKey,startsAt,endsAt,blockedMinutes\nsalon,S1,JJ,2018-03-14T14:00:00Z,2018-03-14T22:00:00Z,15\n");
        await ImportAsync(shop, "bookings", "location,key,clientKey,staffKey,serviceKey,startsAt,businessDay,durationMinutes,status,bookedAt,cancelledOn\nsalon,B1,A1,JJ,CUT,2018-03-14T15:00:00Z,2018-03-14,30,completed,2018-03-01T10:00:00Z,\nsalon,B2,,,,,2018-03-15,,no_show,,\n");
        await ImportAsync(shop, "sales",
            "location,key,businessDay,occurredAt,receipt,clientKey,currency,total,part,kind,name,itemKey,staffKey,quantity,unitPrice,amount,isRefund,promotion,loyalty,employee,complimentary,membership,other\n" +
            "salon,R1,2018-03-14,2018-03-14T16:00:00Z,17,A1,CAD,62.5,line,service,Cut,CUT,JJ,1,40,40,false,2,1,,,,\n" +
            "salon,R1,2018-03-14,2018-03-14T16:00:00Z,17,A1,CAD,62.5,line,product,Wax,WAX,,2,12.5,25,false,,,,,,5\n" +
            "salon,R1,2018-03-14,2018-03-14T16:00:00Z,17,A1,CAD,62.5,line,service,Back,,,1,,1.5,true,,,,,,\n" +
            "salon,R1,2018-03-14,2018-03-14T16:00:00Z,17,A1,CAD,62.5,tax,,GST,,,,,3,,,,,,,\n" +
            "salon,R1,2018-03-14,2018-03-14T16:00:00Z,17,A1,CAD,62.5,tip,,,,JJ,,,4,,,,,,,\n" +
            "salon,R1,2018-03-14,2018-03-14T16:00:00Z,17,A1,CAD,62.5,payment,card,,,,,,60,,,,,,,\n" +
            "salon,R1,2018-03-14,2018-03-14T16:00:00Z,17,A1,CAD,62.5,payment,cash,,,,,,2.5,,,,,,,\n");
        await ImportAsync(shop, "daily-closes", "location,businessDay,netSales,tax,tips,visits,transactions,currency\nsalon,2018-01-02,100.25,5,,12,10,CAD\nsalon,2018-01-03,,,,7,,CAD\n");
    }

    private static async Task ImportAsync(Shop shop, string record, string text, params string[] more)
    {
        var answer = await shop.ImportAsync(["--network", "salon", "--profile", $"bookedbarber/{record}", .. more, shop.File($"{record}.csv", text)]);
        answer.Code.ShouldBe(0, answer.Error);
    }
}
