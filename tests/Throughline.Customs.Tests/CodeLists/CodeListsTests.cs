namespace Throughline.Customs.Tests;

public class CodeListsTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);

    [Theory]
    [InlineData("CL231", "T1", true)]
    [InlineData("CL231", "T2", true)]
    [InlineData("CL231", "t1", false)]
    [InlineData("CL231", "T1 ", false)]
    [InlineData("CL231", "", false)]
    [InlineData("CL027", "1", true)]
    [InlineData("CL252", "G07", false)]
    [InlineData("CL252", "G13", true)]
    [InlineData("CL060", "CC015C", true)]
    [InlineData("CL060", "CD209C", true)]
    [InlineData("CL112", "TR", true)]
    [InlineData("CL112", "AM", false)]
    [InlineData("CL112", "AZ", false)]
    [InlineData("CL112", "DE", false)]
    [InlineData("CL010", "DE", true)]
    [InlineData("CL195", "A3", false)]
    [InlineData("CL196", "A3", true)]
    [InlineData("CL165", "AM", true)]
    public void A_list_holds_its_codes_and_no_others(string list, string code, bool expected) =>
        Assert.Equal(expected, CodeLists.BuiltIn.Contains(list, code, Day));

    [Theory]
    [InlineData("CL999")]
    [InlineData("CL101")]
    [InlineData("CL163")]
    [InlineData("CL171")]
    public void A_list_that_is_not_loaded_says_nothing(string list)
    {
        Assert.Null(CodeLists.BuiltIn.Contains(list, "1", Day));
        Assert.Null(CodeLists.BuiltIn.Find(list));
        Assert.Throws<KeyNotFoundException>(() => CodeLists.BuiltIn.Get(list));
    }

    [Fact]
    public void A_code_holds_from_its_first_day()
    {
        Assert.False(CodeLists.BuiltIn.Contains("CL112", "GE", new(2025, 1, 31)));
        Assert.True(CodeLists.BuiltIn.Contains("CL112", "GE", new(2025, 2, 1)));
        Assert.False(CodeLists.BuiltIn.Contains("CL019", "7", new(2025, 12, 1)));
        Assert.True(CodeLists.BuiltIn.Contains("CL019", "7", new(2025, 12, 2)));
    }

    [Fact]
    public void A_code_that_is_withdrawn_ends_the_day_before_and_may_come_back()
    {
        var list = new CodeList("CL900", "Test",
        [
            new("X", new(2026, 3, 1), DateOnly.MaxValue),
            new("X", new(2026, 1, 1), new(2026, 1, 31)),
            new("X", new(2026, 2, 1), new(2026, 2, 28), CodeState.Invalid),
        ]);
        Assert.Null(list.Contains("X", new(2025, 12, 31)));
        Assert.True(list.Contains("X", new(2026, 1, 1)));
        Assert.True(list.Contains("X", new(2026, 1, 31)));
        Assert.False(list.Contains("X", new(2026, 2, 1)));
        Assert.False(list.Contains("X", new(2026, 2, 28)));
        Assert.True(list.Contains("X", new(2026, 3, 1)));
        Assert.True(list.Contains("X", DateOnly.MaxValue));
        Assert.Equal(3, list.ListEntries("X").Count);
        Assert.Empty(list.ListEntries("Y"));
    }

    [Fact]
    public void Every_built_in_table_reads_and_holds_each_code_once()
    {
        Assert.True(CodeLists.BuiltIn.Numbers.Count >= 65);
        foreach (var number in CodeLists.BuiltIn.Numbers)
        {
            var list = CodeLists.BuiltIn.Get(number);
            Assert.Equal(number, list.Number);
            Assert.NotEmpty(list.Name);
            Assert.NotEmpty(list.Entries);
            Assert.Equal(list.Entries.Count, list.Entries.Select(e => e.Code).Distinct().Count());
            Assert.All(list.Entries, e => Assert.True(e.From <= e.To, $"{number} {e.Code}"));
        }
    }

    [Fact]
    public void Lists_that_should_nest_nest()
    {
        foreach (var (inner, outer) in new[]
        {
            ("CL286", "CL251"), ("CL229", "CL251"), ("CL230", "CL251"), ("CL232", "CL231"), ("CL010", "CL009"),
            ("CL112", "CL009"), ("CL219", "CL750"), ("CL038", "CL326"), ("CL180", "CL437"), ("CL195", "CL196"),
            ("CL181", "CL017"), ("CL182", "CL017"), ("CL553", "CL010"), ("CL190", "CL008"),
        })
        {
            var codes = CodeLists.BuiltIn.Get(outer).Entries.Select(e => e.Code).ToHashSet();
            Assert.All(CodeLists.BuiltIn.Get(inner).Entries, e => Assert.Contains(e.Code, codes));
        }
    }

    [Fact]
    public void Added_lists_replace_those_of_their_number_and_leave_the_first_set_alone()
    {
        var more = CodeLists.BuiltIn.With([new CodeList("CL231", "DeclarationType",
            [new("Z9", DateOnly.MinValue, DateOnly.MaxValue)])]);
        Assert.True(more.Contains("CL231", "Z9", Day));
        Assert.False(more.Contains("CL231", "T1", Day));
        Assert.False(CodeLists.BuiltIn.Contains("CL231", "Z9", Day));
        Assert.True(more.Contains("CL042", "A", Day));
    }

    [Theory]
    [InlineData("")]
    [InlineData("CL901")]
    [InlineData("CL902 Other\nX - -")]
    [InlineData("CL901 Test\nX -")]
    [InlineData("CL901 Test\nX 2026-13-01 -")]
    public void A_wrong_table_is_refused(string text) =>
        Assert.Throws<FormatException>(() => CodeListTable.Read("CL901", new StringReader(text)));
}
