using System.Collections.Concurrent;
using System.Text;

namespace Throughline.Customs;

/// <summary>Reads the files of a pack by what they are.</summary>
internal sealed class PackLoader(PackFiles files)
{
    private const long MostTextBytes = 256_000_000;
    private readonly PackIssues _issues = new();
    private readonly List<CodeList> _lists = [];
    private readonly List<CustomsOffice> _offices = [];

    public PackResult Load()
    {
        var hostile = files.Paths.Where(PackPart.IsHostile).ToList();
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

    /// <summary>Reads the files at the same time, each for itself, and puts them together in the order of their
    /// paths, so that the result does not depend on which was ready first.</summary>
    private void ReadPublished(List<string> paths)
    {
        var parts = paths.Select(p => new PackPart(files, p, _issues.Part())).ToList();
        // The largest first: the list of offices takes as long as all others together.
        Parallel.ForEach(
            Partitioner.Create(parts.OrderBy(p => p.Kind).ToList(), EnumerablePartitionerOptions.NoBuffering),
            part => part.Read());
        var pages = new ListPages(_issues);
        foreach (var part in parts)
        {
            _issues.Add(part.Issues);
            pages.Add(part.Pages);
            _lists.AddRange(part.Lists);
            _offices.AddRange(part.Offices);
        }

        ExpectAllPages(paths);
        _lists.AddRange(pages.ListLists());
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

    private void ExpectAllPages(IEnumerable<string> paths)
    {
        var pages = paths.Select(p => PackPart.PageName().Match(p)).Where(m => m.Success)
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
}
