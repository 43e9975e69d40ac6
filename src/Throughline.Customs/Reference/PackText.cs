using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Customs;

/// <summary>The compact form of a reference pack, one text file: what <c>customs pack</c> writes.</summary>
/// <remarks>Lines of fields between tabs. First <c>throughline-pack 1</c>; then <c>list</c> number name, followed by
/// its entries (code, first day, last day, V or I, meaning), and <c>office</c> lines (reference, country, UN/LOCODE,
/// roles, hours, name). Days as 20251231, empty when open. The same content always gives the same bytes, so its
/// SHA-256 is the version.</remarks>
internal static class PackText
{
    public const string FileName = "pack.txt";
    private const string Head = "throughline-pack\t1";
    private const string DayForm = "yyyyMMdd";

    /// <summary>Writes a pack.</summary>
    public static void Write(ReferencePack pack, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.NewLine = "\n";
        Write(pack.Lists, pack.Offices, writer);
    }

    /// <summary>The version of a content: SHA-256 of its compact form, in lower-case hex.</summary>
    public static string VersionOf(IReadOnlyList<CodeList> lists, IReadOnlyList<CustomsOffice> offices)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16))
        {
            writer.NewLine = "\n";
            Write(lists, offices, writer);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Reads a pack; findings go to the issues.</summary>
    public static (List<CodeList> Lists, List<CustomsOffice> Offices) Read(
        string file, TextReader reader, PackIssues issues)
    {
        var lists = new List<CodeList>();
        var offices = new List<CustomsOffice>();
        var entries = new List<CodeEntry>();
        string[]? list = null;
        if (reader.ReadLine() != Head)
        {
            issues.Error(file, "line 1", "it is no prepared pack of version 1", "make it anew with customs pack");
            return (lists, offices);
        }

        void Close()
        {
            if (list is not null)
                lists.Add(new CodeList(list[1], list[2], entries));
            entries.Clear();
        }

        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var fields = text.Split('\t');
            if (fields is ["list", _, _])
            {
                Close();
                list = fields;
            }
            else if (fields is ["office", ..] && ReadOffice(fields) is { } office)
                offices.Add(office);
            else if (list is not null && ReadEntry(fields) is { } entry)
                entries.Add(entry);
            else
            {
                issues.Error(file, $"line {line}", "it is neither list, entry nor office",
                    "make it anew with customs pack");
            }
        }

        Close();
        return (lists, offices);
    }

    /// <summary>A text with blanks in place of control characters, trimmed.</summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            return text.Trim();
        return string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                span[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }).Trim();
    }

    private static void Write(IReadOnlyList<CodeList> lists, IReadOnlyList<CustomsOffice> offices, TextWriter writer)
    {
        writer.WriteLine(Head);
        foreach (var list in lists)
        {
            writer.WriteLine($"list\t{list.Number}\t{OneLine(list.Name)}");
            foreach (var entry in list.Entries)
            {
                writer.Write(entry.Code);
                WriteDay(writer, entry.From, DateOnly.MinValue);
                WriteDay(writer, entry.To, DateOnly.MaxValue);
                writer.Write(entry.State == CodeState.Valid ? "\tV\t" : "\tI\t");
                writer.WriteLine(entry.Meaning);
            }
        }

        foreach (var office in offices)
        {
            var roles = office.Roles.Select(r => $"{r.Role}:{DayText(r.From)}:{DayText(r.To)}");
            var hours = office.Hours.Select(h => $"{h.FirstDay}-{h.LastDay}:{h.Opens:HHmm}-{h.Closes:HHmm}");
            writer.WriteLine($"office\t{office.Reference}\t{office.Country}\t{office.UnLocode}\t"
                + $"{string.Join(',', roles)}\t{string.Join(',', hours)}\t{office.Name}");
        }
    }

    private static void WriteDay(TextWriter writer, DateOnly day, DateOnly open)
    {
        Span<char> text = stackalloc char[DayForm.Length];
        writer.Write('\t');
        if (day != open && day.TryFormat(text, out var length, DayForm, CultureInfo.InvariantCulture))
            writer.Write(text[..length]);
    }

    private static string DayText(DateOnly day) => day == DateOnly.MinValue || day == DateOnly.MaxValue
        ? "" : day.ToString(DayForm, CultureInfo.InvariantCulture);

    private static CodeEntry? ReadEntry(string[] fields)
    {
        if (fields.Length != 5 || fields[0].Length == 0 || fields[3] is not ("V" or "I"))
            return null;
        return ReadDay(fields[1], DateOnly.MinValue) is { } from && ReadDay(fields[2], DateOnly.MaxValue) is { } to
            ? new CodeEntry(fields[0], from, to, fields[3] == "V" ? CodeState.Valid : CodeState.Invalid, fields[4])
            : null;
    }

    private static CustomsOffice? ReadOffice(string[] fields)
    {
        if (fields.Length != 7 || fields[1].Length != 8
            || NumberFault.OfShape("reference", fields[1], "AAXXXXXX") is not null)
            return null;
        var roles = new List<OfficeRole>();
        foreach (var text in fields[4].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Split(':') is not [var role, var first, var last]
                || ReadDay(first, DateOnly.MinValue) is not { } from || ReadDay(last, DateOnly.MaxValue) is not { } to)
                return null;
            roles.Add(new OfficeRole(role, from, to));
        }

        var hours = new List<OfficeHours>();
        foreach (var text in fields[5].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Length != 13 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[2])
                || ReadTime(text.AsSpan(4, 4)) is not { } opens || ReadTime(text.AsSpan(9, 4)) is not { } closes)
                return null;
            hours.Add(new OfficeHours(text[0] - '0', text[2] - '0', opens, closes));
        }

        return new CustomsOffice(fields[1], fields[2], fields[6], fields[3], roles, hours);
    }

    private static TimeOnly? ReadTime(ReadOnlySpan<char> text) => TimeOnly.TryParseExact(
        text, "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static DateOnly? ReadDay(string text, DateOnly open)
    {
        if (text.Length == 0)
            return open;
        return DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
    }
}
