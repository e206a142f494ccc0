using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Levels;

/// <summary>Finds the <c>#[allow]</c>, <c>#[expect]</c>, <c>#[warn]</c>, <c>#[deny]</c> and <c>#[forbid]</c> attributes of a crate.</summary>
internal sealed class LintScopeCollector : CrateWalk
{
    private readonly LintScopes _scopes;
    private readonly Stack<LintScope> _open = new();

    private LintScopeCollector(RustSession session, CrateData crate, LintScopes scopes)
        : base(session, crate) => _scopes = scopes;

    /// <summary>Adds the levels of a crate; those given on the command line lie around it.</summary>
    public static void Collect(RustSession session, CrateData crate, LintScopes scopes, IReadOnlyList<LintSetting> given)
    {
        var collector = new LintScopeCollector(session, crate, scopes);
        Span file = WholeFile(session.Definitions[crate.Definition].Span.Source);
        var outermost = new LintScope(file, null, given);
        collector._open.Push(scopes.Add(file, outermost, collector.SettingsOf(crate.Attributes)));
        collector.VisitCrate();
    }

    /// <inheritdoc/>
    protected override bool Enter(EquatableArray<Attribute> attributes, Span range)
    {
        if (!base.Enter(attributes, range))
        {
            return false;
        }

        List<LintSetting> settings = attributes.IsEmpty ? [] : SettingsOf(Crate.Configuration.Apply(attributes) ?? []);
        _open.Push(settings.Count == 0 ? _open.Peek() : _scopes.Add(range, _open.Peek(), settings));
        return true;
    }

    /// <inheritdoc/>
    protected override void Leave() => _open.Pop();

    /// <inheritdoc/>
    protected override void VisitItem(DefId definition, Item item)
    {
        if (item.Kind is ItemKind.Module { Items: null } && FileOf(definition) is { } source)
        {
            // The attributes before `mod name;` hold in the whole file.
            _open.Push(_scopes.Add(WholeFile(source), _open.Peek(), []));
            base.VisitItem(definition, item);
            _open.Pop();
        }
        else
        {
            base.VisitItem(definition, item);
        }
    }

    private SourceId? FileOf(DefId module)
    {
        foreach (DefId id in Crate.Definitions)
        {
            if (Session.Definitions[id].Parent == module && Session.Data[id].Item is { Span: { Expansion.IsNone: true } span })
            {
                return span.Source;
            }
        }

        return null;
    }

    private List<LintSetting> SettingsOf(EquatableArray<Attribute> attributes)
    {
        var settings = new List<LintSetting>();
        foreach (Attribute attribute in attributes)
        {
            if (attribute is Attribute.Normal { Body: { Path.Segments: [var only], Arguments: AttributeArguments.Delimited list } } && LevelOf(Session.Symbols[only.Ident.Name]) is { } level)
            {
                foreach (MetaItem entry in MetaItem.ParseList(list.Tokens.Trees, Session.Symbols))
                {
                    if (entry is { Value: null, List: null })
                    {
                        settings.Add(new(entry.Name, level, entry.Span));
                    }
                }
            }
        }

        return settings;
    }

    private static LintLevel? LevelOf(string attribute) => attribute switch
    {
        "allow" => LintLevel.Allow,
        "expect" => LintLevel.Expect,
        "warn" => LintLevel.Warn,
        "deny" => LintLevel.Deny,
        "forbid" => LintLevel.Forbid,
        _ => null,
    };

    private static Span WholeFile(SourceId source) => new(source, 0, int.MaxValue);
}
