using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Reads what a vendor sends by itself.</summary>
internal static partial class HooksReader
{
    private static readonly string[] RegisterPlaces = ["hook.url", "hook.secret", "hook.id", "hook.key", "hook.expires", "over."];
    private static readonly string[] SignedPlaces = ["url", "method", "body", "timestamp", "id", "form"];

    /// <summary>The section <c>webhooks</c>; null when there is none.</summary>
    public static HookShape? Read(ManifestSection root, IReadOnlyList<VendorStream> streams)
    {
        if (root.Section("webhooks") is not { } section)
        {
            return null;
        }

        var scheme = section.Choice("scheme", HookScheme.HmacSha256, required: true);
        var format = section.Choice("format", HookFormat.Json);
        ItemPath? key = null;
        ItemPath? secret = null;
        var register = RequestReader.Under(section, "register", RegisterPlaces, inner => (key, secret) = (inner.Path("key"), inner.Path("secret")));
        ItemPath? signSecret = null;
        var sign = RequestReader.Under(section, "sign", RegisterPlaces, inner => signSecret = inner.Path("secret"));
        var hooks = new HookShape(
            scheme,
            section.Choice("secret", HookSecret.Subscription),
            section.Text("header"),
            section.Text("part"),
            section.Choice("encoding", SignatureEncoding.Base64),
            section.Text("signed"),
            Timestamp(section),
            section.Choice("timestampFormat", CursorFormat.Unix),
            section.Span("tolerance"),
            format,
            section.Path("items") ?? ItemPath.Root,
            EventText(section, "id"),
            EventText(section, "type"),
            EventText(section, "account"),
            register,
            RequestReader.Under(section, "unregister", RegisterPlaces),
            key is null && secret is null ? null : new HookReturned(key, secret),
            section.Text("byHand"),
            section.Span("renew"),
            section.Section("handshake") is { } handshake ? Handshake(handshake) : null,
            Events(section, streams))
        {
            Sign = sign,
            SignSecret = signSecret,
            Over = section.Text("over"),
            Keys = Keys(section, scheme),
            Issuers = section.List("issuers"),
        };
        section.Close();
        Check(section, hooks);
        CheckOver(section, hooks, streams);
        return hooks;
    }

    // Any path of the event may be used, and any header.
    private static Template? EventText(ManifestSection section, string key) =>
        section.Text(key) is { } text ? new TemplateParser(new Dictionary<string, Lookup>(), section.Scope.Faults).Parse(text.Contains('{', StringComparison.Ordinal) ? text : $"{{{text}}}", section.PlaceOf(key)) : null;

    private static HookTimestamp? Timestamp(ManifestSection section)
    {
        if (section.Section("timestamp") is not { } timestamp)
        {
            return null;
        }

        var read = new HookTimestamp(timestamp.Text("header"), timestamp.Text("part"), timestamp.Path("path"));
        timestamp.Close();
        if (new object?[] { read.Header, read.Part, read.Path }.Count(place => place is not null) != 1)
        {
            section.Scope.Faults.Add(timestamp.At, "The time of sending stands in exactly one place.", "Write one of header, part or path.");
        }

        return read;
    }

    // Whoever can sign such tokens can send as the vendor: the keys come from its own address, over a connection that proves it.
    private static Uri? Keys(ManifestSection section, HookScheme scheme)
    {
        var text = section.Text("keys", required: scheme == HookScheme.Oidc);
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0)
        {
            return address;
        }

