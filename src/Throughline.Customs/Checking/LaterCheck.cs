namespace Throughline.Customs;

/// <summary>Where something that a declaration says, or leaves out, would be refused later.</summary>
/// <param name="Message">Code of the message that the declaration has become, for example <c>CD050C</c>.</param>
/// <param name="Title">What the message is, in words.</param>
/// <param name="Country">Country by whose rules it is refused.</param>
/// <param name="Offices">The offices that it is for; for a message to a trader the office that sends it.</param>
/// <param name="Pointer">Place in that message.</param>
public sealed record LaterFailure(
    string Message, string Title, string Country, IReadOnlyList<string> Offices, string Pointer);

/// <summary>Checks the messages that a declaration becomes at later offices, and finds in the declaration what they are
/// refused for.</summary>
/// <remarks>What an office adds itself (the MRN, dates, results, the names of registered traders) is not the trader's
/// fault and is not reported.</remarks>
internal sealed class LaterCheck(MessageCheck check, IReadOnlyList<RuleSwitch> switches)
{
    private readonly ProcedureSettings _settings = new() { Check = check };

    /// <summary>Checks what a declaration becomes.</summary>
    /// <param name="declaration">The declaration, of sound structure.</param>
    /// <param name="date">The day on which everything happens.</param>
    /// <param name="found">What the declaration itself was found to have: not told again.</param>
    public IReadOnlyList<RouteFinding> Run(Message declaration, DateOnly date, IEnumerable<Finding> found)
    {
        var known = found.Select(f => (f.Pointer, f.Reason, f.Code)).ToHashSet();
        var list = new List<RouteFinding>();
        var places = new Dictionary<(string, string, string), int>();
        // Noon, so that every office on the way has the same day.
        var now = new DateTimeOffset(date, new TimeOnly(12, 0), TimeSpan.Zero);
        var isPreLodged = declaration.Root.Values("TransitOperation/additionalDeclarationType").Contains("D");
        foreach (var later in LaterMessages.List(declaration, now, _settings))
        {
            foreach (var finding in Check(later, declaration, date))
            {
                if (LaterTrace.Find(declaration, later.Message, finding) is not { } traced
                    || isPreLodged && IsBroughtAtPresentation(traced))
                    continue;
                var key = (traced.Pointer, traced.Reason, traced.Code);
                if (known.Contains(key))
                    continue;
                var failure = new LaterFailure(later.Message.Code, later.Message.Structure.Title, later.Country,
                    later.Offices, finding.Pointer);
                if (places.TryAdd(key, list.Count))
                    list.Add(new RouteFinding(traced, [later.Country], true) { Later = [failure] });
                else
                    list[places[key]] = Join(list[places[key]], failure);
            }
        }

        return list;
    }

    /// <summary>A presentation (CC170C) still brings some of what a pre-lodged declaration lacks.</summary>
    private static bool IsBroughtAtPresentation(Finding finding)
    {
        if (finding.Value is not null)
            return false;
        StructureLine? at = MessageCatalogue.Ncts.Get("CC170C").Root;
        foreach (var step in finding.Pointer.Split('/').Skip(2))
            at = (at as GroupStructure)?.Find(step.Split('[')[0]);
        return at is not null;
    }

    private static RouteFinding Join(RouteFinding known, LaterFailure failure) => known with
    {
        Countries = [.. known.Countries.Union([failure.Country])],
        Later = [.. known.Later, failure],
    };

    /// <summary>As the receiver would: the document is written and read, then its values are checked, without the rules
    /// that its country has switched off.</summary>
    private IEnumerable<Finding> Check(LaterMessage later, Message declaration, DateOnly date)
    {
        var read = MessageReader.Read(new StringReader(MessageWriter.ToXml(later.Message)));
        var off = switches.Where(s => s.Country == later.Country && s.From <= date && date <= s.To)
            .Select(s => s.Rule).ToHashSet(StringComparer.Ordinal);
        var context = new CheckContext { Declaration = declaration };
        return read.Findings.Concat(check.Run(later.Message, date, context, off))
            .Where(f => f.Severity == Severity.Error);
    }
}
