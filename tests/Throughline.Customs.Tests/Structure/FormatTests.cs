using System.Text.RegularExpressions;

namespace Throughline.Customs.Tests;

public sealed class FormatTests
{
    /// <summary>What each kind of form is, in a second and slow way: an expression over the normal value.</summary>
    private static readonly Dictionary<string, string> Expressions = new(StringComparer.Ordinal)
    {
        ["eori"] = "[A-Z]{2}[!-~]{1,15}",
        ["office"] = "[A-Z]{2}[A-Z0-9]{6}",
        ["year"] = "20[1-9][0-9]",
        ["mrn"] = "([01][0-9]|2[0-4])[A-Z]{2}[A-Z0-9]{13}[0-9]|(2[4-9]|[3-9][0-9])[A-Z]{2}[A-Z0-9]{12}[J-M][0-9]",
        ["mrnExport"] =
            "([01][0-9]|2[0-4])[A-Z]{2}[A-Z0-9]{13}[0-9]|(2[4-9]|[3-9][0-9])[A-Z]{2}[A-Z0-9]{12}[A-E][0-9]",
        ["mrnEntry"] = "(2[4-9]|[3-9][0-9])[A-Z]{2}[A-Z0-9]{11}CT[0-9]",
        ["grn"] = "[0-9]{2}[A-Z]{2}[A-Z0-9]{12}[0-9]([A-Z][0-9]{6})?",
        ["tirCarnet"] = "[1-9][0-9]{0,6}|(1[0-9]|2[0-4])[0-9]{6}|25000000|"
            + "(X[A-Z]|[A-Z]X)(2[5-9]|[3-9][0-9]|[1-9][0-9]{2})[0-9]{6}",
        ["riskCode"] = "(?s:.{0,4})E|[!-~]{1,16}E",
        ["latitude"] = "[+-]?([0-8]?[0-9]\\.[0-9]{5,7}|90.0{5,7})",
        ["longitude"] = "[+-]?((0?[0-9]?|1[0-7])[0-9]\\.[0-9]{5,7}|180.0{5,7})",
        ["email"] = "(?=.{1,256}$)(?=[\\x00-\\x7f]*$)[^@]+@[^.]+\\..+",
        ["email!"] = "(?=.{1,256}$)(?=[\\x00-\\x7f]*$)\\P{Z}[^@]*@[^.]+\\..*\\P{Z}",
        ["dec16,6"] = "(0|[1-9][0-9]{0,9})(\\.[0-9]{1,6}0*)?|(0|[1-9][0-9]{0,15})(\\.0+)?|"
            + "(?=.(\\.?[0-9]){0,15}0*$)[1-9][0-9]*\\.[0-9]{1,6}0*",
        ["int0-1999"] = "0|[1-9][0-9]{0,2}|1[0-9]{3}",
        ["int1-99999"] = "[1-9][0-9]{0,4}",
        ["an..35"] = ".{1,35}",
        ["an8~"] = ".{8}",
        ["an..17!"] = "(?=.{1,17}$)\\P{Z}(.*\\P{Z})?",
        ["x..35!"] = "[!-~]([ -~]{0,33}[!-~])?",
        ["x..70"] = "[ -~]{1,70}",
        ["a..3~"] = "[A-Za-z]{1,3}",
        ["A2"] = "[A-Z]{2}",
        ["AN1"] = "[A-Z0-9]",
        ["n..2~"] = "[0-9]{1,2}",
        ["list:Flag"] = "0|1",
    };

    public static TheoryData<string> Kinds() => [.. Expressions.Keys];

