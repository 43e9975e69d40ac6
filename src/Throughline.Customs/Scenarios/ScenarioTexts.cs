using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Customs;

/// <summary>Brings the files and built-in declarations of a scenario, with their placeholders filled.</summary>
/// <param name="open">Text of a file that the script names, or null when there is none.</param>
internal sealed partial class ScenarioTexts(Func<string, string?> open)
{
    private const string Folder = "Tables/procedure/bases/";
    private const int MostNested = 8;

    /// <summary>Names of the declarations that come with the library.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
    [
        .. typeof(ScenarioTexts).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Select(n => n[Folder.Length..^".txt".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a message from a file or a built-in declaration.</summary>
    /// <param name="code">Code that it must have.</param>
    /// <param name="name">Name of the file, with or without ending, or of a declaration.</param>
    /// <param name="fill">Value of a placeholder, or null when there is none.</param>
    /// <exception cref="FormatException">It cannot be had; says why.</exception>
    public ReadResult Read(string code, string name, Func<string, string?> fill)
    {
        var text = Fill(Find(name), fill);
        if (text.TrimStart().StartsWith('<'))
        {
            var read = MessageReader.Read(new StringReader(text));
            return read.Message is null || read.Message.Code == code
                ? read
                : throw new FormatException($"«{name}» holds {read.Message.Code}, not {code}.");
        }

        return new ReadResult(MessageEdit.Make(code, Lines(text, fill, 0)), []);
    }

    /// <summary>A text with all <c>{{name}}</c> replaced.</summary>
    /// <exception cref="FormatException">A placeholder has no value.</exception>
    public static string Fill(string text, Func<string, string?> fill) => Placeholder().Replace(text, match =>
        fill(match.Groups["name"].Value.Trim()) ?? throw new FormatException(
            $"There is no value for the placeholder «{match.Value}» here: an MRN comes with the acceptance, the name "
            + "of a declaration with «send CC015C as NAME»."));

    /// <summary>A file may begin with <c>from NAME</c> and say only how it differs.</summary>
    private IEnumerable<string> Lines(string text, Func<string, string?> fill, int depth)
    {
        if (depth > MostNested)
            throw new FormatException("Declarations start from each other in a circle: take a «from» out of one.");
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (!line.StartsWith("from ", StringComparison.Ordinal))
            {
                yield return line;
                continue;
            }

            foreach (var inner in Lines(Fill(Find(line["from ".Length..].Trim()), fill), fill, depth + 1))
                yield return inner;
        }
    }

    private string Find(string name)
    {
        foreach (var ending in (string[])["", ".txt", ".xml"])
        {
            if (open(name + ending) is { } text)
                return text;
        }

        using var stream = typeof(ScenarioTexts).Assembly.GetManifestResourceStream(Folder + name + ".txt")
            ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"There is no file «{name}», and no declaration of that name comes with the library; ")
                + $"there are {string.Join(", ", BuiltIn)}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(?<name>[^{}]+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
