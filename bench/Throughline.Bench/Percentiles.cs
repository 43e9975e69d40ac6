namespace Throughline.Bench;

/// <summary>Prints what was measured.</summary>
internal static class Percentiles
{
    /// <summary>Sorts the values and prints p50, p95, p99 and the largest.</summary>
    public static void Print(string what, double[] values)
    {
        Array.Sort(values);
        Console.WriteLine($"  {what,-16} p50 {At(values, 0.5),10:0.00}  p95 {At(values, 0.95),10:0.00}  "
            + $"p99 {At(values, 0.99),10:0.00}  most {values[^1],10:0.00}");
    }

    private static double At(double[] sorted, double p) =>
        sorted[Math.Min(sorted.Length - 1, (int)(p * sorted.Length))];
}
