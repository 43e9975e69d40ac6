using System.Collections.Immutable;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The messages of the demonstration's trader: goods from Baku through Armenia to Nakhchivan.</summary>
internal sealed class DemonstrationPapers(TimeProvider time)
{
    /// <summary>Number of the trader.</summary>
    public const string Trader = "AZ1000000001";

    private static readonly (string Code, string What)[] Goods =
    [
        ("870899", "Brake parts for lorries"), ("392690", "Boxes of plastic"), ("080620", "Dried grapes"),
        ("080250", "Pistachios in shell"), ("630790", "Dust sheets of cotton"), ("730890", "Steel frames for roofs"),
    ];

    private int _sent;
    private int _declared;

    /// <summary>The guarantee that the declarations name.</summary>
    public string Grn => MakeGrn(1);

    /// <summary>Another guarantee, which none names.</summary>
    public string NextGrn => MakeGrn(2);

    /// <summary>A declaration.</summary>
    public Message Declare(string lrn, string amount)
    {
        var number = _declared++;
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = Local(),
            Containers = 1,
            Items = 3,
        });
        var root = message.Root;
        root.Open("TransitOperation")["LRN"] = lrn;
        root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        root.Open("HolderOfTheTransitProcedure")["name"] = "Trader A";
        var reference = root.Descend("Guarantee/GuaranteeReference").First();
        reference["GRN"] = Grn;
        reference["amountToBeCovered"] = amount;
        var plate = string.Create(CultureInfo.InvariantCulture, $"10DD{101 + number:000}");
        foreach (var means in (string[])["DepartureTransportMeans", "ActiveBorderTransportMeans"])
            root.Descend("Consignment/" + means).First()["identificationNumber"] = plate;
        var equipment = root.Descend("Consignment/TransportEquipment").First();
        equipment["containerIdentificationNumber"] = ContainerNumber.Make("ZZZU", 1 + number);
        equipment.List("Seal")[0]["identifier"] =
            string.Create(CultureInfo.InvariantCulture, $"AZ{4711 + number}");
        foreach (var (item, i) in root.Descend("Consignment/HouseConsignment/ConsignmentItem").Select((x, i) => (x, i)))
        {
            var (code, what) = Goods[(number + i) % Goods.Length];
            item.Open("Commodity")["descriptionOfGoods"] = what;
            item.Open("Commodity").Open("CommodityCode")["harmonizedSystemSubHeadingCode"] = code;
        }

        return Address(message);
    }

    /// <summary>Word that the goods are at the destination.</summary>
    public Message Arrive(string mrn)
    {
        var declared = new Movement(1, ProcedureRole.Departure, "AZXX0BAK")
        {
            Facts = ImmutableSortedDictionary<string, string>.Empty.Add("mrn", mrn),
            Messages = ImmutableSortedDictionary<string, Message>.Empty.Add("declaration", Declare("-", "1.00")),
        };
        var message = TraderMessages.Make("CC007C", new TraderView(declared, null, Local()));
        message.Root.Open("TraderAtDestination")["identificationNumber"] = Trader;
        return Address(message);
    }

    private Message Address(Message message)
    {
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["preparationDateAndTime"] =
            Local().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        message.Root["messageIdentification"] = string.Create(CultureInfo.InvariantCulture, $"DEMO{++_sent:0000}");
        return message;
    }

    private string MakeGrn(int number) => Customs.Grn.Make(
        Local().Year, "AZ", number.ToString("000000000000", CultureInfo.InvariantCulture), null).Value;

    /// <summary>The time of day in Azerbaijan.</summary>
    public DateTime Local() => TimeZoneInfo.ConvertTime(
        time.GetUtcNow(), CountrySettings.Of("AZ", isTrial: false).Zone).DateTime;
}
