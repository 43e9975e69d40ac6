using System.Diagnostics;
using System.Xml;
using System.Xml.Schema;
using Throughline.Customs;

namespace Throughline.Bench;

/// <summary>The complete check of a declaration beside what .NET takes to judge it by the schema alone.</summary>
internal static class CustomsBench
{
    private const string Usage = "customs SCHEMAS [DECLARATION] [rounds]";
    private static readonly DateOnly Day = new(2026, 5, 4);
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(5);

    /// <summary>What stands in the published payloads where a trader puts values of the day.</summary>
    private static readonly (string Placeholder, string Value)[] Values =
    [
        ("{{preparationDateAndTime}}", "2026-05-04T10:00:00"), ("{{messageIdentification}}", "M1"),
        ("{{LRN}}", "LRN1"), ("{{limitDate}}", "2026-05-14"), ("{{arrivalTime}}", "2026-05-05T10:00:00"),
    ];

    /// <summary>Measures both in turns, in one run, for the declaration as it is and with more items.</summary>
    /// <returns>0, or 2 when the arguments are wrong.</returns>
    public static int Run(string[] args)
    {
        if (args.Length < 2 || !Directory.Exists(args[1]) || args.Length > 2 && !File.Exists(args[2]))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var schemas = Load(args[1]);
        var declaration = args.Length > 2 ? Fill(File.ReadAllText(args[2])) : Make();
        var read = MessageReader.Read(new MemoryStream(declaration));
        if (read.Message is not { } message || read.Findings.Count > 0)
        {
            Console.Error.WriteLine($"{args.ElementAtOrDefault(2)} is no message with a right structure.");
            return 2;
        }

        var rounds = Program.Number(args, 3, 2_000);
        Measure("as it is", schemas, declaration, rounds);
        foreach (var items in new[] { 10, 100, 999, 1_999 })
            Measure($"{items} items", schemas, Grow(message, items), Math.Max(20, rounds / Math.Max(1, items / 10)));
        return 0;
    }

    /// <summary>The declaration in a file; placeholders such as those of the published payloads get values.</summary>
    private static byte[] Fill(string text) => System.Text.Encoding.UTF8.GetBytes(
        Values.Aggregate(text, (t, v) => t.Replace(v.Placeholder, v.Value, StringComparison.Ordinal)));

    /// <summary>A declaration of four items in two houses, as <c>customs new</c> makes it.</summary>
    private static byte[] Make()
    {
        using var stream = new MemoryStream();
        MessageWriter.Write(DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "DE007301",
            Destination = "TR341300",
            Transits = ["TR220100"],
            Prepared = Day.ToDateTime(new TimeOnly(10, 0)),
            Items = 4,
            Houses = 2,
        }), stream);
        return stream.ToArray();
    }

    /// <summary>Both in turns. The middle of the ratios of neighbours is compared: what else the machine does
    /// meets both.</summary>
    private static void Measure(string name, XmlSchemaSet schemas, byte[] document, int rounds)
    {
        var check = new DocumentCheck(new MessageCheck(CodeLists.BuiltIn));
        var (firstOurs, firstTheirs) = (0.0, 0.0);
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds / 10 || Stopwatch.GetElapsedTime(begin) < Warmup; i++)
        {
            // Until the runtime has optimised both, in the background, a time says how far it is and nothing else.
            var (ours, theirs) = (Check(check, document, name), Validate(schemas, document));
            if (i == 0)
                (firstOurs, firstTheirs) = (ours.Ms, theirs.Ms);
        }

        var (our, their, ratio) = (new double[rounds], new double[rounds], new double[rounds]);
        var (ourBytes, theirBytes) = (0L, 0L);
        for (var i = 0; i < rounds; i++)
        {
            var (ours, theirs) = (Check(check, document, name), Validate(schemas, document));
            (our[i], their[i], ratio[i]) = (ours.Ms, theirs.Ms, ours.Ms / theirs.Ms);
            ourBytes += ours.Bytes;
            theirBytes += theirs.Bytes;
        }

        Console.WriteLine($"{name}, {document.Length:#,0} bytes");
        Print("complete check", our, ourBytes / rounds, firstOurs);
        Print("schema alone", their, theirBytes / rounds, firstTheirs);
        Array.Sort(ratio);
        Console.WriteLine($"  ratio of time: quarter {ratio[rounds / 4]:0.00}, median {ratio[rounds / 2]:0.00}, "
            + $"three quarters {ratio[rounds * 3 / 4]:0.00}; of memory {(double)ourBytes / theirBytes:0.00}");
    }

    private static void Print(string what, double[] times, long bytes, double first)
    {
        Array.Sort(times);
        Console.WriteLine($"  {what,-15} least {times[0],8:0.000} ms, p50 {times[times.Length / 2],8:0.000} ms, "
            + $"first {first,8:0.0} ms, {bytes,10:#,0} bytes allocated");
    }

    private static (double Ms, long Bytes) Check(DocumentCheck check, byte[] document, string name) =>
        Time(() => check.Run(new MemoryStream(document), name, null, Day));

    private static (double Ms, long Bytes) Validate(XmlSchemaSet schemas, byte[] document) =>
        Time(() => ReadAll(schemas, document));

    private static (double Ms, long Bytes) Time(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begin = ThreadClock.NowMs();
        work();
        var time = ThreadClock.NowMs() - begin;
        return (time, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void ReadAll(XmlSchemaSet schemas, byte[] document)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += (_, _) => { };
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read())
        {
            // Reading validates.
        }
    }

    /// <summary>The declaration with the first item of its first house repeated, in houses of at most 999
    /// items.</summary>
    private static byte[] Grow(Message message, int items)
    {
        const int MostInHouse = 999;
        var grown = Message.Make(message.Code);
        grown.Root.CopyFrom(message.Root);
        var consignment = grown.Root.First("Consignment")!;
        var item = consignment.List("HouseConsignment")[0].List("ConsignmentItem")[0];
        var made = consignment.List("HouseConsignment")[0];
        made.Clear("ConsignmentItem");
        for (var i = 0; i < items; i++)
        {
            if (i > 0 && i % MostInHouse == 0)
            {
                made = consignment.Add("HouseConsignment");
                made.CopyFrom(consignment.List("HouseConsignment")[0]);
                made.Clear("ConsignmentItem");
                made["sequenceNumber"] = Text(made.Index);
            }

            var copy = made.Add("ConsignmentItem");
            copy.CopyFrom(item);
            copy["goodsItemNumber"] = Text(copy.Index);
            copy["declarationGoodsItemNumber"] = Text(i + 1);
        }

        using var stream = new MemoryStream();
        MessageWriter.Write(grown, stream);
        return stream.ToArray();
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static XmlSchemaSet Load(string folder)
    {
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        foreach (var file in Directory.EnumerateFiles(folder, "cc*.xsd", SearchOption.AllDirectories))
            set.Add(Message.Namespace, file);
        set.Compile();
        return set;
    }
}
