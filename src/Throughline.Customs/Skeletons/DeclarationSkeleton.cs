using System.Globalization;

namespace Throughline.Customs;

/// <summary>Makes declarations (CC015C) that are right in themselves and hold, where only the trader knows what to
/// put, words that say so.</summary>
/// <remarks>What is made passes every check when the route itself is possible: TIR runs inside the Union, a journey
/// between parties has its offices of transit, a guarantee is one that the country of departure takes. A route that is
/// not is made all the same, and <see cref="MessageCheck"/> says what it lacks.</remarks>
public static class DeclarationSkeleton
{
    private const int MostItemsOfHouse = 999;
    private const int LimitDays = 8;
    private const string Authorisation = "AUTHORISATION-NUMBER";
    // What a code list or a check digit judges is an example that is right, since words would not be.
    private const string ExampleSubHeading = "870899";
    private const string ExampleCarnet = "XX25000001";
    private const string ExampleOwner = "ZZZU";
    private const decimal ItemMassKg = 100m;
    private const decimal ItemNetMassKg = 90m;

    /// <summary>Makes a declaration.</summary>
    /// <param name="request">What it is to have.</param>
    /// <exception cref="ArgumentException">A number is outside its range, or a text is no office; says
    /// which.</exception>
    public static Message Make(SkeletonRequest request)
    {
        SkeletonRanges.ThrowIfWrong(request);
        var message = Message.Make("CC015C");
        message.PhaseId = "NCTS6";
        var root = message.Root;
        var country = request.Departure[..2];
        root["messageSender"] = "YOUR-SENDER-NAME";
        root["messageRecipient"] = "NTA." + country;
        root["preparationDateAndTime"] = Text(request.Prepared);
        root["messageIdentification"] = "YOUR-MESSAGE-NUMBER";
        root["messageType"] = "CC015C";
        FillOperation(root, request);
        FillOffices(root, request);
        FillHolder(root, request, country);
        FillGuarantees(root, request, country);
        FillConsignment(root.Open("Consignment"), request, country);
        return message;
    }

    private static void FillOperation(MessageGroup root, SkeletonRequest request)
    {
        var operation = root.Open("TransitOperation");
        operation["LRN"] = "YOUR-OWN-REFERENCE";
        operation["declarationType"] = request.Type;
        operation["additionalDeclarationType"] = request.IsPreLodged ? "D" : "A";
        operation["security"] = "0";
        operation["reducedDatasetIndicator"] = "0";
        operation["bindingItinerary"] = request.HasBindingItinerary ? "1" : "0";
        if (request.Type == "TIR")
            operation["TIRCarnetNumber"] = ExampleCarnet;
        if (!request.IsSimplified)
            return;
        operation["limitDate"] = DateOnly.FromDateTime(request.Prepared).AddDays(LimitDays)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var authorisation = Add(root, "Authorisation");
        authorisation["type"] = "C521";
        authorisation["referenceNumber"] = Authorisation;
    }

    private static void FillOffices(MessageGroup root, SkeletonRequest request)
    {
        root.Open("CustomsOfficeOfDeparture")["referenceNumber"] = request.Departure;
        root.Open("CustomsOfficeOfDestinationDeclared")["referenceNumber"] = request.Destination;
        foreach (var transit in request.Transits)
            Add(root, "CustomsOfficeOfTransitDeclared")["referenceNumber"] = transit;
    }

    private static void FillHolder(MessageGroup root, SkeletonRequest request, string country)
    {
        var holder = root.Open("HolderOfTheTransitProcedure");
        if (request.Type == "TIR")
            holder["TIRHolderIdentificationNumber"] = "TIR-HOLDER-NUMBER";
        else
            holder["identificationNumber"] = country + "YOURNUMBER";
        FillTrader(holder, "holder of the procedure", country);
    }

    private static void FillTrader(MessageGroup trader, string role, string country)
    {
        trader["name"] = $"Name of the {role}";
        var address = trader.Open("Address");
        address["streetAndNumber"] = "Street and number";
        address["postcode"] = "Postcode";
        address["city"] = "City";
        address["country"] = country;
    }

