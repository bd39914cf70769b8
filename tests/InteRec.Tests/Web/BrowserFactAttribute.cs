using Xunit;

namespace InteRec.Tests.Web;

/// <summary>A test of a page in a real browser. Without Chromium on this machine it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Find() is null)
        {
            Skip = "Chromium is not on this machine (Debian: apt-get install chromium).";
        }
    }
}
