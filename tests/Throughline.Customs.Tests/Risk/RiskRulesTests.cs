using CsCheck;

namespace Throughline.Customs.Tests.Risk;

/// <summary>Rules as text: what is wrong is told with its line and what would do.</summary>
public sealed class RiskRulesTests
{
    [Fact]
    public void The_built_in_rules_are_right() => Assert.Empty(RiskRules.BuiltIn.Issues);

    [Theory]
    [InlineData("rule A item acceptance\nif weight > 3\nscore 1\nsays x", 2, "There is no fact «weight» of item")]
    [InlineData("rule A item acceptance\nif hs > 3\nscore 1\nsays x", 2, "«hs» is no number")]
    [InlineData("rule A item acceptance\nif packages in 3\nscore 1\nsays x", 2, "«packages» is a number")]
    [InlineData("rule A item acceptance\nif packages > many\nscore 1\nsays x", 2, "Compare with one number")]
    [InlineData("rule A item acceptance\nif packages\nscore 1\nsays x", 2, "has no test")]
    [InlineData("rule A item acceptance\nif hs known\nscore 101\nsays x", 3, "The score is «101».")]
    [InlineData("rule A item acceptance\nif hs known\ncontrol 99\nsays x", 3, "«99» are no control types.")]
    [InlineData("rule A item acceptance\nif hs known\nscore 5\nsays {mass} kg", 4, "There is no fact «mass»")]
    [InlineData("rule A item acceptance\nscore 5\nsays x", 1, "has no condition")]
    [InlineData("rule A item acceptance\nif hs known\nscore 5", 1, "does not say why")]
    [InlineData("rule A item acceptance\nif hs known\nsays x", 1, "Nothing follows")]
    [InlineData("rule A ship acceptance", 1, "There is no kind «ship».")]
    [InlineData("rule A item sometimes", 1, "There is no moment «sometimes».")]
    [InlineData("# remark\n\nif hs known", 3, "stands in no rule")]
    [InlineData("green 30", 1, "says no limit")]
    [InlineData("draw 20 percent control 41", 1, "says no share")]
    [InlineData("when it rains", 1, "No line begins with «when».")]
    public void A_mistake_is_told_with_its_line(string text, int line, string message)
    {
        var issue = Assert.Single(RiskRulesReader.Read(text).Issues);
        Assert.Equal(line, issue.Line);
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.NotEmpty(issue.Remedy);
    }

    [Fact]
    public void An_id_comes_once()
    {
        const string Rule = "rule A item acceptance\nif hs known\nscore 5\nsays x\n";
        Assert.Equal(5, Assert.Single(RiskRulesReader.Read(Rule + Rule).Issues).Line);
    }

    private static readonly string[] Words =
    [
        "rule", "if", "says {", "}", "score", "control", "green below", "draw", "hs", "/", ">", "1", "\n", "item",
        "acceptance", "A", "{packages / }",
    ];

