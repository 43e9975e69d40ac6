using System.Globalization;

namespace Throughline.Customs;

/// <summary>The traders of a scenario: make messages, fill what each must have, and send them.</summary>
internal sealed class ScenarioTrader(World world, Func<string, string?> open)
{
    private const string NothingSent = "No declaration was sent yet: begin with «send CC015C».";

    private readonly ScenarioTexts _texts = new(open);
    private readonly Dictionary<string, Message> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _lrns = new(StringComparer.Ordinal);
    private int _number;
    private string? _lrn;

    /// <summary>MRN of the movement that the script is about, or its LRN before there is one.</summary>
    public string Reference => Departure?.Mrn ?? _lrn ?? throw new FormatException(NothingSent);

    /// <summary>Country of the movement's office of departure.</summary>
    public string DepartureCountry => Departure?.Office[..2]
        ?? throw new FormatException(NothingSent);

    private Movement? Departure => _lrn is null ? null : world.Find(ProcedureRole.Departure, _lrn);

    /// <summary>Lets the script be about another movement.</summary>
    public void Choose(string name) => _lrn = _lrns.TryGetValue(name, out var lrn) ? lrn
        : throw new FormatException($"No declaration has the name «{name}». Give it one with «send CC015C as {name}». "
            + ScenarioNames.Offer(name, _lrns.Keys));

    /// <summary>Sends the message of a line.</summary>
    public void Send(SendLine line)
    {
        var (message, findings) = Make(line);
        var office = OfficeOf(message);
        var edited = line.Edits.Select(e => e.Text.Split('=')[0].Trim()).ToHashSet(StringComparer.Ordinal);
        Complete(message, office, edited);
        foreach (var edit in line.Edits)
            Apply(message, edit);
        var read = MessageReader.Read(new StringReader(MessageWriter.ToXml(message)));
        if (line.Code == "CC015C")
            Remember(line, message);
        _sent[line.Name ?? line.Code] = message;
        _sent[line.Code] = message;
        Dispatch(message, findings.Count > 0 ? findings : read.Findings);
    }

    /// <summary>Sends an earlier message again.</summary>
    public void Resend(string name)
    {
        if (!_sent.TryGetValue(name, out var message))
            throw new FormatException($"No message «{name}» was sent. {ScenarioNames.Offer(name, _sent.Keys)}");
        Dispatch(message, []);
    }

