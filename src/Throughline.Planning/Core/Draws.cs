using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Planning.Core;

/// <summary>Arithmetic on <see cref="Samples.Count"/> draws at once.</summary>
/// <remarks>Each loop is optimised when it is first called: until the runtime gets to it by itself, vectors are called
/// one by one, and the first answers of a process take several times as long.</remarks>
internal static class Draws
{
    private const int Step = 8;

    /// <summary>Adds to each time the same seconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Shift(int[] time, int seconds, int[] after)
    {
        var by = Vector256.Create(seconds);
        for (var i = 0; i < time.Length; i += Step)
            (Vector256.Create(time, i) + by).CopyTo(after, i);
    }

    /// <summary>Adds draws to the times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int[] time, int[] draws, int[] after)
    {
        for (var i = 0; i < time.Length; i += Step)
            (Vector256.Create(time, i) + Vector256.Create(draws, i)).CopyTo(after, i);
    }

    /// <summary>Adds running seconds times the factor of each draw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AtLeast(int[] time, int[] mark, int seconds, int[] after)
    {
        var by = Vector256.Create(seconds);
        for (var i = 0; i < time.Length; i += Step)
            Vector256.Max(Vector256.Create(time, i), Vector256.Create(mark, i) + by).CopyTo(after, i);
    }

    /// <summary>Least and largest value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Project(List<int[]> frames, int last, double mean, double[] sums)
    {
        var arrival = frames[last];
        var frame = last;
        for (; frame >= 3; frame -= 4)
            ProjectFour(frames, frame - 3, arrival, mean, sums);
        for (; frame >= 0; frame--)
        {
            var (lower, upper) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var values = frames[frame];
            for (var i = 0; i < arrival.Length; i += Step)
            {
                var (low, high) = Centred(arrival, i, mean);
                lower = Product(values, i, low, lower);
                upper = Product(values, i + Step / 2, high, upper);
            }

            sums[frame] = Vector256.Sum(lower + upper);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ProjectFour(List<int[]> frames, int first, int[] arrival, double mean, double[] sums)
    {
        int[] a = frames[first], b = frames[first + 1], c = frames[first + 2], d = frames[first + 3];
        Vector256<double> lowA = default, lowB = default, lowC = default, lowD = default;
        Vector256<double> highA = default, highB = default, highC = default, highD = default;
        for (var i = 0; i < arrival.Length; i += Step)
        {
            var (low, high) = Centred(arrival, i, mean);
            lowA = Product(a, i, low, lowA);
            highA = Product(a, i + Step / 2, high, highA);
            lowB = Product(b, i, low, lowB);
            highB = Product(b, i + Step / 2, high, highB);
            lowC = Product(c, i, low, lowC);
            highC = Product(c, i + Step / 2, high, highC);
            lowD = Product(d, i, low, lowD);
            highD = Product(d, i + Step / 2, high, highD);
        }

        sums[first] = Vector256.Sum(lowA + highA);
        sums[first + 1] = Vector256.Sum(lowB + highB);
        sums[first + 2] = Vector256.Sum(lowC + highC);
        sums[first + 3] = Vector256.Sum(lowD + highD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Low, Vector256<double> High) Centred(int[] values, int i, double mean)
    {
        var less = Vector256.Create(mean);
        return (Doubles(values, i) - less, Doubles(values, i + Step / 2) - less);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Product(
        int[] values, int i, Vector256<double> factors, Vector256<double> sum) =>
        Vector256.MultiplyAddEstimate(Doubles(values, i), factors, sum);

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountUpTo(int[] values, int limit)
    {
        var most = Vector256.Create(limit);
        var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
        // What passes is −1 in its lane.
        for (var i = 0; i < values.Length; i += 2 * Step)
        {
            even -= Vector256.LessThanOrEqual(Vector256.Create(values, i), most);
            odd -= Vector256.LessThanOrEqual(Vector256.Create(values, i + Step), most);
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>The value with so many others before it when sorted, between two bounds.</summary>
    /// <remarks>Asks by turns where the counts at the bounds make one expect it and in the middle: the first is quick
    /// where values lie evenly, the second where they do not.</remarks>
    public static int Select(int[] values, int rank, int least, int most)
    {
        var (below, upTo) = (0, values.Length);
        for (var even = true; least < most; even = !even)
        {
            var share = even ? (rank - below + 0.5) / (upTo - below) : 0.5;
            var ask = least + (int)(((long)most - least) * Math.Clamp(share, 0, 1));
            ask = Math.Min(ask, most - 1);
            var count = CountUpTo(values, ask);
            if (count > rank)
                (most, upTo) = (ask, count);
            else
                (least, below) = (ask + 1, count);
        }

        return least;
    }
}
