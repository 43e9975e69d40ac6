using System.Globalization;

namespace Throughline.Customs;

/// <summary>What is known from earlier movements.</summary>
/// <param name="Movements">Earlier movements.</param>
/// <param name="Days">Days since the first of them; null when there is none.</param>
/// <param name="Infringements">Controls of them that found something.</param>
public sealed record RiskPast(int Movements, int? Days, int Infringements)
{
    /// <summary>Nothing came before.</summary>
    public static RiskPast None { get; } = new(0, null, 0);
}

/// <summary>What is known beside the message when a movement is assessed.</summary>
public sealed record RiskContext
{
    /// <summary>The office that assesses.</summary>
    public required string Office { get; init; }

    /// <summary>What is known of a party, a vehicle, a container or a seal, by kind (party, vehicle, container, seal)
    /// and number.</summary>
    public Func<string, string, RiskPast> Past { get; init; } = (_, _) => RiskPast.None;

    /// <summary>Earlier movements of the holder between the same offices.</summary>
    public int RouteMovements { get; init; }

    /// <summary>Hours since the release.</summary>
    public decimal? HoursSinceRelease { get; init; }

    /// <summary>Hours since this administration saw it last.</summary>
    public decimal? HoursSincePassage { get; init; }

    /// <summary>Where that was.</summary>
    public string? PreviousOffice { get; init; }

    /// <summary>Mass that was weighed last, in kg.</summary>
    public decimal? MeasuredMassKg { get; init; }

    /// <summary>Seals that replaced others on the way.</summary>
    public IReadOnlyList<string> NewSeals { get; init; } = [];

    /// <summary>Incidents on the way.</summary>
    public int Incidents { get; init; }

    /// <summary>Open hits of parties on lists.</summary>
    public int ListHits { get; init; }
}

/// <summary>Reads what rules ask about out of a declaration or the record of a movement. Pure.</summary>
public static class RiskFacts
{
    private static readonly string[] Parties =
        ["HolderOfTheTransitProcedure", "Representative", "Consignor", "Consignee", "Carrier"];

    /// <summary>The movement, its goods items, parties, means of transport and equipment.</summary>
    public static IReadOnlyList<RiskSubject> Read(Message message, RiskContext context)
    {
        var root = message.Root;
        var items = root.Descend("Consignment/HouseConsignment/ConsignmentItem").Select(Item).ToList();
        var subjects = new List<RiskSubject> { Movement(root, items, context) };
        subjects.AddRange(items);
        foreach (var group in ListParties(root))
            subjects.Add(Party(group, context));
        foreach (var group in root.Descend("Consignment/DepartureTransportMeans")
            .Concat(root.Descend("Consignment/HouseConsignment/DepartureTransportMeans"))
            .Concat(root.Descend("Consignment/ActiveBorderTransportMeans")))
            subjects.Add(Means(group, context));
        foreach (var group in root.Descend("Consignment/TransportEquipment"))
            subjects.Add(Equipment(group, context));
        return subjects;
    }

    private static IEnumerable<MessageGroup> ListParties(MessageGroup root)
    {
        foreach (var place in new[] { root }.Concat(root.Descend("Consignment"))
            .Concat(root.Descend("Consignment/HouseConsignment")))
        {
            foreach (var name in Parties)
            {
                foreach (var group in place.List(name))
                    yield return group;
            }
        }
    }

    private static RiskSubject Movement(MessageGroup root, List<RiskSubject> items, RiskContext context)
    {
        string? At(string path) => root.Values(path).FirstOrDefault();
        var holder = At("HolderOfTheTransitProcedure/identificationNumber") is { } id
            ? context.Past("party", id) : RiskPast.None;
        var offices = root.Values("CustomsOfficeOfTransitDeclared/referenceNumber").ToList();
        var seals = root.Values("Consignment/TransportEquipment/Seal/identifier").ToList();
        return new RiskSubject("movement", root.Pointer, new Dictionary<string, RiskValue>(StringComparer.Ordinal)
        {
            ["office"] = RiskValue.Of(context.Office),
            ["destination"] = RiskValue.Of(At("CustomsOfficeOfDestinationDeclared/referenceNumber")),
            ["offices"] = RiskValue.Of(offices),
            ["routeCountries"] = RiskValue.Of(offices.Select(o => o[..Math.Min(2, o.Length)])
                .Concat(root.Values("Consignment/CountryOfRoutingOfConsignment/country"))),
            ["declarationType"] = RiskValue.Of(At("TransitOperation/declarationType")),
            ["security"] = RiskValue.Of(At("TransitOperation/security")),
            ["dispatchCountry"] = RiskValue.Of(root.Values("Consignment/countryOfDispatch")
                .Concat(root.Values("Consignment/HouseConsignment/countryOfDispatch"))),
            ["destinationCountry"] = RiskValue.Of(root.Values("Consignment/countryOfDestination")
                .Concat(root.Values("Consignment/HouseConsignment/countryOfDestination"))),
            ["inlandMode"] = RiskValue.Of(At("Consignment/inlandModeOfTransport")),
            ["borderMode"] = RiskValue.Of(At("Consignment/modeOfTransportAtTheBorder")),
            ["previousOffice"] = RiskValue.Of(context.PreviousOffice),
            ["items"] = RiskValue.Of(items.Count),
            ["packages"] = Sum(items, "packages"),
            ["grossMassKg"] = RiskValue.Of(Number(At("Consignment/grossMass"))),
            ["itemsMassKg"] = Sum(items, "grossMassKg"),
            ["measuredMassKg"] = RiskValue.Of(context.MeasuredMassKg),
            ["containers"] = RiskValue.Of(
                root.Values("Consignment/TransportEquipment/containerIdentificationNumber").Count()),
            ["seals"] = RiskValue.Of(seals.Count),
            ["newSeals"] = RiskValue.Of(context.NewSeals),
            ["vehicles"] = RiskValue.Of(root.Descend("Consignment/DepartureTransportMeans").Count()),
            ["guaranteeEuro"] = RiskValue.Of(root.Descend("Guarantee/GuaranteeReference")
                .Where(g => g.Find("currency") == "EUR").Sum(g => Number(g.Find("amountToBeCovered")) ?? 0)),
            ["incidents"] = RiskValue.Of(context.Incidents),
            ["holderMovements"] = RiskValue.Of(holder.Movements),
            ["holderDays"] = RiskValue.Of(holder.Days),
            ["holderInfringements"] = RiskValue.Of(holder.Infringements),
            ["routeMovements"] = RiskValue.Of(context.RouteMovements),
            ["sealMovements"] = RiskValue.Of(seals.Select(s => context.Past("seal", s).Movements)
                .DefaultIfEmpty(0).Max()),
            ["hoursSinceRelease"] = RiskValue.Of(context.HoursSinceRelease),
            ["hoursSincePassage"] = RiskValue.Of(context.HoursSincePassage),
            ["listHits"] = RiskValue.Of(context.ListHits),
        });
    }

