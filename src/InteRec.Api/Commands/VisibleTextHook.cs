using InteRec.Api.Startup;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace InteRec.Api.Commands;

/// <summary>Whatever a command draws at the terminal, titles and messages of others in it are <see cref="VisibleText"/>.</summary>
internal sealed class VisibleTextHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(r => new Visible(r));

    private sealed class Visible(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner
                .Render(options, maxWidth)
                .Select(s => s.IsControlCode || VisibleText.Of(s.Text) is var text && text == s.Text ? s : new Segment(text, s.Style));
    }
}
