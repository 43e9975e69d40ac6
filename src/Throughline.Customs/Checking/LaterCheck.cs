namespace Throughline.Customs;

/// <summary>Checks the messages that offices would make of a declaration: the release, the records for the offices of
/// transit and destination, the question to the office of guarantee, the permission to unload.</summary>
/// <param name="check">The check of values, with nothing switched off.</param>
/// <param name="isOff">Whether the offices of a country do not check a rule on a day.</param>
internal sealed class LaterCheck(MessageCheck check, Func<string, string, DateOnly, bool> isOff)
{
    /// <summary>A finding in a later message, and the place in the declaration that it comes from.</summary>
    private sealed record Traced(LaterMessage Later, Finding Finding, DeclaredPlace Place);

    /// <summary>What the declaration would cause further on, that it does not show itself.</summary>
    /// <param name="declaration">The declaration, of sound structure.</param>
    /// <param name="date">The day for which codes and rules are read.</param>
    /// <param name="known">What was found in the declaration: a place that is wrong there is not told again.</param>
    public IReadOnlyList<RouteFinding> Run(Message declaration, DateOnly date, IEnumerable<Finding> known)
    {
        var told = known.Where(f => f.Severity == Severity.Error).Select(f => f.Pointer)
            .ToHashSet(StringComparer.Ordinal);
        var traced = new List<Traced>();
        foreach (var later in LaterMessages.List(declaration, date, check))
        {
            foreach (var finding in Check(later, date))
            {
                if (DeclaredPlace.Find(declaration, later.Message, finding) is { } place
                    && !told.Contains(place.Pointer) && !(finding.Code == "13" && place.MayComeWithGoods()))
                    traced.Add(new Traced(later, finding, place));
            }
        }

        return [.. traced.GroupBy(t => (t.Place.Pointer, t.Finding.Code)).Select(g => Tell([.. g]))];
    }

    /// <summary>What the receiver would find: it reads the document, then checks the values.</summary>
    private IEnumerable<Finding> Check(LaterMessage later, DateOnly date)
    {
        var read = MessageReader.Read(new StringReader(MessageWriter.ToXml(later.Message)), lists: check.Lists);
        return read.Findings.Concat(check.Run(later.Message, date))
            .Where(f => f.Severity == Severity.Error && !isOff(f.Reason, later.Country, date));
    }

    private static RouteFinding Tell(List<Traced> same)
    {
        var (_, finding, place) = same[0];
        var messages = same.Select(t => $"{t.Later.Message.Code} at {string.Join(", ", t.Later.Offices)}").Distinct();
        return new RouteFinding(finding with
        {
            Pointer = place.Pointer,
            Line = place.DocumentLine,
            Column = place.Column,
            Message = "The declaration is right here, but what offices make of it would be refused: "
                + $"{string.Join("; ", messages)}. "
                + finding.Message,
        }, [.. same.Select(t => t.Later.Country).Distinct()], PassesAtDeparture: true)
        {
            Later =
            [
                .. same.SelectMany(t => t.Later.Offices.Select(
                    o => new LaterStop(o, t.Later.Message.Code, t.Finding.Pointer))).Distinct(),
            ],
        };
    }
}
