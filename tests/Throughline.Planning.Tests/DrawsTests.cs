using Throughline.Planning.Core;

namespace Throughline.Planning.Tests;

/// <summary>Percentiles are found without sorting, and are those of the sorted draws.</summary>
public class DrawsTests
{
    [Fact]
    public void A_selected_value_is_the_one_at_its_rank_when_sorted()
    {
        var random = new Random(1);
        for (var round = 0; round < 400; round++)
        {
            // Even, bunched and with a long tail, with and without many equal ones.
            var spread = 1 << random.Next(1, 31);
            var power = random.Next(1, 9);
            var values = new int[Samples.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = (int)(Math.Pow(random.NextDouble(), power) * spread) - random.Next(2) * (spread / 3);
            var sorted = values.Order().ToArray();
            foreach (var rank in (int[])[0, 1, 409, 2048, 3686, Samples.Count - 1])
            {
                Assert.Equal(sorted[rank], Draws.Select(values, rank, sorted[0], sorted[^1]));
                Assert.Equal(sorted.Count(v => v <= sorted[rank]), Draws.CountUpTo(values, sorted[rank]));
            }
        }
    }
}
