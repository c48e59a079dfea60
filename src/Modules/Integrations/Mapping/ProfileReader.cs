using System.Security.Cryptography;
using System.Text;
using BookedBarber.Integrations.Reading;
using YamlDotNet.RepresentationModel;
using Text = System.ReadOnlyMemory<char>;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Reads and compiles profiles; all that is wrong with one is told at once.</summary>
internal static class ProfileReader
{
    /// <summary>Types of record, by their name in profiles.</summary>
    public static readonly IReadOnlyDictionary<string, Func<FieldReader, IRecordBuilder>> Records = new SortedDictionary<string, Func<FieldReader, IRecordBuilder>>(StringComparer.Ordinal)
    {
        ["booking"] = fields => new BookingBuilder(fields),
        ["calendar_event"] = fields => new CalendarEventBuilder(fields),
        ["campaign"] = fields => new CampaignBuilder(fields),
        ["campaign_result"] = fields => new CampaignResultBuilder(fields),
        ["client"] = fields => new ClientBuilder(fields),
        ["company"] = fields => new CompanyBuilder(fields),
        ["consent"] = fields => new ConsentBuilder(fields),
        ["daily_close"] = fields => new DailyCloseBuilder(fields),
        ["deal"] = fields => new DealBuilder(fields),
        ["dispute"] = fields => new DisputeBuilder(fields),
        ["employment_change"] = fields => new EmploymentChangeBuilder(fields),
        ["invoice"] = fields => new InvoiceBuilder(fields),
        ["invoice_payment"] = fields => new InvoicePaymentBuilder(fields),
        ["journal_entry"] = fields => new JournalEntryBuilder(fields),
        ["lead"] = fields => new LeadBuilder(fields),
        ["ledger_account"] = fields => new LedgerAccountBuilder(fields),
        ["listing_result"] = fields => new ListingResultBuilder(fields),
        ["location"] = fields => new LocationBuilder(fields),
        ["location_profile"] = fields => new LocationProfileBuilder(fields),
        ["message"] = fields => new MessageBuilder(fields),
        ["payout"] = fields => new PayoutBuilder(fields),
        ["product"] = fields => new ProductBuilder(fields),
        ["review"] = fields => new ReviewBuilder(fields),
        ["sale"] = fields => new SaleBuilder(fields),
        ["service"] = fields => new ServiceBuilder(fields),
        ["shift"] = fields => new ShiftBuilder(fields),
        ["staff"] = fields => new StaffBuilder(fields),
        ["tax_code"] = fields => new TaxCodeBuilder(fields),
        ["time_off"] = fields => new TimeOffBuilder(fields),
    };

