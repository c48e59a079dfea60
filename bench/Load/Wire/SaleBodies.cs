using System.Globalization;

namespace BookedBarber.Bench.Load.Wire;

/// <summary>A small everyday sale: one service, paid by card.</summary>
internal static class SaleBodies
{
    public static string Haircut(string receipt, decimal amount)
    {
        var money = amount.ToString("F2", CultureInfo.InvariantCulture);
        return $$"""{"receipt":"{{receipt}}","lines":[{"kind":"service","name":"Haircut","amount":"{{money}}"}],"payments":[{"method":"card","amount":"{{money}}"}],"total":"{{money}}"}""";
    }
}
