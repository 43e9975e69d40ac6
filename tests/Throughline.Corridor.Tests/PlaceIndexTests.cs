namespace Throughline.Corridor.Tests;

public class PlaceIndexTests
{
    private static readonly PlaceIndex Index = new(Reference.Corridor);

    [Theory]
    [InlineData("Meghri", "AM_MEGHRI")]
    [InlineData("MEGHRI", "AM_MEGHRI")]
    [InlineData("Mehri", "AM_MEGHRI")]
    [InlineData("Megri", "AM_MEGHRI")]
    [InlineData("Mehgri", "AM_MEGHRI")]
    [InlineData("Մեղրի", "AM_MEGHRI")]
    [InlineData("ՄԵՂՐԻ", "AM_MEGHRI")]
    [InlineData("Мегри", "AM_MEGHRI")]
    [InlineData("მეგრი", "AM_MEGHRI")]
    [InlineData("ᲛᲔᲒᲠᲘ", "AM_MEGHRI")]
    [InlineData("Naxçıvan", "AZ_NAKHCHIVAN")]
    [InlineData("NAXÇIVAN", "AZ_NAKHCHIVAN")]
    [InlineData("Nakhchivan", "AZ_NAKHCHIVAN")]
    [InlineData("Nakhichevan", "AZ_NAKHCHIVAN")]
    [InlineData("Nahçıvan", "AZ_NAKHCHIVAN")]
    [InlineData("Нахичевань", "AZ_NAKHCHIVAN")]
    [InlineData("Նախիջևան", "AZ_NAKHCHIVAN")]
    [InlineData("ნახიჩევანი", "AZ_NAKHCHIVAN")]
    [InlineData("İstanbul", "TR_ISTANBUL")]
    [InlineData("istanbul", "TR_ISTANBUL")]
    [InlineData("ISTANBUL", "TR_ISTANBUL")]
    [InlineData("ıstanbul", "TR_ISTANBUL")]
    [InlineData("Стамбул", "TR_ISTANBUL")]
    [InlineData("Yerevan", "AM_YEREVAN")]
    [InlineData("Erevan", "AM_YEREVAN")]
    [InlineData("Երևան", "AM_YEREVAN")]
    [InlineData("Ереван", "AM_YEREVAN")]
    [InlineData("ერევანი", "AM_YEREVAN")]
    [InlineData("Bakı", "AZ_BAKU")]
    [InlineData("Bakü", "AZ_BAKU")]
    [InlineData("Баку", "AZ_BAKU")]
    [InlineData("ბაქო", "AZ_BAKU")]
    [InlineData("Gəncə", "AZ_GANJA")]
    [InlineData("Gence", "AZ_GANJA")]
    [InlineData("Гянджа", "AZ_GANJA")]
    [InlineData("Culfa", "AZ_JULFA")]
    [InlineData("Джульфа", "AZ_JULFA")]
    [InlineData("თბილისი", "GE_TBILISI")]
    [InlineData("Tiflis", "GE_TBILISI")]
    [InlineData("Алматы", "KZ_ALMATY")]
    [InlineData("  baku ", "AZ_BAKU")]
    [InlineData("AZ_BAKU", "AZ_BAKU")]
    [InlineData("az_baku", "AZ_BAKU")]
    [InlineData("AZBAK", "AZ_BAKU")]
    [InlineData("AZ BAK", "AZ_BAKU")]
    public void A_name_in_any_script_or_a_code_finds_the_place(string text, string id) =>
        Assert.Equal(id, Best(Index, text));

    [Theory]
    [InlineData("Մեղրի", "meghri")]
    [InlineData("Գյումրի", "gyumri")]
    [InlineData("Նուռնուս", "nurnus")]
    [InlineData("Мегри", "megri")]
    [InlineData("Щёлково", "shchelkovo")]
    [InlineData("Йошкар-Ола", "ioshkar ola")]
    [InlineData("İĞDIR", "igdir")]
    [InlineData("Iğdır", "igdir")]
    [InlineData("Şərur", "sarur")]
    [InlineData("Xi'an (Xinzhu)", "xian xinzhu")]
    [InlineData("Қызылорда", "kyzylorda")]
    [InlineData("სადახლო", "sadakhlo")]
    [InlineData(" ,;-- ", "")]
    public void Folding_makes_plain_latin(string text, string folded) =>
        Assert.Equal(folded, Search.PlaceText.Fold(text));

