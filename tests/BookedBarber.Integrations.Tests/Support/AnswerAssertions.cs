namespace BookedBarber.Integrations.Tests.Support;

internal static class AnswerAssertions
{
    /// <summary>The exit code and the last line; the error text is shown when they differ.</summary>
    public static void ShouldBe(this Answer answer, int code, string lastLine) =>
        (answer.Code, answer.LastLine).ShouldBe((code, lastLine), answer.Error);
}
