using System.Text;

namespace Throughline.Customs.Tests.Screening;

/// <summary>Lists: both forms, all errors at once, and what is found in them.</summary>
public sealed class ListTests
{
    private const string Csv = """
        id,kind,name,aliases,weak_aliases,date,countries,programme,identifiers,list,list_date
        P1,person,Arkady Sokolovsky,"Аркадий Соколовский; A. Sokolovskiy",The Falcon,1961-04-05,RU,PROG-1,PASS-55501,List A,2026-01-02
        C1,organisation,Severnyy Put LLC,,,2001,RU;AM,PROG-2,RU7701234567,List A,2026-01-02
        """;

    [Fact]
    public void Csv_is_read()
    {
        var list = Read(Csv);
        Assert.Empty(list.Issues);
        var person = list.Entries[0];
        Assert.Equal(("P1", NameKind.Person, "List A, 2026-01-02", 2),
            (person.Id, person.Kind, person.List, person.Line));
        Assert.Equal(["Аркадий Соколовский", "A. Sokolovskiy"], person.OtherNames);
        Assert.Equal(["RU", "AM"], list.Entries[1].Countries);
    }

    [Fact]
    public void Open_sanctions_json_is_read_and_what_names_no_party_is_left_out()
    {
        var list = Read("""
            {"id":"Q1","caption":"Arkady Sokolovsky","schema":"Person","properties":{"name":["Arkady Sokolovsky","Аркадий Соколовский"],"weakAlias":["Falcon"],"birthDate":["1961-04-05"],"nationality":["ru"],"programId":["P-1"],"topics":["sanction"],"passportNumber":["PASS-55501"]},"datasets":["xx_list"]}
            {"id":"A1","caption":"Main street 5","schema":"Address","properties":{"full":["Main street 5"]},"datasets":["xx_list"]}
            """);
        Assert.Empty(list.Issues);
        var entry = Assert.Single(list.Entries);
        Assert.Equal(["Аркадий Соколовский"], entry.OtherNames);
        Assert.Equal(["Falcon"], entry.WeakNames);
        Assert.Equal(["P-1", "sanction"], entry.Programmes);
        Assert.Equal(("xx_list", "RU"), (entry.List, entry.Countries[0]));
    }

    [Fact]
    public void All_errors_of_csv_are_told_with_their_lines()
    {
        var list = Read("""
            id,kind,name,date,countries
            ,person,No Id,,
            A,dragon,Kind Unheard,,
            B,person,,,
            C,person,Wrong Date,5 May,XYZ
            C,person,Twice,,
            D,person,Too,many,fields,here
            """);
        Assert.Equal([2, 3, 4, 5, 5, 6, 7], list.Issues.Select(i => i.Line).Order());
        Assert.All(list.Issues, i => Assert.True(i.Remedy.Length > 5));
    }

    [Theory]
    [InlineData("{\"schema\":")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("{\"id\":\"x\",\"schema\":\"Person\",\"caption\":\"\\ud800\"}")]
    [InlineData("{\"id\":7,\"schema\":\"Person\",\"properties\":[]}")]
    [InlineData("id,kind,name\n1,person,\"open quote")]
    [InlineData("id,name\n1,a")]
    [InlineData("")]
    [InlineData("\0\0\0\u202E")]
    public void Hostile_lists_end_in_an_issue(string text) => Assert.NotEmpty(Read(text).Issues);

    [Fact]
    public void Deep_and_endless_lists_are_bounded()
    {
        var deep = "{\"schema\":" + new string('[', 100_000);
        Assert.NotEmpty(Read(deep).Issues);
        Assert.NotEmpty(Read(Csv, new ListLimits(MostBytes: 60)).Issues);
        Assert.NotEmpty(Read(Csv, new ListLimits(MostEntries: 1)).Issues);
        Assert.NotEmpty(Read("{\"id\":\"a\",\"schema\":\"Person\"}", new ListLimits(MostLineCharacters: 10)).Issues);
        Assert.NotEmpty(Read("id,kind,name\n1,person,\"" + new string('x', 30_000)).Issues);
        var many = "id,kind,name\n" + string.Concat(Enumerable.Repeat(",,\n", 5_000));
        Assert.Equal(51, Read(many, new ListLimits(MostIssues: 50)).Issues.Count);
    }

    [Fact]
    public void A_hit_says_list_entry_name_and_rules()
    {
        var index = new ListIndex(Read(Csv).Entries);
        var hit = Assert.Single(index.Find(new ScreenQuery("Sokolovski Arkadiy", NameKind.Person)));
        Assert.Equal("P1", hit.Entry.Id);
        var text = string.Join(' ', hit.Explain());
        Assert.Contains("List A, 2026-01-02", text, StringComparison.Ordinal);
        Assert.Contains("'sokolovski' and 'sokolovskiy'", text, StringComparison.Ordinal);
        Assert.Empty(index.Find(new ScreenQuery("Otar Lomidze", NameKind.Person)));
    }

    [Fact]
    public void Evidence_raises_and_lowers()
    {
        var index = new ListIndex(Read(Csv).Entries);
        double Score(ScreenQuery q) => index.Find(q, 0.6).Single().Score;
        var plain = new ScreenQuery("Arkadij Sokolovski", NameKind.Person);
        Assert.True(Score(plain with { Dates = ["1961"] }) > Score(plain));
        Assert.True(Score(plain with { Countries = ["RU"] }) > Score(plain));
        Assert.True(Score(plain with { Dates = ["1980-01-01"] }) < Score(plain));
        Assert.True(Score(plain with { Countries = ["PT"] }) < Score(plain));
        Assert.Equal(1, Score(plain with { Identifiers = ["PASS 55501"] }));
        var weak = new ScreenQuery("The Falcon");
        Assert.True(Score(weak with { Dates = ["1961"] }) > Score(weak));
    }

    [Fact]
    public void A_number_alone_is_found()
    {
        var index = new ListIndex(Read(Csv).Entries);
        var hit = Assert.Single(index.Find(new ScreenQuery("", NameKind.Unknown) { Identifiers = ["RU 7701234567"] }));
        Assert.Equal(("C1", 1.0), (hit.Entry.Id, hit.Score));
    }

    [Fact]
    public void The_index_finds_what_comparing_with_every_name_finds()
    {
        var names = new[]
        {
            "Arkady Sokolovsky", "Vandenberghe Jan", "Mohammad Yildirim", "Misha Karelin", "Elchin Gahramanov",
            "Tigran Baghdasaryan", "Zurab Kutateladze", "Bahram Kermani", "Hryhoriy Panasenko", "Levan Chkheidze",
        };
        var index = new ListIndex(names.Select((n, i) => new ListEntry
        {
            Id = $"{i}",
            Kind = NameKind.Person,
            Name = n,
            List = "L",
        }));
        foreach (var asked in new[]
        {
            "Аркадий Соколовский", "Jan Van den Berghe", "Mehmet Yıldırım", "Mikhail Karelin", "Elçin Qəhrəmanov",
            "Տիգրան Բաղդասարյան", "Zurab Kutatelazde", "بهرام کرمانی", "Григорій Панасенко", "ლევან ჩხეიძე",
        })
        {
            var all = names.Where(n => NameScore.Compare(NameReader.Read(asked, NameKind.Person),
                NameReader.Read(n, NameKind.Person)).Score >= NameScore.Threshold);
            Assert.Equal(all, index.Find(new ScreenQuery(asked, NameKind.Person)).Select(h => h.Name));
        }
    }

    private static WatchList Read(string text, ListLimits? limits = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ListReader.Read(stream, "test", limits);
    }
}
