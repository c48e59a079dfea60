using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Connections.Storage;

namespace BookedBarber.Integrations.Transport.Budgets;

/// <summary>One budget: whom it holds for and which of the vendor's limits it is.</summary>
/// <param name="Scope">Such as <c>connection:ID</c> or <c>app:VENDOR:live</c>.</param>
/// <param name="Name">Name of the limit.</param>
internal readonly record struct BudgetKey(string Scope, string Name)
{
    /// <summary>The budget of a limit for a connection.</summary>
    /// <remarks>An account that the vendor has not named yet is the connection's own.</remarks>
    public static BudgetKey Of(Connection connection, string name, LimitScope scope)
    {
        var world = WireNames<VendorEnvironment>.Of(connection.Environment);
        return scope switch
        {
            LimitScope.App => new BudgetKey($"app:{connection.Vendor}:{world}", name),
            LimitScope.Account when connection.AccountId is { } account => new BudgetKey($"account:{connection.Vendor}:{world}:{account}", name),
            _ => new BudgetKey($"connection:{connection.Id:N}", name),
        };
    }
}
