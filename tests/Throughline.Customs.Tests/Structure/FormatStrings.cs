using System.Text;

namespace Throughline.Customs.Tests;

/// <summary>Strings that try a form: near its example, near its limits, and anything.</summary>
internal static class FormatStrings
{
    private const string Pool = "0123456789ABCEJKMTXZabz .,-+:@!~TZ \t\n\r\u00a0\u2003\u2028é№漢\u007f\u0001";

    private static readonly string[] Known =
    [
        "", " ", "  ", "0", "1", "00", "01", "9", "10", "0.0", "0.", ".5", "5.", "1.0", "-1", "+1", "-0", "1e3",
        "1,5", "0.000001", "0.0000001", "0.0000010", "9999999999.999999", "99999999999.999999", "9999999999999999",
        "99999999999999999", "1.2300000000", "100", "1.5", "999", "1000", "1999", "2000", "9999", "10000", "99999",
        "100000", "99999999", "100000000", "999999999", "1000000000", "12345678901", "true", "false", "2024-02-29",
        "2023-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "2024-13-01", "2024-00-10", "2024-04-31",
        "2024-1-1", "2024-01-01Z", "2024-01-01+01:00", "-2024-01-01", " 2024-01-01 ", "2024-01-01T00:00:00",
        "2024-01-01T24:00:00", "9999-12-31T24:00:00", "2024-01-01T24:00:01", "2024-01-01T23:59:60",
        "2024-01-01T23:59:59.5", "2024-01-01T23:59:59Z", "2024-01-01T25:00:00", "2024-02-30T10:00:00",
        "24TR41000012345AJ6", "24TR4100001234CCT6", "23TR41000012345AJ6", "25TR41000012345AJ6",
        "25TR41000012345JK6", "25TR41000012345AE6", "25TR4100001234CCT6", "26tr41000012345JK6", "26TR0000012345678",
        "26TR0000012345678A123456", "26TR0000012345678a123456", "25000000", "25000001", "24999999", "9999999",
        "10000000", "09999999", "XA25123456", "AX24123456", "XX25000000", "AB25000000", "XA100123456",
        "XA099123456", "E", "RE", "ABCDE", "ABCDEE", " ABCDE", "2010", "2009", "2099", "2100", "180.00000",
        "180.0000000", "180.00001", "180x00000", "180.0000", "179.99999", "90.00000", "90.000000", "+89.12345",
        "-089.12345", "1.1234567", "1.12345678", "012.12345", "200.12345", "90 00000", "a@b.c", "@a@b.c", "@b.c",
        "a@.c", "a@b.", "a@b", "a@@b.c", "a@b.c ", " a@b.c", "a b@c d.e", "é@b.c", "a@b.é", "TR", "TR1", "tr123456",
        "TR12345678", "TR 12345678", "\u00a0ab", "ab\u2003", "a\u2028", "x\r\ny", "\r\n", "a  b", "\ta b\n", "C",
        "D", "N", "CC015C", " CC015C ", "CC999C",
    ];

    /// <summary>A list that always holds the known hard cases, and as many made ones.</summary>
    public static IEnumerable<string> Around(Format format, int made, int seed)
    {
        var random = new Random(seed);
        foreach (var value in Known)
            yield return value;
        var example = format.Example();
        var most = format.MostLength ?? 20;
        for (var length = 0; length <= 3; length++)
        {
            yield return new string('A', Math.Max(0, most - 1 + length));
            yield return new string('7', Math.Max(0, most - 1 + length));
            yield return new string(' ', Math.Max(0, most - 1 + length));
        }

        for (var i = 0; i < made; i++)
            yield return i % 3 == 0 ? Anything(random, random.Next(Math.Min(most, 40) + 3)) : Near(random, example);
    }

    private static string Anything(Random random, int length)
    {
        var text = new StringBuilder(length);
        var pool = random.Next(3) switch { 0 => Pool[..10], 1 => Pool[..22], _ => Pool };
        while (text.Length < length)
            text.Append(pool[random.Next(pool.Length)]);
        return text.ToString();
    }

    private static string Near(Random random, string example)
    {
        var text = new StringBuilder(example);
        for (var changes = random.Next(3); changes >= 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0 when at < text.Length:
                    text.Remove(at, 1);
                    break;
                case 1:
                    text.Insert(at, Pool[random.Next(Pool.Length)]);
                    break;
                case 2 when at < text.Length:
                    text[at] = Pool[random.Next(10)];
                    break;
                default:
                    if (at < text.Length)
                        text[at] = Pool[random.Next(Pool.Length)];
                    break;
            }
        }

        return text.ToString();
    }
}
