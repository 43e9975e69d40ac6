namespace Throughline.Customs;

/// <summary>A message that a declaration becomes once its goods are released.</summary>
/// <param name="Message">The message.</param>
/// <param name="Country">Country by whose rules it is judged: that of the administration that gets it, for a message
/// to a trader that of the office that sends it.</param>
/// <param name="Offices">Offices that it is for; for a message to a trader the office that sends it.</param>
public sealed record LaterMessage(Message Message, string Country, IReadOnlyList<string> Offices);

/// <summary>Composes what a declaration becomes at later offices: the release to the holder, the records to the offices
/// of transit and destination, the questions to the offices of guarantee, and the unloading permission.</summary>
/// <remarks>The procedure's own actions and composers make them, in the order in which its table sends them, whether or
/// not the office would accept the declaration.</remarks>
public static class LaterMessages
{
    /// <summary>Actions that bring a declaration to its release.</summary>
    private static readonly string[] ToRelease = ["declare", "accept", "want-release", "release"];

    // Before this year and after the other no MRN of the present form is made, so that no release can be either.
    private const int FirstYear = 2024;
    private const int LastYear = 2099;

    /// <summary>Lists them.</summary>
    /// <param name="declaration">A CC015C or CC013C of sound structure; of others nothing is made.</param>
    /// <param name="now">The time at which all happens.</param>
    /// <param name="settings">What the administrations know.</param>
    /// <returns>The messages in the order in which they go out; empty when no office of departure is named, and before
    /// 2024 or after 2099.</returns>
    public static IReadOnlyList<LaterMessage> List(
        Message declaration, DateTimeOffset now, ProcedureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        var office = declaration.Root.Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault();
        if (declaration.Code is not ("CC015C" or "CC013C") || office is not { Length: 8 }
            || now.Year is < FirstYear or > LastYear)
            return [];
        var state = new Administration(office[..2]);
        var step = new ProcedureStep(state, AdministrationRoutes.New(state, ProcedureRole.Departure, office),
            new MessageInput(AsDeclared(declaration), []), now, settings);
        foreach (var action in ToRelease)
            ProcedureActions.Do(action, step);
        foreach (var sending in Sendings())
            Composers.Send(step, sending);
        var list = new List<LaterMessage>();
        foreach (var sent in step.Events.OfType<MessageSent>())
        {
            list.Add(Of(sent, office, step));
            if (sent.Message.Code == "CD001C")
                list.AddRange(Permission(sent, now, settings));
        }

        return list;
    }

    /// <summary>The questions to the offices of guarantee and the release, as the table has them.</summary>
    private static IEnumerable<Sending> Sendings()
    {
        var table = ProcedureTable.Of(ProcedureRole.Departure).Transitions;
        return table.First(t => t.From == "Releasing" && t.To == "ReleaseAsked").Sends
            .Concat(table.First(t => t.From == "Releasing" && t.To == "Released").Sends);
    }

    /// <summary>An amendment brings the whole declaration anew. One that names the movement by its MRN leaves out the
    /// local reference number, which the office has from the declaration.</summary>
    private static Message AsDeclared(Message declaration)
    {
        if (declaration.Code == "CC015C")
            return declaration;
        var whole = Message.Make("CC015C");
        whole.Root.CopyFrom(declaration.Root);
        whole.Root["messageType"] = "CC015C";
        whole.Root.Open("TransitOperation")["LRN"] ??= "AMENDED";
        return whole;
    }

    private static LaterMessage Of(MessageSent sent, string office, ProcedureStep step)
    {
        if (sent.To.Kind != PartyKind.Administration)
            return new LaterMessage(sent.Message, office[..2], [office]);
        var country = sent.To.Country;
        IEnumerable<string> offices = sent.Message.Code switch
        {
            "CD001C" => Receivers.Destination(step) is { } destination ? [destination] : [],
            "CD050C" => Receivers.Transits(step).Where(o => o.StartsWith(country, StringComparison.Ordinal)),
            _ => [AdministrationRoutes.GuaranteeOffice(country)],
        };
        return new LaterMessage(sent.Message, country, [.. offices]);
    }

    /// <summary>What an authorised consignee is told when the goods come and the record is there.</summary>
    private static IEnumerable<LaterMessage> Permission(MessageSent record, DateTimeOffset now,
        ProcedureSettings settings)
    {
        var office = record.Message.Root.Values("CustomsOfficeOfDestinationDeclared/referenceNumber").First();
        var state = new Administration(record.To.Country);
        var step = new ProcedureStep(state, AdministrationRoutes.New(state, ProcedureRole.Destination, office),
            new MessageInput(record.Message, []), now, settings);
        ProcedureActions.Do("keep-record", step);
        ProcedureActions.Do("permit", step);
        Composers.Send(step, new Sending("CC043C", "trader"));
        return step.Events.OfType<MessageSent>()
            .Select(s => new LaterMessage(s.Message, state.Country, [office]));
    }
}
