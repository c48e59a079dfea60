using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Facts;
using BookedBarber.Records.Features.Bookings;
using BookedBarber.Records.Features.Business;
using BookedBarber.Records.Features.Consents;
using BookedBarber.Records.Features.CountPresence;
using BookedBarber.Records.Features.DailyCloses;
using BookedBarber.Records.Features.Day;
using BookedBarber.Records.Features.ExportRecords;
using BookedBarber.Records.Features.Lists;
using BookedBarber.Records.Features.RemoveRecords;
using BookedBarber.Records.Features.Sales;
using BookedBarber.Records.Features.SearchClients;
using BookedBarber.Records.Storage.Writing;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Records;

/// <summary>The canonical records of the chair: what was sold, booked, worked and closed, from whichever source.</summary>
public sealed class RecordsModule : IModule
{
    public string Name => "records";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IRecordWriter, RecordWriter>();
        services.AddDayFacts();
        services.AddSingleton<SaleReader>();
        services.AddSingleton<RecordSale>();
        services.AddSingleton<BookingReader>();
        services.AddSingleton<RecordBooking>();
        services.AddSingleton<ChangeBooking>();
        services.AddSingleton<ListReader>();
        services.AddSingleton<CloseDay>();
        services.AddSingleton<ShowDay>();
        services.AddSingleton<IRecordExport, RecordExport>();
        services.AddSingleton<IRecordRemover, RecordRemover>();
        services.AddSingleton<ISearchSource, ClientSearch>();
        services.AddSingleton<IStaffPresence, StaffPresence>();
        services.AddSingleton<BusinessReader>();
        services.AddSingleton<IConsents, ConsentsOfNetwork>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSales();
        endpoints.MapBookings();
        endpoints.MapLists();
        endpoints.MapDailyCloses();
        endpoints.MapDay();
        endpoints.MapBusinessRecords();
    }
}
