using BookedBarber.Host;

// One executable, many verbs: `serve` (the default), `import`, `export`, `demo`, `migrate`, `measures verify`, `audit verify`, `admin create`, `doctor`, `help`.
// A verb brings the database up (its own PostgreSQL or the one in ConnectionStrings__Postgres), migrates it, and runs.
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
