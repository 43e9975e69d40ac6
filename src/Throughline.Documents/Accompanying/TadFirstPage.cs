namespace Throughline.Documents;

/// <summary>The first page of an accompanying document: the boxes of the whole movement, and the places where offices
/// write by hand. What does not fit into its box goes to <see cref="Overflow"/>.</summary>
internal sealed class TadFirstPage
{
    private const double HalfWidth = Sheet.Width / 2;
    private const double Middle = Sheet.Left + HalfWidth;
    private const double HeadHeight = 10;
    private const double CertificationHeight = 40;
    private const double ControlHeight = 46;

    // What an officer compares with the vehicle stands out.
    private static readonly HashSet<string> Compared = new(StringComparer.Ordinal)
    {
        "declarationType", "totalItems", "totalPackages", "totalGrossMass", "departureMeans", "borderMeans",
        "equipment", "seals", "officeDeparture", "officeDestination",
    };

    private readonly TadContent _content;
    private readonly Sheet _sheet;
    private readonly List<Field> _overflow = [];
    private double _y;

    private TadFirstPage(TadContent content, Labels labels)
    {
        _content = content;
        _sheet = new Sheet(labels);
    }

    /// <summary>The page.</summary>
    public Sheet Sheet => _sheet;

    /// <summary>The fields that are cut on the page, whole.</summary>
    public IReadOnlyList<Field> Overflow => _overflow;

    /// <summary>Lays the page out, all but its head.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="top">Lower edge of the head.</param>
    public static TadFirstPage Make(TadContent content, Labels labels, double top)
    {
        var page = new TadFirstPage(content, labels) { _y = top };
        page.Operation();
        page.Parties();
        page.Places();
        page.Documents();
        page.Journey();
        page.Incidents();
        page.Controls();
        return page;
    }

    private void Operation()
    {
        Row(27,
            (60, _content.Operation("declarationType", "11 01", "declarationType")),
            (60, _content.Operation("additionalType", "11 02", "additionalDeclarationType")),
            (52, _content.Operation("security", "11 07", "security")),
            (76, _content.Operation("circumstance", "11 04", "specificCircumstanceIndicator")),
            (68, _content.Operation("reducedDataset", "11 08", "reducedDatasetIndicator")),
            (56, _content.TotalItems),
            (68, _content.TotalPackages),
            (99, _content.Consignment("totalGrossMass", "18 04", "grossMass")));
        Row(27,
            (140, _content.Operation("lrn", "12 09", "LRN")),
            (172, _content.Consignment("ucr", "12 08", "referenceNumberUCR")),
            (75, _content.Operation("tir", "12 06", "TIRCarnetNumber")),
            (76, _content.Operation("acceptanceDate", "15 09", "declarationAcceptanceDate")),
            (76, _content.Operation("releaseDate", "", "releaseDate")));
    }

    private void Parties()
    {
        var top = _y;
        Party("consignor", "13 02", "Consignor");
        Party("consignee", "13 03", "Consignee");
        Party("holder", "13 07", "HolderOfTheTransitProcedure");
        ShortParty("representative", "13 06", "Representative");
        ShortParty("carrier", "13 12", "Carrier");
        Add(Sheet.Left, HalfWidth, 33, _content.Rows("actor", "13 14", "AdditionalSupplyChainActor",
            "sequenceNumber", "role", "identificationNumber"));
        var bottom = _y + 33;
        _y = top;
        Right(45, _content.Rows("departureMeans", "19 05", "DepartureTransportMeans", TadContent.Means));
        Right(45, _content.Rows("borderMeans", "19 08", "ActiveBorderTransportMeans",
            "sequenceNumber", "customsOfficeAtBorderReferenceNumber", "typeOfIdentification", "identificationNumber",
            "nationality"));
        Right(24, _content.Rows("conveyance", "19 02", "ActiveBorderTransportMeans", "conveyanceReferenceNumber"));
        Right(45, _content.Equipment);
        Right(35, _content.Seals);
        Right(bottom - _y, _content.Location);
    }

    private void Places()
    {
        Row(27,
            (122, _content.Place("loading", "16 13", "PlaceOfLoading")),
            (122, _content.Place("unloading", "16 14", "PlaceOfUnloading")),
            (62, _content.Consignment("container", "19 01", "containerIndicator")),
            (84, _content.Consignment("borderMode", "19 03", "modeOfTransportAtTheBorder")),
            (72, _content.Consignment("inlandMode", "19 04", "inlandModeOfTransport")),
            (77, _content.Operation("binding", "16 17", "bindingItinerary")));
    }

    private void Documents()
    {
        Row(33,
            (HalfWidth, _content.Rows(
                "previousDocument", "12 01", "PreviousDocument", TadContent.PreviousDocument)),
            (HalfWidth, _content.Rows("transportDocument", "12 05", "TransportDocument", TadContent.Reference)));
        Row(33,
            (HalfWidth, _content.Rows(
                "supportingDocument", "12 03", "SupportingDocument", TadContent.SupportingDocument)),
            (HalfWidth, _content.Rows("additionalReference", "12 04", "AdditionalReference", TadContent.Reference)));
        Row(33,
            (Sheet.Width - 90, _content.Rows(
                "additionalInformation", "12 02", "AdditionalInformation", TadContent.Information)),
            (90, _content.Rows("charges", "14 02", "TransportCharges", "methodOfPayment")));
        Row(33,
            (HalfWidth - 20, _content.Guarantees),
            (90, new Field("guaranteeNotValid", "", "")),
            (HalfWidth - 70, _content.RootRows(
                "authorisation", "12 12", "Authorisation", "sequenceNumber", "type", "referenceNumber")));
    }

