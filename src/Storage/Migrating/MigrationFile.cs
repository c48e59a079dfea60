using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Storage;

internal sealed record MigrationFile(string Name, string Sql, string Checksum)
{
    /// <summary>The assembly's embedded <c>Migrations/NNNN_name.sql</c> files, by number.</summary>
    public static IEnumerable<MigrationFile> In(Assembly assembly, string module) =>
        assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(".Migrations.", StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => Read(assembly, module, resource));

    private static MigrationFile Read(Assembly assembly, string module, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var sql = reader.ReadToEnd();
        var file = resource[(resource.IndexOf(".Migrations.", StringComparison.Ordinal) + ".Migrations.".Length)..^".sql".Length];
        return new MigrationFile($"{module}/{file}", sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
