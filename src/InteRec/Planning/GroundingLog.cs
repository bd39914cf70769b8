using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What grounding has to say, each thing once.</summary>
internal sealed class GroundingLog
{
    private readonly List<Notice> _notices = [];
    private readonly List<MentionedItem> _mentioned = [];
    private readonly List<string> _unknown = [];

    public IReadOnlyList<Notice> Notices => _notices;

    public IReadOnlyList<MentionedItem> Mentioned => _mentioned;

    public IReadOnlyList<string> Unknown => _unknown;

    public void Corrected(string text, string value) =>
        Add(new Notice(NoticeCodes.Corrected, $"I read \"{ProblemList.Cut(text)}\" as {value}."));

    public void UnknownItem(string text, string noun)
    {
        AddUnknown(text);
        Add(new Notice(NoticeCodes.UnknownItem, $"I do not know a {noun} called \"{ProblemList.Cut(text)}\"."));
    }

    public void UnknownValue(string text, string label)
    {
        AddUnknown(text);
        Add(new Notice(NoticeCodes.UnknownValue, $"I know no {label} \"{ProblemList.Cut(text)}\"."));
    }

    public void Mention(MentionedItem item)
    {
        if (!_mentioned.Contains(item))
        {
            _mentioned.Add(item);
        }
    }

    private void Add(Notice notice)
    {
        if (!_notices.Contains(notice))
        {
            _notices.Add(notice);
        }
    }

    private void AddUnknown(string text)
    {
        if (!_unknown.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            _unknown.Add(text);
        }
    }
}
