using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Crabwalk.Server.Files;

/// <summary>
/// Serves the studio: a folder of static files. Names that hold a hash of their content may be kept for ever; what was compressed
/// beforehand (<c>x.js.br</c> beside <c>x.js</c>) goes out so.
/// </summary>
internal static class StudioFiles
{
    /// <summary>Serves the folder, or says that there is none.</summary>
    public static void Serve(WebApplication server, string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            server.MapGet("/", context => context.Response.WriteAsync("the studio's files are not there; /dap serves its protocol all the same\n", context.RequestAborted));
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        server.Lifetime.ApplicationStopped.Register(files.Dispose);
        server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        server.Use((context, next) => PreferCompressed(context, files, next));
        server.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = new StudioTypes(), OnPrepareResponse = Keep });
    }

    private static Task PreferCompressed(HttpContext context, PhysicalFileProvider files, RequestDelegate next)
    {
        string path = context.Request.Path.Value ?? "";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && files.GetFileInfo(path + ".br").Exists)
        {
            context.Request.Path = path + ".br";
            context.Response.Headers.ContentEncoding = "br";
            context.Response.Headers.Vary = "Accept-Encoding";
        }

        return next(context);
    }

    private static void Keep(StaticFileResponseContext served) =>
        served.Context.Response.Headers.CacheControl = served.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";

    /// <summary>Content types, told by the name without the ending of the compression.</summary>
    private sealed class StudioTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _known = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) =>
            _known.TryGetContentType(subpath.EndsWith(".br", StringComparison.Ordinal) ? subpath[..^3] : subpath, out contentType);
    }
}
