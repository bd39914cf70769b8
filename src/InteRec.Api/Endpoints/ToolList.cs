using InteRec.Api.Contracts;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Api.Endpoints;

/// <summary>The tools as they are told to callers: those of plans, and those that only a call by name reaches.</summary>
internal static class ToolList
{
    private static readonly (string Name, string Description, Type Arguments)[] ByNameOnly =
    [
        (ToolService.Remember, "Puts liked, disliked, seen, unwanted and preferred things into a user's profile.", typeof(ProfileChange)),
        (ToolService.Forget, "Takes things out of a user's profile, or everything.", typeof(ProfileChange)),
        (ToolService.Ask, "Finds the question whose answer splits the candidates best.", typeof(ToolService.AskArguments)),
    ];

    public static IReadOnlyList<ToolAnswer> Of(ToolBox tools, CatalogSnapshot catalog) =>
    [
        .. tools.All.Select(t => new ToolAnswer(t.Name, t.Description, PlanSchema.OfArguments(catalog, t.StepType, tools))),
        .. ByNameOnly.Select(t => new ToolAnswer(t.Name, t.Description, PlanSchema.OfArguments(catalog, t.Arguments, tools))),
    ];

    public static bool Has(ToolBox tools, string name) => tools.Find(name) is not null || ByNameOnly.Any(t => t.Name == name);
}
