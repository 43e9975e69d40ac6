using Throughline.Corridor;

namespace Throughline.Planning.Core;

/// <summary>Stratified draws of the elements of a network, made once and shared by all itineraries.</summary>
/// <remarks>Each element has one draw in each of <see cref="Count"/> equally likely strata of its distribution, in an
/// order of its own that only depends on its name. So two itineraries over the same element meet the same luck, and
/// sums over elements are estimated with much less noise than by independent draws.</remarks>
internal static class Samples
{
    /// <summary>Draws per element.</summary>
    public const int Count = 4096;

    private static readonly double[] Normal = MakeNormal();

    /// <summary>Log-normal draws in whole seconds.</summary>
    public static int[] LogNormal(string element, Spread spread)
    {
        var order = Order(element);
        var draws = new int[Count];
        var sigma = spread.Sigma;
        for (var i = 0; i < Count; i++)
            draws[i] = (int)Math.Min(
                int.MaxValue / 8, Math.Round(spread.MedianSeconds * Math.Exp(sigma * Normal[order[i]])));
        return draws;
    }

    /// <summary>Log-normal factors with median 1.</summary>
    public static float[] Factor(string element, double p90OverMedian)
    {
        var order = Order(element);
        var draws = new float[Count];
        var sigma = p90OverMedian <= 1 ? 0 : Math.Log(p90OverMedian) / Spread.NormalP90;
        for (var i = 0; i < Count; i++)
            draws[i] = (float)Math.Exp(sigma * Normal[order[i]]);
        return draws;
    }

    /// <summary>Waits for a frequency service: uniform on a headway, or exponential with the headway as mean.</summary>
    public static int[] Wait(string element, int headway, WaitModel model)
    {
        var order = Order(element);
        var draws = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            var u = (order[i] + 0.5) / Count;
            draws[i] = (int)Math.Round(headway * (model == WaitModel.Uniform ? u : -Math.Log(1 - u)));
        }

        return draws;
    }

    private static int[] Order(string element)
    {
        var seed = 14695981039346656037UL;
        unchecked
        {
            foreach (var c in element)
                seed = (seed ^ c) * 1099511628211UL;
            var order = new int[Count];
            for (var i = 0; i < Count; i++)
                order[i] = i;
            for (var i = Count - 1; i > 0; i--)
            {
                seed += 0x9E3779B97F4A7C15UL;
                var z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9UL;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                z ^= z >> 31;
                var j = (int)(z % (ulong)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }

            return order;
        }
    }

    private static double[] MakeNormal()
    {
        var values = new double[Count];
        for (var i = 0; i < Count; i++)
            values[i] = NormalQuantile((i + 0.5) / Count);
        return values;
    }

    /// <summary>Quantile of the standard normal distribution by bisection on its error function.</summary>
    private static double NormalQuantile(double p)
    {
        var low = -8.0;
        var high = 8.0;
        while (high - low > 1e-12)
        {
            var middle = (low + high) / 2;
            if (NormalBelow(middle) < p)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>Probability below x, by the series of the error function (fast enough for a table made once).</summary>
    private static double NormalBelow(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; n < 300 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= x * x / (2 * n + 1);
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
