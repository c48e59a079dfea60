using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace BookedBarber.Records.Features.Business;

/// <summary>Which part of a list of records of a network, latest first.</summary>
internal sealed record BusinessQuery
{
    [FromQuery(Name = "node")]
    [Description("Records of this unit and all below it. Default: everything the caller may see.")]
    public Guid? Node { get; init; }

    [FromQuery(Name = "from")]
    [Description("First day, in the unit's zone. Records without a day are given whatever the days.")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("Last day.")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "source")]
    [Description("Only records that came from here, such as one connection.")]
    public string? Source { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("Where the page begins: nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    [Description("Items on a page, 1 to 200. Default 50.")]
    public int? Limit { get; init; }
}
