namespace Throughline.Customs;

/// <summary>The structures of all messages that the library knows.</summary>
/// <remarks>Read once from the tables in the assembly, each when it is first asked for; nothing changes
/// afterwards, so that any number of threads may use it.</remarks>
public sealed class MessageCatalogue
{
    private const string Folder = "Tables/messages/";
    private readonly Dictionary<string, Lazy<MessageStructure>> _byCode = new(StringComparer.Ordinal);

    private MessageCatalogue()
    {
        foreach (var name in typeof(MessageCatalogue).Assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal))
                continue;
            var code = name[Folder.Length..^".txt".Length];
            _byCode[code] = new(() => StructureTable.Read(code, Open(name)));
        }

        Codes = [.. _byCode.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The catalogue of NCTS phase 6.</summary>
    public static MessageCatalogue Ncts { get; } = new();

    /// <summary>Codes of all messages, in order.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>The structure of a message, or null when the library does not know it.</summary>
    public MessageStructure? Find(string code) => _byCode.GetValueOrDefault(code)?.Value;

    /// <summary>The structure of a message.</summary>
    /// <exception cref="KeyNotFoundException">The library does not know it.</exception>
    public MessageStructure Get(string code) =>
        Find(code) ?? throw new KeyNotFoundException($"There is no message '{code}' in the catalogue.");

    private static StreamReader Open(string name) =>
        new(typeof(MessageCatalogue).Assembly.GetManifestResourceStream(name)!);
}