    private static RiskSubject Item(MessageGroup item)
    {
        var commodity = item.First("Commodity");
        var measure = commodity?.First("GoodsMeasure");
        var description = commodity?.Find("descriptionOfGoods");
        var packages = item.List("Packaging").Select(p => Number(p.Find("numberOfPackages"))).OfType<decimal>()
            .ToList();
        return new RiskSubject("item", item.Pointer, new Dictionary<string, RiskValue>(StringComparer.Ordinal)
        {
            ["hs"] = RiskValue.Of(item.Values("Commodity/CommodityCode/harmonizedSystemSubHeadingCode")),
            ["description"] = RiskValue.Of(description),
            ["descriptionLength"] = RiskValue.Of(description?.Trim().Length ?? 0),
            ["grossMassKg"] = RiskValue.Of(Number(measure?.Find("grossMass"))),
            ["netMassKg"] = RiskValue.Of(Number(measure?.Find("netMass"))),
            ["packages"] = RiskValue.Of(packages.Count > 0 ? packages.Sum() : null),
            ["packageTypes"] = RiskValue.Of(item.Values("Packaging/typeOfPackages")),
            ["un"] = RiskValue.Of(item.Values("Commodity/DangerousGoods/UNNumber")),
            ["documents"] = RiskValue.Of(item.Values("SupportingDocument/type")),
            ["dispatchCountry"] = RiskValue.Of(item.Find("countryOfDispatch")),
            ["destinationCountry"] = RiskValue.Of(item.Find("countryOfDestination")),
        });
    }

    private static RiskSubject Party(MessageGroup group, RiskContext context)
    {
        var id = group.Find("identificationNumber");
        var past = id is null ? RiskPast.None : context.Past("party", id);
        return new RiskSubject("party", group.Pointer, new Dictionary<string, RiskValue>(StringComparer.Ordinal)
        {
            ["role"] = RiskValue.Of(group.Name),
            ["id"] = RiskValue.Of(id),
            ["name"] = RiskValue.Of(group.Find("name")),
            ["country"] = RiskValue.Of(group.First("Address")?.Find("country")),
            ["movements"] = RiskValue.Of(past.Movements),
            ["days"] = RiskValue.Of(past.Days),
            ["infringements"] = RiskValue.Of(past.Infringements),
        });
    }

    private static RiskSubject Means(MessageGroup group, RiskContext context)
    {
        var number = group.Find("identificationNumber");
        var past = number is null ? RiskPast.None : context.Past("vehicle", number);
        return new RiskSubject("means", group.Pointer, new Dictionary<string, RiskValue>(StringComparer.Ordinal)
        {
            ["number"] = RiskValue.Of(number),
            ["nationality"] = RiskValue.Of(group.Find("nationality")),
            ["movements"] = RiskValue.Of(past.Movements),
            ["infringements"] = RiskValue.Of(past.Infringements),
        });
    }

    private static RiskSubject Equipment(MessageGroup group, RiskContext context)
    {
        var container = group.Find("containerIdentificationNumber");
        var past = container is null ? RiskPast.None : context.Past("container", container);
        var seals = group.Values("Seal/identifier").ToList();
        return new RiskSubject("equipment", group.Pointer, new Dictionary<string, RiskValue>(StringComparer.Ordinal)
        {
            ["container"] = RiskValue.Of(container),
            ["seal"] = RiskValue.Of(seals),
            ["seals"] = RiskValue.Of(seals.Count),
            ["movements"] = RiskValue.Of(past.Movements),
            ["infringements"] = RiskValue.Of(past.Infringements),
        });
    }

    private static RiskValue Sum(List<RiskSubject> items, string fact)
    {
        var numbers = items.Select(i => i[fact].Number).OfType<decimal>().ToList();
        return RiskValue.Of(numbers.Count > 0 ? numbers.Sum() : null);
    }

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture, out var number) ? number : null;
}