    private static void FillGuarantees(MessageGroup root, SkeletonRequest request, string country)
    {
        var types = request.Guarantees.Count > 0 ? request.Guarantees : request.Type == "TIR" ? ["B"] : ["1"];
        var number = 0;
        foreach (var type in types)
        {
            var guarantee = Add(root, "Guarantee");
            guarantee["guaranteeType"] = type;
            if (type == "8")
                guarantee["otherGuaranteeReference"] = "WHY NO GUARANTEE IS NEEDED";
            if (type is not ("0" or "1" or "2" or "3" or "4" or "5" or "9"))
                continue;
            for (var i = 0; i < (type == "4" ? request.Vouchers : 1); i++)
            {
                var reference = Add(guarantee, "GuaranteeReference");
                number++;
                if (type is not ("3" or "5"))
                {
                    reference["GRN"] = Grn.Make(request.Prepared.Year, country,
                        string.Create(CultureInfo.InvariantCulture, $"{number:000000000000}"),
                        type == "4" ? string.Create(CultureInfo.InvariantCulture, $"V{i + 1:000000}") : null).Value;
                    reference["accessCode"] = "CODE";
                }

                reference["amountToBeCovered"] = "1.00";
                reference["currency"] = "EUR";
            }
        }
    }

    private static void FillConsignment(MessageGroup consignment, SkeletonRequest request, string country)
    {
        var mode = request.Mode == SkeletonMode.Road ? "3" : "2";
        consignment["countryOfDispatch"] = country;
        consignment["countryOfDestination"] = request.Destination[..2];
        consignment["containerIndicator"] = request.Containers > 0 ? "1" : "0";
        consignment["inlandModeOfTransport"] = mode;
        consignment["modeOfTransportAtTheBorder"] = mode;
        consignment["grossMass"] = Text(request.Items * ItemMassKg);
        FillTrader(consignment.Open("Consignor"), "consignor", country);
        FillTrader(consignment.Open("Consignee"), "consignee", request.Destination[..2]);
        FillEquipment(consignment, request);
        FillLocation(consignment.Open("LocationOfGoods"), request);
        FillMeans(consignment, request, country);
        consignment.Open("PlaceOfLoading")["country"] = country;
        consignment.Open("PlaceOfLoading")["location"] = "Place of loading";
        // R0020: goods of the Union that start outside it show their status.
        if (request.Type is "T2" or "T2F" or "T")
        {
            var proof = Add(consignment, "PreviousDocument");
            proof["type"] = "N825";
            proof["referenceNumber"] = "NUMBER OF THE PROOF OF UNION STATUS";
        }

        var document = Add(consignment, "TransportDocument");
        document["type"] = request.Mode == SkeletonMode.Road ? "N730" : "N720";
        document["referenceNumber"] = "NUMBER OF THE CONSIGNMENT NOTE";
        FillGoods(consignment, request);
    }

    private static void FillEquipment(MessageGroup consignment, SkeletonRequest request)
    {
        // R0448: without containers there is equipment only for seals to be on.
        var pieces = request.Containers > 0 ? request.Containers : request.Seals > 0 ? 1 : 0;
        var seal = 0;
        for (var i = 0; i < pieces; i++)
        {
            var equipment = Add(consignment, "TransportEquipment");
            if (request.Containers > 0)
                equipment["containerIdentificationNumber"] = ContainerNumber.Make(ExampleOwner, i + 1);
            equipment["numberOfSeals"] = Text(request.Seals);
            for (var n = 0; n < request.Seals; n++)
            {
                Add(equipment, "Seal")["identifier"] =
                    string.Create(CultureInfo.InvariantCulture, $"SEAL-{++seal}");
            }

            if (pieces == 1)
                continue;
            // C0670: each piece says what it holds; with more pieces than items several hold parts of one.
            var first = i % request.Items;
            for (var item = first; item < request.Items; item += pieces)
                Add(equipment, "GoodsReference")["declarationGoodsItemNumber"] = Text(item + 1);
        }
    }

