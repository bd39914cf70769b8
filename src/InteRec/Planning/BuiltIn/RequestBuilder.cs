using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>Applies what a message says to a request that holds: adds, replaces, drops.</summary>
internal sealed class RequestBuilder(Lexicon lexicon, Reading reading, ConversationState state)
{
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;
    private ItemFilter _where = ItemFilter.Empty;
    private ItemFilter _prefer = ItemFilter.Empty;
    private OpenRequest _request = new();
    private readonly List<string> _text = [];

    /// <summary>The request after the mentions of one part (null: all parts).</summary>
    public OpenRequest Apply(OpenRequest current, int? part, bool isRefinement)
    {
        (_request, _where, _prefer) = (current, current.Where, current.Prefer);
        var mentions = reading
            .Mentions.Where(m =>
                part is null || m.Part == part || (m.Part > 0 && !reading.Labels.ContainsKey(m.Part) && m.Kind == MentionKind.Range)
            )
            .ToList();
        foreach (var mention in mentions.Where(m => m.Regard == Regard.Dropped))
        {
            Drop(mention);
        }

        var fresh = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mention in mentions.Where(m => m.Regard != Regard.Dropped))
        {
            Apply(mention, isRefinement, fresh, mentions);
        }

        ApplyRoles();
        ApplyComparisons(mentions);
        ApplyText(isRefinement, part);
        return _request with
        {
            Said = null,
            Where = _where,
            Prefer = _prefer,
            Count =
                (part is { } numbered && reading.PartCounts.TryGetValue(numbered, out var own) ? own : reading.Count)
                ?? (
                    reading.Sorting is { IsSingle: true } && !AsksForSeveral() ? 1
                    : isRefinement && current.Count == 1 && state.Requests.Count == 1 && !reading.Has(Cue.More) ? null
                    : current.Count
                ),
            By = reading.Sorting?.By ?? _request.By,
            Order = reading.Sorting is { } sorting ? sorting.Order : _request.Order,
            Novelty = reading.Novelty != 0 ? reading.Novelty : _request.Novelty,
            Label = part is { } p && reading.Labels.TryGetValue(p, out var label) ? label : current.Label,
        };
    }

    private bool AsksForSeveral() =>
        reading.Tokens.Any(t =>
            t.Text is "ones"
            || lexicon.Catalog.Schema.Item.Plural == t.Text
            || (t.Text.EndsWith('s') && lexicon.Catalog.Schema.Item.Synonyms.Contains(t.Text))
        );

    private void Apply(Mention mention, bool isRefinement, HashSet<string> fresh, List<Mention> all)
    {
        switch (mention.Kind)
        {
            case MentionKind.Value when IsAgainst(mention):
                Exclude(mention);
                break;
            case MentionKind.Value:
                Want(mention, isRefinement, fresh, all);
                break;
            case MentionKind.Range:
                Bound(mention, fresh);
                break;
            case MentionKind.Phrase when IsAgainst(mention):
                ExcludePhrase(mention.Phrase!);
                break;
            case MentionKind.Phrase:
                WantPhrase(mention, isRefinement, fresh);
                break;
            case MentionKind.Item or MentionKind.Series:
                Name(mention);
                break;
            default:
                break;
        }
    }

    private static bool IsAgainst(Mention mention) => mention.Regard is Regard.Unwanted or Regard.Never or Regard.Disliked;

    private void Want(Mention mention, bool isRefinement, HashSet<string> fresh, List<Mention> all)
    {
        var attribute = mention.Attribute!;
        if (attribute.Role is AttributeRole.Mood or AttributeRole.Topic || mention.Regard == Regard.Liked)
        {
            Prefer(mention, fresh);
            return;
        }

        var name = attribute.Name;
        var condition = _where[name] ?? new AttributeCondition();
        if (condition.None is not null)
        {
            _where = _where.With(
                name,
                condition with
                {
                    None = condition.None.Except(mention.Values, StringComparer.Ordinal).ToList() is { Count: > 0 } left ? left : null,
                }
            );
            condition = _where[name] ?? new AttributeCondition();
        }

        var first = fresh.Add(name);
        if (first && isRefinement && Replaces(mention, attribute, condition))
        {
            condition = condition with { Any = null, All = null };
        }

        condition = Joined(mention, condition, first, name, all);
        _where = _where.With(name, condition);
        PreferOrigin(mention, attribute);
    }

    /// <summary>Said anew in the course of a conversation: does it take the place of what was there, or come on top?</summary>
    private bool Replaces(Mention mention, AttributeDefinition attribute, AttributeCondition before)
    {
        if (before.Any is null && before.All is null)
        {
            return false;
        }

        if (mention.IsAlso || mention.IsAlternative || (reading.Has(Cue.Also) && !reading.Has(Cue.Replace)) || reading.EndsWithAlso)
        {
            return false;
        }

        return attribute.Role switch
        {
            AttributeRole.People => true,
            AttributeRole.Kind => reading.Has(Cue.Replace) || !reading.HasAny(Cue.Only, Cue.Those),
            _ => true,
        };
    }

    /// <summary>
    /// A "French film" speaks French, and had best be from France: where a language has a home, items from there come first.
    /// </summary>
    private void PreferOrigin(Mention mention, AttributeDefinition attribute)
    {
        if (attribute.Role != AttributeRole.Language)
        {
            return;
        }

        foreach (var (origin, condition) in lexicon.PreferHomes(mention.Values).Conditions)
        {
            _prefer = _prefer.With(origin, condition);
        }
    }

    private AttributeCondition Joined(Mention mention, AttributeCondition condition, bool first, string name, List<Mention> all)
    {
        var values = mention.Values;
        var isSet = values.Count > 1;
        if (mention.IsAlternative && (!first || condition.All is not null || condition.Any is not null))
        {
            // "comedy or drama": what stood alone before becomes one of several.
            return condition with
            {
                Any = AttributeCondition.Union(AttributeCondition.Union(condition.All, condition.Any), values),
                All = null,
            };
        }

        var alternativeFollows = all.Exists(m =>
            m.IsAlternative && m.From >= mention.To && m.Kind == MentionKind.Value && m.Attribute?.Name == name && !IsAgainst(m)
        );
        if (isSet || alternativeFollows || condition.Any is not null || mention.Attribute!.Type == AttributeType.Category)
        {
            return condition with
            {
                Any =
                    mention.IsAlternative || isSet || alternativeFollows || condition.Any is not null
                        ? AttributeCondition.Union(condition.Any, values)
                        : values,
            };
        }

        return Together(condition with { All = AttributeCondition.Union(condition.All, values) }, name, mention);
    }

    /// <summary>
    /// "comedies and westerns" are two kinds of film where hardly any film is both; "romantic comedies" are both at once.
    /// </summary>
    private AttributeCondition Together(AttributeCondition condition, string name, Mention mention)
    {
        if (
            condition.All is not { Count: > 1 } all
            || !mention.IsJoined
            || mention.Attribute!.Role == AttributeRole.People
            || _catalog.Categories(name) is not { } column
        )
        {
            return condition;
        }

        return column.CountTogether(all) >= 20 ? condition : condition with { All = null, Any = all };
    }

    private void Prefer(Mention mention, HashSet<string> fresh)
    {
        var attribute = mention.Attribute!;
        var values = ValuesOf(mention);
        fresh.Add(attribute.Name);
        _where =
            _where[attribute.Name]?.None is { } none && none.Intersect(values, StringComparer.Ordinal).Any()
                ? _where.Without(attribute.Name, values)
                : _where;
        _prefer = _prefer.And(One(attribute.Name, new AttributeCondition { Any = values }));
        if (attribute.Role == AttributeRole.Topic && mention.Regard == Regard.Wanted)
        {
            _text.Add(TextFolding.Fold(mention.Text));
            _request = _request with { FirmTopics = _request.FirmTopics || mention.IsAnnounced };
        }
    }

    /// <summary>The values that meet a mention: of a topic all that contain its words.</summary>
    private IReadOnlyList<string> ValuesOf(Mention mention) =>
        mention.Attribute!.Role == AttributeRole.Topic ? lexicon.Topics.Named(mention.Values) : mention.Values;

    private void WantPhrase(Mention mention, bool isRefinement, HashSet<string> fresh)
    {
        var phrase = mention.Phrase!;
        foreach (var (name, condition) in phrase.Where?.Conditions ?? ItemFilter.Empty.Conditions)
        {
            var attribute = _catalog.Schema.Find(name)!;
            var before = _where[name];
            if (fresh.Add(name) && isRefinement && before is not null && !mention.IsAlso && attribute.Role is not AttributeRole.Topic)
            {
                _where =
                    condition.Any is not null || condition.All is not null || condition.From is not null || condition.To is not null
                        ? _where.WithoutWanted(name)
                        : _where;
            }
            else if (mention.IsAlternative && before?.All is not null)
            {
                _where = _where.With(name, before with { All = null, Any = AttributeCondition.Union(before.Any, before.All) });
            }

            if (condition.None is { Count: > 0 } against)
            {
                _where = _where.Without(name, against);
            }

            if (condition.Any is { } any && _where[name]?.None is { } none && none.Intersect(any, StringComparer.Ordinal).Any())
            {
                _where = _where.With(
                    name,
                    _where[name]! with
                    {
                        None = none.Except(any, StringComparer.Ordinal).ToList() is { Count: > 0 } left ? left : null,
                    }
                );
            }
        }

        _where = _where.And(phrase.Where);
        _prefer = _prefer.And(phrase.Prefer);
        if (phrase.Prefer is { } prefer && prefer.Conditions.Keys.Any(name => _catalog.Schema.Find(name)?.Role == AttributeRole.Topic))
        {
            _request = _request with { FirmTopics = true };
        }

        if (phrase.Text is { } text)
        {
            _text.Add(text);
        }

        if (phrase.By is { } by)
        {
            _request = _request with { By = by, Order = phrase.Order };
        }
    }

    private void Bound(Mention mention, HashSet<string> fresh)
    {
        var name = mention.Attribute!.Name;
        if (mention.Regard == Regard.Unwanted)
        {
            var range = new NumberRange(mention.Lower, mention.Upper);
            _where = _where[name] is { } asked && range.Covers(new NumberRange(asked.From, asked.To)) ? _where.WithoutWanted(name) : _where;
            _where = _where.Outside(name, range);
            return;
        }

        var before = _where[name] ?? new AttributeCondition();
        var oneSided = mention.Lower is null || mention.Upper is null;
        var lower = mention.Lower ?? (oneSided || !fresh.Contains(name) ? before.From : null);
        var upper = mention.Upper ?? (oneSided || !fresh.Contains(name) ? before.To : null);
        if (!oneSided && fresh.Contains(name) && mention.IsAlternative)
        {
            _where = _where.OrWithin(name, new NumberRange(mention.Lower, mention.Upper));
            return;
        }

        fresh.Add(name);
        _where = _where.Within(
            name,
            oneSided && !(lower > upper) ? new NumberRange(lower, upper) : new NumberRange(mention.Lower, mention.Upper)
        );
    }

    private void Exclude(Mention mention)
    {
        var attribute = mention.Attribute!;
        var values = ValuesOf(mention);
        _prefer = _prefer.Without(attribute.Name, values);
        if (mention.Person is { } person)
        {
            foreach (var role in person.Roles.Where(r => r.Attribute == attribute || r.Count >= 2))
            {
                _where = _where.Exclude(role.Attribute.Name, [person.Name]);
            }
        }
        else
        {
            _where = _where.Exclude(attribute.Name, values);
        }

        if (attribute.Role == AttributeRole.Topic)
        {
            ExcludeByTitle(TextFolding.Fold(mention.Text));
            _request = _request with { Text = null };
        }
    }

    /// <summary>An excluded topic is also excluded where only the title says it.</summary>
    private void ExcludeByTitle(string words)
    {
        var stemmed = Stem.Phrase(words);
        _request = _request with
        {
            ExcludeSeries = [.. _request.ExcludeSeries.Append(words).Append(stemmed).Distinct(StringComparer.Ordinal)],
        };
    }

    private void ExcludePhrase(PhraseDefinition phrase)
    {
        foreach (
            var filter in phrase.Not is { } not ? new[] { not } : [phrase.Where ?? ItemFilter.Empty, phrase.Prefer ?? ItemFilter.Empty]
        )
        {
            foreach (var (name, condition) in filter.Conditions)
            {
                var values = AllValues(condition);
                _prefer = _prefer.Without(name, values);
                _where = values.Count > 0 ? _where.Exclude(name, values) : Opposite(name, condition);
            }
        }
    }

    private static List<string> AllValues(AttributeCondition condition) =>
        [.. condition.Any ?? [], .. condition.All ?? [], .. condition.None ?? []];

    private ItemFilter Opposite(string name, AttributeCondition condition) =>
        condition switch
        {
            { From: { } from, To: null } => _where.With(
                name,
                (_where[name] ?? new AttributeCondition()) with
                {
                    From = null,
                    To = from - 1,
                }
            ),
            { To: { } to, From: null } => _where.With(name, (_where[name] ?? new AttributeCondition()) with { To = null, From = to + 1 }),
            _ => _where,
        };

    private void Name(Mention mention)
    {
        var ids = mention.Items.Select(_catalog.ItemId).ToList();
        switch (mention.Regard)
        {
            case Regard.Wanted when mention.Kind == MentionKind.Series:
                _request = _request with { Items = ids, Exclude = [.. _request.Exclude.Except(ids, StringComparer.Ordinal)] };
                break;
            case Regard.Wanted or Regard.Like or Regard.Liked when ids.Count > 0:
                _request = _request with
                {
                    Like = [.. _request.Like.Append(ids[0]).Distinct(StringComparer.Ordinal)],
                    Exclude = [.. _request.Exclude.Append(ids[0]).Distinct(StringComparer.Ordinal)],
                };
                break;
            case Regard.Disliked when ids.Count > 0:
                _request = _request with
                {
                    Unlike = [.. _request.Unlike.Append(ids[0]).Distinct(StringComparer.Ordinal)],
                    Exclude = [.. _request.Exclude.Append(ids[0]).Distinct(StringComparer.Ordinal)],
                };
                break;
            case Regard.Seen:
                _request = _request with
                {
                    Exclude =
                    [
                        .. _request.Exclude.Concat(mention.Kind == MentionKind.Item ? ids.Take(1) : ids).Distinct(StringComparer.Ordinal),
                    ],
                };
                break;
            default:
                ExcludeItems(mention, ids);
                break;
        }
    }

    private void ExcludeItems(Mention mention, List<string> ids)
    {
        _request = _request with
        {
            Exclude = [.. _request.Exclude.Concat(ids).Distinct(StringComparer.Ordinal)],
            Like = [.. _request.Like.Except(ids, StringComparer.Ordinal)],
        };
        if (mention.Kind == MentionKind.Series)
        {
            _request = _request with { ExcludeSeries = [.. _request.ExcludeSeries.Append(mention.Text).Distinct(StringComparer.Ordinal)] };
        }

        if (lexicon.Topics.Column is { } topics && mention.Kind == MentionKind.Series)
        {
            var telling = lexicon.Topics.Telling(mention.Items);
            _where = telling.Count > 0 ? _where.Exclude(topics.Definition.Name, telling) : _where;
        }
    }

    private void Drop(Mention mention)
    {
        switch (mention.Kind)
        {
            case MentionKind.Attribute or MentionKind.Range:
                _where = _where.WithoutAttribute(mention.Attribute!.Name);
                _prefer = _prefer.With(mention.Attribute.Name, null);
                _request = mention.Attribute.Name == _request.By ? _request with { By = null, Order = null } : _request;
                break;
            case MentionKind.Value:
                DropValue(mention);
                break;
            case MentionKind.Phrase:
                DropPhrase(mention.Phrase!);
                break;
            default:
                DropItems(mention);
                break;
        }
    }

    private void DropValue(Mention mention)
    {
        var attribute = mention.Attribute!;
        var values = ValuesOf(mention);
        foreach (var name in mention.Person?.Roles.Select(r => r.Attribute.Name) ?? [attribute.Name])
        {
            _where = _where.Without(name, values);
            _prefer = _prefer.Without(name, values);
        }

        if (attribute.Role == AttributeRole.Topic)
        {
            DropWords(TextFolding.Fold(mention.Text));
        }
    }

    /// <summary>The dropped words leave the free text and the excluded series too.</summary>
    private void DropWords(string folded)
    {
        var stemmed = Stem.Phrase(folded);
        var rest = _request.Text is null
            ? null
            : string.Join(' ', _request.Text.Split(' ').Where(w => !stemmed.Split(' ').Contains(Stem.Word(w))));
        _request = _request with
        {
            Text = string.IsNullOrWhiteSpace(rest) ? null : rest,
            ExcludeSeries =
            [
                .. _request.ExcludeSeries.Where(s =>
                    !Stem.Phrase(TextFolding.Fold(s)).Contains(stemmed, StringComparison.Ordinal)
                    && !stemmed.Contains(Stem.Phrase(TextFolding.Fold(s)), StringComparison.Ordinal)
                ),
            ],
        };
    }

    private void DropPhrase(PhraseDefinition phrase)
    {
        foreach (
            var (name, condition) in new[] { phrase.Where, phrase.Prefer, phrase.Not }.OfType<ItemFilter>().SelectMany(f => f.Conditions)
        )
        {
            var values = AllValues(condition);
            _where = values.Count > 0 ? _where.Without(name, values) : _where.WithoutAttribute(name);
            _prefer = _prefer.Without(name, values);
        }

        foreach (var say in phrase.Say)
        {
            DropWords(TextFolding.Fold(say));
        }
    }

    private void DropItems(Mention mention)
    {
        var ids = mention.Items.Select(_catalog.ItemId).ToHashSet(StringComparer.Ordinal);
        _request = _request with
        {
            Like = [.. _request.Like.Where(i => !ids.Contains(i))],
            Unlike = [.. _request.Unlike.Where(i => !ids.Contains(i))],
            Exclude = [.. _request.Exclude.Where(i => !ids.Contains(i))],
        };
        DropWords(TextFolding.Fold(mention.Text));
    }

    /// <summary>"films that he directed but doesn't act in": the parts said of a person.</summary>
    private void ApplyRoles()
    {
        if (reading.Roles.Count == 0)
        {
            return;
        }

        // "he directed" is said of whoever was named before it, in this message or before.
        var said =
            reading.Mentions.LastOrDefault(m => m.Person is not null && m.Regard == Regard.Wanted && m.From <= reading.Roles[0].At)
            ?? (
                reading.Has(Cue.Pronoun) && state.FocusPeople.Count > 0
                    ? null
                    : reading.Mentions.FirstOrDefault(m => m.Person is not null && m.Regard == Regard.Wanted)
            );
        var name = said?.Person?.Name ?? (state.FocusPeople is [var first, ..] ? first : null);
        if (name is null)
        {
            return;
        }

        if (said is not null && reading.Roles.Exists(r => r.Wanted))
        {
            _where = _where.Without(said.Attribute!.Name, said.Values);
        }

        foreach (var (attribute, wanted, _) in reading.Roles.Where(r => r.Attribute.Role == AttributeRole.People))
        {
            if (_catalog.Categories(attribute.Name)?.ValueId(name) is not >= 0)
            {
                continue;
            }

            _where = wanted
                ? _where.And(One(attribute.Name, new AttributeCondition { All = [name] }))
                : _where.Exclude(attribute.Name, [name]);
        }
    }

    /// <summary>"shorter": less than the middle one of those shown.</summary>
    private void ApplyComparisons(List<Mention> mentions)
    {
        foreach (var comparison in reading.Comparisons.Where(c => !mentions.Exists(m => m.Attribute == c.Attribute)))
        {
            var shown = state
                .LastItems.Select(id => _catalog.IndexOf(id))
                .Where(i => i >= 0)
                .Select(i => _catalog.Numbers(comparison.Attribute.Name)?[i] ?? double.NaN)
                .Where(v => !double.IsNaN(v))
                .Order()
                .ToList();
            if (shown.Count == 0)
            {
                continue;
            }

            var middle = shown[shown.Count / 2];
            var before = _where[comparison.Attribute.Name] ?? new AttributeCondition();
            _where = _where.With(
                comparison.Attribute.Name,
                comparison.More
                    ? before with
                    {
                        From = middle + 1,
                        To = before.To > middle ? before.To : null,
                    }
                    : before with
                    {
                        To = middle - 1,
                        From = before.From < middle ? before.From : null,
                    }
            );
        }
    }

    private void ApplyText(bool isRefinement, int? part)
    {
        var words = TextSelection.Of(reading, lexicon, isRefinement);
        var text = string.Join(' ', _text.Concat(words).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal));
        if (text.Length > 0)
        {
            _request = _request with
            {
                Text = isRefinement && _request.Text is { } before && !reading.Has(Cue.TheOne) ? $"{before} {text}" : text,
            };
        }
    }

    private static ItemFilter One(string attribute, AttributeCondition condition) => ItemFilter.Empty.With(attribute, condition);
}
