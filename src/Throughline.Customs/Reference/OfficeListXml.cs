using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml;

namespace Throughline.Customs;

/// <summary>Reads the list of customs offices as the Commission publishes it, streaming: only the entity
/// <c>CustomsOffices</c>, and nothing behind it.</summary>
internal sealed class OfficeListXml(PackIssues issues, string file)
{
    private const string Entity = "CustomsOffices";
    private readonly Dictionary<string, int> _rowByReference = new(StringComparer.Ordinal);

    /// <summary>Reads the offices; findings go to the issues.</summary>
    public List<CustomsOffice> Read(Stream stream)
    {
        var offices = new List<CustomsOffice>();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreWhitespace = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            // Names are cleaned when they are taken, and all else is compared with what it may be.
            CheckCharacters = false,
            MaxCharactersInDocument = 1_000_000_000,
        };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            if (!FindEntity(reader))
                issues.Error(file, "", $"it has no entity «{Entity}»", "give the list of customs offices as published");
            else
                ReadEntity(reader, offices);
        }
        catch (XmlException e)
        {
            issues.Error(file, $"line {e.LineNumber}", "it is no well-formed XML or has a document type",
                "fetch the file again; a document type is never read");
        }

        return offices;
    }

    private static bool FindEntity(XmlReader reader)
    {
        reader.MoveToContent();
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == 1)
            {
                if (reader.LocalName == "RDEntity" && reader.GetAttribute("name") == Entity)
                    return true;
                reader.Skip();
            }
            else
                reader.Read();
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadEntity(XmlReader reader, List<CustomsOffice> offices)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        var row = 0;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "RDEntry" || reader.IsEmptyElement)
                continue;
            if (ReadEntry(reader, ++row) is { } office)
                offices.Add(office);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CustomsOffice? ReadEntry(XmlReader reader, int row)
    {
        var draft = new Draft();
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.IsEmptyElement)
                continue;
            switch (reader.LocalName)
            {
                case "state": draft.State = Value(reader); break;
                case "activeFrom": draft.ActiveFrom = Value(reader); break;
                case "dataGroup": draft.Enter(reader.GetAttribute("name")); break;
                case "dataItem":
                    // Most items are addresses, telephones and kinds of traffic: their texts are never made.
                    if (reader.GetAttribute("name") is { } name && Draft.Keeps(name))
                        draft.Set(name, Value(reader));
                    break;
            }
        }

        return Check(draft, row);
    }

    private CustomsOffice? Check(Draft draft, int row)
    {
        var place = $"office {row}";
        if (draft.Reference is not { Length: 8 } reference
            || NumberFault.OfShape("reference", reference, "AAXXXXXX") is not null)
        {
            issues.Error(file, place, $"«{draft.Reference}» is no reference number of an office",
                "it has two letters of the country and six letters or digits");
            return null;
        }

        if (draft.Day(draft.ActiveFrom) is not { } active)
        {
            issues.Error(file, place, $"the first day of {reference} is «{draft.ActiveFrom}»",
                "write it such as 2025-12-31");
            return null;
        }

        if (!_rowByReference.TryAdd(reference, row))
        {
            issues.Error(file, place, $"{reference} stands there twice, first as office {_rowByReference[reference]}",
                "keep the one that holds");
            return null;
        }

        return draft.ToOffice(reference, active);
    }

    private static string Value(XmlReader reader) => reader.Read() && reader.HasValue ? reader.Value : "";

    /// <summary>What has been read of one office.</summary>
    private sealed class Draft
    {
        private readonly Dictionary<string, (DateOnly From, DateOnly To)> _roles = new(StringComparer.Ordinal);
        private readonly List<OfficeHours> _hours = [];
        private string _country = "", _place = "", _language = "", _name = "";
        private DateOnly _seasonFrom = DateOnly.MinValue, _seasonTo = DateOnly.MaxValue;
        private int _firstDay;
        private string _opens = "", _nctsFrom = "";
        private bool _hasEnglish;

        public string? Reference { get; private set; }

        public string State { get; set; } = "";

        public string ActiveFrom { get; set; } = "";

        public void Enter(string? group)
        {
            if (group == "CustomsOfficeTimetable")
                (_seasonFrom, _seasonTo) = (DateOnly.MinValue, DateOnly.MaxValue);
        }

        public static bool Keeps(string item) => item is "Role" or "ReferenceNumber" or "CountryCode" or "UnLocodeId"
            or "NctsEntryDate" or "LanguageCode" or "CustomsOfficeUsualName" or "SeasonStartDate" or "SeasonEndDate"
            or "DayInTheWeekBeginDay" or "DayInTheWeekEndDay" or "OpeningHoursTimeFirstPeriodFrom"
            or "OpeningHoursTimeSecondPeriodFrom" or "OpeningHoursTimeFirstPeriodTo"
            or "OpeningHoursTimeSecondPeriodTo";

        public void Set(string name, string value)
        {
            switch (name)
            {
                case "ReferenceNumber": Reference = value; break;
                case "CountryCode": _country = value; break;
                case "UnLocodeId": _place = value; break;
                case "NctsEntryDate": _nctsFrom = value; break;
                case "LanguageCode": _language = value; break;
                case "CustomsOfficeUsualName": SetName(value); break;
                case "SeasonStartDate": _seasonFrom = Day(value) ?? DateOnly.MinValue; break;
                case "SeasonEndDate": _seasonTo = Day(value) ?? DateOnly.MaxValue; break;
                case "DayInTheWeekBeginDay": _firstDay = WeekDay(value); break;
                case "DayInTheWeekEndDay": SetLastDay(value); break;
                case "OpeningHoursTimeFirstPeriodFrom" or "OpeningHoursTimeSecondPeriodFrom": _opens = value; break;
                case "OpeningHoursTimeFirstPeriodTo" or "OpeningHoursTimeSecondPeriodTo": AddHours(value); break;
                case "Role": AddRole(value); break;
            }
        }

        public DateOnly? Day(string text) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        public CustomsOffice ToOffice(string reference, DateOnly active)
        {
            var joined = Day(_nctsFrom) ?? DateOnly.MinValue;
            var closes = State == "invalid" ? active.AddDays(-1) : DateOnly.MaxValue;
            // Seasons are of opening hours: one that ran when the entry was published is taken as renewed.
            var roles = _roles.Select(r => new OfficeRole(r.Key, r.Value.From > joined ? r.Value.From : joined,
                r.Value.To < active ? r.Value.To : closes)).OrderBy(r => r.Role, StringComparer.Ordinal);
            var place = _place.Length == 3 && _country.Length == 2 ? _country + _place : "";
            return new CustomsOffice(reference, _country.Length == 2 ? _country : reference[..2],
                PackText.OneLine(_name), place, [.. roles], [.. _hours.Distinct()]);
        }

        private void SetName(string value)
        {
            var isEnglish = _language == "EN";
            if (_name.Length == 0 || (isEnglish && !_hasEnglish))
                _name = value;
            _hasEnglish |= isEnglish;
        }

        // The items come in the order first day, hours, last day, so the hours wait for it.
        private void SetLastDay(string value)
        {
            var lastDay = WeekDay(value);
            for (var i = 0; i < _hours.Count; i++)
            {
                if (_hours[i].LastDay == 0)
                    _hours[i] = _hours[i] with { LastDay = lastDay };
            }

            _hours.RemoveAll(h => h.FirstDay == 0 || h.LastDay == 0);
        }

        private void AddHours(string closes)
        {
            if (Time(_opens) is { } from && Time(closes) is { } to)
                _hours.Add(new OfficeHours(_firstDay, 0, from, to));
        }

        private void AddRole(string role)
        {
            if (role.Length is 0 or > 5)
                return;
            _roles[role] = _roles.TryGetValue(role, out var span)
                ? (span.From < _seasonFrom ? span.From : _seasonFrom, span.To > _seasonTo ? span.To : _seasonTo)
                : (_seasonFrom, _seasonTo);
        }

        private static int WeekDay(string text) =>
            text is [>= '1' and <= '7'] ? text[0] - '0' : 0;

        private static TimeOnly? Time(string text) => text is "2400"
            ? TimeOnly.MinValue
            : TimeOnly.TryParseExact(text, "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time : null;
    }
}
