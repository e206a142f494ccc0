using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Lints.Levels;

/// <summary>
/// Which levels hold where. Attributes are kept by the text that they stand before, so any stage can ask with nothing but a place;
/// what came out of a macro asks with the place of the call.
/// </summary>
internal sealed class LintScopes(SourceMap sources)
{
    private readonly List<LintScope> _scopes = [];

    /// <summary>The crate is of an edition before 2024.</summary>
    public bool IsBefore2024 { get; set; }

    /// <summary>All settings, in the order of the text.</summary>
    public IEnumerable<LintSetting> Settings => _scopes.SelectMany(scope => scope.Settings);

    /// <summary>Adds a part of the text; parts inside of others come after them.</summary>
    public LintScope Add(Span range, LintScope? outer, IReadOnlyList<LintSetting> settings)
    {
        var scope = new LintScope(range, outer, settings);
        _scopes.Add(scope);
        return scope;
    }

    /// <summary>The level of a lint at a place, and what set it; null for the lint's own.</summary>
    public (LintLevel Level, LintSetting? Source) LevelOf(Lint lint, Span place)
    {
        LintScope? scope = Innermost(sources.Outermost(place));
        LintSetting? source = scope?.Find(setting => LintTable.Names(setting.Name, lint));
        LintLevel level = source?.Level ?? (IsBefore2024 ? lint.LevelBefore2024 ?? lint.Level : lint.Level);
        return level == LintLevel.Warn && scope?.Find(setting => setting.Name == "warnings") is { } all ? (all.Level, all) : (level, source);
    }

    private LintScope? Innermost(Span place)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].Range.Contains(place))
            {
                return _scopes[i];
            }
        }

        return null;
    }
}
