using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Planning.Core;

/// <summary>Arithmetic on <see cref="Samples.Count"/> draws at once.</summary>
internal static class Draws
{
    private static readonly int Step = Vector256<int>.Count;

    /// <summary>Adds to each time the same seconds.</summary>
    public static void Shift(int[] time, int seconds, int[] after)
    {
        var by = Vector256.Create(seconds);
        for (var i = 0; i < time.Length; i += Step)
            (Vector256.Create(time, i) + by).CopyTo(after, i);
    }

    /// <summary>Adds draws to the times.</summary>
    public static void Add(int[] time, int[] draws, int[] after)
    {
        for (var i = 0; i < time.Length; i += Step)
            (Vector256.Create(time, i) + Vector256.Create(draws, i)).CopyTo(after, i);
    }

    /// <summary>Adds running seconds times the factor of each draw.</summary>
    public static void Run(int[] time, int seconds, float[] factors, int[] after)
    {
        var ran = Vector256.Create((float)seconds);
        var half = Vector256.Create(0.5f);
        for (var i = 0; i < time.Length; i += Step)
        {
            var by = Vector256.ConvertToInt32(ran * Vector256.Create(factors, i) + half);
            (Vector256.Create(time, i) + by).CopyTo(after, i);
        }
    }

    /// <summary>Makes each time at least so many seconds later than its mark.</summary>
    public static void AtLeast(int[] time, int[] mark, int seconds, int[] after)
    {
        var by = Vector256.Create(seconds);
        for (var i = 0; i < time.Length; i += Step)
            Vector256.Max(Vector256.Create(time, i), Vector256.Create(mark, i) + by).CopyTo(after, i);
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

    /// <summary>For the first frames, up to one that is the last, the sum of the products of their values and those of
    /// the last less its mean. For the last frame itself that is the sum of the squares.</summary>
    public static void Project(List<int[]> frames, int last, double mean, double[] sums)
    {
        var arrival = frames[last];
        var frame = last;
        for (; frame >= 3; frame -= 4)
            ProjectFour(frames, frame - 3, arrival, mean, sums);
        for (; frame >= 0; frame--)
        {
            var sum = Vector256<double>.Zero;
            var values = frames[frame];
            for (var i = 0; i < arrival.Length; i += Step)
            {
                var (low, high) = Centred(arrival, i, mean);
                sum += Product(values, i, low, high);
            }

            sums[frame] = Vector256.Sum(sum);
        }
    }

    private static void ProjectFour(List<int[]> frames, int first, int[] arrival, double mean, double[] sums)
    {
        int[] a = frames[first], b = frames[first + 1], c = frames[first + 2], d = frames[first + 3];
        Vector256<double> ofA = default, ofB = default, ofC = default, ofD = default;
        for (var i = 0; i < arrival.Length; i += Step)
        {
            var (low, high) = Centred(arrival, i, mean);
            ofA += Product(a, i, low, high);
            ofB += Product(b, i, low, high);
            ofC += Product(c, i, low, high);
            ofD += Product(d, i, low, high);
        }

        sums[first] = Vector256.Sum(ofA);
        sums[first + 1] = Vector256.Sum(ofB);
        sums[first + 2] = Vector256.Sum(ofC);
        sums[first + 3] = Vector256.Sum(ofD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Low, Vector256<double> High) Centred(int[] values, int i, double mean)
    {
        var less = Vector256.Create(mean);
        return (Doubles(values, i) - less, Doubles(values, i + Step / 2) - less);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Product(
        int[] values, int i, Vector256<double> low, Vector256<double> high) =>
        Doubles(values, i) * low + Doubles(values, i + Step / 2) * high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Doubles(int[] values, int i)
    {
        // Without AVX-512 the general way goes by 64-bit integers, which takes several times as long.
        var four = Vector128.Create(values, i);
        return Avx.IsSupported
            ? Avx.ConvertToVector256Double(four)
            : Vector256.ConvertToDouble(Vector256.Create(Vector128.WidenLower(four), Vector128.WidenUpper(four)));
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
