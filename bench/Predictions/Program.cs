using System.Globalization;
using BookedBarber.Bench.Predictions;

if (args is not ["--host", var host, "--data", var data, .. var parts])
{
    Console.Error.WriteLine("Usage: --host BookedBarber.dll --data FOLDER [competitions] [chains] [people] [choices] [speed]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("bookedbarber-predictions").FullName;
try
{
    var product = new Product(host, folder);
    var reference = new Reference(folder);
    Table.Head();
    if (parts.Length == 0 || parts.Contains("competitions"))
    {
        Competitions.Run(product, reference, data);
    }

    if (parts.Length == 0 || parts.Contains("chains"))
    {
        Chains.Run(product, reference, data);
    }

    if (parts.Length == 0 || parts.Contains("people"))
    {
        People.Run(product, data);
    }

    if (parts.Length == 0 || parts.Contains("choices"))
    {
        Choices.Run(product, data, int.Parse(Environment.GetEnvironmentVariable("BENCH_ROSTER_SECONDS") ?? "60", CultureInfo.InvariantCulture));
    }

    if (parts.Length == 0 || parts.Contains("speed"))
    {
        Speed.Run(product, int.Parse(Environment.GetEnvironmentVariable("BENCH_LOCATIONS") ?? "5000", CultureInfo.InvariantCulture));
    }

    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
