namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string Voucher = "4";

    private void AddRulesOnReferences()
    {
        Add("R0001", OnlyOnce);
        Add("R0002", OnlyOnce);
        Add("R0008", AnswersEarlier);
        Add("R0026", RepeatsRequest);
        Add("R0028", CheckDigitIsRight);
        Add("R0102", DecisionIsYesOrNo);
        Add("R0261", QueryFitsGuarantee);
        Add("R0263", PeriodFitsQuery);
        Add("R0267", InEuro);
        Add("R0318", scope => LengthOfGuarantee(scope, scope.Group.Parent?.Find("guaranteeType")));
        Add("R0324", scope => LengthOfGuarantee(scope, ""));
        Add("R0350", ReducedDatasetIsAuthorised);
        Add("R0352", ReducedDatasetIsRegistered);
        Add("R0410", NumberTellsSecurity);
        Add("R0437", ErrorCodesOfOptOut);
        Add("R0449", ExportWasPresented);
    }

    /// <summary>R0352: whoever declares little was let do so. Only a register can tell.</summary>
    private static void ReducedDatasetIsRegistered(RuleScope scope)
    {
        if (scope.Group.Find("type") == ReducedDataset)
            BeRegistered(scope);
    }

    /// <summary>G0033: the same of every other authorisation.</summary>
    private static void AuthorisationIsRegistered(RuleScope scope)
    {
        if (scope.Group.Find("type") != ReducedDataset)
            BeRegistered(scope);
    }

    private static void BeRegistered(RuleScope scope)
    {
        if (scope.Context.HasAuthorisation is not { } has || scope.Value is not { } number
            || scope.Group.Find("type") is not { } type)
            return;
        var holder = scope.Root.First("HolderOfTheTransitProcedure") ?? scope.Root.First("TraderAtDestination");
        var user = holder?.Find("identificationNumber") ?? holder?.Find("TIRHolderIdentificationNumber");
        if (!has(new AuthorisationQuestion(type, number, user, scope.Date)))
            scope.Violate();
    }

    /// <summary>R0008: an answer says what it answers. What traders send first (declarations, notifications) answers
    /// nothing; the message before is then the one that is amended or followed.</summary>
    private static void AnswersEarlier(RuleScope scope)
    {
        var isFirstWord = scope.Message.Code is "CC007C" or "CC013C" or "CC014C" or "CC015C" or "CC026C" or "CC034C"
            or "CC044C" or "CC054C" or "CC170C";
        if (!isFirstWord && scope.Context.Earlier?.Root.Find("messageIdentification") is { } asked
            && scope.Value != asked)
        {
            scope.Violate();
        }
    }

    /// <summary>R0026: the answer of the export system names movement and offices of the request.</summary>
    private static void RepeatsRequest(RuleScope scope)
    {
        if (scope.Earlier("CC190C") is not { } request)
            return;
        var (said, asked) = (scope.Groups[0], request.Root.First(scope.Line.Name));
        if (said.Structure.Items.Any(i => said[i] != asked?.Find(i.Name)))
            scope.Violate();
    }

    /// <summary>R0028: a digit that does not fit betrays a typing fault. The form is another finding.</summary>
    private static void CheckDigitIsRight(RuleScope scope)
    {
        var fault = scope.Line.Name == "GRN" ? Grn.FindFault(scope.Value) : Mrn.FindFault(scope.Value);
        if (fault is { Kind: NumberFaultKind.CheckDigit })
            scope.Violate();
    }

    /// <summary>R0102: a request to invalidate is accepted or refused.</summary>
    private static void DecisionIsYesOrNo(RuleScope scope)
    {
        if (scope.Value is not ("0" or "1"))
            scope.Violate();
    }

    /// <summary>The type of the guarantee beside a line; only a voucher shows its type in its number, others are known
    /// to the office of guarantee.</summary>
    private static string? GuaranteeTypeOf(RuleScope scope, MessageGroup reference)
    {
        if (reference.Find("guaranteeType") is { } type)
            return type;
        if (reference.Find("GRN") is not { } grn)
            return null;
        return scope.Context.GuaranteeType?.Invoke(grn) ?? (grn.Length == Grn.VoucherSize ? Voucher : null);
    }

    /// <summary>R0261: a guarantee for one movement has no exposure to ask for: its use (1) or its owner (4)
    /// is.</summary>
    private static void QueryFitsGuarantee(RuleScope scope)
    {
        if (scope.Value is not ("1" or "4") && GuaranteeTypeOf(scope, scope.Group.Parent!) is "2" or Voucher)
            scope.Violate();
    }

    /// <summary>R0263: only a guarantee that serves many movements (0, 1, 9), asked for its use (1, 3), has a
    /// history to look into.</summary>
    private static void PeriodFitsQuery(RuleScope scope)
    {
        var isRight = scope.Group.Find("queryIdentifier") is null or "1" or "3"
            && GuaranteeTypeOf(scope, scope.Group.Parent!) is null or "0" or "1" or "9";
        if (!isRight)
            scope.Violate();
    }

    /// <summary>R0267: offices of guarantee keep accounts in euro.</summary>
    private static void InEuro(RuleScope scope)
    {
        if (scope.Value != "EUR")
            scope.Violate();
    }

    /// <summary>R0318, R0324: a voucher has its own number behind that of the guarantee. R0324 knows no
    /// vouchers.</summary>
    private static void LengthOfGuarantee(RuleScope scope, string? type)
    {
        if (type is not null && scope.Value?.Length != (type == Voucher ? Grn.VoucherSize : Grn.Size))
            scope.Violate();
    }

    /// <summary>R0350: by ship, rail and air less may be declared, by those who are authorised (C524).</summary>
    private static void ReducedDatasetIsAuthorised(RuleScope scope)
    {
        if (!scope.FirstTime() || scope.Operation("reducedDatasetIndicator") != "1"
            || ConsignmentItemOf(scope.Root, "inlandModeOfTransport") is not ("1" or "2" or "4"))
        {
            return;
        }

        if (scope.Root.List("Authorisation").All(a => a.Find("type") != "C524"))
            scope.Violate();
    }

    /// <summary>R0410: the 17th character of the number tells offices on the way which safety data the declaration
    /// has.</summary>
    private static void NumberTellsSecurity(RuleScope scope)
    {
        if (scope.Declared()?.Root.First("TransitOperation")?.Find("security") is { } security
            && scope.Value is { Length: 18 } mrn && mrn[^2] != (char)Mrn.ProcedureFor(security))
        {
            scope.Violate();
        }
    }

    /// <summary>R0437: countries that keep the form C of messages (CL167) know the error codes of phase 5
    /// only.</summary>
    private static void ErrorCodesOfOptOut(RuleScope scope)
    {
        if (scope.InList("CL167", scope.SendingCountry()) == true && scope.InList("CL180", scope.Value) == false)
            scope.Violate();
    }

    /// <summary>R0449: results go back for the exports that the export system joined to the movement.</summary>
    private static void ExportWasPresented(RuleScope scope)
    {
        if (scope.Earlier("CC191C") is null)
            return;
        var exports = scope.Once("exports", static s =>
            s.Earlier("CC191C")!.Root.Values("AESResults/ExportOperation/MRN").ToHashSet(StringComparer.Ordinal));
        if (scope.Value is { } mrn && !exports.Contains(mrn))
            scope.Violate();
    }
}
