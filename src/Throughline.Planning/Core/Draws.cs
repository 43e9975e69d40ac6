using System.Numerics;
using System.Runtime.Intrinsics;

namespace Throughline.Planning.Core;

/// <summary>Arithmetic on <see cref="Samples.Count"/> draws at once.</summary>
internal static class Draws
{
    private static readonly int Step = Vector256<int>.Count;

    /// <summary>Adds to each time the same seconds.</summary>
    public static void Shift(int[] time, int seconds)
    {
        var by = Vector256.Create(seconds);
        for (var i = 0; i < time.Length; i += Step)
            (Vector256.Create(time, i) + by).CopyTo(time, i);
    }

    /// <summary>Adds draws to the times and to what the step took.</summary>
    public static void Add(int[] time, int[] delta, int[] draws)
    {
        for (var i = 0; i < time.Length; i += Step)
        {
            var by = Vector256.Create(draws, i);
            (Vector256.Create(time, i) + by).CopyTo(time, i);
            (Vector256.Create(delta, i) + by).CopyTo(delta, i);
        }
    }

    /// <summary>Adds running seconds times the factor of each draw.</summary>
    public static void Run(int[] time, int[] delta, int seconds, float[] factors)
    {
        var ran = Vector256.Create((float)seconds);
        var half = Vector256.Create(0.5f);
        for (var i = 0; i < time.Length; i += Step)
        {
            var by = Vector256.ConvertToInt32(ran * Vector256.Create(factors, i) + half);
            (Vector256.Create(time, i) + by).CopyTo(time, i);
            (Vector256.Create(delta, i) + by).CopyTo(delta, i);
        }
    }

    /// <summary>Makes each time at least so many seconds later than its mark.</summary>
    public static void AtLeast(int[] time, int[] mark, int seconds)
    {
        var by = Vector256.Create(seconds);
        for (var i = 0; i < time.Length; i += Step)
            Vector256.Max(Vector256.Create(time, i), Vector256.Create(mark, i) + by).CopyTo(time, i);
    }

    /// <summary>Least and largest value.</summary>
    public static (int Least, int Most) Range(int[] values)
    {
        var least = Vector256.Create(int.MaxValue);
        var most = Vector256.Create(int.MinValue);
        for (var i = 0; i < values.Length; i += Step)
        {
            least = Vector256.Min(least, Vector256.Create(values, i));
            most = Vector256.Max(most, Vector256.Create(values, i));
        }

        var (low, high) = (least[0], most[0]);
        for (var lane = 1; lane < Step; lane++)
        {
            low = Math.Min(low, least[lane]);
            high = Math.Max(high, most[lane]);
        }

        return (low, high);
    }

    /// <summary>The mean.</summary>
    public static double Mean(int[] values)
    {
        var sum = Vector256<long>.Zero;
        for (var i = 0; i < values.Length; i += Step)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(values, i));
            sum += low + high;
        }

        return (double)Vector256.Sum(sum) / values.Length;
    }

    /// <summary>Writes each value less the mean, and gives the sum of the squares.</summary>
    public static double Centre(int[] values, double mean, double[] centred)
    {
        var squares = Vector256<double>.Zero;
        var less = Vector256.Create(mean);
        for (var i = 0; i < values.Length; i += Step)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(values, i));
            var a = Vector256.ConvertToDouble(low) - less;
            var b = Vector256.ConvertToDouble(high) - less;
            a.CopyTo(centred, i);
            b.CopyTo(centred, i + Step / 2);
            squares += a * a + b * b;
        }

        return Vector256.Sum(squares);
    }

    /// <summary>The sum of the products of values and centred ones.</summary>
    public static double Dot(int[] values, double[] centred)
    {
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < values.Length; i += Step)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(values, i));
            sum += Vector256.ConvertToDouble(low) * Vector256.Create(centred, i)
                + Vector256.ConvertToDouble(high) * Vector256.Create(centred, i + Step / 2);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>How many values are at most a limit.</summary>
    public static int CountUpTo(int[] values, int limit)
    {
        var most = Vector256.Create(limit);
        var count = 0;
        for (var i = 0; i < values.Length; i += Step)
        {
            count += BitOperations.PopCount(
                Vector256.LessThanOrEqual(Vector256.Create(values, i), most).ExtractMostSignificantBits());
        }

        return count;
    }

    /// <summary>The value with so many others before it when sorted, between two bounds.</summary>
    public static int Select(int[] values, int rank, int least, int most)
    {
        while (least < most)
        {
            var middle = (int)(((long)least + most) >> 1);
            if (CountUpTo(values, middle) > rank)
                most = middle;
            else
                least = middle + 1;
        }

        return least;
    }
}
