using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Throughline.Customs;

/// <summary>Reads the files of a pack by what they are.</summary>
internal sealed partial class PackLoader(PackFiles files)
{
    private const long MostJsonBytes = 32_000_000;
    private const long MostOfficeBytes = 400_000_000;
    private const long MostTextBytes = 256_000_000;
    private readonly PackIssues _issues = new();
    private readonly List<CodeList> _lists = [];
    private readonly List<CustomsOffice> _offices = [];

    public PackResult Load()
    {
        var hostile = files.Paths.Where(IsHostile).ToList();
        foreach (var path in hostile)
            _issues.Error(path, "", "the path leads out of the pack", "take the file out");
        var paths = files.Paths.Except(hostile).ToList();
        if (paths.Contains(PackText.FileName))
            Read(PackText.FileName, MostTextBytes, ReadPrepared);
        else
            ReadPublished(paths);
        if (_lists.Count == 0 && _offices.Count == 0 && !_issues.HasErrors)
        {
            _issues.Error(files.Name, "", "it holds neither a code list nor offices",
                "give a folder with pages of code lists, the list of offices or pack.txt");
        }

        ExpectOnce(_lists.Select(l => l.Number), "code list");
        ExpectOnce(_offices.Select(o => o.Reference), "office");
        return new PackResult(_issues.HasErrors ? null : new ReferencePack(_lists, _offices), _issues.ToList());
    }

    private void ReadPublished(List<string> paths)
    {
        var pages = new CodeListJson(_issues);
        foreach (var path in paths)
        {
            if (PageName().IsMatch(path))
                Read(path, MostJsonBytes, stream => pages.ReadPage(path, stream));
            else if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                Read(path, long.MaxValue, stream => ReadZip(path, stream));
            else if (path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                Read(path, MostOfficeBytes, stream => _offices.AddRange(new OfficeListXml(_issues, path).Read(stream)));
            else if (LocationName().IsMatch(path))
                Read(path, MostTextBytes, stream => ReadLocations(path, stream));
            else
                _issues.Warning(path, "", "it is nothing that a pack holds", "take it out if it is not wanted");
        }

        ExpectAllPages(paths);
        _lists.AddRange(pages.ListLists(""));
    }

    private void Read(string path, long mostBytes, Action<Stream> read)
    {
        try
        {
            using var stream = new CappedStream(files.Open(path), mostBytes);
            read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _issues.Error(path, "", $"it cannot be read: {e.Message.TrimEnd('.')}", "fetch the file again");
        }
    }

    private void ReadPrepared(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, false, 1 << 16);
        var (lists, offices) = PackText.Read(PackText.FileName, reader, _issues);
        _lists.AddRange(lists);
        _offices.AddRange(offices);
    }

    private void ReadZip(string path, Stream stream)
    {
        using var whole = new MemoryStream();
        new CappedStream(stream, MostTextBytes).CopyTo(whole);
        using var archive = new ZipArchive(whole, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            var inner = $"{path}/{entry.FullName}";
            if (IsHostile(entry.FullName))
                _issues.Error(inner, "", "the path leads out of the archive", "do not trust this archive");
            else if (!entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                _issues.Warning(inner, "", "it is no XML", "take it out if it is not wanted");
            else
            {
                using var xml = new CappedStream(entry.Open(), MostOfficeBytes);
                _offices.AddRange(new OfficeListXml(_issues, inner).Read(xml));
            }
        }
    }

    private void ReadLocations(string path, Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, true, 1 << 16);
        var head = reader.ReadLine();
        if (head is null || !head.StartsWith("code,", StringComparison.Ordinal))
        {
            _issues.Error(path, "line 1", "its first column is not «code»", "give UN/LOCODE as code,name,…");
            return;
        }

        var entries = new List<CodeEntry>(100_000);
        var seen = new HashSet<string>(100_000, StringComparer.Ordinal);
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            var code = comma < 0 ? text : text[..comma];
            if (code.Length == 5 && NumberFault.OfShape("code", code, "AAXXX") is null)
            {
                if (!seen.Add(code))
                    _issues.Error(path, $"line {line}", $"{code} stands there twice", "keep one");
                entries.Add(new CodeEntry(
                    code, DateOnly.MinValue, DateOnly.MaxValue, CodeState.Valid, NameOf(text, comma)));
            }
            else
            {
                _issues.Error(path, $"line {line}", $"«{PackText.OneLine(code)}» is no UN/LOCODE",
                    "it has two letters of the country and three letters or digits");
            }
        }

        _lists.Add(new CodeList("CL244", "UnLocodeExtended", entries));
    }

    private static string NameOf(string text, int comma)
    {
        if (comma < 0 || comma + 1 >= text.Length)
            return "";
        if (text[comma + 1] != '"')
        {
            var end = text.IndexOf(',', comma + 1);
            return PackText.OneLine(end < 0 ? text[(comma + 1)..] : text[(comma + 1)..end]);
        }

        var close = text.IndexOf("\",", comma + 2, StringComparison.Ordinal);
        return PackText.OneLine((close < 0 ? text[(comma + 2)..].TrimEnd('"') : text[(comma + 2)..close])
            .Replace("\"\"", "\"", StringComparison.Ordinal));
    }

    private void ExpectAllPages(IEnumerable<string> paths)
    {
        var pages = paths.Select(p => PageName().Match(p)).Where(m => m.Success)
            .GroupBy(m => m.Groups["list"].Value, m => int.Parse(m.Groups["page"].Value, null));
        foreach (var list in pages)
        {
            foreach (var missing in Enumerable.Range(1, list.Max()).Except(list).Take(10))
                _issues.Error(list.Key, $"page {missing}", "the page is missing", "fetch all pages of the list");
        }
    }

    private void ExpectOnce(IEnumerable<string> numbers, string what)
    {
        foreach (var twice in numbers.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            _issues.Error(files.Name, "", $"{what} {twice.Key} stands there twice", "keep one of the files");
    }

    private static bool IsHostile(string path) =>
        path.StartsWith('/') || path.AsSpan().ContainsAny('\\', ':') || path.Split('/').Contains("..");

    [GeneratedRegex(@"(^|/)(?<list>CL\d{3})_page(?<page>\d{1,4})\.json$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex PageName();

    [GeneratedRegex(@"(^|/)CL244[^/]*\.csv$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex LocationName();
}
