using System.Text.Json;

namespace InteRec.Api.Contracts;

/// <summary>A tool that other services and models may call.</summary>
/// <param name="Name">Its name in plans and addresses.</param>
/// <param name="Description">What it does.</param>
/// <param name="Step">JSON schema of its arguments: the member <c>step</c> of a call.</param>
public sealed record ToolAnswer(string Name, string Description, JsonElement Step);
