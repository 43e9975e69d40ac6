using System.IO.Compression;
using System.Text;

namespace Throughline.Customs.Tests;

public class ReferencePackTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);

    private const string Offices = """
        <l xmlns:e="urn:e"><e:RDEntity name="CountryCodesFullList"><e:RDEntry><x>1</x></e:RDEntry></e:RDEntity>
        <e:RDEntity name="CustomsOffices">
        <e:RDEntry><s><state>valid</state><activeFrom>2024-02-21</activeFrom></s>
        <dataItem name="ReferenceNumber">TR041800</dataItem><dataItem name="CountryCode">TR</dataItem>
        <dataItem name="UnLocodeId">IGD</dataItem><dataItem name="NctsEntryDate">20121201</dataItem>
        <dataGroup name="CustomsOfficeLsd"><dataItem name="LanguageCode">TR</dataItem>
        <dataItem name="CustomsOfficeUsualName">DILUCU GUMRUK</dataItem></dataGroup>
        <dataGroup name="CustomsOfficeLsd"><dataItem name="LanguageCode">EN</dataItem>
        <dataItem name="CustomsOfficeUsualName">DILUCU</dataItem></dataGroup>
        <dataGroup name="CustomsOfficeTimetable"><dataItem name="SeasonStartDate">20180101</dataItem>
        <dataItem name="SeasonEndDate">20241231</dataItem>
        <dataGroup name="CustomsOfficeTimetableLine"><dataItem name="DayInTheWeekBeginDay">1</dataItem>
        <dataItem name="OpeningHoursTimeFirstPeriodFrom">0800</dataItem>
        <dataItem name="OpeningHoursTimeFirstPeriodTo">1200</dataItem>
        <dataItem name="OpeningHoursTimeSecondPeriodFrom">1300</dataItem>
        <dataItem name="OpeningHoursTimeSecondPeriodTo">2400</dataItem>
        <dataItem name="DayInTheWeekEndDay">5</dataItem>
        <dataGroup name="C"><dataItem name="Role">DEP</dataItem><dataItem name="TrafficType">R</dataItem></dataGroup>
        <dataGroup name="C"><dataItem name="Role">DES</dataItem></dataGroup></dataGroup></dataGroup>
        <dataGroup name="CustomsOfficeTimetable"><dataItem name="SeasonStartDate">20190101</dataItem>
        <dataItem name="SeasonEndDate">20230930</dataItem>
        <dataGroup name="C"><dataItem name="Role">TRA</dataItem></dataGroup></dataGroup>
        </e:RDEntry>
        <e:RDEntry><s><state>invalid</state><activeFrom>2025-01-01</activeFrom></s>
        <dataItem name="ReferenceNumber">TR041900</dataItem><dataItem name="CountryCode">TR</dataItem>
        <dataGroup name="T"><dataItem name="Role">DEP</dataItem></dataGroup></e:RDEntry>
        </e:RDEntity></l>
        """;

    [Fact]
    public void Pages_offices_and_places_become_a_pack()
    {
        var pack = Good(("a/CL901/CL901_page1.json", Page("CL901", ("A", "valid", "01-11-2025"))),
            ("a/CL901/CL901_page2.json", Page("CL901", ("B", "valid", "02-12-2025"), ("A", "invalid", "01-02-2026"))),
            ("offices.xml", Offices),
            ("CL244-unlocode.csv", "code,name,function\nAMMRG,Margara,1\nAZBAK,\"Baku, port\",1\n"));
        var list = pack.Lists.Single(l => l.Number == "CL901");
        Assert.Null(list.Contains("A", new(2025, 10, 31)));
        Assert.True(list.Contains("A", new(2025, 11, 1)));
        Assert.True(list.Contains("A", new(2026, 1, 31)));
        Assert.False(list.Contains("A", new(2026, 2, 1)));
        Assert.False(list.Contains("B", new(2025, 12, 1)));
        Assert.Equal("Baku, port", pack.Lists.Single(l => l.Number == "CL244").FindEntry("AZBAK", Day)!.Meaning);
        Assert.Equal(new(2026, 2, 1), pack.ValidFrom);
        Assert.Equal(64, pack.Version.Length);
    }

    [Fact]
    public void An_office_has_its_roles_on_their_days()
    {
        var pack = Good(("offices.xml", Offices));
        var office = pack.FindOffice("TR041800")!;
        Assert.Equal(("DILUCU", "TR", "TRIGD"), (office.Name, office.Country, office.UnLocode));
        Assert.False(office.HasRole("DEP", new(2017, 12, 31)));
        Assert.True(office.HasRole("DEP", new(2018, 1, 1)));
        // The season ran when the entry was published, so the role goes on after it.
        Assert.True(office.HasRole("DEP", Day));
        Assert.True(office.HasRole("TRA", new(2023, 9, 30)));
        Assert.False(office.HasRole("TRA", new(2023, 10, 1)));
        Assert.Equal([new(1, 5, new(8, 0), new(12, 0)), new OfficeHours(1, 5, new(13, 0), new(0, 0))], office.Hours);
        var data = new ReferenceData(Profile.Ncts, pack);
        Assert.True(data.Contains("CL171", "TR041800", Day));
        Assert.True(data.Contains("CL171", "TR041900", new(2024, 12, 31)));
        Assert.False(data.Contains("CL171", "TR041900", new(2025, 1, 1)));
        Assert.False(data.Contains("CL173", "TR041800", Day));
        Assert.True(data.Contains("CL141", "TR041800", Day));
    }

    [Fact]
    public void A_prepared_pack_is_equal_and_its_version_too()
    {
        var page = Page("CL901", ("A", "valid", "01-11-2025"), ("A", "invalid", "01-12-2025"));
        var pack = Good(("CL901_page1.json", page),
            ("offices.xml", Offices), ("CL244.csv", "code,name\nAMMRG,Margara\n"));
        using var stream = new MemoryStream();
        pack.Write(stream);
        var again = Good(("pack.txt", Encoding.UTF8.GetString(stream.ToArray())), ("junk.json", "{"));
        Assert.Equal(pack.Version, again.Version);
        Assert.True(PackDifference.Between(pack, again).IsEmpty);
        Assert.Equal(pack.FindOffice("TR041800")!.Hours, again.FindOffice("TR041800")!.Hours);
        var hash = System.Security.Cryptography.SHA256.HashData(stream.ToArray());
        Assert.Equal(Convert.ToHexStringLower(hash), pack.Version);
    }

    [Fact]
    public void The_version_follows_the_content_and_not_the_order_of_files()
    {
        var a = ("CL901_page1.json", Page("CL901", ("A", "valid", "01-11-2025")));
        var b = ("CL902_page1.json", Page("CL902", ("B", "valid", "01-11-2025")));
        Assert.Equal(Good(a, b).Version, Good(b, a).Version);
        Assert.NotEqual(Good(a).Version, Good(a, b).Version);
    }

    [Fact]
    public void All_errors_are_told_at_once_with_file_place_and_remedy()
    {
        var result = Load(
            ("CL901_page1.json", Page("CL901", ("A", "maybe", "01-11-2025"), ("", "valid", "01-11-2025"),
                ("C", "valid", "31-02-2026"), ("D", "valid", "01-01-2026"), ("D", "valid", "01-01-2026"))),
            ("CL902_page1.json", "{ \"elements\": ["), ("CL903_page1.json", "[]"),
            ("CL904_page1.json", Page("CL905", ("A", "valid", "01-11-2025"))),
            ("CL906_page2.json", Page("CL906", ("A", "valid", "01-11-2025"))),
            ("offices.xml", "<a><RDEntity name='CustomsOffices'><RDEntry><dataItem name='ReferenceNumber'>tr1"
                + "</dataItem></RDEntry></RDEntity></a>"),
            ("CL244.csv", "code,name\nAMM,Margara\nAMMRG,Margara\nAMMRG,Margara\n"), ("note.txt", "hello"));
        Assert.Null(result.Pack);
        var errors = result.Issues.Where(i => i.Severity == PackSeverity.Error).ToList();
        foreach (var (file, place) in new[]
        {
            ("CL901_page1.json", "entry 1"), ("CL901_page1.json", "entry 2"), ("CL901_page1.json", "entry 3"),
            ("CL901", "code D"), ("CL902_page1.json", "line 1"), ("CL903_page1.json", ""), ("CL904_page1.json", ""),
            ("CL906", "page 1"), ("offices.xml", "office 1"), ("CL244.csv", "line 2"), ("CL244.csv", "line 4"),
        })
            Assert.Contains(errors, i => i.File == file && i.Place == place);
        Assert.All(errors, i => Assert.True(i.What.Length > 0 && i.Remedy.Length > 0));
        Assert.Contains(result.Issues, i => i is { Severity: PackSeverity.Warning, File: "note.txt" });
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'y'>]><a><RDEntity name='CustomsOffices'/></a>")]
    [InlineData("<a><RDEntity name='CustomsOffices'><RDEntry>")]
    [InlineData("<a/>")]
    [InlineData("")]
    public void Hostile_or_broken_offices_are_refused(string xml) =>
        Assert.Contains(Load(("offices.xml", xml)).Issues, i => i.Severity == PackSeverity.Error);

    [Theory]
    [InlineData("../CL901_page1.json")]
    [InlineData("/etc/CL901_page1.json")]
    [InlineData("a/../../CL901_page1.json")]
    [InlineData("C:\\CL901_page1.json")]
    public void A_path_that_leads_out_is_refused(string path) =>
        Assert.Contains(Load((path, Page("CL901", ("A", "valid", "01-11-2025")))).Issues,
            i => i.Severity == PackSeverity.Error && i.What.Contains("out of the pack"));

    [Fact]
    public void An_archive_is_read_and_one_with_a_path_that_leads_out_is_refused()
    {
        Assert.NotNull(LoadBytes("o.zip", Zip("list.xml", Offices)).Pack?.FindOffice("TR041800"));
        Assert.Null(LoadBytes("o.zip", Zip("../list.xml", Offices)).Pack);
        Assert.Null(LoadBytes("o.zip", [1, 2, 3]).Pack);
    }

    [Fact]
    public void A_stream_that_gives_more_than_its_cap_is_cut()
    {
        using var stream = new CappedStream(new MemoryStream(new byte[1_000]), 999);
        Assert.Throws<InvalidDataException>(() => stream.CopyTo(Stream.Null));
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Null(Load(("CL901_page1.json", new string('[', 100_000))).Pack);

    [Fact]
    public void An_empty_or_absent_folder_is_told()
    {
        Assert.Null(Load().Pack);
        Assert.Single(Load().Issues);
        Assert.Single(ReferencePack.Load(Path.Combine(AppContext.BaseDirectory, "no-such-folder")).Issues);
    }

    [Fact]
    public void The_difference_of_two_packs_is_data_and_text()
    {
        var before = Good(("CL901_page1.json",
            Page("CL901", ("A", "valid", "01-11-2025"), ("B", "valid", "01-11-2025"), ("C", "valid", "01-11-2025"))),
            ("CL902_page1.json", Page("CL902", ("A", "valid", "01-11-2025"))), ("offices.xml", Offices));
        var after = Good(("CL901_page1.json",
            Page("CL901", ("A", "valid", "01-11-2025"), ("C", "valid", "01-12-2025"), ("D", "valid", "01-11-2025"))),
            ("CL903_page1.json", Page("CL903", ("A", "valid", "01-11-2025"))),
            ("offices.xml", Offices.Replace("\">DES<", "\">GUA<", StringComparison.Ordinal)
                .Replace("TR041900", "TR042200", StringComparison.Ordinal)));
        var difference = PackDifference.Between(before, after);
        Assert.Equal(["CL903"], difference.ListsAdded);
        Assert.Equal(["CL902"], difference.ListsRemoved);
        Assert.Equal([(PackChangeKind.Removed, "B"), (PackChangeKind.Changed, "C"), (PackChangeKind.Added, "D")],
            difference.Codes.Select(c => (c.Kind, c.Code)));
        Assert.Equal([(PackChangeKind.Changed, "TR041800"), (PackChangeKind.Removed, "TR041900"),
            (PackChangeKind.Added, "TR042200")], difference.Offices.Select(o => (o.Kind, o.Reference)));
        var text = difference.ToText();
        Assert.Contains("~ CL901 C: valid from 2025-11-01, now valid from 2025-12-01", text);
        Assert.Contains("+ list CL903", text);
        Assert.Equal("no difference\n", PackDifference.Between(after, after).ToText());
    }

    private static ReferencePack Good(params (string Path, string Text)[] files)
    {
        var result = Load(files);
        Assert.True(result.Pack is not null, string.Join('\n', result.Issues));
        return result.Pack;
    }

    private static PackResult Load(params (string Path, string Text)[] files) =>
        ReferencePack.Load(PackFiles.FromStreams("test", files.ToDictionary(f => f.Path,
            f => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(f.Text))))));

    private static PackResult LoadBytes(string path, byte[] bytes) => ReferencePack.Load(PackFiles.FromStreams("test",
        new Dictionary<string, Func<Stream>> { [path] = () => new MemoryStream(bytes) }));

    private static byte[] Zip(string path, string text)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry(path).Open()))
            writer.Write(text);
        return stream.ToArray();
    }

    private static string Page(string list, params (string Code, string State, string From)[] entries)
    {
        var rows = entries.Select(e => "{\"dataitem\":[{\"dataitem_name\":\"Code\",\"dataitem_value\":\"" + e.Code
            + "\"},{\"dataitem_name\":\"RDEntryStatus_state\",\"dataitem_value\":\"" + e.State
            + "\"},{\"dataitem_name\":\"RDEntryStatus_activeFrom\",\"dataitem_value\":\"" + e.From
            + "\"}],\"language\":[{\"lang_code\":\"en\",\"lang_desc\":\"meaning\\tof " + e.Code + "\"}]}");
        return "{\"elements\":[{\"code_list_code\":\"" + list + "\",\"code_list_name\":\"Test\",\"rdentry\":["
            + string.Join(',', rows) + "]}]}";
    }
}
