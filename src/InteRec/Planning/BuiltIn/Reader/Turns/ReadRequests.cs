using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>The requests that hold after a message that asks for items.</summary>
/// <param name="input">The message and the conversation so far.</param>
/// <param name="labels">What it says.</param>
/// <param name="marks">What its marks are in the catalogue.</param>
/// <param name="before">The open request before it.</param>
/// <param name="pointing">What was shown before it.</param>
/// <param name="grounding">Makes requests of wishes.</param>
/// <param name="notices">Gets what the catalogue does not know.</param>
internal sealed class ReadRequests(
    PlanningInput input,
    MessageLabels labels,
    IReadOnlyList<GroundedMark> marks,
    IReadOnlyList<Wish> before,
    Pointing pointing,
    WishGrounding grounding,
    TurnNotices notices
)
{
    private const double Surprising = 0.35;

    // "Surprise me": something less obvious, and not what was just shown.
    private readonly bool _isSurprise = ChangeWords.Surprise(input.Message);
    private readonly ConversationState _state = input.State;
    private readonly CatalogSnapshot _catalog = input.Serving.Catalog.Whole;

    /// <summary>The message changes what was asked for before.</summary>
    public bool IsRefinement => before.Count > 0 && labels.Kept.Any(k => k);

    /// <summary>The requests, one a list; at least one.</summary>
    /// <param name="main">What the message does.</param>
    /// <param name="hasWishes">It names something to go by.</param>
    /// <param name="remember">What the person's profile learns by it, or null.</param>
    public IReadOnlyList<OpenRequest> Of(Act main, bool hasWishes, ProfileChange? remember)
    {
        var kept = WithoutSwapped();
        var requests = Of(main, hasWishes, remember, kept);
        if (
            requests is [var request]
            && IsRefinement
            && (!HasItems(request) || AreStrangers(kept))
            && WithoutReplaced(kept) is { } replaced
        )
        {
            var others = Of(main, hasWishes, remember, replaced);
            if (others is [var other] && HasItems(other))
            {
                requests = others;
                notices.AddReplaced(before.SelectMany(w => w.Conditions).Where((_, i) => kept[i] && !replaced[i]));
            }
        }

        return [.. main == Act.Pick ? requests.Select(Picked) : requests];
    }

    private IReadOnlyList<OpenRequest> Of(Act main, bool hasWishes, ProfileChange? remember, IReadOnlyList<bool> kept)
    {
        var wishes = new MarkWishes(_catalog, marks, pointing, input.Message);
        var after = WishUpdate
            .Apply(
                before,
                labels with
                {
                    Marks = [.. marks.Select(m => m.Mark)],
                    Kept = kept,
                },
                input.Message,
                Referents(),
                mark => marks.First(m => m.Mark == mark).Words,
                mark => marks.First(m => m.Mark == mark).Attribute
            )
            .Select(w => WithPerson(wishes.Attached(w, before)))
            .DefaultIfEmpty(WithPerson(Wish.Empty))
            .ToList();
        var isSame = before.Count > 0 && after.SelectMany(w => w.Conditions).SequenceEqual(before.SelectMany(w => w.Conditions));
        var isFresh =
            labels.Acts.Contains(Act.More)
            || ChangeWords.AskForOthers(input.Message)
            || (main is Act.Reject or Act.Complain && !hasWishes)
            || (
                labels.Acts.Contains(Act.Reject)
                && !marks.Any(m => m.Slot is Slot.Item or Slot.Series || m is { Slot: Slot.Ref, Mark.Value: not "list" })
            )
            || (isSame && main is Act.Refine or Act.No or Act.Yes)
            || _isSurprise;
        return [.. after.Select((w, i) => Surprised(AsOne(WithoutNever(Ground(w, i, isFresh), remember))))];
    }

    /// <summary>Somebody who is wanted now, and somebody who was before, and nothing is by both.</summary>
    private bool AreStrangers(IReadOnlyList<bool> kept)
    {
        Bitmap Of(Condition condition) =>
            input.Serving.Filters.Apply(_catalog.Available.Copy(), grounding.Ground(new Wish([condition]), [], []).Request.Where);
        var now = marks.Where(m => m is { Person: not null, Mark.Stance: Stance.Want } && m.Slot.IsPerson()).ToList();
        var held = before
            .SelectMany(wish => wish.Conditions)
            .Where((c, i) => kept[i] && c.Slot.IsPerson() && c.Sign == Sign.Wanted && !now.Exists(m => m.Person!.Name == c.Value))
            .ToList();
        return now.Count > 0
            && held.Count > 0
            && now.TrueForAll(m => held.TrueForAll(c => Of(new Condition(m.Slot, Sign.Wanted, m.Person!.Name)).CountAnd(Of(c)) == 0));
    }

    private bool HasItems(OpenRequest request) => input.Serving.Filters.Apply(_catalog.Available.Copy(), request.Where).Count() > 0;

    /// <summary>What held of the kind of what is wanted now gives way to it, where nothing has both; null where nothing did.</summary>
    private List<bool>? WithoutReplaced(IReadOnlyList<bool> kept)
    {
        var wanted = marks.Where(m => m.Mark.Stance == Stance.Want && !m.Slot.IsOpen()).Select(m => m.Slot).ToList();
        List<bool> left =
        [
            .. before
                .SelectMany(wish => wish.Conditions)
                .Zip(kept, (condition, isKept) => isKept && !wanted.Exists(slot => Slots.AreOneGroup(slot, condition.Slot))),
        ];
        return left.SequenceEqual(kept) ? null : left;
    }

    private OpenRequest Surprised(OpenRequest request) =>
        _isSurprise && request.Novelty == 0 ? request with { Novelty = Surprising } : request;

    /// <summary>Who is pointed to and not asked for makes room for who is named: "swap him for ...".</summary>
    private IReadOnlyList<bool> WithoutSwapped()
    {
        var swapped = marks
            .Where(m => m is { Slot: Slot.Ref, Person: not null, Mark.Stance: Stance.Ask })
            .Select(m => m.Person!.Name)
            .ToList();
        var isNamed = marks.Any(m => m is { Person: not null, Mark.Stance: Stance.Want } && m.Slot.IsPerson());
        return swapped.Count == 0 || !isNamed || !ChangeWords.Swap(input.Message)
            ? labels.Kept
            :
            [
                .. before
                    .SelectMany(wish => wish.Conditions)
                    .Zip(labels.Kept, (condition, kept) => kept && !(condition.Slot.IsPerson() && swapped.Contains(condition.Value))),
            ];
    }

    /// <summary>"The one where he dances in the rain" is one: a few that it may be.</summary>
    private OpenRequest AsOne(OpenRequest request)
    {
        var isOne = marks.Any(m =>
            m.Mark.Stance is Stance.Want or Stance.Find
            && (m.Slot.IsOpen() || m.Slot.IsPerson() || m.Slot == Slot.Ref)
            && ChangeWords.TellWhichOne(input.Message.AsSpan(0, m.Mark.Start))
        );
        return isOne && request is { Count: null, Like.Count: 0 } ? request with { Count = OpenRequest.Few } : request;
    }

    /// <summary>One of those just shown.</summary>
    private OpenRequest Picked(OpenRequest request) =>
        request with
        {
            Items = _state.LastItems.Count > 1 ? _state.LastItems : request.Items,
            Exclude = [],
            Count = 1,
        };

    /// <summary>Who is meant by "he" is asked for, unless they are what does not please.</summary>
    private Wish WithPerson(Wish wish)
    {
        var person = marks.FirstOrDefault(m =>
            m is { Slot: Slot.Ref, Person: not null } && m.Mark.Stance is not (Stance.Not or Stance.Never or Stance.Drop)
        );
        if (person is null)
        {
            return wish;
        }

        var theirs = person.Theirs;
        var others = wish.Conditions.Where(c => c.Slot.IsPerson()).ToList();
        if (person.Part is null && (others.Count > 0 || marks.Any(m => m.Slot.IsPerson())))
        {
            return wish;
        }

        return others.Exists(c => c.Value != theirs.Value) ? wish : new Wish([.. wish.Conditions.Except(others), theirs]);
    }

    private Referents Referents() =>
        new(
            [.. pointing.Last.Select(_catalog.Title)],
            pointing.One.Count > 0 ? _catalog.Title(pointing.One[0]) : null,
            [.. _state.FocusPeople.Take(1)]
        );

    private OpenRequest Ground(Wish wish, int index, bool isFresh)
    {
        var carried = IsRefinement && index < _state.Requests.Count ? _state.Requests[index] : null;
        var talkedAbout = marks.Any(m => m is { Slot: Slot.Ref, Person: not null }) ? _state.Focus : [];
        IEnumerable<string> excluded = [.. carried?.Exclude ?? [], .. isFresh ? _state.Shown : [], .. talkedAbout];
        var grounded = grounding.Ground(wish, [.. excluded.Distinct(StringComparer.Ordinal)], pointing.Last);
        notices.AddUnknown(grounded.Unknown.Where(c => !(carried?.Said ?? []).Contains(c)));
        return grounded.Request with { Label = carried?.Label };
    }

    /// <summary>What this conversation was told never to show holds for every request of it, but for what is asked for by name.</summary>
    private OpenRequest WithoutNever(OpenRequest request, ProfileChange? remember)
    {
        var where = request.Where;
        foreach (var value in (_state.Remembered?.Unwanted ?? []).Concat(remember?.Unwanted ?? []))
        {
            foreach (var column in _catalog.Columns.OfType<CategoryColumn>().Where(c => c.ValueId(value) >= 0))
            {
                var name = column.Definition.Name;
                var asked = request.Where[name] is { } condition && (condition.All ?? []).Concat(condition.Any ?? []).Contains(value);
                where = asked || column.Definition.Role == AttributeRole.Topic ? where : where.Exclude(name, [value]);
            }
        }

        return request with
        {
            Where = where,
        };
    }
}
