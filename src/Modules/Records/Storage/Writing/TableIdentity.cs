namespace BookedBarber.Records.Storage.Writing;

/// <summary>Which row of a table (t) a staged record (s) is.</summary>
internal abstract class TableIdentity(string table, string location, string key)
{
    /// <summary>Such as <c>records.staff</c>.</summary>
    public string Table => table;

    /// <summary>Its location column.</summary>
    public string Location => location;

    /// <summary>The column that says, with the source, which record of it is meant.</summary>
    public string Key => key;

    /// <summary>What is written once, when the row is new.</summary>
    public virtual IReadOnlyList<string> Columns => [location, key];

    /// <summary>Whether t and s are the same.</summary>
    public abstract string Match { get; }

    /// <summary>The location that holds a row, if it is another than the one that it was written with.</summary>
    public virtual string Home => "null::uuid";

    /// <summary>What moves a row to another location, beside its content.</summary>
    public virtual string Moves => string.Empty;

    /// <summary>Whether it has to move.</summary>
    public virtual string OrMoves => string.Empty;
}

/// <summary>A key says something at its own location only.</summary>
internal sealed class PlacedIdentity(string table, string location, string key) : TableIdentity(table, location, key)
{
    public override string Match => $"t.network_id = {ThisNetwork.Sql} and t.source = $2 and t.{Location} = s.{Location} and t.{Key} = s.{Key}";
}

/// <summary>A key says the same over the whole network; the location is where the record has its home, which only a word of the source moves.</summary>
internal sealed class HomedIdentity(string table, string location, string key) : TableIdentity(table, location, key)
{
    private const string IsTold = "s.home_by = 'told'";

    public override IReadOnlyList<string> Columns => [Location, Key, "home_by"];

    public override string Match => $"t.network_id = {ThisNetwork.Sql} and t.source = $2 and t.home_by is not null and t.{Key} = s.{Key}";

    public override string Home => $"case when {IsTold} then null else nullif(t.{Location}, s.{Location}) end";

    public override string Moves => $", {Location} = case when {IsTold} then s.{Location} else t.{Location} end, home_by = case when {IsTold} then s.home_by else t.home_by end";

    public override string OrMoves => $" or ({IsTold} and (t.{Location}, t.home_by) is distinct from (s.{Location}, s.home_by))";
}
