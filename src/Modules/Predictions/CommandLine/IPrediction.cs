namespace BookedBarber.Predictions.CommandLine;

/// <summary>One kind of prediction on files: <c>./run predict NAME …</c>. Registered with <see cref="PredictionServices.AddPrediction{T}"/>.</summary>
internal interface IPrediction
{
    /// <summary>The word after <c>predict</c>, such as <c>revenue</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>help</c>.</summary>
    string Summary { get; }

    /// <summary>Full usage text: the line to type, the options, the documented columns of input and output, what happens to bad input, and an example.</summary>
    string Usage { get; }

    /// <summary>Every option that is taken; any other is refused before <see cref="RunAsync"/> is called.</summary>
    IReadOnlyList<PredictionOption> Options { get; }

    /// <summary>Reads the files, predicts and writes the answer.</summary>
    /// <param name="arguments">The options given; required ones are there.</param>
    /// <param name="output">Standard output: results that are not a file, such as a last line with a penalty.</param>
    /// <param name="progress">Standard error: what is being done, and what is worth knowing of the input.</param>
    /// <param name="cancellationToken">Ctrl-C. The output file is then not written at all.</param>
    /// <exception cref="InputFaultException">The input cannot be used; nothing was written. Shown as one line with exit code 2.</exception>
    Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken);
}
