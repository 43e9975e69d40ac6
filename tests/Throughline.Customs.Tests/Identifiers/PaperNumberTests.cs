namespace Throughline.Customs.Tests;

/// <summary>Numbers for paper, and those of the service, never meet.</summary>
public sealed class PaperNumberTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(36 * 36 * 36 * 36 - 1)]
    public void A_number_for_paper_is_an_MRN_with_its_LRN(int index)
    {
        var mrn = PaperNumber.Make(2026, "AMXX0NRN", index, MrnProcedure.Transit);
        Assert.Null(Mrn.FindFault(mrn.Value));
        Assert.True(PaperNumber.IsPaper(mrn));
        Assert.Null(Lrn.FindFault(PaperNumber.LrnOf(mrn)));
        Assert.Equal(mrn.Value, PaperNumber.Find(PaperNumber.LrnOf(mrn))!.Value);
        Assert.Null(PaperNumber.Find(mrn.Value));
    }

    [Theory, InlineData(1), InlineData(1_679_616), InlineData(int.MaxValue - 1), InlineData(int.MaxValue)]
    public void No_movement_of_an_office_reaches_the_range_of_paper(int movement)
    {
        var mrn = Mrn.Make(2026, "AM", PaperNumber.SerialOf("AMXX0NRN", movement), MrnProcedure.Transit);
        Assert.False(PaperNumber.IsPaper(mrn));
        Assert.Null(PaperNumber.Find(PaperNumber.LrnOf(mrn)));
        Assert.True(string.CompareOrdinal(mrn.Serial[^6..], "ZIK0ZJ") <= 0);
    }

    [Fact]
    public void Other_numbers_are_none_for_paper()
    {
        foreach (var text in (string?[])[null, "", "P", "LRN1", "P26AM", new string('P', 19)])
            Assert.Null(PaperNumber.Find(text));
        Assert.Throws<ArgumentException>(
            () => PaperNumber.Make(2026, "AMXX0NRN", PaperNumber.Most, MrnProcedure.Transit));
        Assert.Throws<ArgumentException>(() => PaperNumber.Make(2026, "AM", 0, MrnProcedure.Transit));
    }
}
