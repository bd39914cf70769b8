using Microsoft.Extensions.FileProviders;

namespace InteRec.Api.Web;

/// <summary>
/// The chat page at <c>/</c> and the operator's page at <c>/admin</c>: files of <c>wwwroot</c>, no framework. They are part of the
/// assembly, so that they are there wherever it is, and never meet the <c>wwwroot</c> of an application.
/// </summary>
internal static class StaticPages
{
    private static readonly EmbeddedFileProvider Files = new(typeof(StaticPages).Assembly, "InteRec.Api.wwwroot");

    /// <summary>Every address of a page or of what a page loads.</summary>
    public static IEnumerable<string> Addresses => Files.GetDirectoryContents("").Select(f => "/" + f.Name).Prepend("/admin").Prepend("/");

    public static void UseStaticPages(this IApplicationBuilder app)
    {
        app.UseRewriteOfAdmin();
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = Files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = Files });
    }

    private static void UseRewriteOfAdmin(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
            {
                if (context.Request.Path == "/admin")
                {
                    context.Request.Path = "/admin.html";
                }

                return next(context);
            }
        );
}
