namespace Throughline.Customs;

/// <summary>Into which channel a movement goes: by the heaviest control that is proposed for it.</summary>
public enum RiskChannel
{
    /// <summary>No control is proposed.</summary>
    Green,
    /// <summary>Documents (10), or other controls (50).</summary>
    Documents,
    /// <summary>Identity and seals (41).</summary>
    Seals,
    /// <summary>Without opening: radiation (20), scan (30).</summary>
    NonIntrusive,
    /// <summary>Opening and counting: 40, 42 to 45.</summary>
    Physical,
}

/// <summary>A rule that hit.</summary>
/// <param name="Rule">Its id; <see cref="Draw"/> for the random selection.</param>
/// <param name="Pointer">What it hit, as XPath.</param>
/// <param name="Message">Why, in a sentence with the values.</param>
/// <param name="Score">What it adds.</param>
/// <param name="Controls">Control types that it proposes.</param>
public sealed record RiskHit(string Rule, string Pointer, string Message, int Score, IReadOnlyList<string> Controls)
{
    /// <summary>Name of the random selection among rules.</summary>
    public const string Draw = "draw";
}

/// <summary>What came of the rules for a movement.</summary>
/// <param name="Hits">The hits.</param>
/// <param name="Score">Sum over rules, each counted once.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Controls">Control types that are proposed, in order.</param>
public sealed record RiskAssessment(
    IReadOnlyList<RiskHit> Hits, int Score, RiskChannel Channel, IReadOnlyList<string> Controls)
{
    private const int MostHitsOfRule = 20;

    /// <summary>Assesses a movement. Pure.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="moment">acceptance, transit or destination.</param>
    /// <param name="subjects">The movement and its parts.</param>
    /// <param name="draw">The number that was drawn, or null when nothing is drawn.</param>
    public static RiskAssessment Make(
        RiskRules rules, string moment, IReadOnlyList<RiskSubject> subjects, int? draw)
    {
        var hits = new List<RiskHit>();
        foreach (var rule in rules.Rules.Where(r => r.Moments.Contains(moment)))
        {
            hits.AddRange(subjects.Select(s => (s.Pointer, Why: rule.Explain(s))).Where(h => h.Why is not null)
                .Take(MostHitsOfRule).Select(h => new RiskHit(rule.Id, h.Pointer, h.Why!, rule.Score, rule.Controls)));
        }

        if (draw is { } number && RiskDraw.IsDrawn(number, rules.DrawPerMille))
        {
            hits.Add(new RiskHit(RiskHit.Draw, subjects.Count > 0 ? subjects[0].Pointer : "",
                $"Drawn at random: {number} of 1000000 is below {rules.DrawPerMille * 1_000}.", 0,
                rules.DrawControls));
        }

        var score = hits.GroupBy(h => h.Rule, StringComparer.Ordinal).Sum(g => g.Max(h => h.Score));
        var controls = hits.SelectMany(h => h.Controls).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        if (controls.Count == 0 && score >= rules.GreenBelow)
            controls.Add("10");
        var channel = controls.Count == 0 ? RiskChannel.Green : controls.Max(ChannelOf);
        return new RiskAssessment(hits, score, channel, controls);
    }

    private static RiskChannel ChannelOf(string type) => type switch
    {
        "10" or "50" => RiskChannel.Documents,
        "41" => RiskChannel.Seals,
        "20" or "30" => RiskChannel.NonIntrusive,
        _ => RiskChannel.Physical,
    };
}
