namespace Throughline.Planning.Tests.Oracle;
public class OracleProbe
{
    [Fact]
    public void Probe()
    {
        var o = TestContext.Current.TestOutputHelper!;
        foreach (var text in File.ReadAllText(Environment.GetEnvironmentVariable("CASE")!).Split("\n---\n"))
        {
            var (s, r) = NetworkText.Case(text);
            o.WriteLine(text.Trim());
            if (r.From.Place is not null && r.To.Place is not null && r.DepartAfter is not null)
            try { foreach (var w in BruteForce.Ways(s, r)) o.WriteLine("  oracle  " + OneLine.Of(w, s, r)); } catch (Exception e) { o.WriteLine("  oracle " + e.Message); }
            var a = new Planner(s).Plan(r);
            foreach (var i in a.Itineraries) {
                o.WriteLine("  planner " + OneLine.Of(i, s));
                if (Environment.GetEnvironmentVariable("STEPS") == "1") {
                    foreach (var st in i.Steps) o.WriteLine($"     {st.Kind} {st.Mode} {st.FromPlace}>{st.ToPlace} {st.Start:MM-dd HH:mm:ss}..{st.End:MM-dd HH:mm:ss} {st.Seconds} closed={st.ClosedSeconds} med={st.MedianSeconds} p90={st.P90Seconds} cost={st.CostMinor} el={string.Join('|', st.Elements)} path={string.Join('|', st.Path)} note={st.Note}");
                    o.WriteLine($"     {i.Time} {i.Reliability}"); foreach (var c in i.Costs) o.WriteLine($"     {c}"); foreach (var c in i.Emissions) o.WriteLine($"     {c}"); } }
            if (a.Blocked is { } b) { o.WriteLine("  blocked " + b.Message); foreach (var x in b.Relaxations) o.WriteLine($"     {x.Kind} {string.Join(',', x.Ids)}: {x.Explanation}"); }
            o.WriteLine("");
        }
    }
}
