using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

// The limit that reads are measured against: Kestrel and one minimal endpoint that answers request number X-Reply with the bytes the product
// gave to the same request. Arguments: address, file of replies (each a 32-bit length and that many bytes).
var replies = ReadReplies(args[1]);
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseUrls(args[0]);
builder.Services.AddRoutingCore();
var app = builder.Build();
app.UseRouting();
app.Map("/{**path}", (HttpContext context) =>
{
    var body = replies[int.Parse(context.Request.Headers["X-Reply"].ToString(), CultureInfo.InvariantCulture)];
    context.Response.ContentType = "application/json; charset=utf-8";
    context.Response.ContentLength = body.Length;
    return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
});
await app.RunAsync();

static List<byte[]> ReadReplies(string path)
{
    using var file = new BinaryReader(File.OpenRead(path));
    var replies = new List<byte[]>();
    while (file.BaseStream.Position < file.BaseStream.Length)
    {
        replies.Add(file.ReadBytes(file.ReadInt32()));
    }

    return replies;
}