    [Fact]
    public void Spellings_of_one_name_sound_alike()
    {
        foreach (var name in (string[])["Meghri", "Mehri", "Megri", "Մեղրի", "Мегри", "მეგრი"])
            Assert.Equal("magri", Search.PlaceText.Sound(Search.PlaceText.Fold(name)));
        foreach (var name in (string[])["Ganja", "Gəncə", "Gence"])
            Assert.Equal("ganca", Search.PlaceText.Sound(Search.PlaceText.Fold(name)));
    }

    [Theory]
    [InlineData("Meghri", "Մեղրի", "Мегри", "მეგრი", "Mehri", "Meğri")]
    [InlineData("Yerevan", "Երևան", "Ереван", "ერევანი", "Erevan", "Yerewan")]
    [InlineData("Sadakhlo", "Սադախլո", "Садахло", "სადახლო", "Sadahlo", "Sadaxlo")]
    [InlineData("Ganja", "Գյանջա", "Гянджа", "განჯა", "Gəncə", "Gence")]
    [InlineData("Nakhchivan", "Նախիջևան", "Нахичевань", "ნახიჩევანი", "Naxçıvan", "Nahçıvan")]
    [InlineData("Poti", "Փոթի", "Поти", "ფოთი", "Potı", "POTİ")]
    [InlineData("Igdir", "Իգդիր", "Ыгдыр", "იგდირი", "Iğdır", "IĞDIR")]
    public void Transliteration_alone_finds_a_place_that_has_one_name(string name, params string[] spellings)
    {
        string[] others = ["Kars", "Ordubad", "Tashkent", "Mersin", "Samsun", "Gyumri", "Kapan", "Goris", "Sisian"];
        var places = new PlaceIndex([Town("WANTED", name), .. others.Select(o => Town(o.ToUpperInvariant(), o))]);
        foreach (var spelling in spellings)
            Assert.Equal("WANTED", Best(places, spelling));
    }

    [Fact]
    public void Exact_beats_prefix_beats_typo()
    {
        var places = new PlaceIndex([Town("X_BAKUR", "Bakur"), Town("X_BAKU", "Baku"), Town("X_BUKA", "Bakx")]);
        Assert.Equal(
            [("X_BAKU", PlaceMatchKind.Name), ("X_BAKUR", PlaceMatchKind.Prefix), ("X_BUKA", PlaceMatchKind.Typo)],
            places.Search("baku").Select(m => (m.Place.Id, m.Kind)));
    }

    [Fact]
    public void An_id_beats_a_name()
    {
        var places = new PlaceIndex([Town("A", "Alat"), Town("Alat", "Somewhere")]);
        Assert.Equal("Alat", places.Find("alat")!.Id);
    }

    [Fact]
    public void Words_may_come_in_any_order_and_a_country_after_a_comma()
    {
        var found = Index.Search("port alat");
        Assert.Equal("AZ_ALAT_PORT", found[0].Place.Id);
        Assert.All(Index.Search("alat, UZ"), m => Assert.Equal("UZ", m.Place.Country));
    }

    [Fact]
    public void A_wrong_name_finds_nothing_but_has_suggestions()
    {
        Assert.Null(Index.Find("Istambull"));
        Assert.Contains("TR_ISTANBUL", Index.Suggest("Istambull").Select(p => p.Id));
        var problem = Assert.Throws<KeyNotFoundException>(() => Index.Get("Tbilissee"));
        Assert.Contains("Did you mean Tbilisi", problem.Message);
        Assert.Null(Index.Find(""));
        Assert.Empty(Index.Search(new string('x', 10_000)));
    }

    [Fact]
    public void The_nearest_places_come_first()
    {
        var near = Index.Nearest(38.903, 46.245, 3);
        Assert.Equal(3, near.Count);
        Assert.Equal("AM_MEGHRI", near[0].Place.Id);
        Assert.True(near[0].Metres <= near[1].Metres && near[1].Metres <= near[2].Metres);
        Assert.Throws<ArgumentOutOfRangeException>(() => Index.Nearest(91, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Index.Nearest(double.NaN, 0, 1));
    }

    private static string? Best(PlaceIndex index, string text) =>
        index.Search(text, 1) is [{ } match] ? match.Place.Id : null;

    private static Place Town(string id, string name) => new()
    {
        Id = id,
        Name = name,
        Country = "AZ",
        Latitude = 40,
        Longitude = 49,
        Kind = PlaceKind.City,
        TimeZone = "Asia/Baku",
        Source = "test",
    };
}
