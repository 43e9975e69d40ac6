namespace Throughline.Customs.Tests;

/// <summary>Runs the cases under <c>Rules/Cases</c>: every rule that the book decides has a message that satisfies it
/// and one that violates it.</summary>
/// <remarks>A file holds the cases of one rule. <c>ok CC015C what it shows</c> or <c>bad CC015C what it shows</c>
/// begins a case and starts from the message in <c>Base</c>, <c>bad empty CC015C what it shows</c> from nothing; the
/// indented lines change it, as <see cref="MessageEdit"/> reads them; <c>! 13 /CC015C/…</c> is a finding that a bad
/// case must give: code and pointer. <c>earlier</c>, <c>declaration</c>, <c>state</c>, <c>knows</c> and <c>used</c>
/// lines give the context, <c>list CL289 GB</c> a code list. A case fails too when it gives findings of the rule that
/// it does not name.</remarks>
public sealed class RuleCaseTests
{
    private static readonly MessageCheck Check = new(CodeLists.BuiltIn);

    public static TheoryData<string> Files =>
        [.. TestFiles.Names("Rules", "Cases")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Cases_of_a_rule(string rule)
    {
        var cases = RuleCase.Read(rule);
        Assert.Contains(cases, c => c.IsGood);
        Assert.Contains(cases, c => !c.IsGood);
        foreach (var tried in cases)
        {
            var check = tried.Lists == CodeLists.BuiltIn ? Check : new MessageCheck(tried.Lists);
            var found = check.Run(tried.Message, tried.Date, tried.Context).Where(f => f.Reason == rule)
                .Select(f => $"{f.Code} {f.Pointer}");
            Assert.Equal($"{tried.Title}: {string.Join("; ", tried.Expected)}",
                $"{tried.Title}: {string.Join("; ", found)}");
        }
    }

    [Fact]
    public void Every_decided_rule_has_cases() =>
        Assert.Empty(RuleBook.Ncts.Ids.Except(TestFiles.Names("Rules", "Cases")));

    [Fact]
    public void Every_decided_rule_has_words() =>
        Assert.DoesNotContain(RuleBook.Ncts.Ids,
            id => RuleTexts.English.Find(id) is not { Says.Length: > 0, Fix.Length: > 0, Scope.Length: 0 });

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_base_message_is_valid(string code)
    {
        var message = RuleCase.Base(code);
        var read = MessageReader.Read(new StringReader(MessageWriter.ToXml(message)));
        Assert.Equal([], read.Findings.Select(f => $"{f.Code} {f.Pointer}: {f.Message}"));
        Assert.Equal([], Check.Run(message, RuleCase.Day).Where(f => f.Severity == Severity.Error)
            .Select(f => $"{f.Code} {f.Reason} {f.Pointer}"));
        Assert.True(message.SameAs(read.Message!));
    }

    public static TheoryData<string> Bases =>
        [.. TestFiles.Names("Base")];
}
