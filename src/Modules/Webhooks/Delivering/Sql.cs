using Npgsql;

namespace BookedBarber.Webhooks.Delivering;

/// <summary>Typed parameters for statements that take whole columns at once.</summary>
internal static class Sql
{
    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
#pragma warning disable CA2100 // constants of the callers
        var command = new NpgsqlBatchCommand(text);
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
