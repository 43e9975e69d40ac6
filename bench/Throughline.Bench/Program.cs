using System.Globalization;

namespace Throughline.Bench;

/// <summary>Measures the planner; nothing here judges, it only prints.</summary>
internal static class Program
{
    private const string Usage = """
        usage: dotnet run -c Release --project bench/Throughline.Bench -- <what> [options]
          corridor [requests] [seed] [places|pair FROM TO]   time and labels of random requests
          freight [folder] [requests] [seed]  the same on a freight-shaped network
          timetable [folder] [requests] [seed]  arrival, changes and a day of departures on a railway timetable
          matrix [places] [threads] [unit]    places of the reference corridor against each other
          customs SCHEMAS [DECLARATION] [rounds]  complete check of a declaration, beside .NET's check by schema alone
          pack FOLDER [rounds]                time to load a reference pack, as given and prepared
          scenario [rounds]                   time of a switch to another scenario
          screening [entries] [questions] [seed]  one name against a list of generated names
          intake DATABASE [clients] [seconds] [rows]  durable messages of the transit service beside bare commits
          vectors <file> [requests] [seed] [seconds]   writes the front of each random request
          agree <file> <file>                 compares two such files
        """;

    private static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args.Length > 0 ? args[0] : "")
        {
            case "corridor":
                CorridorBench.Run(args);
                return 0;
            case "freight":
                return FreightBench.Run(args);
            case "timetable":
                return TimetableBench.Run(args);
            case "matrix":
                MatrixBench.Run(args);
                return 0;
            case "customs":
                return CustomsBench.Run(args);
            case "pack":
                return PackBench.Run(args);
            case "scenario":
                ScenarioBench.Run(Number(args, 1, 10));
                return 0;
            case "screening":
                ScreeningBench.Run(args);
                return 0;
            case "intake":
                return IntakeBench.RunAsync(args).GetAwaiter().GetResult();
            case "vectors" when args.Length > 1:
                VectorDump.Run(args[1], Number(args, 2, 2_000), Number(args, 3, 1), Number(args, 4, 30));
                return 0;
            case "agree" when args.Length > 2:
                return VectorDump.Compare(args[1], args[2]);
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    /// <summary>A number among the arguments, or its default.</summary>
    public static int Number(string[] args, int index, int otherwise) =>
        args.Length > index ? int.Parse(args[index], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
