using System.Text;
using BookedBarber.Webhooks.Events;

namespace BookedBarber.Webhooks.Tests.Features;

public sealed class EventGuideTests
{
    [Fact]
    public async Task The_guide_to_events_is_what_the_payloads_are_made_from()
    {
        var file = Path.Combine(Root(), "docs", "guides", "events.md");
        var made = Render();
        if (Environment.GetEnvironmentVariable("BOOKEDBARBER_RENEW_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, made, TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(made, "Run this test with BOOKEDBARBER_RENEW_DOCS=1 and look at what changed.");
    }

    private static string Render()
    {
        var text = new StringBuilder(
            """
            # Events

            Everything a [webhook](webhooks.md) can take. `GET /api/v2/franchise/catalogue/events` gives the same with JSON Schema and examples. This page is made from the list that the payloads are made from; a test holds them together.

            All events have `type`, `timestamp` (when the change was written) and `data` with `id`, `networkId` and `locationId`; those of type `….changed` also `changed`, the names of the fields that are different now. *ids* marks the fields that come also with `fields: ids`.

            """.ReplaceLineEndings("\n"));
        foreach (var shape in EventShapes.All)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## {shape.Kind}\n\n{shape.Title} Types: {string.Join(", ", shape.Types.Select(type => $"`{type}`"))}.\n\n| Field | Holds | Meaning |\n| --- | --- | --- |\n");
            foreach (var field in shape.Fields)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{field.Name}`{(field.IsSmall ? " *ids*" : string.Empty)} | {Words(field.Kind)} | {field.Meaning} |\n");
            }
        }

        return text.ToString();
    }

    private static string Words(FieldKind kind) => kind switch
    {
        FieldKind.Id => "UUID",
        FieldKind.Ids => "UUIDs",
        FieldKind.Day => "day",
        FieldKind.Instant => "instant, UTC",
        FieldKind.Amount => "decimal string",
        FieldKind.Whole => "whole number",
        FieldKind.Number => "number",
        FieldKind.Flag => "true or false",
        FieldKind.Parts => "list of objects",
        _ => "text",
    };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BookedBarber.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
