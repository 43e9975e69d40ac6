using System.Diagnostics;
using System.Xml;
using System.Xml.Schema;
using Throughline.Customs;

namespace Throughline.Bench;

/// <summary>The complete check of a declaration beside what .NET takes to judge it by the schema alone.</summary>
internal static class CustomsBench
{
    private const string Usage = "customs SCHEMAS DECLARATION [rounds]";
    private const int Warmup = 200;

    /// <summary>Measures both in turns, in one run, for the declaration as it is and with more items.</summary>
    /// <returns>0, or 2 when the arguments are wrong.</returns>
    public static int Run(string[] args)
    {
        if (args.Length < 3 || !Directory.Exists(args[1]) || !File.Exists(args[2]))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var schemas = Load(args[1]);
        var declaration = File.ReadAllBytes(args[2]);
        var read = MessageReader.Read(new MemoryStream(declaration));
        if (read.Message is not { } message || read.Findings.Count > 0)
        {
            Console.Error.WriteLine($"{args[2]} is no message with a right structure.");
            return 2;
        }

        var rounds = Program.Number(args, 3, 400);
        Measure("as it is", schemas, declaration, rounds);
        foreach (var items in new[] { 10, 100, 999, 1_999 })
            Measure($"{items} items", schemas, Grow(message, items), Math.Max(10, rounds / Math.Max(1, items / 10)));
        return 0;
    }

    private static void Measure(string name, XmlSchemaSet schemas, byte[] document, int rounds)
    {
        var check = new DocumentCheck(new MessageCheck(CodeLists.BuiltIn));
        var day = new DateOnly(2026, 5, 4);
        for (var i = 0; i < Math.Min(Warmup, rounds); i++)
        {
            check.Run(new MemoryStream(document), name, null, day);
            Validate(schemas, document);
        }

        var (ours, theirs) = (new double[rounds], new double[rounds]);
        var (ourBytes, theirBytes) = (0L, 0L);
        for (var i = 0; i < rounds; i++)
        {
            ours[i] = Time(() => check.Run(new MemoryStream(document), name, null, day), ref ourBytes);
            theirs[i] = Time(() => Validate(schemas, document), ref theirBytes);
        }

        Array.Sort(ours);
        Array.Sort(theirs);
        var (our, their) = (ours[rounds / 2], theirs[rounds / 2]);
        Console.WriteLine($"{name}, {document.Length:#,0} bytes");
        Console.WriteLine($"  complete check p50 {our,8:0.000} ms, {ourBytes / rounds,12:#,0} bytes allocated");
        Console.WriteLine($"  schema alone   p50 {their,8:0.000} ms, {theirBytes / rounds,12:#,0} bytes allocated");
        Console.WriteLine($"  ratio of time {our / their:0.00}, of memory {(double)ourBytes / theirBytes:0.00}");
    }

    private static double Time(Action work, ref long bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begin = Stopwatch.GetTimestamp();
        work();
        var time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return time;
    }

    private static void Validate(XmlSchemaSet schemas, byte[] document)
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
