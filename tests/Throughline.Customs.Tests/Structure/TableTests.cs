namespace Throughline.Customs.Tests;

public sealed class TableTests
{
    private const string Traders =
        "CC004C CC007C CC009C CC013C CC014C CC015C CC017C CC019C CC022C CC023C CC025C CC026C CC028C CC029C "
        + "CC034C CC035C CC037C CC040C CC042C CC043C CC044C CC045C CC048C CC051C CC054C CC055C CC056C CC057C "
        + "CC060C CC140C CC141C CC170C CC182C CC190C CC191C CC224C CC225C CC228C CC229C CC231C CC906C CC917C "
        + "CC928C";

    private const string Authorities =
        "CD001C CD002C CD003C CD006C CD010C CD018C CD024C CD049C CD050C CD059C CD063C CD070C CD071C CD114C "
        + "CD115C CD118C CD142C CD143C CD144C CD145C CD150C CD151C CD152C CD180C CD181C CD200C CD201C CD203C "
        + "CD204C CD205C CD209C CD906C CD917C CD971C CD974C CD975C";

    private static readonly string[] Head =
    [
        "messageSender", "messageRecipient", "preparationDateAndTime", "messageIdentification", "messageType",
        "correlationIdentifier",
    ];

    [Fact]
    public void Every_message_has_a_table() =>
        Assert.Equal((Traders + " " + Authorities).Split(' '), MessageCatalogue.Ncts.Codes);

    [Fact]
    public void Every_table_reads_and_begins_as_all_messages_do()
    {
        foreach (var code in MessageCatalogue.Ncts.Codes)
        {
            var message = MessageCatalogue.Ncts.Get(code);
            Assert.Equal(code, message.Code);
            Assert.Equal("IE" + code[2..5], message.Number);
            Assert.Equal(Head, message.Root.Lines.Take(Head.Length).Select(l => l.Name));
            Assert.True(message.Root.FindItem("messageType")!.Format.Check(code) == FormatFault.None, code);
            foreach (var line in All(message.Root))
                CheckLine(line);
        }
    }

    [Fact]
    public void Conditions_decide_only_what_need_not_be_there()
    {
        var group = MessageCatalogue.Ncts.Get("CC015C").Root.FindGroup("Authorisation")!;
        Assert.Equal((9, Status.Dependent), (group.Most, group.Status));
        Assert.Equal(["C0101", "G0102", "G0167"], group.Rules);
        var type = group.FindItem("type")!;
        Assert.Equal(("an..4~", "CL235"), (type.Format.Token, type.CodeList));
        Assert.Equal(["G0114", "G0117", "R0350", "R0859"], type.Rules);
        Assert.Equal(["G0085"], MessageCatalogue.Ncts.Get("CD906C").Root.Rules);
    }

    [Theory]
    [InlineData("CC015C IE015 E_DEC_DAT Declaration data\n  LRN X an..22")]
    [InlineData("CC015C IE015 E_DEC_DAT Declaration data\n  LRN R an..22x")]
    [InlineData("CC015C IE015 E_DEC_DAT Declaration data\n  Group 0 R")]
    [InlineData("CC015C IE015 E_DEC_DAT Declaration data\n  LRN R an..22\n      deep R an1")]
    [InlineData("CC013C IE013 E_DEC_AMD Another")]
    public void A_wrong_table_is_refused(string table) =>
        Assert.Throws<FormatException>(() => StructureTable.Read("CC015C", new StringReader(table)));

    private static void CheckLine(StructureLine line)
    {
        Assert.True(char.IsAsciiLetter(line.Name[0]) && line.Name.All(char.IsAsciiLetterOrDigit), line.Path);
        foreach (var rule in line.Rules)
            Assert.True(rule.Length == 5 && "CRGBST".Contains(rule[0], StringComparison.Ordinal), line.Path + rule);
        if (line is ItemStructure { CodeList: { } list })
            Assert.Matches("^CL[0-9]{3}$", list);
        if (line is GroupStructure { Lines.Count: 0 })
            Assert.Fail(line.Path + " is empty");
    }

    private static IEnumerable<StructureLine> All(GroupStructure group) =>
        group.Lines.SelectMany(line => line is GroupStructure inner ? All(inner).Prepend(line) : [line]);
}