    /// <summary>The value of a placeholder, or null.</summary>
    public string? Fill(string name)
    {
        var now = DateTimeOffset.MinValue == world.Now ? default : LocalAt(Departure?.Office);
        var today = DateOnly.FromDateTime(now);
        return name switch
        {
            "MRN" => Departure?.Mrn,
            "LRN" => _lrn ?? NextLrn(),
            "GRN" => Grn.Make(now.Year, "GE", "000001234567").Value,
            "now" or "preparationDateAndTime" or "arrivalNotificationDateAndTime" => ProcedureStep.Format(now),
            "today" or "unloadingDate" => ProcedureStep.Format(today),
            "limitDate" => ProcedureStep.Format(today.AddDays(14)),
            "arrivalTime" => ProcedureStep.Format(now.AddDays(2)),
            "messageIdentification" => "M",
            "destinationOffice" => DestinationOffice(),
            _ when name.StartsWith("today+", StringComparison.Ordinal) && int.TryParse(name.AsSpan("today+".Length),
                NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days < 100_000 =>
                ProcedureStep.Format(today.AddDays(days)),
            _ when name.StartsWith("MRN ", StringComparison.Ordinal) && _lrns.TryGetValue(name[4..], out var lrn) =>
                world.Find(ProcedureRole.Departure, lrn)?.Mrn,
            _ => null,
        };
    }

    private (Message Message, IReadOnlyList<Finding> Findings) Make(SendLine line)
    {
        if (line.From is { } from)
        {
            if (_sent.TryGetValue(from, out var earlier))
            {
                var copy = Message.Make(line.Code);
                copy.PhaseId = earlier.PhaseId;
                copy.Root.CopyFrom(earlier.Root);
                copy.Root["messageType"] = line.Code;
                return (copy, []);
            }

            var read = _texts.Read(line.Code, from, line.Code == "CC015C" ? FillNew : Fill);
            return (read.Message ?? throw new FormatException(
                $"«{from}» cannot be read: {read.Findings[0].Message} {read.Findings[0].Remedy}"),
                [.. read.Findings.Where(f => f.Severity == Severity.Error)]);
        }

        if (line.Code == "CC015C")
            return (_texts.Read(line.Code, "normal", FillNew).Message!, []);
        if (!TraderMessages.Codes.Contains(line.Code))
        {
            throw new FormatException($"{line.Code} needs «from FILE»: it cannot be made from a declaration. Made are: "
                + $"CC015C, {string.Join(", ", TraderMessages.Codes)}. What offices send is expected, not sent.");
        }

        if (Departure is not { Declaration: not null } departure)
            throw new FormatException($"{line.Code} needs a declaration before it («send CC015C»), or «from FILE».");
        var office = line.Code is "CC007C" or "CC044C" ? DestinationOffice() : departure.Office;
        return (TraderMessages.Make(line.Code,
            new TraderView(departure, world.Find(ProcedureRole.Destination, Reference), LocalAt(office))), []);
    }

    private string? DestinationOffice() => _lrn is null ? null
        : world.Find(ProcedureRole.Destination, Reference)?.Office ?? Departure?.Declaration?.Root
            .Values("CustomsOfficeOfDestinationDeclared/referenceNumber").FirstOrDefault();

    private string? FillNew(string name) => name == "LRN" ? "LRN" : Fill(name);

    /// <summary>Fills what is new in every message. What the script sets itself stays.</summary>
    private void Complete(Message message, string office, HashSet<string> edited)
    {
        var root = message.Root;
        _number++;
        root["messageSender"] ??= message.Code switch
        {
            "CC007C" or "CC044C" => root.Values("TraderAtDestination/identificationNumber").FirstOrDefault(),
            "CC026C" => root.Values("HolderOfTheTransitProcedure/identificationNumber").FirstOrDefault(),
            "CC224C" => root.Values("Guarantor/identificationNumber").FirstOrDefault(),
            "CC034C" => root.Values("Requester/identificationNumber").FirstOrDefault(),
            _ => Departure?.Find("holder"),
        };
        root["messageRecipient"] ??= "NTA." + office[..2];
        root["messageIdentification"] = string.Create(CultureInfo.InvariantCulture, $"T{_number:00000}");
        root["preparationDateAndTime"] = ProcedureStep.Format(LocalAt(office));
        root["messageType"] ??= message.Code;
        if (message.Code == "CC015C" && !edited.Contains("TransitOperation/LRN"))
            root.Open("TransitOperation")["LRN"] = NextLrn();
    }

    private void Apply(Message message, ScenarioEdit edit)
    {
        try
        {
            MessageEdit.Apply(message, ScenarioTexts.Fill(edit.Text, Fill));
        }
        catch (FormatException fault)
        {
            throw new FormatException($"In line {edit.Line}: {fault.Message}", fault);
        }
    }

    private void Remember(SendLine line, Message message)
    {
        _lrn = message.Root.Values("TransitOperation/LRN").FirstOrDefault();
        if (_lrn is null)
            return;
        if (line.Name is { } name)
            _lrns[name] = _lrn;
        _lrns[_lrn] = _lrn;
    }

    private void Dispatch(Message message, IReadOnlyList<Finding> findings)
    {
        var isAtDestination = message.Code is "CC007C" or "CC044C";
        var sender = message.Root["messageSender"] ?? "-";
        var asksAsGuarantor = message.Code == "CC224C" || message.Code == "CC034C"
            && message.Root.Values("Requester/role").FirstOrDefault() is not (null or GuaranteeQueries.OwnerAsks);
        var kind = isAtDestination ? PartyKind.TraderAtDestination
            : asksAsGuarantor ? PartyKind.Guarantor : PartyKind.Holder;
        world.Send(new Party(kind, sender),
            OfficeOf(message)[..2], message, findings);
    }

    /// <summary>The office that a message goes to; where it names none, the movement's office of departure.</summary>
    private string OfficeOf(Message message)
    {
        string[] groups =
        [
            "CustomsOfficeOfDestinationActual", "CustomsOfficeOfDeparture", "CustomsOfficeOfEnquiryAtDeparture",
            "CustomsOfficeOfGuarantee",
        ];
        if (message.Code == "CC034C"
            && message.Root.Values("GuaranteeReference/GRN").FirstOrDefault() is { Length: > 4 } grn
            && char.IsAsciiLetterUpper(grn[2]) && char.IsAsciiLetterUpper(grn[3]))
            return AdministrationRoutes.GuaranteeOffice(grn[2..4]);
        if (message.Code == "CC141C")
            groups = groups[1..];
        return groups.SelectMany(g => message.Root.Values(g + "/referenceNumber")).FirstOrDefault(o => o.Length >= 2)
            ?? Departure?.Office ?? throw new FormatException($"{message.Code} names no office to go to: set one.");
    }

    private DateTime LocalAt(string? office) =>
        TimeZoneInfo.ConvertTime(world.Now, world.Settings.ZoneOf(office ?? "")).DateTime;

    private string NextLrn() => string.Create(CultureInfo.InvariantCulture, $"TL{world.Now:yyMMdd}{_number:0000}");
}
