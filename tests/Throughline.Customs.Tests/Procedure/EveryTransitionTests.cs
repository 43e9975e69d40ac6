using System.Collections.Immutable;

namespace Throughline.Customs.Tests;

/// <summary>Every single transition applies once: each state of each row, with an input from the scripts.</summary>
public sealed class EveryTransitionTests
{
    private const string Mrn = "26GE000100000001J3";
    private const string NoType = "CC906C";
    private const string WrongMrn = "26GE000100000001J4";
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guarantee Registered = new("26GE0000076543211", "1", "GE404123456", ["AB12"],
        new(2026, 1, 1), new(2026, 12, 31), Money.Of(100_000, "EUR"))
    {
        MasterAccessCode = "MSTR",
    };

    private static readonly Guarantee Voucher = Registered with { Grn = "26GE0000076543211V000009", Type = "4" };
    private static readonly ProcedureSettings Settings =
        new()
        {
            Check = new MessageCheck(CodeLists.BuiltIn.With([WithoutRejections()])),
            IsTrial = true,
            Guarantees = ImmutableDictionary<string, GuaranteeRecord>.Empty.Add("26GE0000076543211",
                    new GuaranteeRecord("26GE0000076543211", Refusal: "G04", Registered: Registered))
                .Add(Voucher.Grn, new GuaranteeRecord(Voucher.Grn, Registered: Voucher)),
            Traders = ImmutableDictionary<string, TraderRecord>.Empty.Add("X", new("X", "X", "X", "", "X", "GE")),
        };

    /// <summary>Changes that break a condition, a rule or a code list of a message.</summary>
    private static readonly Dictionary<string, string[]> Breaks = new()
    {
        ["CC007C"] = ["Consignment/LocationOfGoods/typeOfLocation = Q"],
        ["CC013C"] = ["TransitOperation/declarationType = T9"],
        ["CC014C"] = ["HolderOfTheTransitProcedure/name =", "- HolderOfTheTransitProcedure/name"],
        ["CC015C"] = ["TransitOperation/declarationType = T9"],
        ["CC034C"] = ["Requester/role = 2", "GuaranteeReference[1]/Owner", "- GuaranteeReference[1]/Owner"],
        ["CC044C"] =
        [
            "Consignment/DepartureTransportMeans[1]/sequenceNumber = 1",
            "Consignment/DepartureTransportMeans[1]/typeOfIdentification = 99",
        ],
        ["CC054C"] = ["HolderOfTheTransitProcedure/name =", "- HolderOfTheTransitProcedure/name"],
        ["CC141C"] = ["HolderOfTheTransitProcedure/name =", "- HolderOfTheTransitProcedure/name"],
        ["CC170C"] = ["Consignment/LocationOfGoods/typeOfLocation = Q"],
    };

    /// <summary>Facts that guards look at, as they are when a guard of that name holds.</summary>
    private static readonly Dictionary<string, (string Name, string Value)> FactOf = new()
    {
        ["invalidationAsked"] = ("invalidation", "2026-05-04T10:00:00"),
        ["amendmentAsked"] = ("amendment", "2026-05-04T10:00:00"),
        ["releaseWanted"] = ("release-wanted", "1"),
        ["refused"] = ("refused", "26GE0000076543211:G04"),
        ["arrivalKnown"] = ("arrived-at", "TR341300"),
        ["arrivalWaits"] = ("arrival-waits", "1"),
        ["settleAtOnce"] = ("settle", "1"),
        ["settledAtOnce"] = ("settled", "1"),
        ["passageWaits"] = ("passage-waits", "1"),
    };

    /// <summary>Messages that guards look for.</summary>
    private static readonly Dictionary<string, string> KeptFor = new()
    {
        ["traderWaits"] = "arrival",
        ["traderKnown"] = "arrival",
        ["enquired"] = "enquiry",
        ["recoveryRequested"] = "recovery-request",
    };

    private static readonly Dictionary<string, string> ExampleOf = new()
    {
        ["arrival"] = "CC007C",
        ["enquiry"] = "CD142C",
        ["recovery-request"] = "CD150C",
    };

