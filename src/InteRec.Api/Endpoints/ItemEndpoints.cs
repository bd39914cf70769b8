using System.Globalization;
using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/items").WithTags("Items").RequireAuthorization(Roles.Use);
        group.MapGet("/{itemId}", GetAsync).WithSummary("One item.");
        group
            .MapPost("/", UpsertAsync)
            .RequireAuthorization(Roles.Write)
            .WithSummary("Put items in, or replace them: all of the batch or nothing.")
            .Accepts<object>("application/json", BatchBody.NdJson, BatchBody.Csv)
            .WithBatchBody(routes);
        group.MapPost("/hide", HideAsync).RequireAuthorization(Roles.Write).WithSummary("Hide items from every list, or show them again.");
    }

    private static async Task<Results<Ok<ItemAnswer>, ProblemHttpResult>> GetAsync(
        string itemId,
        ItemStore items,
        DatasetSchema schema,
        RequestChecks checks,
        CancellationToken cancellationToken
    )
    {
        if (checks.Id("itemId", itemId) is { } problem)
        {
            return problem;
        }

        return await items.GetAsync(itemId, cancellationToken) is { } item
            ? TypedResults.Ok(Answer(item, schema))
            : Problem.Unknown(Problem.UnknownItem, "item", itemId);
    }

    private static async Task<Results<Ok<ItemsUpserted>, ProblemHttpResult>> UpsertAsync(
        HttpContext context,
        ItemImport import,
        ServingLoader serving,
        RequestChecks checks
    )
    {
        var (input, format, problem) = await BatchBody.OpenAsync(context, checks);
        if (problem is not null)
        {
            return problem;
        }

        await using (input)
        {
            var settings = new ImportSettings { MaxRows = checks.Limits.ItemsPerBatch };
            var report = await import.ImportAsync(input!, format, settings, progress: null, context.RequestAborted);
            if (!report.Applied)
            {
                return BatchBody.Refused(report, format);
            }

            await serving.RefreshAsync(context.RequestAborted);
            return TypedResults.Ok(new ItemsUpserted(report.Inserted, report.Updated, report.Unchanged));
        }
    }

    private static async Task<Results<Ok<ItemsHidden>, ProblemHttpResult>> HideAsync(
        HideRequest request,
        ItemStore items,
        ServingSlot slot,
        ServingLoader serving,
        RequestChecks checks,
        CancellationToken cancellationToken
    )
    {
        if (checks.Ids("$.itemIds", request.ItemIds) is { } problem)
        {
            return problem;
        }

        foreach (var itemId in request.ItemIds)
        {
            if (slot.Current.Catalog.IndexOf(itemId) < 0)
            {
                return Problem.Unknown(Problem.UnknownItem, "item", itemId);
            }
        }

        var changed = await items.SetHiddenAsync([.. request.ItemIds], request.Hidden, cancellationToken);
        await serving.RefreshAsync(cancellationToken);
        return TypedResults.Ok(new ItemsHidden(changed));
    }

    /// <summary>An item as it is told to callers.</summary>
    public static ItemAnswer Answer(Item item, DatasetSchema schema)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var attribute in schema.Attributes)
        {
            if (item.Values.TryGetValue(attribute.Name, out var texts) && texts.Count > 0)
            {
                values[attribute.Name] = attribute.Type switch
                {
                    AttributeType.Number => double.Parse(texts[0], CultureInfo.InvariantCulture),
                    AttributeType.Flag => texts[0] == "true",
                    AttributeType.Categories => texts,
                    AttributeType.Text when texts.Count > 1 || attribute.Role == AttributeRole.AlternativeTitles => texts,
                    _ => texts[0],
                };
            }
        }

        var title = schema.WithRole(AttributeRole.Title)!.Name;
        var year =
            schema.WithRole(AttributeRole.Year) is { } y && values.TryGetValue(y.Name, out var number) && number is double d
                ? (int?)d
                : null;
        return new ItemAnswer(item.ItemId, item.Values.TryGetValue(title, out var t) ? t[0] : item.ItemId, year, item.Hidden, values);
    }
}
