using System.Xml.Linq;
using BookedBarber.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace BookedBarber.Access.Storage;

/// <summary>Keeps the data protection key ring in PostgreSQL, so that every node reads what any node has protected.</summary>
internal sealed class KeyRingStore(DataSources sources) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = sources.System.CreateCommand("select xml from access.data_protection_key order by id");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = sources.System.CreateCommand("insert into access.data_protection_key (friendly_name, xml) values ($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
