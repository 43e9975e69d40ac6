using System.Collections.Immutable;

namespace Throughline.Customs.Tests;

/// <summary>An individual guarantee that is bound to no offices: the answer to a question names those of the movement
/// that used it, and there is none before.</summary>
public sealed class IndividualGuaranteeTests
{
    private const string Grn = "26GE0000076543211";

    [Fact]
    public void Before_its_use_a_question_is_refused_and_after_it_answered_in_full()
    {
        var scenario = ScenarioFiles.Read($"""
            title t
            send CC015C
              Guarantee[1]/guaranteeType = 2
              Guarantee[1]/GuaranteeReference[1]/GRN = {Grn}
            expect CC928C
            send CC034C
            expect CC906C to holder
              FunctionalError[1]/errorPointer = /CC034C/GuaranteeReference[1]/GRN
              FunctionalError[1]/errorReason = C0280
            send CC034C
              GuaranteeReference[1]/GuaranteeQuery/queryIdentifier = 4
            expect CC037C to holder
            officer departure accept, release
            expect CC028C
            expect CC029C
            send CC034C
            expect CC037C to holder
              GuaranteeReference[1]/IndividualGuaranteeByGuarantor/CustomsOfficeOfDeparture/referenceNumber = GE000100
              GuaranteeReference[1]/IndividualGuaranteeByGuarantor/CustomsOfficeOfDestination/referenceNumber = TR341300
            """);
        var unbound = new Guarantee(Grn, "2", "GE404123456", ["AB12"], new(2026, 1, 1), new(2026, 12, 31),
            Money.Of(12_000, "EUR"))
        {
            Guarantor = "TRBANK1",
        };
        var result = ScenarioFiles.Run(scenario with
        {
            Settings =
            [
                .. scenario.Settings, s => s with
                {
                    Guarantees = ImmutableDictionary<string, GuaranteeRecord>.Empty.Add(Grn,
                        new GuaranteeRecord(Grn, Registered: unbound)),
                },
            ],
        });
        Assert.True(result.IsPassed, ScenarioChart.Draw(result));
        Assert.Equal([], ScenarioFiles.Defects(result));
    }
}
