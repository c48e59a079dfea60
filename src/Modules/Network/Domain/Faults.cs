using BookedBarber.Shared;

namespace BookedBarber.Network.Domain;

/// <summary>Collects what is wrong with the fields of one request.</summary>
/// <param name="path">Put before every field's name, such as <c>nodes[3].</c>.</param>
internal sealed class Faults(string path = "")
{
    private readonly List<FieldProblem> _fields = [];

    public bool Any => _fields.Count > 0;

    public void Add(string field, string code, string detail) => _fields.Add(new FieldProblem(path + field, code, detail));

    public Problem ToProblem() => Problem.Invalid(_fields.ToArray());

    public static Problem One(string field, string code, string detail) => Problem.Invalid(new FieldProblem(field, code, detail));
}
