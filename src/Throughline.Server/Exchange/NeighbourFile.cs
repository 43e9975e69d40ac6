using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>The file of neighbours is wrong; carries everything that is.</summary>
public sealed class NeighbourFileException(string file, IReadOnlyList<string> faults)
    : Exception(Texts.Server.Get("neighbours.wrong", file, faults.Count))
{
    /// <summary>A sentence for each fault, with its place in the file.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Reads the file that says who the neighbours are.</summary>
public static class NeighbourFile
{
    /// <summary>Reads a file and the certificates that it names, by paths from its own folder.</summary>
    /// <exception cref="NeighbourFileException">It cannot be read, or something in it is wrong.</exception>
    public static NeighbourSettings Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var body = JsonSerializer.Deserialize(File.ReadAllBytes(path), NeighbourFileJson.Default.NeighbourFileBody)
                ?? throw new JsonException("The file is empty.");
            return new Reading(Path.GetDirectoryName(Path.GetFullPath(path))!).Read(body, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new NeighbourFileException(path, [e.Message]);
        }
    }

    private sealed class Reading(string folder)
    {
        private readonly List<string> _faults = [];

        public NeighbourSettings Read(NeighbourFileBody body, string path)
        {
            var countries = Countries("/countries", body.Countries);
            var listen = Address("/listen", body.Listen);
            var own = Own(body.Certificate, body.Key);
            var neighbours = body.Neighbours.Select((n, i) =>
                Neighbour(FormattableString.Invariant($"/neighbours/{i}"), n)).OfType<Neighbour>().ToList();
            foreach (var name in Twice(neighbours.Select(n => n.Name)))
                Fault("/neighbours", "twice", name);
            foreach (var country in Twice(neighbours.SelectMany(n => n.Countries).Concat(countries)))
                Fault("/neighbours", "twice", country);
            return _faults.Count > 0 || listen is null || own is null
                ? throw new NeighbourFileException(path, _faults)
                : new NeighbourSettings
                {
                    Countries = countries,
                    Listen = listen,
                    Certificate = own,
                    Neighbours = neighbours,
                };
        }

        private Neighbour? Neighbour(string at, NeighbourBody body)
        {
            if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > 64)
                Fault(at + "/name", "name");
            var countries = Countries(at + "/countries", body.Countries);
            var address = Address(at + "/address", body.Address);
            var certificates = Trusted(at + "/certificate", body.Certificate);
            if (certificates.Any(NeighbourTrust.IsAuthority) && string.IsNullOrWhiteSpace(body.Host))
                Fault(at + "/host", "host");
            return address is null ? null : new Neighbour(body.Name, address, countries, certificates, body.Host);
        }

        private ImmutableHashSet<string> Countries(string at, IReadOnlyList<string> countries)
        {
            if (countries.Count == 0 || countries.Any(c => c is not { Length: 2 } || !c.All(char.IsAsciiLetterUpper)))
                Fault(at, "countries");
            return [.. countries];
        }

        private Uri? Address(string at, string text)
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
                && address.PathAndQuery == "/" && address.UserInfo.Length == 0)
                return address;
            Fault(at, "address", text);
            return null;
        }

        private X509Certificate2? Own(string certificate, string key)
        {
            try
            {
                using var pem = X509Certificate2.CreateFromPemFile(In(certificate), In(key));
                // Some platforms use no key for TLS that came straight out of a file.
                return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                Fault("/certificate", "certificate", certificate, e.Message);
                return null;
            }
        }

        private X509Certificate2[] Trusted(string at, string certificate)
        {
            var read = new X509Certificate2Collection();
            try
            {
                read.ImportFromPemFile(In(certificate));
                if (read.Count == 0)
                    Fault(at, "no-certificate", certificate);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                Fault(at, "certificate", certificate, e.Message);
            }

            return [.. read];
        }

        private string In(string file) => Path.Combine(folder, file);

        private static bool IsUnreadable(Exception e) =>
            e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

        private static IEnumerable<string> Twice(IEnumerable<string> values) =>
            values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

        private void Fault(string at, string kind, params object[] values) =>
            _faults.Add($"{at}: {Texts.Server.Get("neighbours.wrong-" + kind, values)}");
    }
}

/// <summary>The file as it is written.</summary>
internal sealed record NeighbourFileBody(IReadOnlyList<string> Countries, string Listen, string Certificate, string Key,
    IReadOnlyList<NeighbourBody> Neighbours);

/// <summary>A neighbour as the file has it.</summary>
internal sealed record NeighbourBody(
    string Name, IReadOnlyList<string> Countries, string Address, string Certificate, string? Host = null);

/// <summary>The JSON of the file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(NeighbourFileBody))]
internal sealed partial class NeighbourFileJson : JsonSerializerContext;