    /// <summary>Compiles a profile; null when there are faults.</summary>
    public static Profile? Read(string yaml, out IReadOnlyList<ProfileFault> faults)
    {
        var collected = new ProfileFaults();
        faults = collected.All;
        if (YamlText.Read(yaml, collected) is not { } root)
        {
            return null;
        }

        var profile = Compile(new YamlMap(root, collected), collected, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml))));
        return faults.Count == 0 ? profile : null;
    }

    /// <summary>The fields of a type of record.</summary>
    public static IReadOnlyList<FieldShape> ShapeOf(string record)
    {
        var ignored = new ProfileFaults();
        var fields = new FieldReader(new YamlMap(new YamlMappingNode(), ignored), new ValueCompiler(new FieldTable(), false, new Dictionary<string, Lookup>(), ignored));
        Records[record](fields);
        return fields.Shapes;
    }

    private static Profile? Compile(YamlMap map, ProfileFaults faults, string fingerprint)
    {
        var name = map.Text("profile", required: true) ?? string.Empty;
        var title = map.Text("title") ?? name;
        var description = map.Text("description") ?? string.Empty;
        var record = map.Text("record", required: true);
        var source = map.Text("source") ?? name.Split('/')[0];
        var format = Format(map, faults);
        var lookups = map.Map("lookups") is { } tables ? Lookups(tables, faults) : [];
        var fields = new FieldTable();
        var compiler = new ValueCompiler(fields, hasElement: false, lookups, faults);
        var location = map.Take("location") is { } code ? compiler.Compile(code, ValueKind.Text) as Expr<Text> : null;
        var group = Group(map, compiler, record, faults);
        var merge = Merge(map, record, faults);
        var create = Create(map);
        var target = map.Map("fields");
        map.RefuseUnknown();
        if (record is not null && !Records.ContainsKey(record))
        {
            faults.Add(map.PlaceOf("record"), $"'{record}' is not a type of record.", ProfileFaults.Suggest(record, Records.Keys));
        }

        if (target is null)
        {
            faults.Add(map.At, "'fields' is missing.", "Add fields: with the record's fields below it.");
        }

        if (target is null || record is null || !Records.TryGetValue(record, out var build))
        {
            return null;
        }

        var reader = new FieldReader(target, compiler);
        var builder = build(reader);
        reader.RefuseUnknown();
        RefusePathsInCsv(format, fields, faults);
        return new Profile(name, title, description, record, format, source, location?.Get, group, merge, create, fields, reader.Sources, builder, fingerprint);
    }

    private static FormatOptions Format(YamlMap map, ProfileFaults faults)
    {
        var format = map.Map("format");
        if (format is null)
        {
            return new FormatOptions(new CsvOptions(), null, Json: false, null);
        }

        var (hasCsv, hasJson) = (format.Keys.Contains("csv"), format.Keys.Contains("json"));
        var (csv, json) = (format.Map("csv"), format.Map("json"));
        format.RefuseUnknown();
        var encoding = csv?.Text("encoding");
        if (encoding is not null && encoding != "auto" && !ByteSource.Knows(encoding))
        {
            faults.Add(csv!.PlaceOf("encoding"), $"'{encoding}' is not an encoding.", "Write for example utf-8, utf-16, windows-1252 or iso-8859-1.");
        }

        var options = new CsvOptions(Character(csv, "delimiter", faults), Character(csv, "quote", faults) ?? '"', csv?.Text("header") is null or "true");
        csv?.RefuseUnknown();
        JsonPath? items = null;
        if (json?.Text("items") is { } path && (items = path.StartsWith('$') ? JsonPath.TryParse(path.AsSpan(1)) : null)?.Names is null)
        {
            faults.Add(json.PlaceOf("items"), $"'{path}' is not a path of names to the list of items.", "Write for example: items: $.data.orders");
        }

        json?.RefuseUnknown();
        return new FormatOptions(hasCsv || !hasJson ? options : null, encoding, hasJson, items);
    }

    private static char? Character(YamlMap? map, string key, ProfileFaults faults)
    {
        switch (map?.Text(key))
        {
            case null or "auto":
                return null;
            case "tab" or "\\t":
                return '\t';
            case [var one] when one is > ' ' and < '\u007f' or '\t' && !char.IsLetterOrDigit(one):
                return one;
            case var other:
                faults.Add(map!.PlaceOf(key), $"'{other}' cannot be the {key}: it is one sign, or tab.", "Write for example: delimiter: ;");
                return null;
        }
    }

    /// <summary>The tables under <c>lookups</c>.</summary>
    public static Dictionary<string, Lookup> Lookups(YamlMap lookups, ProfileFaults faults)
    {
        var tables = new Dictionary<string, Lookup>(StringComparer.Ordinal);
        foreach (var name in lookups.Keys)
        {
            if (lookups.Map(name) is not { } table)
            {
                continue;
            }

            var match = table.Text("match") ?? "exact";
            if (match is not "exact" and not "prefix")
            {
                faults.Add(table.PlaceOf("match"), $"'{match}' is not a way to match.", "Write exact or prefix.");
            }

            var entries = table.Map("values")?.Texts() ?? new Dictionary<string, string>();
            tables[name] = new Lookup(name, entries, match == "prefix", table.Text("else"), table.Text("missing"));
            table.RefuseUnknown();
        }

        return tables;
    }

    private static Get<Text>? Group(YamlMap map, ValueCompiler compiler, string? record, ProfileFaults faults)
    {
        if (map.Take("group") is not { } node)
        {
            return null;
        }

        if (record != "sale")
        {
            faults.Add(node.At(), "Only sales are put together of several rows.", "Leave 'group' out.");
        }

        return (compiler.Compile(node, ValueKind.Text) as Expr<Text>)?.Get;
    }

    private static int? Merge(YamlMap map, string? record, ProfileFaults faults)
    {
        if (map.Text("merge") is not { } text)
        {
            return null;
        }

        if (!Values.TryInteger(text, out var strength) || strength is < 1 or > 9)
        {
            faults.Add(map.PlaceOf("merge"), $"'{text}' is not a strength from 1 to 9.", "The file with the higher strength decides where two tell different things.");
        }

        if (record != "booking")
        {
            faults.Add(map.PlaceOf("merge"), "Only bookings are merged over files.", "Leave 'merge' out.");
        }

        return strength;
    }

    private static CreateOptions? Create(YamlMap map)
    {
        if (map.Map("create") is not { } create)
        {
            return null;
        }

        var options = new CreateOptions(create.Text("currency"), create.Text("timeZone"), create.Text("locationCode"), create.Text("locationName"));
        create.RefuseUnknown();
        return options;
    }

    private static void RefusePathsInCsv(FormatOptions format, FieldTable fields, ProfileFaults faults)
    {
        for (var i = 0; i < fields.Count && format.Csv is not null; i++)
        {
            if (fields[i].Root != FieldRoot.Column)
            {
                faults.Add(fields[i].At, $"'{fields[i].Name}' is a path, and CSV has columns.", "Name a column, or declare only json under format.");
            }
        }
    }
}
