using System.Text.Json;
using InteRec.Api.Contracts;
using InteRec.Api.Json;
using InteRec.Api.Security;
using InteRec.Catalog;
using InteRec.Interactions;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/catalogue", GetAsync)
            .WithTags("Items")
            .RequireAuthorization(Roles.Use)
            .WithSummary("The catalogue in short: what items are called, their attributes, counts, and messages to try.");

    private static async Task<Ok<CatalogueAnswer>> GetAsync(ServingSlot slot, InteractionStore log, CancellationToken cancellationToken)
    {
        var catalog = slot.Current.Catalog;
        var schema = catalog.Schema;
        var counts = await log.CountAsync(cancellationToken);
        return TypedResults.Ok(
            new CatalogueAnswer(
                schema.Name,
                schema.Title ?? schema.Name,
                new ItemName(schema.Item.Singular, schema.Item.Plural),
                catalog.Available.Count(),
                counts.Users,
                counts.Interactions,
                Attributes(schema),
                ExampleMessages.Of(slot.Current)
            )
        );
    }

    /// <summary>The attributes as they are told to callers.</summary>
    public static IReadOnlyList<AttributeAnswer> Attributes(DatasetSchema schema) =>
        [.. schema.Attributes.Select(a => new AttributeAnswer(a.Name, a.DisplayName, Word(a.Type), Word(a.Role), a.Unit, a.Filterable))];

    private static string Word<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, ApiJson.Options).GetString()!;
}
