using CsCheck;

namespace Throughline.Customs.Tests;

/// <summary>A skeleton passes every check, whatever is asked for on a route that is possible.</summary>
public sealed class DeclarationSkeletonTests
{
    private static readonly DateTime Now = new(2026, 9, 1, 8, 30, 0);
    private static readonly MessageCheck Ncts = new(new ReferenceData(Profile.Ncts).Lists);
    private static readonly MessageCheck Corridor = new(new ReferenceData(Profile.Corridor).Lists);

    private sealed record Route(string From, string To, string[] Over, string[] Types, string[] Guarantees,
        bool IsCorridor = false);

    private static readonly string[] Common = ["T1", "T2", "T2F", "T"];

    private static readonly Route[] Routes =
    [
        new("DE007301", "TR341300", ["TR220100"], Common, ["0", "1", "2", "3", "4", "5", "8"]),
        new("TR341300", "DE007301", ["BG003001"], Common, ["0", "1", "2", "4", "9"]),
        new("GE000100", "TR341300", ["TR080100"], Common, ["0", "1", "2", "4", "9"]),
        new("FR000100", "CH001251", ["CH001251"], Common, ["1", "4"]),
        new("DE007301", "PL301010", [], ["T1", "TIR"], ["0", "1", "2", "4"]),
        new("RO001000", "BG003001", [], ["TIR"], []),
        new("AZXX0BAK", "AZXX0NAX", ["AMXX0NRN", "AZXX0KIL"], ["T1"], ["0", "1", "2", "4"], true),
        new("TR341300", "AZXX0BAK", ["AMXX0MRG", "AZXX0AGH"], ["T1"], ["0", "1", "4"], true),
    ];

