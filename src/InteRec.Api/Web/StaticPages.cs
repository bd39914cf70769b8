namespace InteRec.Api.Web;

/// <summary>The chat page at <c>/</c> and the operator's page at <c>/admin</c>: files of <c>wwwroot</c>, no framework.</summary>
internal static class StaticPages
{
    public static void UseStaticPages(this WebApplication app)
    {
        app.UseRewriteOfAdmin();
        app.UseDefaultFiles();
        app.UseStaticFiles();
    }

    private static void UseRewriteOfAdmin(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path == "/admin")
        {
            context.Request.Path = "/admin.html";
        }

        return next(context);
    });
}
