using System.Data;
using System.Runtime.CompilerServices;
using BookedBarber.Shared;
using Dapper;

namespace BookedBarber.Storage;

/// <summary>Teaches Dapper the types that the house uses in SQL.</summary>
internal static class DapperTypes
{
#pragma warning disable CA2255 // Dapper's mapping is process-wide; it has to be set before the first query, whoever makes it
    [ModuleInitializer]
    internal static void Register()
#pragma warning restore CA2255
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new IdHandler<NetworkId>());
        SqlMapper.AddTypeHandler(new IdHandler<NodeId>());
        SqlMapper.AddTypeHandler(new IdHandler<PersonId>());
        SqlMapper.AddTypeHandler(new DayHandler());
        SqlMapper.AddTypeHandler(new InstantHandler());
    }

    private sealed class IdHandler<T> : SqlMapper.TypeHandler<T>
        where T : struct, ITypedId<T>
    {
        public override T Parse(object value) => T.From((Guid)value);

        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = DbType.Guid;
            parameter.Value = value.Value;
        }
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateOnly day ? day : DateOnly.FromDateTime((DateTime)value);

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.Date;
            parameter.Value = value;
        }
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            value is DateTimeOffset instant ? instant : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }
}
