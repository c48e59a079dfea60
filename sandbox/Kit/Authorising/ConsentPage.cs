using System.Text;
using System.Text.Encodings.Web;

namespace BookedBarber.Sandbox.Kit.Authorising;

/// <summary>The page on which a person agrees. Plain HTML that keyboard and screen reader can use; no script.</summary>
internal static class ConsentPage
{
    private const string Style = """
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
        .note { border: 1px solid #9a6700; background: #fff8c5; padding: .5rem .75rem; border-radius: .5rem }
        button, select { font: inherit; padding: .5rem 1rem; border-radius: .5rem; border: 1px solid #57606a; background: #f6f8fa; color: inherit }
        button[value=approve] { background: #116329; border-color: #116329; color: #fff }
        button:focus-visible, select:focus-visible { outline: 3px solid #0969da; outline-offset: 2px }
        p.buttons { display: flex; gap: .75rem; margin-top: 1.5rem }
        """;

    public static string Render(string vendor, IReadOnlyList<(string Id, string Name)> accounts, IReadOnlyList<string> scopes, string query)
    {
        var page = Head($"Connect to {vendor}");
        page.Append("<h1>Connect to ").Append(Encode(vendor)).Append("</h1>\n")
            .Append("<p class=\"note\">This is a simulator of ").Append(Encode(vendor)).Append(". Nothing here reaches the real one.</p>\n")
            .Append("<form method=\"post\" action=\"").Append(Encode(query)).Append("\">\n")
            .Append("<p><label for=\"account\">Account</label><br><select id=\"account\" name=\"account\">");
        foreach (var (id, name) in accounts)
        {
            page.Append("<option value=\"").Append(Encode(id)).Append("\">").Append(Encode(name)).Append("</option>");
        }

        page.Append("</select></p>\n<h2>The app asks to</h2>\n<ul>");
        foreach (var scope in scopes.DefaultIfEmpty("Use this account as far as the app was set up for"))
        {
            page.Append("<li>").Append(Encode(scope)).Append("</li>");
        }

        return page.Append("</ul>\n<p class=\"buttons\"><button name=\"decision\" value=\"approve\">Approve</button><button name=\"decision\" value=\"deny\">Deny</button></p>\n</form>\n</main></body></html>\n").ToString();
    }

    public static string Refusal(string vendor, string fault) =>
        Head($"{vendor} refuses").Append("<h1>This request cannot be answered</h1>\n<p role=\"alert\">").Append(Encode(fault)).Append("</p>\n</main></body></html>\n").ToString();

    private static StringBuilder Head(string title) => new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
        .Append(Encode(title)).Append("</title><style>").Append(Style).Append("</style></head>\n<body><main>\n");

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
