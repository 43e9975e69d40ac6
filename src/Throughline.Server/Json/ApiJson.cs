using System.Text.Json.Serialization;
using Throughline.Customs;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>The JSON of the interface: camel case, enumerations as lower-case words, times with offset, unknown
/// properties refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 24,
    Converters = [typeof(Rfc3339), typeof(KebabConverter<StepKind>), typeof(KebabConverter<Role>),
        typeof(KebabConverter<OrganisationKind>), typeof(KebabConverter<FaultKind>)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ProblemKind))]
[JsonSerializable(typeof(InfoView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ScenarioList))]
[JsonSerializable(typeof(CorridorView))]
[JsonSerializable(typeof(LinkView))]
[JsonSerializable(typeof(CrossingView))]
[JsonSerializable(typeof(ServiceView))]
[JsonSerializable(typeof(PlaceList))]
[JsonSerializable(typeof(PlaceView))]
[JsonSerializable(typeof(PlanAnswer))]
[JsonSerializable(typeof(CompareAnswer))]
[JsonSerializable(typeof(SweepView))]
[JsonSerializable(typeof(MatrixCell))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(RuleReport))]
[JsonSerializable(typeof(PackView))]
[JsonSerializable(typeof(ReceiptView))]
[JsonSerializable(typeof(ReceiptList))]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(MovementList))]
[JsonSerializable(typeof(MovementView))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(DecisionView))]
[JsonSerializable(typeof(JournalReport))]
[JsonSerializable(typeof(GuaranteeSummary))]
[JsonSerializable(typeof(GuaranteeList))]
[JsonSerializable(typeof(GuaranteeView))]
[JsonSerializable(typeof(OverdueList))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(OrganisationView))]
[JsonSerializable(typeof(OrganisationList))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(HandOverView))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(NewKeyView))]
[JsonSerializable(typeof(TrainingView))]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(FaultBody))]
[JsonSerializable(typeof(FaultView))]
[JsonSerializable(typeof(PlayedView))]
public sealed partial class ApiJson : JsonSerializerContext;
