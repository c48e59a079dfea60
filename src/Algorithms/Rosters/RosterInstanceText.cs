using System.Globalization;

namespace BookedBarber.Algorithms.Rosters;

/// <summary>Reads a <see cref="RosterInstance"/> from the text format of the public shift rostering instances.</summary>
/// <remarks>
/// Sections begin with <c>SECTION_…</c>, fields are separated by commas, lines that begin with <c>#</c> and blank lines are left out. Sections: HORIZON, SHIFTS, STAFF, DAYS_OFF,
/// SHIFT_ON_REQUESTS, SHIFT_OFF_REQUESTS, COVER; the first three are needed and come in this order.
/// </remarks>
public static class RosterInstanceText
{
    private static readonly string[] Sections = ["SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_DAYS_OFF", "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS", "SECTION_COVER"];

    /// <summary>Reads an instance, or says what is wrong with its text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="instance">The instance; <see langword="null"/> where the text is faulty.</param>
    /// <param name="fault">The first fault in one sentence, with its line and field counted from 1; <see langword="null"/> where there is none.</param>
    /// <returns>Whether the text could be read.</returns>
    public static bool TryRead(string text, out RosterInstance? instance, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            instance = new Reader().Read(text);
            fault = null;
            return true;
        }
        catch (FormatException wrong)
        {
            instance = null;
            fault = wrong.Message;
            return false;
        }
    }

    private sealed class Reader
    {
        private readonly Dictionary<string, int> _shiftIndex = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _staffIndex = new(StringComparer.Ordinal);
        private readonly List<(string Name, int Minutes, string[] NotBefore, int Line)> _shifts = [];
        private readonly List<RosterStaff> _staff = [];
        private readonly List<HashSet<int>> _daysOff = [];
        private readonly List<RosterWish> _wishes = [];
        private readonly Dictionary<(int Day, int Shift), RosterCover> _cover = [];
        private int _days;
        private int _line;
        private string[] _fields = [];

        public RosterInstance Read(string text)
        {
            var section = string.Empty;
            foreach (var raw in text.Split('\n'))
            {
                _line++;
                var line = raw.Trim().TrimStart('\uFEFF');
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                if (line.StartsWith("SECTION_", StringComparison.Ordinal))
                {
                    section = Sections.Contains(line) ? line : throw Wrong(1, $"'{line}' is not a section of this format");
                    continue;
                }

                _fields = [.. line.Split(',').Select(field => field.Trim())];
                ReadLine(section);
            }

            if (_days == 0 || _shifts.Count == 0 || _staff.Count == 0)
            {
                throw new FormatException($"The text has no {(_days == 0 ? "SECTION_HORIZON" : _shifts.Count == 0 ? "SECTION_SHIFTS" : "SECTION_STAFF")} with a line in it.");
            }

            var shifts = _shifts.ConvertAll(shift => new RosterShift(shift.Name, shift.Minutes, shift.NotBefore.Select(name => ShiftNamed(name, shift.Line)).ToHashSet()));
            return new RosterInstance(_days, shifts, _staff, _wishes, [.. _cover.Values]);
        }

        private void ReadLine(string section)
        {
            switch (section)
            {
                case "SECTION_HORIZON":
                    _days = Number(1, 1, 10_000);
                    break;
                case "SECTION_SHIFTS":
                    Expect(2);
                    Unique(_shiftIndex, "shift");
                    _shifts.Add((_fields[0], Number(2, 1, 100_000), _fields.Length > 2 ? _fields[2].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [], _line));
                    break;
                case "SECTION_STAFF":
                    Expect(8);
                    Unique(_staffIndex, "person");
                    _daysOff.Add([]);
                    _staff.Add(new RosterStaff(_fields[0], Most(), Number(3), Number(4), Number(5, 1), Number(6), Number(7), Number(8), _daysOff[^1]));
                    break;
                case "SECTION_DAYS_OFF":
                    Expect(2);
                    var person = Index(_staffIndex, 1, "person");
                    for (var field = 2; field <= _fields.Length; field++)
                    {
                        _daysOff[person].Add(Number(field, 0, _days - 1));
                    }

                    break;
                case "SECTION_SHIFT_ON_REQUESTS" or "SECTION_SHIFT_OFF_REQUESTS":
                    Expect(4);
                    _wishes.Add(new RosterWish(Index(_staffIndex, 1, "person"), Number(2, 0, _days - 1), Index(_shiftIndex, 3, "shift"), section == "SECTION_SHIFT_ON_REQUESTS", Number(4)));
                    break;
                case "SECTION_COVER":
                    Expect(5);
                    var cover = new RosterCover(Number(1, 0, _days - 1), Index(_shiftIndex, 2, "shift"), Number(3), Number(4), Number(5));
                    if (!_cover.TryAdd((cover.Day, cover.Shift), cover))
                    {
                        throw Wrong(1, $"day {cover.Day} has a need for shift '{_fields[1]}' already");
                    }

                    break;
                default:
                    throw Wrong(1, "a line stands before the first section");
            }
        }

        private int[] Most()
        {
            var most = new int[_shifts.Count];
            foreach (var part in _fields[1].Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                var pair = part.Split('=');
                if (pair.Length != 2 || !_shiftIndex.TryGetValue(pair[0].Trim(), out var shift) || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                {
                    throw Wrong(2, $"'{part}' is not a known shift, an equals sign and a whole number");
                }

                most[shift] = count;
            }

            return most;
        }

        private int ShiftNamed(string name, int line) =>
            _shiftIndex.TryGetValue(name, out var shift) ? shift : throw new FormatException($"Line {line}, field 3: there is no shift '{name}'.");

        private void Unique(Dictionary<string, int> index, string what)
        {
            if (!index.TryAdd(_fields[0], index.Count))
            {
                throw Wrong(1, $"the {what} '{_fields[0]}' is there already");
            }
        }

        private int Index(Dictionary<string, int> index, int field, string what) =>
            index.TryGetValue(_fields[field - 1], out var found) ? found : throw Wrong(field, $"there is no {what} '{_fields[field - 1]}'");

        private void Expect(int fields)
        {
            if (_fields.Length < fields)
            {
                throw Wrong(_fields.Length, $"the line ends here and should have {fields} fields");
            }
        }

        private int Number(int field, int least = 0, int most = 100_000_000) =>
            int.TryParse(_fields[field - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw Wrong(field, $"'{_fields[field - 1]}' is not a whole number from {least} to {most}");

        private FormatException Wrong(int field, string what) => new($"Line {_line}, field {field}: {what}.");
    }
}
