namespace Throughline.Customs.Tests;

/// <summary>A declaration is judged by every office on its way, and by what the offices make of it.</summary>
public sealed class RouteCheckTests
{
    private static readonly DateOnly Day = RuleCase.Day;
    private static readonly MessageCheck Check = new(CodeLists.BuiltIn);

    /// <summary>From Georgia over Türkiye and Bulgaria to Germany, with entry data for the security area and a previous
    /// document: all that the declaration itself must say.</summary>
    private static readonly string[] ToTheArea =
    [
        "messageRecipient = NTA.GE",
        "TransitOperation/security = 1",
        "CustomsOfficeOfDeparture/referenceNumber = GE000100",
        "CustomsOfficeOfDestinationDeclared/referenceNumber = DE007301",
        "CustomsOfficeOfTransitDeclared[1]/referenceNumber = TR080100",
        "CustomsOfficeOfTransitDeclared[2]/sequenceNumber = 2",
        "CustomsOfficeOfTransitDeclared[2]/referenceNumber = BG003001",
        "CustomsOfficeOfTransitDeclared[2]/arrivalDateAndTimeEstimated = 2026-05-06T12:00:00",
        "HolderOfTheTransitProcedure/identificationNumber = GE1234567",
        "Guarantee[1]/GuaranteeReference[1]/GRN = 26GE0000076543211",
        "Consignment/countryOfDispatch = GE",
        "Consignment/countryOfDestination = DE",
        "Consignment/LocationOfGoods/CustomsOffice/referenceNumber = GE000100",
        "Consignment/ActiveBorderTransportMeans[1]/customsOfficeAtBorderReferenceNumber = BG003001",
        "Consignment/PlaceOfLoading/country = GE",
        "Consignment/PlaceOfUnloading/country = DE",
        "Consignment/PlaceOfUnloading/location = Munich",
        "Consignment/CountryOfRoutingOfConsignment[1]/sequenceNumber = 1",
        "Consignment/CountryOfRoutingOfConsignment[1]/country = GE",
        "Consignment/PreviousDocument[1]/sequenceNumber = 1",
        "Consignment/PreviousDocument[1]/type = N355",
        "Consignment/PreviousDocument[1]/referenceNumber = 26BG003001000001T1",
    ];

    [Fact]
    public void What_is_right_everywhere_gives_no_alarm()
    {
        var checkedOnce = Check.Run(RuleCase.Base("CC015C"), Day).Where(f => f.Severity == Severity.Error);
        Assert.Empty(checkedOnce);
        Assert.Equal([], Alarms(RuleCase.Base("CC015C")));
        Assert.Equal([], Errors(ToTheArea));
        Assert.Equal([], Alarms(Made(ToTheArea)));
    }

