namespace BookedBarber.Webhooks.Domain;

/// <summary>Why an attempt failed: stable names that lists and figures use, each with a sentence for the owner of the endpoint.</summary>
internal static class Cause
{
    public const string Timeout = "timeout";
    public const string Dns = "dns";
    public const string Connection = "connection";
    public const string Tls = "tls";
    public const string AddressRefused = "address_refused";
    public const string Redirect = "redirect";
    public const string ClientError = "client_error";
    public const string ServerError = "server_error";
    public const string Throttled = "throttled";
    public const string Gone = "gone";

    public static string OfStatus(int status) => status switch
    {
        410 => Gone,
        429 => Throttled,
        >= 300 and < 400 => Redirect,
        >= 500 => ServerError,
        _ => ClientError,
    };

    /// <summary>What happened and what to do about it.</summary>
    public static string Explain(string cause, int? status) => cause switch
    {
        Timeout => "The endpoint gave no answer in 15 seconds. Accept the event first and work on it afterwards.",
        Dns => "The endpoint's host name is not known. Check the address.",
        Connection => "No connection could be made, or it broke before the answer came. Check that the endpoint is up and reachable from the internet.",
        Tls => "No safe connection could be made. Check the endpoint's certificate.",
        AddressRefused => "The host leads to a private or reserved address, to which nothing is sent. Use a public address.",
        Redirect => $"The endpoint answered {status}, which points elsewhere; redirects are not followed. Change the endpoint's address to where it points.",
        Throttled => "The endpoint asked for fewer requests (429). Deliveries wait as long as it asked for.",
        Gone => "The endpoint answered 410: it is gone. Deliveries are held until somebody resumes it.",
        ServerError => $"The endpoint answered {status}. Its own log says why.",
        _ => $"The endpoint answered {status}. Check its address, and that it accepts POST requests without signing in.",
    };
}
