using System.Text;

namespace Throughline.Customs.Tests;

/// <summary>What is written is read again, and nothing of it is lost.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Codes => [.. MessageCatalogue.Ncts.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_written_message_is_read_as_it_was(string code)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var message = new RandomMessages(seed).Make(code);
            var read = Read(MessageWriter.ToXml(message));
            Assert.Equal([], read.Findings.Select(f => $"seed {seed}: {f.Code} {f.Pointer} '{f.Value}'"));
            Assert.True(message.SameAs(read.Message!), $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Lines_of_text_make_the_message_again(string code)
    {
        // A line does not keep spaces around its value.
        var lines = MessageEdit.Lines(new RandomMessages(1).Make(code)).Select(l => l.Replace(" =   ", " = ")).ToList();
        Assert.Equal(lines, MessageEdit.Lines(MessageEdit.Make(code, lines)));
    }

    [Theory]
    [InlineData("<a:CC015C xmlns:a=\"http://ncts.dgtaxud.ec\">", "</a:CC015C>", true)]
    [InlineData("<x:CC015C PhaseID=\"NCTS5.1\" xmlns:x=\"http://ncts.dgtaxud.ec\">", "</x:CC015C>", true)]
    [InlineData("<x:CC015C xmlns:x=\"http://ncts.dgtaxud.ec\" PhaseID='NCTS6'>", "</x:CC015C>", true)]
    [InlineData("<CC015C xmlns=\"http://ncts.dgtaxud.ec\">", "</CC015C>", false)]
    [InlineData("<CC015C>", "</CC015C>", false)]
    public void Prefix_and_phase_do_not_matter_but_the_namespace_does(string begin, string end, bool right)
    {
        var xml = MessageWriter.ToXml(RuleCase.Base("CC015C"));
        var first = xml.IndexOf("<messageSender", StringComparison.Ordinal);
        var inside = xml[first..xml.LastIndexOf("</", StringComparison.Ordinal)];
        Assert.Equal(right, Read(begin + inside + end).Findings.Count == 0);
    }

    [Fact]
    public void Values_keep_every_character()
    {
        var message = RuleCase.Base("CC015C");
        var item = message.Root.Descend("Consignment/HouseConsignment/ConsignmentItem/Commodity").Single();
        item["descriptionOfGoods"] = "Մաքս & \"tea\" <5 kg> 茶 – ½\ttab";
        var read = Read(MessageWriter.ToXml(message));
        Assert.Empty(read.Findings);
        Assert.True(message.SameAs(read.Message!));
    }

    internal static ReadResult Read(string xml) => MessageReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
}