    public static TheoryData<string> Tokens() => [.. Formats().Select(f => f.Token).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void A_token_reads_back_and_its_example_is_accepted(string token)
    {
        var format = Format.Parse(token);
        Assert.Equal(token, format.Token);
        Assert.Same(format, Format.Parse(new string(token)));
        Assert.Equal(FormatFault.None, format.Check(format.Example()));
        Assert.True(format.Example().Length <= format.MostLength, token);
        Assert.NotEqual("", format.Describe());
        Assert.NotEqual(FormatFault.None, format.Check(""));
        Assert.NotEqual(FormatFault.None, format.Check(new string('A', 600)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_form_accepts_what_its_expression_does(string token)
    {
        var format = Format.Parse(token);
        var expression = new Regex("^(?:" + Expressions[token] + ")$", RegexOptions.CultureInvariant);
        var (accepted, refused) = (0, 0);
        foreach (var value in FormatStrings.Around(format, 5_000, 7))
        {
            var normal = value.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\r', ' ').Replace('\n', ' ')
                .Replace('\t', ' ');
            if (token[^1] == '~' || token.StartsWith("int", StringComparison.Ordinal)
                || token.StartsWith("dec", StringComparison.Ordinal) || token is "year" or "list:Flag")
            {
                normal = Regex.Replace(normal, " +", " ").Trim(' ');
            }

            var expected = expression.IsMatch(normal);
            _ = expected ? accepted++ : refused++;
            Assert.True(expected == (format.Check(value) == FormatFault.None), $"{token}: '{value}' {expected}");
        }

        Assert.True(accepted > 0 && refused > 0, $"{accepted} accepted, {refused} refused");
    }

    [Theory]
    [InlineData("an..3", "abcd", FormatFault.TooLong)]
    [InlineData("an..3", "", FormatFault.TooShort)]
    [InlineData("an3", "ab", FormatFault.TooShort)]
    [InlineData("an..3!", "ab ", FormatFault.Pattern)]
    [InlineData("an..3!", "ab\t", FormatFault.Pattern)]
    [InlineData("an..3~", "  ab \n", FormatFault.None)]
    [InlineData("A2", "tr", FormatFault.Pattern)]
    [InlineData("int1-99999", "0", FormatFault.TooLow)]
    [InlineData("int1-99999", "-5", FormatFault.TooLow)]
    [InlineData("int1-99999", "100000", FormatFault.TooHigh)]
    [InlineData("int1-99999", "99999999999999999999", FormatFault.TooHigh)]
    [InlineData("int1-99999", "01", FormatFault.Pattern)]
    [InlineData("int1-99999", "one", FormatFault.Type)]
    [InlineData("int1-99999", " 7 ", FormatFault.None)]
    [InlineData("dec16,6", "1.2345678", FormatFault.TooLong)]
    [InlineData("dec16,6", "12345678901.123456", FormatFault.TooLong)]
    [InlineData("dec16,6", "1.2000000000", FormatFault.None)]
    [InlineData("dec16,6", "0.000", FormatFault.None)]
    [InlineData("dec16,6+", "0.000", FormatFault.Pattern)]
    [InlineData("dec16,6", "-1", FormatFault.Pattern)]
    [InlineData("dec16,6", "1,5", FormatFault.Type)]
    [InlineData("date", "2024-02-29", FormatFault.None)]
    [InlineData("date", "2023-02-29", FormatFault.Type)]
    [InlineData("date", "2024-02-29Z", FormatFault.Pattern)]
    [InlineData("dateTime", "2024-02-29T23:59:59", FormatFault.None)]
    [InlineData("dateTime", "2024-02-29T23:60:59", FormatFault.Type)]
    [InlineData("dateTime", "2024-02-29T23:59:59.5", FormatFault.Pattern)]
    [InlineData("dateTime", "2024-02-29T23:59:59Z", FormatFault.Pattern)]
    [InlineData("list:Flag", "2", FormatFault.NotListed)]
    [InlineData("email", "desk at carrier", FormatFault.Pattern)]
    public void The_fault_says_what_is_wrong(string token, string value, FormatFault fault) =>
        Assert.Equal(fault, Format.Parse(token).Check(value));

    [Theory]
    [InlineData("an..35!", "up to 35 characters, no space at either end")]
    [InlineData("A2", "exactly 2 capital letters")]
    [InlineData("n1~", "exactly 1 digit")]
    [InlineData("int1-1999", "a whole number from 1 to 1999, no leading zero")]
    [InlineData("dec16,2+", "a number above 0, up to 16 digits, 2 of them behind the point")]
    [InlineData("list:Flag", "one of 0, 1")]
    public void A_form_is_said_in_words(string token, string words) =>
        Assert.Equal(words, Format.Parse(token).Describe());

    [Theory]
    [InlineData("")]
    [InlineData("an")]
    [InlineData("an..")]
    [InlineData("an0")]
    [InlineData("an..035")]
    [InlineData("an..35~!")]
    [InlineData("A2!")]
    [InlineData("z5")]
    [InlineData("int5-1")]
    [InlineData("int1")]
    [InlineData("dec6,7")]
    [InlineData("dec6")]
    [InlineData("list:None")]
    [InlineData("Date")]
    public void A_wrong_token_is_refused(string token) => Assert.Throws<FormatException>(() => Format.Parse(token));

    [Fact]
    public void Checking_allocates_nothing()
    {
        var cases = Formats().SelectMany(f => new[] { f.Example(), " " + f.Example() + "\n", "?" }.Select(v => (f, v)));
        var list = cases.ToArray();
        foreach (var (format, value) in list)
            format.Check(value);
        foreach (var (format, value) in list)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            format.Check(value);
            var after = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(after == before, $"{format.Token} '{value}' {after - before} bytes");
        }
    }

    private static IEnumerable<Format> Formats() => MessageCatalogue.Ncts.Codes
        .SelectMany(code => Items(MessageCatalogue.Ncts.Get(code).Root)).Select(i => i.Format).Distinct();

    private static IEnumerable<ItemStructure> Items(GroupStructure group) =>
        group.Items.Concat(group.Groups.SelectMany(Items));
}
