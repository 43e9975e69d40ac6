using System.Collections.Frozen;
using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills what every message has, and the groups that many share.</summary>
internal static class Envelope
{
    /// <summary>Messages that name the one that they answer (C0511, R0008).</summary>
    private static readonly FrozenSet<string> Answers = FrozenSet.ToFrozenSet(
    [
        "CC004C", "CC009C", "CC019C", "CC025C", "CC028C", "CC037C", "CC045C", "CC051C", "CC056C", "CC057C", "CC060C",
        "CC906C", "CC917C", "CC928C", "CD003C", "CD115C", "CD143C", "CD151C", "CD201C", "CD205C", "CD906C", "CD917C",
    ]);

    /// <summary>Fills sender, receiver, time, identification, type and what is answered.</summary>
    public static void Fill(ProcedureStep step, Message message, Party to)
    {
        var root = message.Root;
        var number = step.Administration.Sent + step.Events.OfType<MessageSent>().Count() + 1;
        root["messageSender"] = step.Administration.Name;
        root["messageRecipient"] = to.Name;
        root["preparationDateAndTime"] = ProcedureStep.Format(step.Local);
        root["messageIdentification"] = string.Create(CultureInfo.InvariantCulture,
            $"{step.Administration.Country}{number:0000000000}");
        root["messageType"] = message.Code;
        root["correlationIdentifier"] = Answers.Contains(message.Code) ? Answered(step, message.Code) : null;
    }

    /// <summary>The holder as the declaration, or else the message that came in, names it.</summary>
    public static void AddHolder(ProcedureStep step, Message message) =>
        Copy(step, message, "HolderOfTheTransitProcedure", isRequired: true);

    /// <summary>The representative, where the preceding message had one (G0860).</summary>
    public static void AddRepresentative(ProcedureStep step, Message message) =>
        Copy(step, message, "Representative", isRequired: false);

    /// <summary>A group with the reference number of an office.</summary>
    public static void AddOffice(Message message, string group, string? office)
    {
        if (office is not null)
            message.Root.Open(group)["referenceNumber"] = office;
    }

    /// <summary>Numbered groups with reference numbers of offices.</summary>
    public static void AddOffices(Message message, string group, IEnumerable<string> offices)
    {
        foreach (var office in offices)
        {
            var added = message.Root.Add(group);
            added["sequenceNumber"] = added.Index.ToString(CultureInfo.InvariantCulture);
            added["referenceNumber"] = office;
        }
    }

    /// <summary>The holder with name and address, as authorities tell each other: from the declaration, from the known
    /// traders, and where neither has them with the number as name.</summary>
    public static void NameTrader(ProcedureStep step, MessageGroup trader)
    {
        if (trader["name"] is not null && trader.Has("Address"))
            return;
        var number = trader["identificationNumber"] ?? trader.Find("TIRHolderIdentificationNumber") ?? "-";
        var known = step.Settings.Traders.GetValueOrDefault(number);
        trader["name"] ??= known?.Name ?? number;
        trader.Clear("Address");
        var address = trader.Add("Address");
        if (address.Structure.FindItem("streetAndNumber") is { } street)
            address[street] = known?.Street ?? "-";
        address["postcode"] = known is null ? "-" : known.Postcode.Length > 0 ? known.Postcode : null;
        address["city"] = known?.City ?? "-";
        address["country"] = known?.Country ?? (number.Length >= 2 && char.IsAsciiLetterUpper(number[0])
            && char.IsAsciiLetterUpper(number[1]) ? number[..2] : step.Administration.Country);
    }

    private static void Copy(ProcedureStep step, Message message, string group, bool isRequired)
    {
        var source = step.Movement.Declaration?.Root.First(group) ?? step.Message?.Root.First(group);
        if (source is not null && message.Structure.Root.FindGroup(group) is not null)
            message.Root.Open(group).CopyFrom(source);
        else if (isRequired)
            message.Root.Open(group);
    }

    private static string? Answered(ProcedureStep step, string code) => code switch
    {
        "CC004C" => step.Fact("amended-by"),
        "CC009C" => step.Fact("invalidation-by") ?? step.Fact("declared-by"),
        "CC025C" => (step.Kept("remarks") ?? step.Kept("arrival"))?.Root["messageIdentification"],
        "CC019C" or "CC028C" or "CC045C" or "CC051C" or "CC060C" => step.Fact("declared-by"),
        "CC057C" when step.Message is not { Code: "CC007C" or "CC044C" } =>
            step.Kept("arrival")?.Root["messageIdentification"],
        "CD143C" => step.Kept("enquiry")?.Root["messageIdentification"],
        "CD151C" => step.Kept("recovery-request")?.Root["messageIdentification"],
        "CC056C" when step.Message is null => step.Fact("declared-by"),
        _ => step.Given("messageIdentification"),
    };
}