    [Fact]
    public void Any_text_is_read_without_an_exception() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Words.Length - 1].Select(i => Words[i])).Array[0, 30]
            .Sample(parts => RiskRulesReader.Read(string.Join(' ', parts)).Issues.All(i => i.Line >= 1));

    [Fact]
    public void A_hit_says_why_with_the_values()
    {
        var rules = RiskRulesReader.Read("""
            green below 20
            rule A item acceptance
              if grossMassKg / packages > 1000
              if hs starts 72 87
              score 25
              control 43 40
              says {hs}: {packages} packages weigh {grossMassKg / packages} kg each.
            """);
        Assert.Empty(rules.Issues);
        var message = Declaration(m =>
        {
            var item = m.Root.Descend("Consignment/HouseConsignment/ConsignmentItem").First();
            item.Open("Commodity").Open("GoodsMeasure")["grossMass"] = "9000";
            item.Open("Packaging")["numberOfPackages"] = "2";
        });
        var made = Assess(rules, message);
        var hit = Assert.Single(made.Hits);
        Assert.Equal("870899: 2 packages weigh 4500 kg each.", hit.Message);
        Assert.EndsWith("ConsignmentItem[1]", hit.Pointer, StringComparison.Ordinal);
        Assert.Equal((25, RiskChannel.Physical, "40 43"),
            (made.Score, made.Channel, string.Join(' ', made.Controls)));
        Assert.Empty(RiskAssessment.Make(rules, "transit", Subjects(message), null).Hits);
    }

    [Fact]
    public void A_score_that_is_high_enough_asks_for_documents()
    {
        const string Text = "rule A movement acceptance\nif grossMassKg > 0\nscore 20\nsays {grossMassKg} kg";
        Assert.Equal(RiskChannel.Green, Assess(RiskRulesReader.Read("green below 21\n" + Text), Declaration()).Channel);
        var made = Assess(RiskRulesReader.Read("green below 20\n" + Text), Declaration());
        Assert.Equal((RiskChannel.Documents, "10"), (made.Channel, Assert.Single(made.Controls)));
    }

    [Fact]
    public void What_is_not_known_hits_nothing_but_missing()
    {
        var subject = new RiskSubject("item", "/", new Dictionary<string, RiskValue>());
        Assert.Equal("?", RiskRulesReader.Read("rule A item acceptance\nif hs missing\nscore 1\nsays ?").Rules[0]
            .Explain(subject));
        foreach (var test in (string[])["packages != 1", "hs not-in 1", "hs not-starts 1", "hs known",
            "packages / grossMassKg < 1"])
        {
            Assert.Null(RiskRulesReader.Read($"rule A item acceptance\nif {test}\nscore 1\nsays ?").Rules[0]
                .Explain(subject));
        }
    }

    [Fact]
    public void Dividing_by_zero_is_not_known()
    {
        var subject = new RiskSubject("item", "/", new Dictionary<string, RiskValue>
        {
            ["packages"] = RiskValue.Of(0),
            ["grossMassKg"] = RiskValue.Of(decimal.MaxValue),
        });
        Assert.False(new RiskTerm("grossMassKg", '/', "packages").Of(subject).IsKnown);
        Assert.False(new RiskTerm("grossMassKg", '*', "grossMassKg").Of(subject).IsKnown);
    }

    [Fact]
    public void A_draw_follows_from_secret_number_and_office_alone()
    {
        // HMAC-SHA-256 of 32 zero bytes over «26AZ000000000000A1|AZXX0BAK», worked out with another program.
        var secret = new byte[32];
        Assert.Equal(Expected(secret, "26AZ000000000000A1|AZXX0BAK"),
            RiskDraw.Number(secret, "26AZ000000000000A1", "AZXX0BAK"));
        Assert.Equal("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925", RiskDraw.Commit(secret));
        secret[0] = 1;
        Assert.NotEqual(RiskDraw.Number(new byte[32], "A", "B"), RiskDraw.Number(secret, "A", "B"));
    }

    [Fact]
    public void As_many_are_drawn_as_asked_for()
    {
        var secret = new byte[32];
        var drawn = Enumerable.Range(0, 20_000).Count(i => RiskDraw.IsDrawn(
            RiskDraw.Number(secret, i.ToString(System.Globalization.CultureInfo.InvariantCulture), "X"), 50));
        // 1,000 are expected; five standard deviations are 154.
        Assert.InRange(drawn, 846, 1_154);
        Assert.False(RiskDraw.IsDrawn(0, 0));
        Assert.True(RiskDraw.IsDrawn(999_999, 1_000));
    }

    [Fact]
    public void A_draw_is_a_hit_that_can_be_checked()
    {
        var rules = RiskRulesReader.Read("draw 1000 permille control 30");
        var hit = Assert.Single(RiskAssessment.Make(rules, "acceptance", Subjects(Declaration()), 17).Hits);
        Assert.Equal(("draw", "Drawn at random: 17 of 1000000 is below 1000000."), (hit.Rule, hit.Message));
    }

    private static int Expected(byte[] secret, string text)
    {
        var hash = System.Security.Cryptography.HMACSHA256.HashData(secret, System.Text.Encoding.UTF8.GetBytes(text));
        var number = System.Numerics.BigInteger.Parse("0" + Convert.ToHexString(hash)[..16],
            System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        return (int)(number * 1_000_000 / System.Numerics.BigInteger.Pow(2, 64));
    }

    private static RiskAssessment Assess(RiskRules rules, Message message) =>
        RiskAssessment.Make(rules, "acceptance", Subjects(message), null);

    private static IReadOnlyList<RiskSubject> Subjects(Message message) =>
        RiskFacts.Read(message, new RiskContext { Office = "AZXX0BAK" });

    private static Message Declaration(Action<Message>? change = null)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = new DateTime(2026, 12, 1, 8, 0, 0),
        });
        change?.Invoke(message);
        return message;
    }
}
