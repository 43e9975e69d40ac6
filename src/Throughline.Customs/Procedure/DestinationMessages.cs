namespace Throughline.Customs;

/// <summary>Fills the messages of the office of destination to the trader there.</summary>
internal static class DestinationMessages
{
    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CC043C"] = (s, m, _) => FillPermission(s, m);
        composers["CC057C"] = (s, m, _) => Rejections.FillDestination(s, m);
        composers["CC025C"] = (s, m, _) =>
        {
            var operation = m.Root.Open("TransitOperation");
            operation["MRN"] = s.Movement.Mrn;
            operation["releaseDate"] = ProcedureStep.Format(s.Today);
            // 1: all goods are released; 4: none are.
            operation["releaseIndicator"] = s.Fact("held") is null ? "1" : "4";
            Close(s, m);
        };
    }

    /// <summary>G0510 and C0027: the first permission tells of the goods, a later one only that unloading may go
    /// on.</summary>
    private static void FillPermission(ProcedureStep step, Message message)
    {
        var record = (step.Kept("record") ?? Message.Make("CD001C")).Root;
        var operation = message.Root.Open("TransitOperation");
        var permissions = int.Parse(step.Fact("permissions")!, System.Globalization.CultureInfo.InvariantCulture);
        if (permissions == 1)
        {
            operation.CopyFrom(record.Open("TransitOperation"));
            message.Root.Open("HolderOfTheTransitProcedure").CopyFrom(record.Open("HolderOfTheTransitProcedure"));
            message.Root.Open("Consignment").CopyFrom(record.Open("Consignment"));
            if (step.Kept("incident")?.Root.First("Consignment") is { } incidents
                && message.Root.Open("Consignment") is { } goods && !goods.Has("Incident"))
                goods.CopyFrom(incidents);
        }
        else
        {
            operation["security"] = record.Open("TransitOperation")["security"];
            operation["reducedDatasetIndicator"] = record.Open("TransitOperation")["reducedDatasetIndicator"];
            message.Root.Open("CTLControl")["continueUnloading"] =
                Math.Min(permissions - 1, 9).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        operation["MRN"] = step.Movement.Mrn;
        Close(step, message);
    }

    private static void Close(ProcedureStep step, Message message)
    {
        Envelope.AddOffice(message, "CustomsOfficeOfDestinationActual", step.Movement.Office);
        message.Root.Open("TraderAtDestination")["identificationNumber"] = step.Kept("arrival")?.Root
            .Values("TraderAtDestination/identificationNumber").FirstOrDefault();
    }
}
