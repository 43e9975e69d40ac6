using System.Xml.Linq;

namespace Throughline.Customs.Tests;

/// <summary>Breaks a document in one of the ways in which documents break.</summary>
internal static class Damage
{
    /// <summary>Changes one element at random.</summary>
    public static void Once(XDocument document, Random random)
    {
        var all = document.Root!.DescendantsAndSelf().ToList();
        var element = all[random.Next(all.Count)];
        switch (random.Next(9))
        {
            case 0 when element.Parent is not null:
                element.Remove();
                break;
            case 1 when element.Parent is not null:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2 when element.Parent is not null:
                element.ReplaceWith(new XElement(element.Name + "x", element.Nodes()));
                break;
            case 3 when !element.HasElements:
                element.Value = random.Next(4) switch
                {
                    0 => "",
                    1 => new string('9', random.Next(1, 600)),
                    2 => "  " + element.Value + "\n",
                    _ => "ß\u00a0é-0000-00-00T99",
                };
                break;
            case 4 when element.ElementsBeforeSelf().LastOrDefault() is { } before && element.Parent is not null:
                before.Remove();
                element.AddAfterSelf(before);
                break;
            case 5:
                element.Add(new XElement("Stray", "text"));
                break;
            case 6:
                element.SetAttributeValue("odd", "1");
                break;
            case 7 when element.HasElements:
                element.AddFirst(new XText("stray text"));
                break;
            case 8 when element.HasElements:
                element.Add(new XElement(all[random.Next(all.Count)]));
                break;
        }
    }
}
