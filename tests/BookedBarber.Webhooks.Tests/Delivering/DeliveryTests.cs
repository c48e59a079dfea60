using System.Net;
using BookedBarber.Webhooks.Delivering;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Features.Deliveries;
using BookedBarber.Webhooks.Signing;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Webhooks.Tests.Delivering;

public sealed class DeliveryTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task A_delivery_carries_id_timestamp_and_a_signature_that_the_secret_verifies()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, "sale.created");

        await street.SellAsync(street.Main, "1");

        var delivery = (await receiver.WaitForAsync(1))[0];
        var item = (await street.AllDoneAsync(webhook.Id, 1))[0];
        delivery.Signatures.ShouldBe([SigningKey.Of(webhook.Secret).Sign(delivery.Id, delivery.Timestamp, delivery.Body)]);
        delivery.Timestamp.ShouldBe(office.Clock.GetUtcNow().ToUnixTimeSeconds());
        delivery.Id.ShouldBe($"evt_{item.Id:N}");
        delivery.Headers["content-type"].ShouldBe("application/json");
        (item.Attempts, item.Status, item.Cause).ShouldBe((1, 200, null));
    }

    [Fact]
    public async Task A_later_event_of_the_same_record_waits_for_the_earlier_and_others_do_not()
    {
        var street = await office.StreetAsync();
        var isUp = false;
        Guid first = default;
        await using var receiver = await Receiver.OpenAsync();
        receiver.AnswerWith((delivery, response) =>
        {
            response.StatusCode = !Volatile.Read(ref isUp) && delivery.EntityId == first ? 500 : 200;
            return Task.CompletedTask;
        });
        await street.SellAsync(street.Harbor, "0");
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        await using (await HeldAsync(street, webhook.Id))
        {
            first = await street.SellAsync(street.Main, "1", 40);
            await street.SellAsync(street.Main, "1", 41);
            await street.SellAsync(street.Main, "2");
            await street.DeliveriesAsync(webhook.Id, items => items.Count == 3);
        }

        await street.DeliveriesAsync(webhook.Id, items => items.Count(item => item.State == "delivered") == 1 && items.Any(item => item.Attempts == 1 && item.State == "pending"));
        receiver.Got.Count(one => one.EntityId == first).ShouldBe(1);

        Volatile.Write(ref isUp, true);
        office.Clock.Advance(TimeSpan.FromSeconds(6));
        office.Look();

        await street.AllDoneAsync(webhook.Id, 3);
        receiver.Got.Where(one => one.EntityId == first).Select(one => one.Type).ShouldBe(["sale.created", "sale.created", "sale.changed"]);
    }

    [Fact]
    public async Task A_delivery_that_fails_ten_times_is_a_dead_letter_and_lets_the_next_of_its_record_pass()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        receiver.AnswerWith((delivery, response) =>
        {
            response.StatusCode = delivery.Type == "sale.created" ? 500 : 200;
            return response.WriteAsync("""{"error":"no room","token":"abc"}""");
        });
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        var sale = await street.SellAsync(street.Main, "1", 40);
        await street.SellAsync(street.Main, "1", 41);

        for (var attempt = 1; attempt < RetryCalendar.MostAttempts; attempt++)
        {
            await street.DeliveriesAsync(webhook.Id, items => items.Count == 2 && items[0].Attempts == attempt);
            office.Clock.Advance(RetryCalendar.PauseAfter(attempt, 1, null)!.Value + TimeSpan.FromMinutes(6)); // and over the rest that the endpoint was given
            office.Look();
        }

        await street.DeliveriesAsync(webhook.Id, items => items[0].State == "dead");
        office.Clock.Advance(TimeSpan.FromMinutes(6));
        office.Look();
        var items = await street.DeliveriesAsync(webhook.Id, items => items[1].State == "delivered");
        items[0].Attempts.ShouldBe(10);
        items[0].ResponseExcerpt.ShouldBe("""{"error":"no room","token":"[hidden]"}""");
        receiver.Got.Count(one => one.Type == "sale.created").ShouldBe(10);
        receiver.Got.Where(one => one.Type == "sale.created").Select(one => one.Id).Distinct().Count().ShouldBe(1);
        var detail = await office.Node.Get<DeliveryReader>().FindAsync(street.Scope, webhook.Id, items[0].Id, Office.Ct);
        detail!.Attempts.Count.ShouldBe(10);
        detail.Payload.GetProperty("data").GetProperty("id").GetGuid().ShouldBe(sale);

        receiver.AnswerWith(200);
        Office.Value(await office.Node.Get<Redelivery>().AllDeadAsync(street.Scope, webhook.Id, Office.Ct)).Count.ShouldBe(1);
        (await street.AllDoneAsync(webhook.Id, 2)).Single(item => item.Type == "sale.created").Repeats.ShouldBe(1);
    }

    [Fact]
    public async Task Retry_after_is_honoured_for_the_whole_endpoint()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync((_, response) =>
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        });
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        var before = office.Clock.GetUtcNow();
        await street.SellAsync(street.Main, "1");
        var item = (await street.DeliveriesAsync(webhook.Id, items => items is [{ Attempts: 1 }]))[0];
        receiver.AnswerWith(200);
        await street.SellAsync(street.Main, "2");
        await street.DeliveriesAsync(webhook.Id, items => items.Count == 2);

        office.Clock.Advance(TimeSpan.FromSeconds(590));
        office.Look();
        await street.DeliveriesAsync(webhook.Id, items => items.Count == 2);
        var early = receiver.Got.Count;
        office.Clock.Advance(TimeSpan.FromSeconds(20));
        office.Look();

        await street.AllDoneAsync(webhook.Id, 2);
        early.ShouldBe(1);
        item.NextAttemptAt!.Value.ShouldBeGreaterThanOrEqualTo(before + TimeSpan.FromSeconds(600));
        item.Cause.ShouldBe("throttled");
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_paused_with_a_notice_and_its_events_are_held()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync(410);
        var webhook = await street.SubscribeAsync(receiver, "sale.*");

        await street.SellAsync(street.Main, "1");
        var paused = await street.WebhookAsync(webhook.Id, item => item.State == "paused");
        await street.SellAsync(street.Main, "2");
        var held = await street.DeliveriesAsync(webhook.Id, items => items.Count == 2);
        receiver.AnswerWith(200);
        await office.Node.Get<Webhooks.Features.Endpoints.ChangeWebhook>().ResumeAsync(street.Scope, webhook.Id, Office.Ct);

        await street.AllDoneAsync(webhook.Id, 2);
        paused.PauseReason.ShouldBe("gone");
        held.ShouldAllBe(item => item.State == "pending");
        var notices = Office.Value(await office.Node.Get<Webhooks.Features.Notices.NoticeBoard>().ListAsync(street.Scope, true, null, null, Office.Ct)).Items;
        notices.ShouldHaveSingleItem().ShouldSatisfyAllConditions(notice => notice.Kind.ShouldBe("gone"), notice => notice.WebhookId.ShouldBe(webhook.Id), notice => notice.Text.ShouldContain("410"));
    }

    [Fact]
    public async Task An_endpoint_that_fails_for_five_days_is_paused_with_a_notice()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync(503);
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        await street.SellAsync(street.Main, "1");
        await street.WebhookAsync(webhook.Id, item => item.Failures == 1);

        office.Clock.Advance(TimeSpan.FromDays(4.9));
        office.Look();
        (await street.WebhookAsync(webhook.Id, item => item.Failures == 2)).State.ShouldBe("active");
        office.Clock.Advance(TimeSpan.FromDays(0.2));
        office.Look();

        (await street.WebhookAsync(webhook.Id, item => item.State == "paused")).PauseReason.ShouldBe("failing");
    }

    [Theory]
    [InlineData(301, "redirect")]
    [InlineData(404, "client_error")]
    [InlineData(500, "server_error")]
    public async Task What_is_not_accepted_is_kept_with_its_cause_and_no_redirect_is_followed(int status, string cause)
    {
        var street = await office.StreetAsync();
        await using var elsewhere = await Receiver.OpenAsync();
        await using var receiver = await Receiver.OpenAsync((_, response) =>
        {
            response.StatusCode = status;
            response.Headers.Location = elsewhere.Url.AbsoluteUri;
            return Task.CompletedTask;
        });
        var webhook = await street.SubscribeAsync(receiver, "sale.*");

        await street.SellAsync(street.Main, "1");

        var item = (await street.DeliveriesAsync(webhook.Id, items => items is [{ Attempts: 1 }]))[0];
        (item.State, item.Status, item.Cause).ShouldBe(("pending", status, cause));
        item.Detail.ShouldNotBeNullOrEmpty();
        elsewhere.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_hangs_holds_up_nobody_else_and_is_given_up_after_fifteen_seconds()
    {
        var street = await office.StreetAsync();
        await using var hanging = await Receiver.OpenAsync();
        hanging.AnswerWith((_, _) => Task.Delay(Timeout.Infinite, hanging.Closing).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var quick = await Receiver.OpenAsync();
        var ofHanging = await street.SubscribeAsync(hanging, "sale.*");
        var ofQuick = await street.SubscribeAsync(quick, "sale.*");
        for (var i = 0; i < 60; i++)
        {
            await street.SellAsync(street.Main, $"{i}");
        }

        await street.AllDoneAsync(ofQuick.Id, 60);
        hanging.Got.Count.ShouldBeLessThanOrEqualTo(Lane.AtOnce);
        await hanging.WaitForAsync(Lane.AtOnce);
        office.Clock.Advance(Sender.Deadline + TimeSpan.FromSeconds(1));

        var item = (await street.DeliveriesAsync(ofHanging.Id, items => items.Count(one => one.Attempts == 1) >= Lane.FailuresBeforeRest)).First(one => one.Attempts == 1);
        (item.Cause, item.Status).ShouldBe(("timeout", null));
    }

    [Fact]
    public async Task After_a_rotation_both_keys_sign_until_the_overlap_ends()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver.Url, null, "v1a", null, "sale.*");
        var rotated = Office.Value(await office.Node.Get<Webhooks.Features.Endpoints.ChangeWebhook>().RotateAsync(street.Scope, webhook.Id, new Webhooks.Features.Endpoints.Rotation(null), Office.Ct));

        await street.SellAsync(street.Main, "1");
        await street.AllDoneAsync(webhook.Id, 1);
        office.Clock.Advance(TimeSpan.FromHours(25));
        await street.SellAsync(street.Main, "2");
        await street.AllDoneAsync(webhook.Id, 2);

        rotated.Secret.ShouldStartWith("whpk_");
        rotated.Secret.ShouldNotBe(webhook.Secret);
        Verifiers(receiver.Got[0], rotated.Secret, webhook.Secret).ShouldBe([true, true]);
        Verifiers(receiver.Got[1], rotated.Secret, webhook.Secret).ShouldBe([true, false]);
        receiver.Got[1].Signatures.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_deliver_each_event_once_and_what_one_holds_the_other_takes_over_when_it_stops()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        await using (var second = await office.AnotherNodeAsync())
        {
            var webhooks = new List<Guid>();
            for (var i = 0; i < 4; i++)
            {
                webhooks.Add((await street.SubscribeAsync(receiver, "sale.*")).Id);
            }

            for (var i = 0; i < 20; i++)
            {
                await street.SellAsync(street.Main, $"{i}");
            }

            foreach (var webhook in webhooks)
            {
                (await street.AllDoneAsync(webhook, 20)).ShouldAllBe(item => item.Attempts == 1);
            }
        }

        receiver.Got.Count.ShouldBe(80);
        await street.SellAsync(street.Main, "after");
        await receiver.WaitForAsync(84);
    }

    [Fact]
    public async Task A_paused_webhook_keeps_its_events_in_line_until_it_is_resumed()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        var change = office.Node.Get<Webhooks.Features.Endpoints.ChangeWebhook>();
        Office.Value(await change.PauseAsync(street.Scope, webhook.Id, Office.Ct)).State.ShouldBe("paused");

        await street.SellAsync(street.Main, "1", 40);
        await street.SellAsync(street.Main, "1", 41);
        await street.DeliveriesAsync(webhook.Id, items => items.Count == 2);
        office.Look();
        receiver.Got.ShouldBeEmpty();
        Office.Value(await change.ResumeAsync(street.Scope, webhook.Id, Office.Ct)).State.ShouldBe("active");

        await street.AllDoneAsync(webhook.Id, 2);
        receiver.Got.Select(one => one.Type).ShouldBe(["sale.created", "sale.changed"]);
    }

    [Fact]
    public async Task A_loopback_address_is_refused_where_it_is_not_allowed()
    {
        using var sender = new Sender(new AddressGuard(new WebhookOptions(AllowLoopback: false), Dns.GetHostAddressesAsync), office.Clock);
        await using var receiver = await Receiver.OpenAsync();

        var answer = await sender.SendAsync(new Target(default, default, receiver.Url, false, [], 0), default, [], Office.Ct);

        answer.Cause.ShouldBe("address_refused");
        receiver.Got.ShouldBeEmpty();
    }

    private static async Task<IAsyncDisposable> HeldAsync(Street street, Guid webhook)
    {
        var change = street.Office.Node.Get<Webhooks.Features.Endpoints.ChangeWebhook>();
        await change.PauseAsync(street.Scope, webhook, Office.Ct);
        return new Resuming(() => change.ResumeAsync(street.Scope, webhook, Office.Ct));
    }

    private static IEnumerable<bool> Verifiers(Delivery delivery, params string[] keys)
    {
        byte[] signed = [.. System.Text.Encoding.ASCII.GetBytes($"{delivery.Id}.{delivery.Timestamp}."), .. delivery.Body];
        return keys.Select(key => delivery.Signatures.Any(signature => NSec.Cryptography.SignatureAlgorithm.Ed25519.Verify(
            NSec.Cryptography.PublicKey.Import(NSec.Cryptography.SignatureAlgorithm.Ed25519, Convert.FromBase64String(key["whpk_".Length..]), NSec.Cryptography.KeyBlobFormat.RawPublicKey),
            signed,
            Convert.FromBase64String(signature["v1a,".Length..]))));
    }

    private sealed class Resuming(Func<Task> resume) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await resume();
    }
}
