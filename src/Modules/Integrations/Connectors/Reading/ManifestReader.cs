using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Reads manifests; all that is wrong with one is told at once, each fault with its line, column, cause and what to write instead.</summary>
internal static partial class ManifestReader
{
    /// <summary>Reads a manifest; null when there are faults.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="faults">What is wrong.</param>
    /// <param name="isOwn">Whether a network added it.</param>
    /// <param name="version">Its version.</param>
    public static Manifest? Read(string yaml, out IReadOnlyList<ProfileFault> faults, bool isOwn = false, int version = 1)
    {
        var collected = new ProfileFaults();
        faults = collected.All;
        if (YamlText.Read(yaml, collected) is not { } node)
        {
            return null;
        }

        var map = new YamlMap(node, collected);
        var tables = map.Take("lookups") as YamlMappingNode;
        var lookups = tables is null ? [] : ProfileReader.Lookups(new YamlMap(tables, collected), collected);
        var manifest = Compile(new ManifestSection(map, new ManifestScope(collected, lookups)), tables, yaml, isOwn, version);
        return faults.Count == 0 ? manifest : null;
    }

    private static Manifest Compile(ManifestSection root, YamlMappingNode? lookups, string yaml, bool isOwn, int version)
    {
        var name = root.Text("name", required: true) ?? string.Empty;
        if (!Name().IsMatch(name))
        {
            root.Fault("name", $"'{name}' cannot be the name of a connector.", "Use 2 to 40 small letters, digits and dashes, beginning with a letter.");
        }

        root.Scope.Encoding = root.Choice("format", BodyEncoding.Json);
        var settings = root.Fields("settings");
        var account = Account(root, learnedOnly: true);
        var hosts = Hosts(root);
        var auth = AuthReader.Read(root);
        account = Account(root, learnedOnly: false);
        var streams = StreamsReader.Read(root, root.Section("defaults"), lookups);
        var manifest = new Manifest(
            name,
            root.Text("title", required: true) ?? name,
            Category(root),
            root.Text("description", required: true) ?? string.Empty,
            Docs(root),
            root.Choice("level", ConnectionLevel.Location, required: true),
            hosts,
            RequestReader.Headers(root, []),
            settings,
            auth,
            account,
            [.. root.Entries("limits").Select(LimitsReader.Limit)],
            LimitsReader.Report(root),
            LimitsReader.Errors(root),
            streams,
            ActionsReader.Read(root, streams),
            HooksReader.Read(root, streams),
            RequestReader.Under(root, "health", []),
            Inbox(root),
            root.Texts("cannot"),
            root.Texts("later"),
            isOwn,
            version,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml))),
            yaml);
        root.Close();
        Check(root, manifest);
        return manifest;
    }

    private static Dictionary<string, VendorHost> Hosts(ManifestSection root)
    {
        var hosts = new Dictionary<string, VendorHost>(StringComparer.Ordinal);
        if (root.Section("base") is { } main && Host(main) is { } found)
        {
            hosts["main"] = found;
        }

        foreach (var (name, section) in root.Sections("hosts"))
        {
            if (Host(section) is { } host)
            {
                hosts[name] = host;
            }
        }

        root.Scope.Hosts.UnionWith(hosts.Keys);
        return hosts;
    }

    private static VendorHost? Host(ManifestSection section)
    {
        if (section.Text("live", required: true) is null)
        {
            section.Close();
            return null;
        }

        var (live, sandbox) = (section.Template("live", []), section.Template("sandbox", []));
        section.Close();
        foreach (var (key, template) in new[] { ("live", live), ("sandbox", sandbox) })
        {
            if (template is not null && !template.IsOnePlace && !BaseForm().IsMatch(template.Text))
            {
                section.Fault(key, $"'{template.Text}' is not a base address.", "Write https://host, with a path but without a slash at its end, query or fragment.");
            }
        }

        return live is null ? null : new VendorHost(live, sandbox);
    }

    // Read twice: the names of settings that are learned must be known before addresses are read, and its request only after hosts are.
    private static AccountSource? Account(ManifestSection root, bool learnedOnly)
    {
        if (root.Section("account") is not { } section)
        {
            return null;
        }

        var settings = section.Texts("settings");
        root.Scope.Settings.UnionWith(settings.Keys);
        if (learnedOnly)
        {
            return null;
        }

        var account = new AccountSource(RequestReader.Under(section, "request", []), section.Text("id", required: true) ?? string.Empty, section.Text("name"), settings);
        section.Close();
        foreach (var path in new[] { account.Id, account.Name }.OfType<string>().Concat(settings.Values))
        {
            if (!SourceForm().IsMatch(path))
            {
                section.Fault("id", $"'{path}' does not say where it is taken from.", "Begin with token., callback., answer. or settings.");
            }
            else if (path.StartsWith("answer.", StringComparison.Ordinal) && account.Request is null)
            {
                section.Fault("id", $"'{path}' needs an answer, and nothing is asked.", "Add request: GET …");
            }
        }

        return account;
    }

    private static string Category(ManifestSection root)
    {
        var category = root.Text("category", required: true) ?? string.Empty;
        if (category.Length > 0 && !ConnectorCategories.All.Contains(category))
        {
            root.Fault("category", $"'{category}' is not a category.", ProfileFaults.Suggest(category, ConnectorCategories.All));
        }

        return category;
    }

    private static string Docs(ManifestSection root)
    {
        var docs = root.Text("docs", required: true) ?? string.Empty;
        if (docs.Length > 0 && !(Uri.TryCreate(docs, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps) && !docs.StartsWith("docs/", StringComparison.Ordinal))
        {
            root.Fault("docs", $"'{docs}' is not the address of a page.", "Write the https address of the vendor's page.");
        }

        return docs;
    }

    private static InboxShape? Inbox(ManifestSection root)
    {
        if (root.Section("inbox") is not { } section)
        {
            return null;
        }

        var inbox = new InboxShape(section.List("files"), section.Flag("hooks"), section.Flag("profile"));
        section.Close();
        foreach (var format in inbox.Files.Where(format => format is not "csv" and not "json"))
        {
            section.Fault("files", $"'{format}' is not a format of files.", "Known are: csv, json.");
        }

        return inbox;
    }

    private static void Check(ManifestSection root, Manifest manifest)
    {
        if (manifest.Inbox is null && manifest.Health is null)
        {
            root.Scope.Faults.Add(root.At, "'health' is missing: the request that shows that a connection works.", "Add health: GET …");
        }

        if (manifest.Inbox is null && manifest.Streams.Count == 0 && manifest.Actions.Count == 0)
        {
            root.Scope.Faults.Add(root.At, "The connector does nothing: it has neither streams nor actions.", "Add streams: or actions:.");
        }

        foreach (var stream in manifest.Streams.Where(stream => stream.Deletes == DeleteProof.Webhook && manifest.Webhooks?.Events.Any(entry => entry.Stream == stream.Name && entry.Effect == HookEffect.Delete) != true))
        {
            root.Fault("streams", $"The stream '{stream.Name}' says that a webhook proves deletions, and no event deletes from it.", "Add an event with delete: PATH, or choose another proof.");
        }

        foreach (var stream in manifest.Streams.Where(stream => stream.Request is null && manifest.Inbox is null && manifest.Webhooks?.Events.Any(entry => entry.Stream == stream.Name) != true))
        {
            root.Fault("streams", $"Nothing ever brings items of the stream '{stream.Name}': it has no request, and no event names it.", "Add request: GET …");
        }

        if (manifest.Title.Length > 60 || manifest.Description.Length > 300)
        {
            root.Fault("title", "A title has at most 60 characters, a description at most 300.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^https://[A-Za-z0-9{][A-Za-z0-9{}._-]*(:[0-9]+)?(/[^?#\s]*[^/?#\s])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BaseForm();

    [GeneratedRegex("^(token|callback|answer|settings)\\.[^ ]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceForm();
}
