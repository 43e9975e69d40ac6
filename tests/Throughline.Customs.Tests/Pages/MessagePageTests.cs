using System.Text;

namespace Throughline.Customs.Tests;

/// <summary>The reference pages of the messages say what the tables say.</summary>
public sealed class MessagePageTests
{
    public static TheoryData<string> Codes => [.. MessageCatalogue.Ncts.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_of_a_message(string code)
    {
        var page = MessagePage.Write(MessageCatalogue.Ncts.Get(code));
        GeneratedPages.Expect(page, "standards", "messages", code + ".md");
    }

    [Fact]
    public void The_list_of_messages()
    {
        var page = new StringBuilder("# Messages of NCTS phase 6\n\n");
        page.Append("| Message | Number | What it is |\n| --- | --- | --- |\n");
        foreach (var code in MessageCatalogue.Ncts.Codes)
        {
            var message = MessageCatalogue.Ncts.Get(code);
            page.Append($"| [{code}]({code}.md) | {message.Number} | {message.Title} |\n");
        }

        GeneratedPages.Expect(page.ToString(), "standards", "messages", "README.md");
    }
}
