using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills what administrations and the central service tell each other of systems that cannot be
/// reached.</summary>
internal static class AvailabilityMessages
{
    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CD070C"] = (s, m, _) => AddOutages(m.Root.Open("Country"), [s.Movement]);
        composers["CD071C"] = (s, m, _) => m.Root.CopyFrom(s.Message!.Root);
        composers["CD971C"] = (s, m, _) =>
        {
            foreach (var ofCountry in Availability.ListOpen(s).GroupBy(o => o.SystemCountry, StringComparer.Ordinal))
            {
                var country = m.Root.Add("Country");
                country["sequenceNumber"] = Number(country);
                AddOutages(country, ofCountry);
            }
        };
        composers["CD974C"] = (s, m, _) => m.Root.Open("Header")["MRN"] = s.Movement.Mrn;
        composers["CD975C"] = (s, m, _) => FillAnswer(s, m);
    }

    private static void AddOutages(MessageGroup country, IEnumerable<Movement> outages)
    {
        foreach (var ofOperation in outages.GroupBy(o => o.Find("operation"), StringComparer.Ordinal))
        {
            country["country"] = ofOperation.First().SystemCountry;
            var action = country.Add("Action");
            action["sequenceNumber"] = Number(action);
            action["operation"] = ofOperation.Key;
            foreach (var outage in ofOperation)
            {
                var told = action.Add("Unavailability");
                told["sequenceNumber"] = Number(told);
                told["type"] = outage.Find("type");
                told["functionality"] = outage.Find("function");
                told["startDateAndTime"] = outage.Find("from");
                told["endDateAndTime"] = outage.Find("until");
                told["explanation"] = outage.Find("explanation");
                told["text"] = outage.Find("text");
            }
        }
    }

    /// <summary>The header names the movement when it is followed here.</summary>
    private static void FillAnswer(ProcedureStep step, Message message)
    {
        var mrn = step.Given("Header/MRN");
        if (!step.Administration.Movements.Values.Any(m => m.Mrn is { } own && own == mrn))
            return;
        var header = message.Root.Open("Header");
        header["MRN"] = mrn;
        var isDown = step.Administration.Movements.Values.Any(m => m.Role == ProcedureRole.Availability
            && m.SystemCountry == step.Administration.Country && m.State == "Unavailable");
        header["status"] = isDown ? Availability.Down : Availability.Up;
    }

    private static string Number(MessageGroup group) => group.Index.ToString(CultureInfo.InvariantCulture);
}