        section.Fault("keys", $"'{text}' is no https address.", "Write the whole address of the vendor's key set, such as https://vendor.example/certs.");
        return null;
    }

    private static HookHandshake Handshake(ManifestSection section)
    {
        var read = new HookHandshake(section.Path("field"), section.Flag("echo"));
        section.Close();
        return read;
    }

    private static List<HookEvent> Events(ManifestSection section, IReadOnlyList<VendorStream> streams)
    {
        var events = new List<HookEvent>();
        foreach (var (type, entry) in section.Section("events") is { } types ? types.Keys.ToList().SelectMany(type => types.Entries(type).Select(entry => (type, entry))) : [])
        {
            var disconnects = entry.Flag("disconnect");
            var stream = entry.Text("stream", required: !disconnects) ?? string.Empty;
            var (item, refetch, delete) = (entry.Path("item"), entry.Path("refetch"), entry.Path("delete"));
            entry.Close();
            var effect = disconnects ? HookEffect.Disconnect : item is not null ? HookEffect.Item : refetch is not null ? HookEffect.Refetch : delete is not null ? HookEffect.Delete : HookEffect.Sync;
            events.Add(new HookEvent(type, stream, effect, item ?? refetch ?? delete));
            if (new object?[] { item, refetch, delete }.Count(path => path is not null) > 1)
            {
                section.Scope.Faults.Add(entry.At, "An event has one effect.", "Write one of item, refetch or delete; without any the stream is read from its cursor.");
            }

            if (disconnects)
            {
                continue;
            }

            if (streams.FirstOrDefault(known => known.Name == stream) is not { } named)
            {
                entry.Fault("stream", $"There is no stream '{stream}'.", ProfileFaults.Suggest(stream, streams.Select(known => known.Name)));
            }
            else if (effect == HookEffect.Refetch && named.One is null)
            {
                entry.Fault("refetch", $"The stream '{stream}' does not say how one item is read.", "Add one: GET …/{key} to it.");
            }
            else if (effect == HookEffect.Sync && named.Request is null)
            {
                entry.Fault("stream", $"The stream '{stream}' cannot be read: it has no request.", "Say where the event carries the item: item: PATH");
            }
        }

        return events;
    }

    private static void Check(ManifestSection section, HookShape hooks)
    {
        var signs = hooks.Scheme is HookScheme.HmacSha256 or HookScheme.HmacSha1 or HookScheme.EcdsaP256;
        if (signs != hooks.Signed is not null)
        {
            section.Fault("signed", signs ? "'signed' is missing: what the signature is made over." : $"With {ManifestWords.Of(hooks.Scheme)} nothing is signed by the manifest's rule.", signs ? "Write for example signed: \"{body}\"." : "Leave it out.");
        }

        if (hooks.Header is null && hooks.Scheme is not (HookScheme.StandardWebhooks or HookScheme.Oidc))
        {
            section.Fault("header", "'header' is missing: what carries the signature or secret.");
        }

        if ((hooks.Scheme == HookScheme.Oidc) != (hooks.Issuers.Count > 0))
        {
            section.Fault("issuers", hooks.Scheme == HookScheme.Oidc ? "'issuers' is missing: who issues the tokens." : "'issuers' belongs to oidc.", hooks.Scheme == HookScheme.Oidc ? "Add issuers: [https://vendor.example]." : "Leave it out.");
        }

        var places = hooks.Signed is null ? [] : SignedForm().Matches(hooks.Signed).Select(match => match.Groups["name"].Value).ToList();
        foreach (var place in places.Where(place => !SignedPlaces.Contains(place)))
        {
            section.Fault("signed", $"'{{{place}}}' is not known here.", ProfileFaults.Suggest(place, SignedPlaces));
        }

        if (signs && !places.Contains("body") && !places.Contains("form"))
        {
            section.Fault("signed", "The signature must be made over the body, or anybody could change it.", "Add {body}.");
        }

        if (places.Contains("timestamp") != (signs && hooks.Timestamp is not null))
        {
            section.Fault("timestamp", "'timestamp' and {timestamp} in 'signed' belong together: a time that is not signed proves nothing.");
        }

        if (hooks.Tolerance is not null && hooks.Timestamp is null && hooks.Scheme != HookScheme.StandardWebhooks)
        {
            section.Fault("tolerance", "'tolerance' needs a timestamp.", "Add timestamp:, or leave it out.");
        }

        if (hooks.Register is null && hooks.ByHand is null)
        {
            section.Scope.Faults.Add(section.At, "Nothing says how the vendor learns our address.", "Add register: with a request, or byHand: with what a person does.");
        }

        if (hooks.Sign is not null && (hooks.SignSecret is null || hooks.Register is null))
        {
            section.Fault("sign", "Signing is turned on for a subscription that register makes, and its answer has the secret.", "Add register:, and secret: with the path in the answer to sign.");
        }

        if (hooks.Events.Count == 0)
        {
            section.Fault("events", "There are no events.", "Add events: { TYPE: { stream: NAME } }.");
        }

        if (hooks.Type is null && hooks.Events.Any(entry => entry.Type != "*"))
        {
            section.Fault("type", "'type' is missing: what tells one kind of event from another.", "Add type: with a path in the event, or make * the only event.");
        }
    }

    private static void CheckOver(ManifestSection section, HookShape hooks, IReadOnlyList<VendorStream> streams)
    {
        var namesItem = RequestReader.Uses(hooks.Register, "over.");
        if (hooks.Over is null && (namesItem || RequestReader.Uses(hooks.Unregister, "over.")))
        {
            section.Fault("register", "The request names an item of another stream, and nothing says of which.", "Add over: with the stream whose items are subscribed to one by one.");
        }

        if (hooks.Over is not { } over)
        {
            return;
        }

        if (streams.All(stream => stream.Name != over || stream.Request is null))
        {
            section.Fault("over", $"There is no stream '{over}' that can be read.", ProfileFaults.Suggest(over, streams.Where(stream => stream.Request is not null).Select(stream => stream.Name)));
        }

        if (!namesItem)
        {
            section.Fault("over", "The request does not name the item that is subscribed to.", "Use {over.…} in register.");
        }

        if (hooks.Returned?.Secret is not null || hooks.Sign is not null)
        {
            section.Fault("over", "One secret proves the messages of all items, and each registration would return its own.", "Send {hook.secret} with the registration.");
        }
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignedForm();
}
