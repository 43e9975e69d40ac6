using CsCheck;

namespace Throughline.Customs.Tests;

public class IdentifierTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string LettersAndDigits = Letters + "0123456789";
    private static readonly Gen<string> Country = Gen.String[Gen.Char[Letters], 2, 2];
    private static readonly Gen<string> Serial = Gen.String[Gen.Char[LettersAndDigits], 12, 12];

    private static readonly Gen<MrnProcedure> Procedure = Gen.Int[0, 3].Select(i => Enum.GetValues<MrnProcedure>()[i]);

    [Theory]
    [InlineData("23GB000060KNEJKEJ3")]
    [InlineData("23GB000246QK1MD0J2")]
    [InlineData("24GB000246J8NY33L7")]
    [InlineData("26XI000081CIV3XWJ7")]
    public void Numbers_that_systems_issued_are_right(string text)
    {
        Assert.True(Mrn.TryParse(text, out var mrn, out _));
        Assert.Equal(text, mrn.Value);
    }

    [Theory]
    [InlineData("24GB0000010000295", null)]
    [InlineData("24GB0000010000296", NumberFaultKind.CheckDigit)]
    [InlineData("24GB000001000029", NumberFaultKind.Length)]
    [InlineData("24gb0000010000295", NumberFaultKind.Form)]
    [InlineData("24GB0000010000295A00001", NumberFaultKind.Length)]
    [InlineData("24GB0000010000295A000017", null)]
    [InlineData("24GB00000100002951000017", NumberFaultKind.Form)]
    [InlineData("", NumberFaultKind.Length)]
    [InlineData(null, NumberFaultKind.Length)]
    public void A_GRN_is_judged_as_published_cases_are(string? text, NumberFaultKind? kind)
    {
        Assert.Equal(kind is null, Grn.TryParse(text, out _, out var fault));
        Assert.Equal(kind, fault?.Kind);
    }

    [Theory]
    [InlineData("27WF9X1FQ9RCKN0TM3", NumberFaultKind.CheckDigit)]
    [InlineData("26XI000081CIV3XWJ7", null)]
    [InlineData("24GB012345678901A0", NumberFaultKind.CheckDigit)]
    [InlineData("25GB000246J8NY33A7", NumberFaultKind.Form)]
    [InlineData("25GB000246J8NY33 7", NumberFaultKind.Form)]
    [InlineData("25GB000246J8NY3", NumberFaultKind.Length)]
    public void An_MRN_is_told_what_is_wrong(string text, NumberFaultKind? kind)
    {
        var fault = Mrn.FindFault(text);
        Assert.Equal(kind, fault?.Kind);
        if (fault is not null)
            Assert.EndsWith(".", fault.Reason);
    }

    [Fact]
    public void The_parts_of_an_MRN_are_told()
    {
        Assert.True(Mrn.TryParse("24GB000246J8NY33L7", out var mrn, out _));
        Assert.Equal((24, "GB", "000246J8NY33", 7), (mrn.Year, mrn.Country, mrn.Serial, mrn.CheckDigit));
        Assert.Equal(MrnProcedure.TransitWithEntry, mrn.Procedure);
        Assert.False(mrn.IsOlderForm);
        Assert.True(Mrn.TryParse("23GB000060KNEJKEJ3", out var older, out _));
        Assert.True(older.IsOlderForm);
        Assert.Equal("000060KNEJKEJ", older.Serial);
    }

    [Fact]
    public void What_is_made_can_be_read() =>
        Gen.Select(Gen.Int[2024, 2099], Country, Serial, Procedure).Sample((year, country, serial, procedure) =>
        {
            var made = Mrn.Make(year, country, serial, procedure);
            Assert.True(Mrn.TryParse(made.Value, out var read, out _));
            Assert.Equal(made, read);
            Assert.Equal((year % 100, country, serial, procedure),
                (read.Year, read.Country, read.Serial, read.Procedure));
            var grn = Grn.Make(year, country, serial);
            Assert.True(Grn.TryParse(grn.Value, out var readGrn, out _));
            Assert.Equal((year % 100, country, serial, false),
                (readGrn.Year, readGrn.Country, readGrn.Serial, readGrn.IsVoucher));
            var voucher = Grn.Make(year, country, serial, "A123456");
            Assert.Equal((24, "A123456", grn.Value), (voucher.Value.Length, voucher.Voucher, voucher.GuaranteeNumber));
        });

    [Fact]
    public void One_changed_character_is_found_unless_ISO_6346_cannot_tell() =>
        Gen.Select(Gen.Int[2024, 2099], Country, Serial, Gen.Int[0, 15], Gen.Char[LettersAndDigits])
            .Sample((year, country, serial, place, other) =>
            {
                var right = Grn.Make(year, country, serial).Value;
                var chars = right.ToCharArray();
                chars[place] = other;
                var changed = new string(chars);
                var fault = Grn.FindFault(changed);
                if (changed == right)
                    Assert.Null(fault);
                else if (fault is null)
                    Assert.True(CannotTell(right, changed, place, 16), $"{right} and {changed}");
            });

    [Fact]
    public void One_changed_character_of_an_MRN_is_found_unless_ISO_6346_cannot_tell() =>
        Gen.Select(Country, Serial, Procedure, Gen.Int[0, 16], Gen.Char[LettersAndDigits])
            .Sample((country, serial, procedure, place, other) =>
            {
                var right = Mrn.Make(2026, country, serial, procedure).Value;
                var chars = right.ToCharArray();
                chars[place] = other;
                var changed = new string(chars);
                if (changed != right && Mrn.FindFault(changed) is null)
                    Assert.True(CannotTell(right, changed, place, 17), $"{right} and {changed}");
            });

    [Fact]
    public void Letters_count_from_10_without_the_multiples_of_11()
    {
        var values = Letters.Select(Iso6346.ValueOf).ToArray();
        Assert.Equal(Enumerable.Range(10, 29).Where(v => v % 11 != 0), values);
    }

    [Theory]
    [InlineData("CSQU3054383", null)]
    [InlineData("MSKU6011672", null)]
    [InlineData("MWCU1234567", NumberFaultKind.CheckDigit)]
    [InlineData("CSQA3054383", NumberFaultKind.Form)]
    [InlineData("CSQU305438", NumberFaultKind.Length)]
    public void A_container_number_is_judged(string text, NumberFaultKind? kind) =>
        Assert.Equal(kind, ContainerNumber.FindFault(text)?.Kind);

    [Fact]
    public void A_container_number_that_is_made_is_right() =>
        Gen.Select(Gen.String[Gen.Char[Letters], 3, 3], Gen.Char["UJZ"], Gen.Int[0, 999_999])
            .Sample((owner, kind, serial) =>
                Assert.Null(ContainerNumber.FindFault(ContainerNumber.Make(owner + kind, serial))));

    [Theory]
    [InlineData("318006912352", null)]
    [InlineData("31 80 0691 235-2", null)]
    [InlineData("318006912353", NumberFaultKind.CheckDigit)]
    [InlineData("31800691235", NumberFaultKind.Length)]
    [InlineData("3180069123522", NumberFaultKind.Length)]
    [InlineData("31800691235A", NumberFaultKind.Form)]
    public void A_wagon_number_is_judged(string text, NumberFaultKind? kind) =>
        Assert.Equal(kind, WagonNumber.FindFault(text)?.Kind);

    [Fact]
    public void Every_wrong_digit_of_a_wagon_is_found() =>
        Gen.Select(Gen.String[Gen.Char["0123456789"], 11, 11], Gen.Int[0, 11], Gen.Int[1, 9])
            .Sample((text, place, step) =>
        {
            var right = text + WagonNumber.CheckDigit(text);
            Assert.Null(WagonNumber.FindFault(right));
            var chars = right.ToCharArray();
            chars[place] = (char)('0' + (chars[place] - '0' + step) % 10);
            Assert.Equal(NumberFaultKind.CheckDigit, WagonNumber.FindFault(new string(chars))?.Kind);
        });

    [Theory]
    [InlineData("ABC-123/4", null)]
    [InlineData("", NumberFaultKind.Length)]
    [InlineData("12345678901234567890123", NumberFaultKind.Length)]
    [InlineData(" A", NumberFaultKind.Form)]
    [InlineData("A\u0001B", NumberFaultKind.Form)]
    public void An_LRN_is_judged(string text, NumberFaultKind? kind) => Assert.Equal(kind, Lrn.FindFault(text)?.Kind);

    [Fact]
    public void Nothing_makes_a_reader_throw() => Gen.String.Sample(text =>
    {
        _ = Mrn.FindFault(text);
        _ = Grn.FindFault(text);
        _ = ContainerNumber.FindFault(text);
        _ = WagonNumber.FindFault(text);
        _ = Lrn.FindFault(text);
    });

    [Fact]
    public void What_cannot_be_made_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Mrn.Make(2023, "TR", "000000000001", MrnProcedure.Transit));
        Assert.Throws<ArgumentException>(() => Mrn.Make(2026, "tr", "000000000001", MrnProcedure.Transit));
        Assert.Throws<ArgumentException>(() => Mrn.Make(2026, "TR", "00000000001", MrnProcedure.Transit));
        Assert.Throws<ArgumentException>(() => Grn.Make(2026, "TR", "000000000001", "1234567"));
        Assert.Throws<ArgumentException>(() => ContainerNumber.Make("ABCD", 1));
    }

    private static bool CannotTell(string right, string changed, int place, int scope)
    {
        var isSameValue = Iso6346.ValueOf(right[place]) % 11 == Iso6346.ValueOf(changed[place]) % 11;
        var (a, b) = (Iso6346.Remainder(right.AsSpan(0, scope)), Iso6346.Remainder(changed.AsSpan(0, scope)));
        return isSameValue || (Math.Min(a, b) == 0 && Math.Max(a, b) == 10);
    }
}