    /// <summary>R0093: inside the security area a record with entry data names the entry declaration. Neither the
    /// declaration nor the records for Türkiye have that rule.</summary>
    [Fact]
    public void What_departure_and_the_second_country_let_pass_is_stopped_at_the_third_border()
    {
        string[] lines = [.. ToTheArea, "Consignment/PreviousDocument[1]/type = N337"];
        Assert.Equal([], Errors(lines));
        var found = Assert.Single(Later(Made(lines)));
        Assert.Equal(("R0093", "/CC015C/Consignment/PreviousDocument[1]/type", "N337"),
            (found.Finding.Reason, found.Finding.Pointer, found.Finding.Value));
        Assert.Equal(["DE", "BG"], found.Countries);
        Assert.True(found.PassesAtDeparture);
        Assert.Equal(
            [
                new LaterStop("DE007301", "CD001C", "/CD001C/Consignment/PreviousDocument[1]/type"),
                new LaterStop("BG003001", "CD050C", "/CD050C/Consignment/PreviousDocument[1]/type"),
            ],
            found.Later);
        Assert.Contains("CD050C at BG003001", found.Finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_the_receiving_country_does_not_check_stops_nobody_there()
    {
        string[] lines = [.. ToTheArea, "Consignment/PreviousDocument[1]/type = N337"];
        var off = new RuleSwitch("BG", "R0093", DateOnly.MinValue, DateOnly.MaxValue, "for this test");
        var found = Assert.Single(Later(Made(lines), new RouteCheck(Check, [off])));
        Assert.Equal(["DE"], found.Countries);
        Assert.Equal(["CD001C"], found.Later.Select(l => l.Message));
    }

    /// <summary>A code list of the records that is narrower than that of the declaration.</summary>
    [Fact]
    public void A_code_that_only_the_records_refuse_is_told_at_the_place_in_the_declaration()
    {
        var lists = CodeLists.BuiltIn.With([new CodeList("CL199", "Countries of addresses", [Entry("DE")])]);
        var found = Assert.Single(Later(RuleCase.Base("CC015C"), new RouteCheck(new MessageCheck(lists))));
        Assert.Equal(("CL199", "/CC015C/Consignment/Consignee/Address/country", "TR"),
            (found.Finding.Reason, found.Finding.Pointer, found.Finding.Value));
        Assert.Contains(found.Later, l => l is { Office: "TR220100", Message: "CD050C" });
    }

    [Fact]
    public void What_the_offices_add_themselves_is_not_the_traders_fault()
    {
        // Nothing but the day of release, the limit and the control result can be wrong with an empty list of results.
        var lists = CodeLists.BuiltIn.With([new CodeList("CL196", "No results", [Entry("ZZ")])]);
        Assert.Equal([], Alarms(RuleCase.Base("CC015C"), new RouteCheck(new MessageCheck(lists))));
    }

    /// <summary>The office of a guarantee is asked about its own alone, so that it stands elsewhere than in the
    /// declaration.</summary>
    [Fact]
    public void A_guarantee_of_another_country_is_found_by_its_number()
    {
        var grn = Enumerable.Range(0, 10).Select(d => $"26TR000001000001{d}").First(n => Grn.FindFault(n) is null);
        var lists = CodeLists.BuiltIn.With([new CodeList("CL286", "Types with a number", [Entry("1")])]);
        var found = Assert.Single(Later(Made(
            "Guarantee[2]/sequenceNumber = 2",
            "Guarantee[2]/guaranteeType = 0",
            "Guarantee[2]/GuaranteeReference[1]/sequenceNumber = 1",
            $"Guarantee[2]/GuaranteeReference[1]/GRN = {grn}",
            "Guarantee[2]/GuaranteeReference[1]/accessCode = AB12",
            "Guarantee[2]/GuaranteeReference[1]/amountToBeCovered = 100.00",
            "Guarantee[2]/GuaranteeReference[1]/currency = EUR"), new RouteCheck(new MessageCheck(lists))));
        Assert.Equal(("CL286", "/CC015C/Guarantee[2]/guaranteeType", "0"),
            (found.Finding.Reason, found.Finding.Pointer, found.Finding.Value));
        Assert.Equal([new LaterStop("TR", "CD203C", "/CD203C/Guarantee[1]/guaranteeType")], found.Later);
    }

    [Fact]
    public void Goods_that_are_yet_to_be_presented_may_lack_what_the_presentation_brings()
    {
        string[] lines = ["TransitOperation/additionalDeclarationType = D", "- Consignment/PlaceOfLoading"];
        Assert.Equal([], Errors(lines));
        Assert.Equal([], Alarms(Made(lines)));
    }

    /// <summary>C0410: the place of loading of presented goods; the release (CC029C) cannot be without.</summary>
    [Fact]
    public void What_is_wrong_in_the_declaration_already_is_told_once()
    {
        var declaration = Made("- Consignment/PlaceOfLoading");
        var found = new RouteCheck(Check).Run(declaration, Day).Where(f => f.Finding.Severity == Severity.Error);
        Assert.Equal(["/CC015C/Consignment/PlaceOfLoading"], found.Select(f => f.Finding.Pointer));
    }

    /// <summary>Such as published samples of years before the MRN had its procedure character.</summary>
    [Theory]
    [InlineData("2022-07-02T03:11:04", 2022, false)]
    [InlineData("2022-07-02T03:11:04", 2026, true)]
    [InlineData("9999-12-31T23:59:59", 9999, false)]
    [InlineData("not a time", 2026, true)]
    public void In_a_year_without_MRNs_nothing_follows(string prepared, int year, bool isJudged)
    {
        var declaration = Made([.. ToTheArea, "Consignment/PreviousDocument[1]/type = N337",
            $"preparationDateAndTime = {prepared}"]);
        var found = new RouteCheck(Check).Judge(declaration, new DateOnly(year, 5, 4), []);
        Assert.Equal(isJudged, found.Any(f => f.Finding.Reason == "R0093"));
    }

    [Fact]
    public void An_amendment_is_judged_like_the_declaration_that_it_makes()
    {
        var amendment = Message.Make("CC013C");
        amendment.Root.CopyFrom(Made([.. ToTheArea, "Consignment/PreviousDocument[1]/type = N337"]).Root);
        amendment.Root.Open("TransitOperation")["LRN"] = null;
        amendment.Root.Open("TransitOperation")["MRN"] = "26GE000100000001J3";
        var found = Assert.Single(Later(amendment));
        Assert.Equal("/CC013C/Consignment/PreviousDocument[1]/type", found.Finding.Pointer);
    }

    [Fact]
    public void Declarations_beside_the_tests_and_of_the_console_give_no_alarm()
    {
        var files = Directory.EnumerateFiles(TestFiles.Folder("Scenarios"), "*.xml")
            .Append(Path.Combine(TestFiles.Repository, "src", "Throughline.Server", "wwwroot", "samples",
                "declaration.xml"));
        Assert.Equal([], files.SelectMany(AlarmsOfFile));
    }

    [Fact]
    public void Published_samples_that_are_right_give_no_alarm()
    {
        var folder = ReferenceMaterial.FindFolder("samples");
        Assert.SkipUnless(folder is not null, ReferenceMaterial.Remedy);
        var files = Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        Assert.Equal([], files.SelectMany(AlarmsOfFile));
    }

    private static CodeEntry Entry(string code) =>
        new(code, DateOnly.MinValue, DateOnly.MaxValue, CodeState.Valid, "");

    private static Message Made(params string[] lines)
    {
        var message = RuleCase.Base("CC015C");
        foreach (var line in lines)
            MessageEdit.Apply(message, line);
        return message;
    }

    private static IEnumerable<string> Errors(params string[] lines) => Check.Run(Made(lines), Day)
        .Where(f => f.Severity == Severity.Error).Select(FindingText.OneLine);

    private static IEnumerable<RouteFinding> Later(Message declaration, RouteCheck? route = null) =>
        (route ?? new RouteCheck(Check)).Run(declaration, Day).Where(f => f.Later.Count > 0);

    private static IEnumerable<string> Alarms(Message declaration, RouteCheck? route = null) =>
        Later(declaration, route).Select(f => $"{FindingText.OneLine(f.Finding)} {string.Join(", ", f.Later)}");

    /// <summary>Alarms of a document that is right by itself; nothing for others.</summary>
    private static IEnumerable<string> AlarmsOfFile(string path)
    {
        using var stream = File.OpenRead(path);
        var document = new DocumentCheck(Check).Run(stream, path, null, Day);
        return document.IsAccepted
            ? new RouteCheck(Check).Judge(document.Message!, document.Date, document.Findings)
                .Where(f => f.Later.Count > 0).Select(f => path + ": " + FindingText.OneLine(f.Finding))
            : [];
    }
}
