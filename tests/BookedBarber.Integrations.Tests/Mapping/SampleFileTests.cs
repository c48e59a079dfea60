using System.Runtime.CompilerServices;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Mapping;

/// <summary>The sample files that come with the repository go through the profiles they are made for.</summary>
public sealed class SampleFileTests
{
    [Theory]
    [InlineData("hair-salon/receipts", "hair-salon/receipt_transactions.csv")]
    [InlineData("hair-salon/bookings", "hair-salon/future_bookings.csv")]
    [InlineData("hair-salon/no-shows", "hair-salon/no_show_report.csv")]
    [InlineData("hair-salon/cancellations", "hair-salon/client_cancellations.csv")]
    [InlineData("hair-salon/services", "hair-salon/service_listing.csv")]
    [InlineData("hair-salon/products", "hair-salon/product_listing.csv")]
    [InlineData("rossmann/stores", "rossmann/stores.csv")]
    [InlineData("rossmann/days", "rossmann/daily.csv")]
    [InlineData("recruit-restaurants/visitors", "recruit-restaurants/daily_visitors.csv")]
    public void A_sample_file_maps_without_a_refusal(string profileName, string file)
    {
        var profile = Mapped.BuiltIn(profileName);

        var (rows, refused) = profile.Builder.Accept(profile, new Count(Folder(file)));

        refused.ShouldBeEmpty();
        rows.ShouldBeGreaterThan(5);
    }

    private static string Folder(string file, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples", file));

    private sealed class Count(string path) : IProfileVisitor<(long Rows, IReadOnlyList<string> Refused)>
    {
        public (long Rows, IReadOnlyList<string> Refused) Visit<T>(Profile profile, RecordBuilder<T> builder)
            where T : CanonicalRecord
        {
            var (_, refusals, totals) = Mapped.File<T>(profile, () => File.OpenRead(path), Mapped.Shop("America/Winnipeg", "CAD"));
            return (totals.Rows, [.. refusals.Select(refusal => $"{refusal.Line}: {refusal.Detail}")]);
        }
    }
}
