using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Early;

/// <summary>The lint <c>unused_labels</c>: no <c>break</c> or <c>continue</c> goes to a label.</summary>
internal sealed class UnusedLabels(RustSession session, List<Diagnostic> found)
{
    private readonly Stack<Open> _open = new();

    /// <summary>A labelled loop or block that is being looked at.</summary>
    /// <param name="Label">The label.</param>
    /// <param name="At">Where its message would stand among those found: before those about what is inside.</param>
    private sealed record Open(Lifetime Label, int At)
    {
        public bool IsUsed { get; set; }
    }

    /// <summary>Comes before what is inside an expression.</summary>
    public void Enter(Expression expression)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Break { Label: { } target }:
                Use(target.Ident.Name);
                break;
            case ExpressionKind.Continue { Label: { } target }:
                Use(target.Ident.Name);
                break;
        }

        if (LabelOf(expression) is { } label)
        {
            _open.Push(new(label, found.Count));
        }
    }

    /// <summary>Comes after what is inside an expression.</summary>
    public void Leave(Expression expression)
    {
        if (LabelOf(expression) is null)
        {
            return;
        }

        Open ended = _open.Pop();
        if (!ended.IsUsed && !session.Symbols[ended.Label.Ident.Name].StartsWith("'_", StringComparison.Ordinal))
        {
            found.Insert(ended.At, new(Severity.Warning, "unused_labels", "unused label", new(ended.Label.Ident.Span)));
        }
    }

    /// <summary>Inside a macro call any label counts as used.</summary>
    public void NoteUses(EquatableArray<TokenTree> trees)
    {
        foreach (TokenTree tree in _open.Count == 0 ? [] : trees)
        {
            if (tree is TokenTree.Leaf { Token: { Kind: TokenKind.Lifetime } token })
            {
                Use(token.Text);
            }
            else if (tree is TokenTree.Group group)
            {
                NoteUses(group.Trees);
            }
        }
    }

    private void Use(Symbol name)
    {
        if (_open.FirstOrDefault(open => open.Label.Ident.Name == name) is { } target)
        {
            target.IsUsed = true;
        }
    }

    private static Lifetime? LabelOf(Expression expression) => expression.Kind switch
    {
        ExpressionKind.Loop loop => loop.Label,
        ExpressionKind.While loop => loop.Label,
        ExpressionKind.For loop => loop.Label,
        ExpressionKind.OfBlock block => block.Label,
        _ => null,
    };
}