    private static readonly Gen<(SkeletonRequest Request, bool IsCorridor)> Requests =
        from route in OneOf(Routes)
        from type in OneOf(route.Types)
        from guarantees in type == "TIR" || route.Guarantees.Length == 0
            ? Gen.Const(Array.Empty<string>())
            : OneOf(route.Guarantees).Array[0, 3].Select(a => a.Distinct().ToArray())
        from mode in OneOf(new[] { SkeletonMode.Road, SkeletonMode.Rail })
        from isSimplified in Gen.Bool
        from isPreLodged in Gen.Bool
        from isBound in Gen.Bool
        from items in Gen.OneOf(Gen.Int[1, 4], Gen.Int[1, 60])
        from houses in Gen.Int[0, items]
        from containers in Gen.OneOf(Gen.Const(0), Gen.Int[1, 5])
        from seals in Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 99])
        from wagons in Gen.Int[1, 40]
        from trailers in Gen.Int[0, 2]
        from vouchers in Gen.Int[1, 5]
        select (new SkeletonRequest
        {
            Departure = route.From,
            Destination = route.To,
            Transits = route.Over,
            Prepared = Now,
            Type = type,
            Guarantees = guarantees,
            Mode = mode,
            IsSimplified = isSimplified,
            IsPreLodged = isPreLodged,
            HasBindingItinerary = isBound,
            Items = items,
            Houses = houses == 0 ? null : houses,
            Containers = containers,
            Seals = seals,
            Wagons = mode == SkeletonMode.Rail ? wagons : 1,
            Trailers = mode == SkeletonMode.Road ? trailers : 0,
            Vouchers = vouchers,
        }, route.IsCorridor);

    [Fact]
    public void Passes_every_check() => Requests.Sample(
        r => Errors(r.Request, r.IsCorridor ? Corridor : Ncts) is { Length: 0 } ? true
            : throw new InvalidOperationException(
                $"{r.Request}: {string.Join("\n", Errors(r.Request, r.IsCorridor ? Corridor : Ncts))}"), iter: 400);

    [Fact]
    public void Raises_no_alarm_of_ours_and_none_of_later_offices() => Requests.Sample(
        r =>
        {
            var check = r.IsCorridor ? Corridor : Ncts;
            var message = DeclarationSkeleton.Make(r.Request);
            var found = new RouteCheck(check).Run(message, DateOnly.FromDateTime(Now))
                .Where(f => f.Later.Count > 0 || f.Finding.Severity == Severity.Warning)
                .Select(f => FindingText.OneLine(f.Finding)).ToList();
            return found.Count == 0 ? true
                : throw new InvalidOperationException($"{r.Request}: {string.Join("\n", found)}");
        }, iter: 150);

    public static TheoryData<string> Large =>
        ["wagons", "trailers", "items", "houses", "seals", "containers", "vouchers"];

    [Theory]
    [MemberData(nameof(Large))]
    public void Passes_every_check_when_it_is_large(string what)
    {
        var usual = new SkeletonRequest
        {
            Departure = "DE007301",
            Destination = "TR341300",
            Transits = ["TR220100"],
            Prepared = Now,
        };
        var request = what switch
        {
            "wagons" => usual with { Mode = SkeletonMode.Rail, Wagons = 40, Containers = 40, Items = 40 },
            "trailers" => usual with { Trailers = 2 },
            "items" => usual with { Items = 1_999 },
            "houses" => usual with { Items = 1_999, Houses = 1_999 },
            "seals" => usual with { Containers = 102, Seals = 99, Items = 3 },
            "containers" => usual with { Containers = 9_999, Items = 1_999 },
            _ => usual with { Guarantees = ["4", "4"], Vouchers = 99 },
        };
        Assert.Empty(Errors(request, Ncts));
    }

    [Fact]
    public void Has_what_was_asked_for()
    {
        var root = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "DE007301",
            Destination = "TR341300",
            Transits = ["BG003001", "TR220100"],
            Prepared = Now,
            Mode = SkeletonMode.Rail,
            Wagons = 40,
            Containers = 3,
            Seals = 2,
            Items = 7,
            Houses = 3,
            HasBindingItinerary = true,
        }).Root;
        Assert.Equal(["BG003001", "TR220100"], root.Values("CustomsOfficeOfTransitDeclared/referenceNumber"));
        Assert.Equal(40, root.Values("Consignment/DepartureTransportMeans/identificationNumber").Distinct().Count());
        Assert.Equal(3, root.List("Consignment")[0].List("TransportEquipment").Count);
        Assert.Equal(6, root.Values("Consignment/TransportEquipment/Seal/identifier").Distinct().Count());
        Assert.Equal(7, root.Values(
            "Consignment/HouseConsignment/ConsignmentItem/declarationGoodsItemNumber").Distinct().Count());
        Assert.Equal(3, root.List("Consignment")[0].List("HouseConsignment").Count);
        Assert.Equal(["DE", "BG", "TR"], root.Values("Consignment/CountryOfRoutingOfConsignment/country"));
    }

    [Fact]
    public void What_it_cannot_make_it_refuses_with_the_range()
    {
        var usual = new SkeletonRequest { Departure = "DE007301", Destination = "TR341300", Prepared = Now };
        foreach (var (wrong, says) in new[]
        {
            (usual with { Items = 2_000 }, "from 1 to 1999, not 2000"),
            (usual with { Departure = "de007301" }, "no customs office"),
            (usual with { Trailers = 3 }, "trailers"),
            (usual with { Wagons = 2 }, "By road there are no wagons"),
            (usual with { Mode = SkeletonMode.Rail, Trailers = 1 }, "By rail there are no trailers"),
            (usual with { Items = 2, Houses = 3 }, "from 1 to 2, not 3"),
            (usual with { Type = "T9" }, "none of T1"),
        })
            Assert.Contains(says, Assert.Throws<ArgumentException>(() => DeclarationSkeleton.Make(wrong)).Message,
                StringComparison.Ordinal);
    }

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string[] Errors(SkeletonRequest request, MessageCheck check)
    {
        var made = DeclarationSkeleton.Make(request);
        var read = MessageReader.Read(new StringReader(MessageWriter.ToXml(made)));
        return
        [
            .. read.Findings.Concat(new RouteCheck(check).Run(read.Message!, DateOnly.FromDateTime(Now))
                    .Select(f => f.Finding))
                .Where(f => f.Severity == Severity.Error).Select(FindingText.OneLine).Take(20),
        ];
    }
}
