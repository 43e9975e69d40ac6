using System.Globalization;

namespace Throughline.Customs;

/// <summary>A message that an office makes of a declaration after it accepted it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Country">Country whose rules hold for it: that of the administration that gets it, for a message to a
/// trader that of the office that sends it.</param>
/// <param name="Offices">Offices that it is for; for a message to a trader the one that sends it; the country alone for
/// offices of guarantee, which a declaration does not name.</param>
internal sealed record LaterMessage(Message Message, string Country, IReadOnlyList<string> Offices);

/// <summary>Plays the journey of one declaration ahead: what the offices would send because of it, by the tables,
/// actions and composers of the procedure itself.</summary>
internal static class LaterMessages
{
    /// <summary>Actions at departure, in the order in which a movement without incident passes them.</summary>
    private static readonly string[] AtDeparture = ["accept", "reserve", "release"];

    /// <summary>The messages of a declaration, in the order in which they would be sent; none when no office of
    /// departure is named, and none in a year in which no MRN can be made.</summary>
    /// <param name="declaration">CC015C or CC013C of sound structure: an amendment brings the whole declaration anew;
    /// nothing is made of other messages.</param>
    /// <param name="day">The day on which it is declared when it does not say when it was prepared.</param>
    /// <param name="check">The check, for its code lists.</param>
    public static IReadOnlyList<LaterMessage> List(Message declaration, DateOnly day, MessageCheck check)
    {
        var office = declaration.Root.Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault();
        if (declaration.Code is not ("CC015C" or "CC013C") || office is not { Length: 8 })
            return [];
        var settings = new ProcedureSettings { Check = check };
        if (Prepared(declaration, day) is not { } local)
            return [];
        var now = new DateTimeOffset(local, settings.ZoneOf(office).GetUtcOffset(local));
        var step = new ProcedureStep(new Administration(office[..2]),
            new Movement(1, ProcedureRole.Departure, office), new MessageInput(AsDeclared(declaration), []), now,
            settings);
        ProcedureActions.Do("declare", step);
        var list = new List<LaterMessage>();
        foreach (var action in AtDeparture)
            Pass(step, ProcedureTable.Of(ProcedureRole.Departure).Transitions.First(t => t.Do.Contains(action)), list);
        if (list.Find(m => m.Message.Code == "CD001C") is { } record)
            AddPermission(step, record, list);
        return list;
    }

    /// <summary>What a transition does and sends.</summary>
    private static void Pass(ProcedureStep step, Transition transition, List<LaterMessage> list)
    {
        foreach (var action in transition.Do)
            ProcedureActions.Do(action, step);
        foreach (var sending in transition.Sends)
        {
            foreach (var receiver in Receivers.List(step, sending.To, sending.Message))
                list.Add(Of(step, Composers.Send(step, sending.Message, receiver), receiver));
        }
    }

    private static LaterMessage Of(ProcedureStep step, Message message, Receiver receiver)
    {
        if (receiver.Party.Kind != PartyKind.Administration)
            return new LaterMessage(message, step.Administration.Country, [step.Movement.Office]);
        var country = receiver.Party.Country;
        return new LaterMessage(message, country, receiver.Offices.Count > 0 ? receiver.Offices : [country]);
    }

    /// <summary>The record arrives and an authorised consignee presents the goods: the permission to unload tells of
    /// them again (CC043C).</summary>
    private static void AddPermission(ProcedureStep departure, LaterMessage record, List<LaterMessage> list)
    {
        var step = new ProcedureStep(new Administration(record.Country),
            new Movement(1, ProcedureRole.Destination, record.Offices[0]), new MessageInput(record.Message, []),
            departure.Now, departure.Settings);
        ProcedureActions.Do("keep-record", step);
        step.Keep("arrival",
            TraderMessages.Make("CC007C", new TraderView(departure.Movement, step.Movement, step.Local)));
        var transition = ProcedureTable.Of(ProcedureRole.Destination).Transitions
            .First(t => t.Do.Contains("permit") && t.When.Contains("simplifiedArrival"));
        Pass(step, transition with { Sends = [.. transition.Sends.Where(s => s.To == "trader")] }, list);
    }

    private static Message AsDeclared(Message message)
    {
        var declaration = Message.Make("CC015C");
        declaration.Root.CopyFrom(message.Root);
        declaration.Root["messageType"] = declaration.Code;
        // An amendment by the MRN leaves the LRN to the office, which knows it.
        declaration.Root.Open("TransitOperation")["LRN"] ??= "KNOWN";
        return declaration;
    }

    /// <summary>When it is declared, by the clock of the office: as it says, or else at noon of the day. Null in years
    /// in which no movement can have an MRN, so that there are no later messages.</summary>
    private static DateTime? Prepared(Message declaration, DateOnly day)
    {
        var isSaid = DateTime.TryParseExact(declaration.Root["preparationDateAndTime"], "yyyy-MM-dd'T'HH:mm:ss",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) && Mrn.HasYear(said.Year);
        return isSaid ? said : Mrn.HasYear(day.Year) ? day.ToDateTime(new TimeOnly(12, 0)) : null;
    }
}
