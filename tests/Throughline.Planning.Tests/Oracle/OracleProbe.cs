namespace Throughline.Planning.Tests.Oracle;
public class OracleProbe
{
    [Fact]
    public void Probe()
    {
        var hist = new SortedDictionary<int, int>();
        int skipped = 0, n = 3000; long ms = 0; var slow = "";
        long max = 0; var o = TestContext.Current.TestOutputHelper!;
        var kinds = new SortedDictionary<string, int>();
        for (var seed = 0; seed < n; seed++)
        {
            var text = RandomNetworks.Text(seed);
            var sw = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                var (s, r) = NetworkText.Case(text);
                var ways = BruteForce.Ways(s, r);
                hist[ways.Count] = hist.GetValueOrDefault(ways.Count) + 1;
                foreach (var k in ways.SelectMany(w => w.Items.Where(i=>i.Seconds>0).Select(i => i.Kind + (i.Closed > 0 ? "!" : "")).Distinct())) kinds[k] = kinds.GetValueOrDefault(k) + 1;
            }
            catch (TooManyWaysException) { skipped++; }
            catch (Exception e) { o.WriteLine($"seed {seed}: {e}\n{text}"); throw; }
            if (sw.ElapsedMilliseconds > max) { max = sw.ElapsedMilliseconds; slow = $"{seed}"; }
            ms += sw.ElapsedMilliseconds;
        }
        o.WriteLine($"skipped {skipped}, {ms} ms, slowest {slow} {max} ms");
        o.WriteLine(string.Join(", ", hist.Select(p => $"{p.Key}:{p.Value}")));
        o.WriteLine(string.Join(", ", kinds.Select(p => $"{p.Key}:{p.Value}")));
    }
}
