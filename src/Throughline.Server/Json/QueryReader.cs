using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>Reads the parameters of a query strictly: an unknown one is an error, as in a body.</summary>
internal sealed class QueryReader
{
    private const int MaxValues = 50;
    private const int MaxText = 500;
    private readonly IQueryCollection _query;
    private readonly List<FieldError> _errors = [];

    public QueryReader(IQueryCollection query, params string[] known)
    {
        _query = query;
        foreach (var (name, values) in query)
        {
            var shown = name.Length <= 60 ? name : name[..60] + "…";
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                _errors.Add(new FieldError(
                    "?" + shown, Texts.Server.Get("query.unknown", shown), Nearest.List(name, known, 3)));
            }
            else if (values.Count > MaxValues || values.Any(v => v?.Length > MaxText))
            {
                _errors.Add(new FieldError("?" + shown, Texts.Server.Get("query.too-long", MaxValues, MaxText)));
            }

            if (_errors.Count >= MaxValues)
                break;
        }
    }

    public string? Find(string name)
    {
        var values = _query[name];
        if (values.Count > 1)
            _errors.Add(new FieldError("?" + name, Texts.Server.Get("query.once", name)));
        return string.IsNullOrEmpty(values.FirstOrDefault()) ? null : values[0];
    }

    public IReadOnlyList<string> List(string name) => [.. _query[name].Where(v => !string.IsNullOrEmpty(v))!];

    public int? FindInt(string name, int min, int max)
    {
        if (Find(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max)
            return value;
        _errors.Add(new FieldError("?" + name, Texts.Server.Get("query.whole", min, max)));
        return null;
    }

    public long? FindLong(string name)
    {
        if (Find(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;
        _errors.Add(new FieldError("?" + name, Texts.Server.Get("query.whole", 0, long.MaxValue)));
        return null;
    }

    public bool FindBool(string name)
    {
        var text = Find(name);
        if (text is not (null or "true" or "false"))
            _errors.Add(new FieldError("?" + name, Texts.Server.Get("query.bool")));
        return text == "true";
    }

    public DateOnly? FindDate(string name, int firstYear, int lastYear)
    {
        if (Find(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year >= firstYear && day.Year <= lastYear)
            return day;
        _errors.Add(new FieldError("?" + name, Texts.Server.Get("query.date", firstYear, lastYear)));
        return null;
    }

    public string FindWord(string name, params string[] words)
    {
        var text = Find(name) ?? words[0];
        if (!words.Contains(text, StringComparer.Ordinal))
        {
            _errors.Add(new FieldError("?" + name, Texts.Server.Get("query.word", string.Join(", ", words)),
                Nearest.List(text, words, 3)));
        }

        return text;
    }

    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
            throw ProblemException.Invalid(_errors);
    }
}
