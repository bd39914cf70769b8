using InteRec.Catalog;
using InteRec.Planning.BuiltIn;

namespace InteRec.Planning.Llm.Audit;

/// <summary>
/// For small models. The built-in plan stays; where it left words of the message unexplained, the model's conditions that those words
/// support come in as preferences, and what they say of the person is remembered. Everything else that the model wants is a contradiction,
/// or an invention, and is only noted.
/// </summary>
internal static class StrictAudit
{
    public static AuditedPlan Apply(PlanningInput input, PlanningResult reading, Plan plan)
    {
        var support = new Support(input, reading);
        var verdicts = new List<string>();
        var remember = new MemoryAudit(input, reading, support, verdicts).Supported(plan.Remember);
        if (!reading.Plan.Intent.MakesList())
        {
            if (remember is not null && reading.Plan.Intent is Intent.Chitchat or Intent.OutOfScope)
            {
                return new AuditedPlan(new Plan { Intent = Intent.Remember, Remember = remember }, IsReading: false, verdicts);
            }

            verdicts.AddRange(plan.Intent == reading.Plan.Intent ? [] : [$"intent {plan.Intent} set aside: the message reads as {reading.Plan.Intent}"]);
            return With(reading.Plan.Lists);
        }

        if (plan.Lists.Count != reading.Plan.Lists.Count)
        {
            verdicts.Add($"{plan.Lists.Count} lists set aside: the message asks for {reading.Plan.Lists.Count}");
            return With(reading.Plan.Lists);
        }

        var hasRoom = !string.IsNullOrWhiteSpace(reading.Understood.FreeText);
        var lists = reading.Plan.Lists.Zip(plan.Lists, (own, other) => Complete(own, other, hasRoom, support, input.Serving.Catalog.Schema, verdicts)).ToList();
        return With(lists);

        AuditedPlan With(IReadOnlyList<PlanList> lists)
        {
            var isReading = remember is null && lists.Zip(reading.Plan.Lists).All(p => ReferenceEquals(p.First, p.Second));
            return new AuditedPlan(isReading ? reading.Plan : reading.Plan with { Lists = lists, Remember = MemoryTurn.Joined(remember, reading.Plan.Remember) }, isReading, verdicts);
        }
    }

    private static PlanList Complete(PlanList own, PlanList other, bool hasRoom, Support support, DatasetSchema schema, List<string> verdicts)
    {
        var (where, prefer) = (own.Where(), own.Prefer());
        var added = prefer;
        foreach (var (name, wanted) in ListConditions.And(other.Where(), other.Prefer()).Conditions)
        {
            if (schema.Find(name) is not { } attribute || wanted.IsRange())
            {
                continue;
            }

            foreach (var value in wanted.Values().Where(v => !where[name].Names(v) && !prefer[name].Names(v)))
            {
                if (!hasRoom || where[name] is not null || wanted.None?.Contains(value) == true || !support.Of(attribute, value))
                {
                    verdicts.Add($"{name} {value} left out: nothing in the message asks for it");
                    continue;
                }

                verdicts.Add($"{name} {value} taken as a preference");
                added = added.With(name, ListConditions.And(added[name], new AttributeCondition { Any = [value] }));
            }
        }

        return ReferenceEquals(added, prefer) ? own : own.WithPrefer(added);
    }
}
