using System.Text.Json;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>A tool as it is told to callers.</summary>
/// <param name="Name">Its name in plans, addresses and calls.</param>
/// <param name="Description">What it does.</param>
/// <param name="Arguments">The type of its arguments.</param>
/// <param name="Step">JSON schema of its arguments.</param>
internal sealed record ToolDeclaration(string Name, string Description, Type Arguments, JsonElement Step)
{
    /// <summary>True for the tools that change a profile and look at nothing else.</summary>
    public bool ChangesProfile => Arguments == typeof(ProfileChange);
}

/// <summary>The tools as they are told to callers: those of plans, and those that only a call by name reaches.</summary>
internal static class ToolList
{
    private static readonly (string Name, string Description, Type Arguments)[] ByNameOnly =
    [
        (ToolNames.Remember, "Puts liked, disliked, seen, unwanted and preferred things into a user's profile.", typeof(ProfileChange)),
        (ToolNames.Forget, "Takes things out of a user's profile, or everything.", typeof(ProfileChange)),
        (ToolNames.Ask, "Finds the question whose answer splits the candidates best.", typeof(ToolService.AskArguments)),
    ];

    /// <summary>All of them, in the order in which plans tend to use them.</summary>
    public static IReadOnlyList<ToolDeclaration> Of(ToolBox tools, CatalogSnapshot catalog) =>
        [
            .. tools.All.Select(t => new ToolDeclaration(
                t.Name,
                t.Description,
                t.StepType,
                PlanSchema.OfArguments(catalog, t.StepType, tools)
            )),
            .. ByNameOnly.Select(t => new ToolDeclaration(
                t.Name,
                t.Description,
                t.Arguments,
                PlanSchema.OfArguments(catalog, t.Arguments, tools)
            )),
        ];

    /// <summary>True where there is a tool of that name.</summary>
    public static bool Has(ToolBox tools, string name) => Arguments(tools, name) is not null;

    /// <summary>The type of a tool's arguments; null where there is no such tool.</summary>
    public static Type? Arguments(ToolBox tools, string name) =>
        tools.Find(name)?.StepType ?? Array.Find(ByNameOnly, t => t.Name == name).Arguments;
}
