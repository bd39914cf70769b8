using System.Security.Cryptography;
using System.Text;
using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>Names what a search index was built from, so that one kept on disk is taken only for the very same catalogue.</summary>
internal static class SearchKey
{
    // Raise it when SearchText, the folding or a file format changes: what lies on disk was made in the old way.
    private const int Format = 1;

    public static string Of(CatalogSnapshot catalog)
    {
        var attributes = catalog.Schema.Attributes.Select(attribute => $"{attribute.Name}:{attribute.Type}:{attribute.Role}");
        var content = $"{Format}\n{catalog.Fingerprint}\n{string.Join('\n', attributes)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32];
    }
}
