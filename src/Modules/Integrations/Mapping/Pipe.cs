namespace BookedBarber.Integrations.Mapping;

/// <summary>A function of the mapping language: <c>value | name argument</c>.</summary>
/// <param name="Name">As written.</param>
/// <param name="Form">How it is written, with its argument.</param>
/// <param name="Text">What it does, in one sentence.</param>
/// <param name="Accepts">Types it takes.</param>
/// <param name="Build">Makes the expression, or says what is wrong with the argument.</param>
internal sealed record Pipe(string Name, string Form, string Text, IReadOnlyList<ValueKind> Accepts, Func<Expr, string, PipeContext, Expr?> Build);

/// <summary>What building a pipe may need.</summary>
/// <param name="Lookups">The profile's tables by name.</param>
/// <param name="Refuse">Says what is wrong with the argument, and what to write.</param>
/// <param name="Expression">Compiles an argument that names a field; null after a fault.</param>
internal sealed record PipeContext(IReadOnlyDictionary<string, Lookup> Lookups, Action<string, string?> Refuse, Func<string, Expr?> Expression);
