using System.Globalization;
using System.Security.Cryptography;
using Throughline.Customs;

namespace Throughline.Documents.Tests;

/// <summary>Release messages to print, and keys to seal them.</summary>
internal static class Releases
{
    private const int MostItemsInHouse = 999;

    /// <summary>Id of the key.</summary>
    public const string KeyId = "AM-2026-1";

    private static readonly (string Private, string Public) Pair = MakeKeys(ECCurve.NamedCurves.nistP256);

    /// <summary>The key that seals.</summary>
    public static string PrivateKey => Pair.Private;

    /// <summary>The key that verifies.</summary>
    public static string PublicKey => Pair.Public;

    /// <summary>The valid release of the customs tests.</summary>
    public static Message Base() => MessageEdit.Make("CC029C", File.ReadLines(Path.Combine(
        Root(), "tests", "Throughline.Customs.Tests", "Base", "CC029C.txt")));

    /// <summary>The release with a number of items, numbered from 1, at most 999 in a house.</summary>
    public static Message WithItems(int count)
    {
        var release = Base();
        var consignment = release.Root.First("Consignment")!;
        var house = consignment.First("HouseConsignment")!;
        var item = house.First("ConsignmentItem")!;
        for (var number = 2; number <= count; number++)
        {
            if (house.List("ConsignmentItem").Count == MostItemsInHouse)
            {
                house = consignment.Add("HouseConsignment");
                house["sequenceNumber"] = Text(house.Index);
                house["grossMass"] = "1";
            }

            var added = house.Add("ConsignmentItem");
            added.CopyFrom(item);
            added["goodsItemNumber"] = Text(added.Index);
            added["declarationGoodsItemNumber"] = Text(number);
        }

        return release;
    }

    /// <summary>A release in which every value is filled, and every group that may come more than once comes twice.
    /// </summary>
    /// <param name="value">Gives the value of an item at a path.</param>
    public static Message Full(Func<string, ItemStructure, string> value)
    {
        var release = Message.Make("CC029C");
        Fill(release.Root, value);
        release.Root.First("TransitOperation")!["MRN"] = "26DE007301000001J8";
        return release;
    }

    /// <summary>A pair of keys as PEM.</summary>
    public static (string Private, string Public) MakeKeys(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return (key.ExportPkcs8PrivateKeyPem(), key.ExportSubjectPublicKeyInfoPem());
    }

    private static void Fill(MessageGroup group, Func<string, ItemStructure, string> value)
    {
        foreach (var item in group.Structure.Items)
            group[item] = value(group.Pointer + "/" + item.Name, item);
        foreach (var below in group.Structure.Groups)
        {
            for (var i = 0; i < Math.Min(2, below.Most); i++)
                Fill(group.Add(below), value);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie below Throughline.slnx.");
    }
}
