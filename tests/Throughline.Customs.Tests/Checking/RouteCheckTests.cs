namespace Throughline.Customs.Tests;

/// <summary>What a declaration becomes at later offices is checked too, and told at its place in the
/// declaration.</summary>
public sealed class RouteCheckTests
{
    private static readonly MessageCheck Values = new(CodeLists.BuiltIn);

    [Fact]
    public void A_declaration_that_is_right_everywhere_gets_no_finding_of_a_later_office()
    {
        Assert.Empty(Later(RuleCase.Base("CC015C")));
    }

    [Fact]
    public void Every_message_after_the_release_is_made_of_the_declaration()
    {
        var made = LaterMessages.List(RuleCase.Base("CC015C"), new DateTimeOffset(RuleCase.Day, default, default),
            new ProcedureSettings { Check = Values });

        Assert.Equal(["CD203C DE", "CC029C DE", "CD001C TR", "CC043C TR", "CD050C TR"],
            made.Select(m => $"{m.Message.Code} {m.Country}"));
    }

    [Fact]
    public void What_passes_at_departure_and_fails_at_the_border_is_told_at_its_place_in_the_declaration()
    {
        var declaration = WithoutModeAtTheBorder();
        Assert.DoesNotContain(Values.Run(declaration, RuleCase.Day), f => f.Severity == Severity.Error);

        var found = Assert.Single(Later(declaration));

        Assert.Equal("/CC015C/Consignment/modeOfTransportAtTheBorder", found.Finding.Pointer);
        Assert.Equal("C0029", found.Finding.Reason);
        Assert.True(found.PassesAtDeparture);
        Assert.Contains(found.Later, l => l is
        {
            Message: "CD050C", Country: "TR", Pointer: "/CD050C/Consignment/modeOfTransportAtTheBorder",
        } && l.Offices.Contains("TR220100"));
        Assert.Contains(found.Later, l => l.Message == "CD001C" && l.Offices.Contains("TR341300"));
    }

    [Fact]
    public void A_country_that_has_switched_the_rule_off_does_not_refuse_its_message()
    {
        var off = new RuleSwitch("TR", "C0029", DateOnly.MinValue, DateOnly.MaxValue, "For this test.");
        var found = new RouteCheck(Values, [off]).Run(WithoutModeAtTheBorder(), RuleCase.Day)
            .Single(f => f.Later.Count > 0);

        Assert.Equal(["CC029C DE"], found.Later.Select(l => $"{l.Message} {l.Country}"));
    }

    [Fact]
    public void What_a_presentation_still_brings_is_not_missing()
    {
        var declaration = RuleCase.Base("CC015C");
        MessageEdit.Apply(declaration, "TransitOperation/additionalDeclarationType = D");
        MessageEdit.Apply(declaration, "- Consignment/PlaceOfLoading");

        Assert.Empty(Later(declaration));
    }

    [Fact]
    public void An_amendment_is_checked_like_the_declaration()
    {
        var amendment = Message.Make("CC013C");
        amendment.Root.CopyFrom(WithoutModeAtTheBorder().Root);

        Assert.Contains(Later(amendment), f =>
            f.Finding.Pointer == "/CC013C/Consignment/modeOfTransportAtTheBorder");
    }

    [Fact]
    public void An_amendment_by_the_MRN_needs_no_local_reference_number()
    {
        var amendment = RuleCase.Base("CC013C");
        MessageEdit.Apply(amendment, "TransitOperation/MRN = 26DE00730100000JJ0");
        amendment.Root.Open("TransitOperation")["LRN"] = null;

        Assert.DoesNotContain(Later(amendment),
            f => f.Finding.Pointer.EndsWith("/LRN", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_finding_of_a_random_declaration_has_its_place_in_it()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var declaration = new RandomMessages(seed).Make("CC015C");
            foreach (var found in Later(declaration))
                Assert.StartsWith("/CC015C/", found.Finding.Pointer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Scripts_and_published_samples_that_are_right_raise_no_alarm()
    {
        var files = Directory.EnumerateFiles(TestFiles.Folder("Scenarios"), "*.xml");
        if (ReferenceMaterial.FindFolder("samples") is { } samples)
            files = files.Concat(Directory.EnumerateFiles(samples, "*.xml", SearchOption.AllDirectories));
        var alarms = new List<string>();
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            var document = new DocumentCheck(Values).Run(stream, Path.GetFileName(file), null, RuleCase.Day);
            if (document is { IsAccepted: true, Message: { } message })
            {
                alarms.AddRange(new RouteCheck(Values).Judge(message, document.Date, document.Findings)
                    .Where(f => f.Later.Count > 0)
                    .Select(f => $"{document.Name} {FindingText.OneLine(f.Finding)} {f.Later[0]}"));
            }
        }

        Assert.True(alarms.Count == 0, string.Join('\n', alarms));
    }

    /// <summary>Entry data need the mode at the border in messages between offices (C0029), but not in a declaration
    /// (C0599).</summary>
    private static Message WithoutModeAtTheBorder()
    {
        var declaration = RuleCase.Base("CC015C");
        foreach (var line in (string[])
        [
            "TransitOperation/security = 1", "- Consignment/modeOfTransportAtTheBorder",
            "Consignment/CountryOfRoutingOfConsignment[1]/sequenceNumber = 1",
            "Consignment/CountryOfRoutingOfConsignment[1]/country = DE",
            "Consignment/CountryOfRoutingOfConsignment[2]/sequenceNumber = 2",
            "Consignment/CountryOfRoutingOfConsignment[2]/country = TR",
            "Consignment/PlaceOfUnloading/country = TR", "Consignment/PlaceOfUnloading/location = Istanbul",
        ])
            MessageEdit.Apply(declaration, line);
        return declaration;
    }

    private static IReadOnlyList<RouteFinding> Later(Message declaration) =>
        [.. new RouteCheck(Values).Run(declaration, RuleCase.Day).Where(f => f.Later.Count > 0)];
}