    private static void FillLocation(MessageGroup location, SkeletonRequest request)
    {
        location["typeOfLocation"] = request.IsSimplified ? "B" : "A";
        location["qualifierOfIdentification"] = request.IsSimplified ? "Y" : "V";
        if (request.IsSimplified)
            location["authorisationNumber"] = Authorisation;
        else
            location.Open("CustomsOffice")["referenceNumber"] = request.Departure;
    }

    private static void FillMeans(MessageGroup consignment, SkeletonRequest request, string country)
    {
        var isRoad = request.Mode == SkeletonMode.Road;
        for (var i = 0; i < (isRoad ? 1 + request.Trailers : request.Wagons); i++)
        {
            var means = Add(consignment, "DepartureTransportMeans");
            means["typeOfIdentification"] = !isRoad ? "20" : i == 0 ? "30" : "31";
            means["identificationNumber"] = !isRoad ? Wagon(i) : i == 0 ? "TRACTOR" : $"TRAILER{i}";
            means["nationality"] = country;
        }

        if (request.HasBindingItinerary)
            FillRouting(consignment, request);
        if (request.Transits.Count == 0)
            return;
        var border = Add(consignment, "ActiveBorderTransportMeans");
        border["customsOfficeAtBorderReferenceNumber"] = request.Transits[0];
        border["typeOfIdentification"] = isRoad ? "30" : "21";
        border["identificationNumber"] = isRoad ? "TRACTOR" : "TRAIN";
        border["nationality"] = country;
    }

    private static string Wagon(int index)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"3180{4_000_000 + index + 1:0000000}");
        return number + Text(WagonNumber.CheckDigit(number));
    }

    private static void FillRouting(MessageGroup consignment, SkeletonRequest request)
    {
        var last = "";
        foreach (var office in request.Transits.Prepend(request.Departure).Append(request.Destination))
        {
            if (office[..2] == last)
                continue;
            last = office[..2];
            Add(consignment, "CountryOfRoutingOfConsignment")["country"] = last;
        }
    }

    private static void FillGoods(MessageGroup consignment, SkeletonRequest request)
    {
        var houses = request.Houses ?? (request.Items + MostItemsOfHouse - 1) / MostItemsOfHouse;
        var number = 0;
        for (var h = 0; h < houses; h++)
        {
            var house = Add(consignment, "HouseConsignment");
            // As even as whole items allow.
            var count = (h + 1) * request.Items / houses - h * request.Items / houses;
            house["grossMass"] = Text(count * ItemMassKg);
            for (var i = 0; i < count; i++)
                FillItem(house.Add("ConsignmentItem"), request, i + 1, ++number);
        }
    }

    private static void FillItem(MessageGroup item, SkeletonRequest request, int inHouse, int number)
    {
        item["goodsItemNumber"] = Text(inHouse);
        item["declarationGoodsItemNumber"] = Text(number);
        if (request.Type == "T")
            item["declarationType"] = number % 2 == 1 ? "T1" : "T2";
        var commodity = item.Open("Commodity");
        commodity["descriptionOfGoods"] =
            string.Create(CultureInfo.InvariantCulture, $"Description of goods item {number}, with its HS code");
        commodity.Open("CommodityCode")["harmonizedSystemSubHeadingCode"] = ExampleSubHeading;
        commodity.Open("GoodsMeasure")["grossMass"] = Text(ItemMassKg);
        commodity.Open("GoodsMeasure")["netMass"] = Text(ItemNetMassKg);
        var packaging = Add(item, "Packaging");
        packaging["typeOfPackages"] = "PK";
        packaging["numberOfPackages"] = "1";
        packaging["shippingMarks"] = "MARKS ON THE PACKAGES";
    }

    private static MessageGroup Add(MessageGroup parent, string name)
    {
        var group = parent.Add(name);
        group["sequenceNumber"] = Text(group.Index);
        return group;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal massKg) => massKg.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
