using System.Text.Json.Nodes;
using BookedBarber.Integrations.Syncing.Conflicts;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Integrations.Tests.Syncing;

public sealed class FieldMergeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly JsonObject Agreed = new() { ["status"] = "confirmed", ["startsAt"] = "9:00", ["staffKey"] = "anna" };

    [Fact]
    public void Fields_that_one_side_changed_are_taken_from_that_side()
    {
        var (merged, conflicts) = Merge(With("status", "arrived"), With("startsAt", "9:30"), ConflictRule.SourceWins, "status");

        conflicts.ShouldBeEmpty();
        (merged["status"]!.ToString(), merged["startsAt"]!.ToString()).ShouldBe(("arrived", "9:30"));
    }

    [Fact]
    public void The_same_change_on_both_sides_is_no_conflict()
    {
        var (merged, conflicts) = Merge(With("status", "cancelled"), With("status", "cancelled"), ConflictRule.Ask, "status");

        conflicts.ShouldBeEmpty();
        merged["status"]!.ToString().ShouldBe("cancelled");
    }

    [Theory]
    [InlineData("SourceWins", "no_show", "Theirs")]
    [InlineData("OursWins", "arrived", "Ours")]
    [InlineData("Ask", "arrived", null)]
    public void A_field_that_both_changed_is_decided_by_its_rule_and_keeps_all_values(string rule, string stored, string? winner)
    {
        var (merged, conflicts) = Merge(With("status", "arrived"), With("status", "no_show"), Enum.Parse<ConflictRule>(rule), "status");

        merged["status"]!.ToString().ShouldBe(stored);
        var conflict = conflicts.ShouldHaveSingleItem();
        (conflict.Agreed!.ToString(), conflict.Ours!.ToString(), conflict.Theirs!.ToString(), conflict.Winner?.ToString()).ShouldBe(("confirmed", "arrived", "no_show", winner));
    }

    [Theory]
    [InlineData(1, 0, "Ours")]
    [InlineData(0, 1, "Theirs")]
    [InlineData(0, 0, "Theirs")]
    [InlineData(0, null, "Theirs")]
    public void The_newest_wins_and_without_two_moments_the_source(int ours, int? theirs, string winner)
    {
        var (_, conflicts) = FieldMerge.Merge(
            "booking", Agreed, With("status", "arrived"), With("status", "no_show"), ["status"], Rules(ConflictRule.NewestWins), Noon.AddMinutes(ours), theirs is { } minutes ? Noon.AddMinutes(minutes) : null);

        conflicts.ShouldHaveSingleItem().Winner.ToString().ShouldBe(winner);
    }

    [Fact]
    public void The_rule_of_a_field_goes_before_that_of_its_record()
    {
        var rules = new ConflictRules(new Dictionary<(string, string), ConflictRule> { [("booking", "*")] = ConflictRule.OursWins, [("booking", "status")] = ConflictRule.Ask });

        (rules.For("booking", "status"), rules.For("booking", "startsAt"), rules.For("client", "name")).ShouldBe((ConflictRule.Ask, ConflictRule.OursWins, ConflictRule.SourceWins));
    }

    [Fact]
    public void Whatever_both_sides_change_each_field_has_one_of_the_three_values_and_no_losing_value_is_lost() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            choices =>
            {
                var fields = choices.Select((choice, i) => (Name: $"f{i}", Agreed: choice % 3, Ours: choice / 3 % 3, Theirs: choice / 9 % 3)).ToList();
                JsonObject Side(Func<(string Name, int Agreed, int Ours, int Theirs), int> value) => new(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)JsonValue.Create(value(field)))));
                var (agreed, ours, theirs) = (Side(field => field.Agreed), Side(field => field.Ours), Side(field => field.Theirs));
                var changedHere = fields.Where(field => field.Agreed != field.Ours).Select(field => field.Name).ToList();
                var rule = (ConflictRule)(choices.Length % 4);

                var (merged, conflicts) = FieldMerge.Merge("booking", agreed, ours, theirs, changedHere, Rules(rule), Noon, Noon);

                return fields.All(field =>
                {
                    var value = merged[field.Name]!.GetValue<int>();
                    var conflict = conflicts.SingleOrDefault(one => one.Field == field.Name);
                    var bothChanged = field.Agreed != field.Ours && field.Agreed != field.Theirs && field.Ours != field.Theirs;
                    var expected = bothChanged ? (conflict!.Winner == ConflictSide.Theirs ? field.Theirs : field.Ours) : field.Agreed != field.Ours ? field.Ours : field.Theirs;
                    return bothChanged == conflict is not null && value == expected;
                });
            }).QuickCheckThrowOnFailure();

    private static (JsonObject Merged, IReadOnlyList<FieldConflict> Conflicts) Merge(JsonObject ours, JsonObject theirs, ConflictRule rule, params string[] changedHere) =>
        FieldMerge.Merge("booking", Agreed, ours, theirs, changedHere, Rules(rule), Noon, Noon);

    private static ConflictRules Rules(ConflictRule rule) => new(new Dictionary<(string, string), ConflictRule> { [("booking", "*")] = rule });

    private static JsonObject With(string field, string value)
    {
        var changed = (JsonObject)Agreed.DeepClone();
        changed[field] = value;
        return changed;
    }
}