    private void Journey()
    {
        Row(26,
            (Sheet.Width - 190, _content.Rows(
                "routing", "16 12", "CountryOfRoutingOfConsignment", "sequenceNumber", "country")),
            (95, _content.Consignment("dispatchCountry", "16 06", "countryOfDispatch")),
            (95, _content.Consignment("destinationCountry", "16 03", "countryOfDestination")));
        Row(36,
            (106, _content.RootRows("officeDeparture", "17 03", "CustomsOfficeOfDeparture", "referenceNumber")),
            (200, _content.RootRows("officeTransit", "17 04", "CustomsOfficeOfTransitDeclared",
                "sequenceNumber", "referenceNumber", "arrivalDateAndTimeEstimated")),
            (122, _content.RootRows("officeExit", "17 06", "CustomsOfficeOfExitForTransitDeclared",
                "sequenceNumber", "referenceNumber")),
            (111, _content.RootRows(
                "officeDestination", "17 05", "CustomsOfficeOfDestinationDeclared", "referenceNumber")));
    }

    /// <summary>Two like halves, for two offices on the way.</summary>
    private void Incidents()
    {
        Head("incident", Sheet.Left, Sheet.Width);
        foreach (var x in (double[])[Sheet.Left, Middle])
        {
            Blank(x, 0, HalfWidth - 70, 24, "incident.office");
            Blank(x + HalfWidth - 70, 0, 70, 24, "incident.code");
            Blank(x, 24, HalfWidth - 84, 24, "incident.means");
            Blank(x + HalfWidth - 84, 24, 84, 24, "container");
            Blank(x, 48, HalfWidth, 30, "incident.details");
        }

        _y += 78;
        Head("certification", Sheet.Left, Sheet.Width);
        foreach (var x in (double[])[Sheet.Left, Middle])
        {
            Blank(x, 0, 106, CertificationHeight, "newSeals");
            Blank(x + 106, 0, 60, CertificationHeight, "signature");
            Blank(x + 166, 0, HalfWidth - 166, CertificationHeight, "stamp");
            _sheet.Frame(x + 169, _y + 26, 7, 7);
            _sheet.Label(x + 179, _y + 25.5, HalfWidth - 182, "recorded", "");
        }

        _y += CertificationHeight;
    }

    private void Controls()
    {
        Head("control.departure", Sheet.Left, HalfWidth);
        _y -= HeadHeight;
        Head("control.destination", Middle, HalfWidth);
        Add(Sheet.Left, 112, ControlHeight, _content.ControlResult);
        Add(Sheet.Left + 112, 84, ControlHeight, _content.SealCount);
        Add(Sheet.Left + 196, HalfWidth - 196, ControlHeight, new Field("control.limit", "15 11", ""));
        Blank(Middle, 0, 92, ControlHeight / 2, "control.arrival");
        Blank(Middle, ControlHeight / 2, 92, ControlHeight / 2, "control.examination");
        Blank(Middle + 92, 0, 74, ControlHeight, "control.remarks");
        Blank(Middle + 166, 0, HalfWidth - 166, ControlHeight, "control.returned");
        _y += ControlHeight;
    }

    private void Head(string label, double x, double width)
    {
        _sheet.Fill(x, _y, width, HeadHeight, 225);
        _sheet.Frame(x, _y, width, HeadHeight);
        _sheet.Text(x + 2.5, _y + 1.8, 5.8, TextWrap.Cut(_sheet.Both(label), width - 5, 5.8, isBold: true), true);
        _y += HeadHeight;
    }

    private void Party(string label, string number, string group)
    {
        const double Height = 46, IdHeight = 18.5, SideWidth = 104;
        var party = _content.Party(group);
        var width = HalfWidth - SideWidth;
        var id = GroupText.Row(party, "identificationNumber", "TIRHolderIdentificationNumber");
        Add(Sheet.Left, width, Height, new Field(label, number, GroupText.Party(party)));
        Add(Sheet.Left + width, SideWidth, IdHeight, new Field("id", number + " 017", id));
        _y += IdHeight;
        Add(Sheet.Left + width, SideWidth, Height - IdHeight,
            new Field("contact", number + " 074", GroupText.Contact(party)));
        _y += Height - IdHeight;
    }

    /// <summary>A party of which the message holds no name.</summary>
    private void ShortParty(string label, string number, string group)
    {
        const double Height = 28, IdWidth = 124;
        var party = _content.Party(group);
        Row(Height,
            (IdWidth, new Field(label, number, GroupText.Row(party, "identificationNumber", "status"))),
            (HalfWidth - IdWidth, new Field("contact", number + " 074", GroupText.Contact(party))));
    }

    private void Right(double height, Field field)
    {
        Add(Middle, HalfWidth, height, field);
        _y += height;
    }

    private void Row(double height, params ReadOnlySpan<(double Width, Field Field)> boxes)
    {
        var x = Sheet.Left;
        foreach (var (width, field) in boxes)
        {
            Add(x, width, height, field);
            x += width;
        }

        _y += height;
    }

    private void Add(double x, double width, double height, Field field)
    {
        if (!_sheet.Box(x, _y, width, height, field, Compared.Contains(field.Label)))
            _overflow.Add(field);
    }

    private void Blank(double x, double down, double width, double height, string label) =>
        _sheet.Box(x, _y + down, width, height, new Field(label, "", ""));
}