    public static TheoryData<ProcedureRole> Roles => [.. Enum.GetValues<ProcedureRole>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public void Each_applies(ProcedureRole role)
    {
        var missed = ProcedureTable.Of(role).Transitions.Where(t => t.On != "auto" && !Tries(t).Any(Applies(t)))
            .Select(t => t.Name + " " + string.Join(' ', t.When)).ToList();
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Each_automatic_one_and_each_timer_applies_in_a_script(ProcedureRole role)
    {
        var passed = AllScripts.Results.SelectMany(r => r.Transitions).ToHashSet();
        var missed = ProcedureTable.Of(role).Transitions.Where(t => IsByItself(t) && !passed.Contains(t))
            .Select(t => t.Name + " " + string.Join(' ', t.When)).ToList();
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    private static bool IsByItself(Transition transition) =>
        transition.On == "auto" || transition.On.StartsWith("timer ", StringComparison.Ordinal);

    private static Func<(Administration State, ProcedureInput Input), bool> Applies(Transition wanted) => tried =>
    {
        var decision = CustomsProcedure.Decide(tried.State, tried.Input, Now, Settings);
        var after = CustomsProcedure.Evolve(tried.State, decision);
        Assert.Equal(after.Describe(), tried.State.Evolve(decision.Events).Describe());
        return decision.Transitions.Contains(wanted);
    };

    private static IEnumerable<(Administration State, ProcedureInput Input)> Tries(Transition transition)
    {
        foreach (var movement in Movements(transition))
        {
            var state = State(movement);
            if (transition.On.StartsWith("timer ", StringComparison.Ordinal))
            {
                var name = transition.On["timer ".Length..];
                var due = movement with { Timers = movement.Timers.SetItem(name, Now) };
                yield return (State(due), new TimerInput(movement.Number, name));
                continue;
            }

            if (transition.On[0] != 'C')
            {
                var named = transition.From == Movement.Start && transition.When.Contains("voucher") ? Voucher.Grn
                    : movement.Grn ?? movement.SystemCountry ?? Mrn;
                yield return (transition.When.Contains("outageOpen") ? WithOutage(state, movement) : state,
                    new OfficerInput(movement.Role, movement.Office, named, transition.On,
                        new Dictionary<string, string>())
                    {
                        By = new OfficerId(state.Country, "officer"),
                    });
                continue;
            }

            foreach (var message in Inputs(transition, movement))
            {
                var isKnown = transition.When.Contains("duplicate");
                var taken = (message.Root["messageSender"] ?? "", message.Root["messageIdentification"] ?? "");
                var known = isKnown ? state with { Taken = state.Taken.Add(taken) } : state;
                yield return (transition.When.Contains("lrnUsed") ? Declared(known, movement, message) : known,
                    Read(message));
            }
        }
    }

    /// <summary>The state with another declaration of the sender under the LRN of a message.</summary>
    private static Administration Declared(Administration state, Movement like, Message message)
    {
        var other = like with
        {
            Number = 9_999,
            State = "Accepted",
            Facts = like.Facts.SetItem("lrn", message.Root.Values("TransitOperation/LRN").First())
                .SetItem("holder", message.Root["messageSender"] ?? ""),
        };
        return state with { Movements = state.Movements.Add(other.Number, other) };
    }

    /// <summary>The state with a planned outage beside.</summary>
    private static Administration WithOutage(Administration state, Movement like)
    {
        var other = like with { Number = 9_999, State = "Announced", Facts = like.Facts.SetItem("type", "S") };
        return state with { Movements = state.Movements.Add(other.Number, other) };
    }

    /// <summary>The state in which the movement is, without it for a transition from the start.</summary>
    private static Administration State(Movement movement)
    {
        var state = new Administration(movement.Office[..2]);
        return movement.State == Movement.Start ? state : state.Evolve(
            new MovementOpened(movement.Number, movement.Role, movement.Office)) with
        {
            Movements = state.Movements.Add(movement.Number, movement),
        };
    }

    private static IEnumerable<Movement> Movements(Transition transition)
    {
        var movements = AllScripts.Results.SelectMany(r => r.Administrations).SelectMany(a => a.Movements.Values)
            .Where(m => m.Role == transition.Role).OrderByDescending(m => m.Messages.Count).ThenBy(m => m.Number)
            .Where((_, i) => i % 2 == 0 || i < 6).Take(60);
        foreach (var known in movements)
        {
            var facts = known.Facts.SetItem("mrn", Mrn).Remove("codes");
            var messages = known.Messages;
            foreach (var (guard, (name, value)) in FactOf)
                facts = transition.When.Contains(guard) ? facts.SetItem(name, value) : facts.Remove(name);
            foreach (var name in KeptFor.Values.Distinct())
            {
                if (!transition.When.Any(w => KeptFor.GetValueOrDefault(w) == name))
                    messages = messages.Remove(name);
                else if (!messages.ContainsKey(name) && Sent.Value[ExampleOf[name]].FirstOrDefault() is { } example)
                    messages = messages.Add(name, example);
            }

            if (transition.When.Contains("openEnded"))
                facts = facts.Remove("until");
            facts = transition.When.Contains("checkDue") ? facts.Remove("checked") : facts.SetItem("checked", "1");
            facts = !transition.When.Contains("answersDue") ? facts.Remove("answers-due")
                : facts.SetItem("answers-due", transition.When.Contains("notLast") ? "2" : "1");
            yield return known with { State = transition.From, Facts = facts, Messages = messages };
        }
    }

    private static readonly Lazy<ILookup<string, Message>> Sent = new(() => AllScripts.Results
        .SelectMany(r => r.Exchanges).Select(e => e.Message).ToLookup(m => m.Code, StringComparer.Ordinal));

    /// <summary>Messages of the scripts, about this movement and new to the administration.</summary>
    private static IEnumerable<Message> Inputs(Transition transition, Movement movement)
    {
        foreach (var sent in Sent.Value[transition.On].Where((_, i) => i % 4 == 0 || i < 12).Take(40))
        {
            var message = Message.Make(sent.Code);
            message.Root.CopyFrom(sent.Root);
            message.Root["messageIdentification"] = "TRY";
            if (message.Root.First("TransitOperation") is { } operation)
            {
                if (operation.Find("MRN") is not null || transition.When.Contains("badMrn"))
                    operation["MRN"] = transition.When.Contains("badMrn") ? WrongMrn : Mrn;
                else if (operation.Structure.FindItem("LRN") is not null && sent.Code != "CC015C"
                    && movement.State != Movement.Start)
                    (operation["LRN"], message.Root["messageSender"]) = (movement.Lrn, movement.Find("holder"));
            }

            foreach (var office in message.Root.List("CustomsOfficeOfDestinationActual")
                .Concat(message.Root.List("CustomsOfficeOfTransitActual")))
            {
                if (movement.Role is ProcedureRole.Destination or ProcedureRole.Transit)
                    office["referenceNumber"] = movement.Office;
            }

            if (message.Root.First("Header") is { } header && header.Find("MRN") is not null)
                header["MRN"] = Mrn;
            if (transition.When.Contains("toldBefore"))
                TellOfAnotherFirst(message, movement);
            if (transition.When.Contains("guaranteeRefused"))
                MessageEdit.Apply(message, "Guarantee[1]/GuaranteeReference[1]/GRN = 26GE0000076543211");
            if (transition.When.Contains("incomplete"))
                MessageEdit.Apply(message, "UnloadingRemark/unloadingCompletion = 0");
            if (transition.When.Contains("malformed"))
                message.Root["messageType"] = null;
            if (transition.When.Contains("invalid"))
                Break(message);

            yield return message;
        }
    }

    /// <summary>The outage of the movement becomes the second of the message.</summary>
    private static void TellOfAnotherFirst(Message message, Movement movement)
    {
        string[] lines =
        [
            $"Country/country = {movement.SystemCountry}", "- Country/Action",
            "Country/Action[1]/sequenceNumber = 1", $"Country/Action[1]/operation = {movement.Find("operation")}",
            .. Outage(1, "B"), .. Outage(2, movement.Find("function")!),
        ];
        foreach (var line in lines)
            MessageEdit.Apply(message, line);

        string[] Outage(int number, string function)
        {
            var at = $"Country/Action[1]/Unavailability[{number}]/";
            return
            [
                $"{at}sequenceNumber = {number}", $"{at}type = {movement.Find("type")}",
                $"{at}functionality = {function}", $"{at}startDateAndTime = {movement.Find("from")}",
                .. movement.Find("until") is { } until ? (string[])[$"{at}endDateAndTime = {until}"] : [],
                $"{at}explanation = 01",
            ];
        }
    }

    /// <summary>Breaks what a message says: that of a trader as listed, that of an authority by its type, which all
    /// have.</summary>
    private static void Break(Message message)
    {
        foreach (var line in Breaks.GetValueOrDefault(message.Code) ?? [$"messageType = {NoType}"])
            MessageEdit.Apply(message, line);
    }

    /// <summary>The list of message types without one, so that it breaks a list but not the structure.</summary>
    private static CodeList WithoutRejections()
    {
        var types = CodeLists.BuiltIn.Get("CL060");
        return new CodeList(types.Number, types.Name, types.Entries.Where(e => e.Code != NoType));
    }

    private static MessageInput Read(Message message)
    {
        var read = MessageReader.Read(new StringReader(MessageWriter.ToXml(message)));
        return new MessageInput(read.Message!, read.Findings);
    }
}
