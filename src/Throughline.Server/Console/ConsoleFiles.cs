using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Throughline.Server;

/// <summary>The console's files, which travel inside the assembly, so that they are there however the server was
/// started or installed.</summary>
internal sealed class ConsoleFiles
{
    private const string Prefix = "wwwroot/";
    private const int SmallestCompressed = 1024;
    private static readonly FileExtensionContentTypeProvider ContentTypes = new(
        new Dictionary<string, string>(new FileExtensionContentTypeProvider().Mappings,
            StringComparer.OrdinalIgnoreCase)
        {
            [".js"] = "text/javascript",
            [".mjs"] = "text/javascript",
            [".geojson"] = "application/geo+json",
            [".pbf"] = "application/x-protobuf",
            [".webmanifest"] = "application/manifest+json",
            [".md"] = "text/markdown",
            [".topojson"] = "application/json",
        });

    private readonly FrozenDictionary<string, Lazy<ConsoleFile>> _files;
    private readonly string? _folder;

    /// <summary>Reads the list of files.</summary>
    /// <param name="folder">Serve this folder instead, read anew at every request; for work on the console.</param>
    public ConsoleFiles(string? folder)
    {
        _folder = folder is null ? null : Path.GetFullPath(folder);
        var assembly = typeof(ConsoleFiles).Assembly;
        _files = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                n => "/" + n[Prefix.Length..].Replace('\\', '/'),
                n => new Lazy<ConsoleFile>(() =>
                {
                    using var stream = assembly.GetManifestResourceStream(n)!;
                    var bytes = new byte[stream.Length];
                    stream.ReadExactly(bytes);
                    return new ConsoleFile(n, bytes);
                }),
                StringComparer.Ordinal);
    }

    /// <summary>The text of a file inside the program.</summary>
    /// <param name="path">Its path under the console's folder.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string ReadText(string path)
    {
        using var stream = typeof(ConsoleFiles).Assembly.GetManifestResourceStream(Prefix + path)
            ?? throw new InvalidOperationException($"The console has no file {path}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public void Use(WebApplication app) => app.Use(async (context, next) =>
    {
        var path = context.Request.Path.Value ?? "/";
        if (context.GetEndpoint() is not null || Find(path == "/" ? "/index.html" : path) is not { } file)
        {
            await next(context);
            return;
        }

        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            await SendAsync(context, file);
            return;
        }

        context.Response.Headers.Allow = "GET, HEAD";
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
    });

    private ConsoleFile? Find(string path)
    {
        if (_folder is null)
            return _files.TryGetValue(path, out var file) ? file.Value : null;
        var full = Path.GetFullPath(Path.Combine(_folder, path.TrimStart('/')));
        return full.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(full)
            ? new ConsoleFile(full, File.ReadAllBytes(full))
            : null;
    }

    private static async Task SendAsync(HttpContext context, ConsoleFile file)
    {
        var response = context.Response;
        var tag = new EntityTagHeaderValue(file.Tag);
        response.GetTypedHeaders().ETag = tag;
        // Asking again costs a 304 on the loopback; a stale module beside a new one costs an hour.
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        var bytes = file.Bytes;
        if (file.Compressed is { } compressed && AcceptsGzip(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            bytes = compressed;
        }

        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(e =>
            (e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) || e.Value == "*") && e.Quality is not 0);

    private sealed class ConsoleFile
    {
        private readonly Lazy<byte[]?> _compressed;

        public ConsoleFile(string name, byte[] bytes)
        {
            Bytes = bytes;
            Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..24]}\"";
            ContentType = ContentTypes.TryGetContentType(name, out var type) ? type : "application/octet-stream";
            if (ContentType.StartsWith("text/", StringComparison.Ordinal))
                ContentType += "; charset=utf-8";
            _compressed = new Lazy<byte[]?>(() => Compress(bytes));
        }

        public byte[] Bytes { get; }

        public string Tag { get; }

        public string ContentType { get; }

        public byte[]? Compressed => _compressed.Value;

        private static byte[]? Compress(byte[] bytes)
        {
            if (bytes.Length < SmallestCompressed)
                return null;
            using var buffer = new MemoryStream();
            using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
                gzip.Write(bytes);
            return buffer.Length < bytes.Length * 9 / 10 ? buffer.ToArray() : null;
        }
    }
}
