using System.Diagnostics;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Bench;

/// <summary>One name against a list of 100,000 entries with several names each, all made from a seed.</summary>
internal static class ScreeningBench
{
    private const int Warmup = 200;

    private static readonly string[] Syllables =
    [
        "ba", "ka", "ra", "mi", "do", "sha", "li", "no", "ve", "ga", "ti", "ru", "zha", "pe", "ko", "su", "ha", "ya",
        "me", "di", "cho", "far", "gul", "mar", "bek", "tor", "san", "vil", "nar", "kir", "zad", "lom", "dur", "hov",
        "jan", "ser", "gry", "pol", "val", "rus", "tam", "shen", "qar", "yev", "ost", "ark", "bel", "dan", "nis", "mur",
    ];

    private static readonly string[] Endings =
        ["", "ov", "yan", "shvili", "adze", "li", "ev", "oglu", "zadeh", "enko", "i", "a", "ullah", "uddin"];

    private static readonly string[] Given =
    [
        "Mohammad", "Ali", "Ahmed", "Hassan", "Sergey", "Vladimir", "Andrey", "Giorgi", "David", "Levan", "Armen",
        "Tigran", "Karen", "Elchin", "Rashad", "Ilham", "Mehmet", "Mustafa", "Hasan", "Reza", "Hossein", "Olga", "Anna",
        "Nino", "Leyla", "Fatima", "Zeynep", "Maria", "Ivan", "Dmitry", "Alexey", "Yusuf", "Ibrahim", "Omar", "Khalid",
    ];

    /// <summary>Measures, and prints percentiles in milliseconds.</summary>
    public static void Run(string[] args)
    {
        var entries = Program.Number(args, 1, 100_000);
        var questions = Program.Number(args, 2, 2_000);
        var random = new Random(Program.Number(args, 3, 1));
        var begin = Stopwatch.GetTimestamp();
        var list = Enumerable.Range(0, entries).Select(i => Entry(random, i)).ToList();
        var index = new ListIndex(list);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{index.Entries:#,0} entries, {index.Names:#,0} names, made and read in "
            + $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s, {GC.GetTotalMemory(true) >> 20} MB"));
        Measure("listed", index, [.. Enumerable.Range(0, questions).Select(_ => list[random.Next(entries)].Name)]);
        var (slips, found) = (0, 0);
        var wrong = new List<string>();
        for (var i = 0; i < questions; i++)
        {
            var entry = list[random.Next(entries)];
            var asked = Slip(random, entry.Name);
            wrong.Add(asked);
            slips++;
            found += index.Find(new ScreenQuery(asked, entry.Kind)).Any(h => h.Entry.Id == entry.Id) ? 1 : 0;
        }

        Measure("one slip", index, wrong);
        Measure("not listed", index, [.. Enumerable.Range(0, questions).Select(i => Entry(random, i).Name)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {found} of {slips} names with one slip lead to their entry"));
    }

    private static void Measure(string what, ListIndex index, List<string> names)
    {
        foreach (var name in names.Take(Warmup))
            index.Find(new ScreenQuery(name));
        var times = new double[names.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            index.Find(new ScreenQuery(names[i]));
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Percentiles.Print(what, times);
    }

    private static ListEntry Entry(Random random, int number)
    {
        var isPerson = random.Next(10) < 6;
        var name = isPerson ? Person(random) : Company(random);
        return new ListEntry
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"E{number}"),
            Kind = isPerson ? NameKind.Person : NameKind.Organisation,
            Name = name,
            OtherNames = [Slip(random, name), isPerson ? Person(random) : Company(random)],
            List = "Generated",
        };
    }

    private static string Person(Random random)
    {
        var given = Given[random.Next(Given.Length)];
        return random.Next(3) switch
        {
            0 => $"{given} {Word(random)}{Endings[random.Next(Endings.Length)]}",
            1 => $"{given} {Word(random)}ovich {Word(random)}{Endings[random.Next(Endings.Length)]}",
            _ => $"{given} {Given[random.Next(Given.Length)]} {Word(random)}{Endings[random.Next(Endings.Length)]}",
        };
    }

    private static string Company(Random random) => random.Next(3) switch
    {
        0 => $"{Word(random)} Trading LLC",
        1 => $"{Word(random)} {Word(random)} International Ltd",
        _ => $"{Word(random)} Shipping and Logistics JSC",
    };

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Syllables[random.Next(Syllables.Length)]));

    /// <summary>The name with one letter changed, left out or swapped with the next.</summary>
    private static string Slip(Random random, string name)
    {
        var at = 1 + random.Next(name.Length - 2);
        return random.Next(3) switch
        {
            0 => name[..at] + (char)('a' + random.Next(26)) + name[(at + 1)..],
            1 => name.Remove(at, 1),
            _ => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
        };
    }
}
