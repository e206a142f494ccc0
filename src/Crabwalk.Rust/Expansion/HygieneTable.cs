using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Resolution;

namespace Crabwalk.Rust.Expansion;

/// <summary>
/// The contexts of names: each is the list of the expansions that made it, as in rustc's <c>SyntaxContext</c>. What a macro writes
/// itself gets one more mark, what it is given keeps the marks it has. Variables and labels are the same only if their marks are
/// (they resolve where the macro was defined); items, types and lifetimes ignore marks; <c>$crate</c> asks the first mark.
/// </summary>
internal sealed class HygieneTable
{
    private readonly List<(SyntaxContext Parent, ExpansionId Expansion, MacroDefinition? Macro, CrateData Crate)> _contexts = [(default, default, null, null!)];
    private readonly Dictionary<(SyntaxContext, ExpansionId), SyntaxContext> _known = [];

    /// <summary>A context with one more mark.</summary>
    public SyntaxContext Mark(SyntaxContext context, ExpansionId expansion, MacroDefinition macro) => Mark(context, expansion, macro, macro.Crate);

    /// <summary>A context with the mark of generated code, whose <c>$crate</c> is <paramref name="crate"/>.</summary>
    public SyntaxContext Mark(SyntaxContext context, ExpansionId expansion, MacroDefinition? macro, CrateData crate)
    {
        if (!_known.TryGetValue((context, expansion), out SyntaxContext marked))
        {
            marked = new(_contexts.Count);
            _contexts.Add((context, expansion, macro, crate));
            _known.Add((context, expansion), marked);
        }

        return marked;
    }

    /// <summary>The context without its last mark.</summary>
    public SyntaxContext Unmark(SyntaxContext context) => _contexts[context.Index].Parent;

    /// <summary>The macro that made the last mark; null at the root and for generated code.</summary>
    public MacroDefinition? MacroOf(SyntaxContext context) => _contexts[context.Index].Macro;

    /// <summary>What <c>$crate</c> means in a context: the crate of the macro that first wrote it. Null for text that no macro touched.</summary>
    public CrateData? CrateOf(SyntaxContext context)
    {
        CrateData? crate = null;
        while (context != SyntaxContext.Root)
        {
            crate = _contexts[context.Index].Crate;
            context = _contexts[context.Index].Parent;
        }

        return crate;
    }
}
