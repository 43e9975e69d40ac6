using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Results of risk analysis that authorities give one another.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnRisk()
    {
        Add("C0715", RiskCodes);
        Add("C0813", RiskAnalysis);
    }

    /// <summary>C0813: results go with safety data between members of the security area, without them between members
    /// of the Union, and nowhere else.</summary>
    private static Presence RiskAnalysis(RuleScope scope)
    {
        var (from, to) = (LastTwo(scope.Root.Find("messageSender")), LastTwo(scope.Root.Find("messageRecipient")));
        var security = scope.Operation("security");
        var isAsked = HasSecurity(security) ? BothIn(scope, "CL147", from, to)
            : security == "0" ? BothIn(scope, "CL010", from, to)
            : false;
        return isAsked switch
        {
            true => Presence.Required,
            null => Presence.Unknown,
            false => ForbiddenIf(!BothIn(scope, "CL010", from, to)),
        };
    }

    private static bool? BothIn(RuleScope scope, string list, string? one, string? other) =>
        (scope.InList(list, one), scope.InList(list, other)) switch
        {
            (true, true) => true,
            (false, _) or (_, false) => false,
            _ => null,
        };

    /// <summary>C0715: a code when risk was found by rules (R), an area when it was found another way (X), one of each
    /// when both (Y).</summary>
    private static Presence RiskCodes(RuleScope scope)
    {
        var isCode = scope.Line.Name == "code";
        return scope.Root.First("RiskAnalysisIdentification")?.Find("code") switch
        {
            "R" => isCode ? Presence.Required : Presence.Free,
            "X" => RequiredOnlyIf(!isCode),
            "Y" => OneOfEach(scope, isCode),
            _ => Presence.Free,
        };
    }

    /// <summary>Under Y one result must have a code, and one an area without a code: what no result has is reported
    /// where it could stand.</summary>
    private static Presence OneOfEach(RuleScope scope, bool isCode)
    {
        var results = scope.Once("risk results", () => new RiskResults(scope.Root));
        if (isCode)
        {
            return !results.HasCode ? RequiredIf(scope.Group == results.First)
                : ForbiddenIf(results.PlaceForArea is null && !results.HasArea && scope.Group == results.Last);
        }

        return RequiredIf(!results.HasArea && scope.Group == results.PlaceForArea);
    }

    /// <summary>What the results of a message hold together.</summary>
    private sealed class RiskResults
    {
        public RiskResults(MessageGroup root)
        {
            MessageGroup? withCode = null;
            foreach (var result in root.Descend("RiskAnalysisIdentification/RiskAnalysis/RiskAnalysisResult"))
            {
                var (hasCode, hasArea) = (result.Has("code"), result.Has("riskAreaCode"));
                First ??= result;
                Last = result;
                HasCode |= hasCode;
                HasArea |= hasArea && !hasCode;
                if (!hasArea && !hasCode)
                    PlaceForArea ??= result;
                else if (!hasArea)
                    withCode ??= result;
            }

            PlaceForArea ??= withCode;
        }

        public MessageGroup? First { get; }
        public MessageGroup? Last { get; }
        public bool HasCode { get; }
        public bool HasArea { get; }

        /// <summary>The first result without an area, one without a code before one with it; null when all have
        /// one.</summary>
        public MessageGroup? PlaceForArea { get; }
    }
}
