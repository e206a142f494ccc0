using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Lints.Early;

/// <summary>What can be said about a program from its text and its names alone, in the order in which rustc says it: each node before what is in it.</summary>
internal sealed class EarlyLints : CrateWalk
{
    private readonly List<Diagnostic> _found = [];
    private readonly UnusedNames _names;
    private readonly UnusedLabels _labels;
    private readonly UnusedDelimiters _delimiters;

    private EarlyLints(RustSession session, CrateData crate, UnusedNames names)
        : base(session, crate)
    {
        _names = names;
        _labels = new(session, _found);
        _delimiters = new(session.Sources, _found, StartsWithItem());
    }

    /// <summary>All that is found in a crate.</summary>
    public static IReadOnlyList<Diagnostic> Find(RustSession session, CrateData crate, UnusedNames names)
    {
        var lints = new EarlyLints(session, crate, names);
        lints.VisitCrate();
        return lints._found;
    }

    /// <inheritdoc/>
    public override void Visit(Item item)
    {
        switch (item.Kind)
        {
            case ItemKind.Use:
                Add(_names.Imports(item, areMethodsKnown: false));
                break;
            case ItemKind.MacroDefinition:
                Add(_names.Macro(item));
                break;
            case ItemKind.TypeAlias or ItemKind.Struct or ItemKind.Enum or ItemKind.Union or ItemKind.Trait:
                CheckTypeName(item);
                break;
        }

        base.Visit(item);
    }

    /// <inheritdoc/>
    protected override void VisitBody(Item item)
    {
        _delimiters.Check(item);
        base.VisitBody(item);
    }

    /// <inheritdoc/>
    public override void Visit(Variant variant)
    {
        Add(NameStyle.CamelCase("variant", Session.Symbols[variant.Name.Name], variant.Name.Span));
        base.Visit(variant);
    }

    /// <inheritdoc/>
    public override void Visit(Block block)
    {
        RedundantSemicolons.Find(block, _found);
        base.Visit(block);
    }

    /// <inheritdoc/>
    public override void Visit(Statement statement)
    {
        if (statement.Kind is StatementKind.Macro call)
        {
            Add(UnusedDocComments.Find(Session.Sources, call.Attributes, statement.Span, UnusedDocComments.OfMacros));
        }

        base.Visit(statement);
    }

    /// <inheritdoc/>
    protected override void VisitLet(Statement statement, StatementKind.Let let)
    {
        Add(UnusedDocComments.Find(Session.Sources, let.Attributes, statement.Span, "statements"));
        _delimiters.Check(let);
        base.VisitLet(statement, let);
    }

    /// <inheritdoc/>
    public override void Visit(Arm arm)
    {
        Add(UnusedDocComments.Find(Session.Sources, arm.Attributes, arm.Pattern.Span.To(arm.Body.Span), "match arms"));
        _delimiters.Check(arm);
        base.Visit(arm);
    }

    /// <inheritdoc/>
    public override void Visit(Syntax.Type type)
    {
        _delimiters.Check(type);
        base.Visit(type);
    }

    /// <inheritdoc/>
    public override void Visit(Expression expression)
    {
        Add(UnusedDocComments.Find(Session.Sources, expression.Attributes, expression.Span, "expressions"));
        _delimiters.Check(expression);
        if (expression.Kind is ExpressionKind.While { Condition: { Kind: ExpressionKind.Literal { Token.Text: var word } } condition } && Session.Symbols[word] == "true")
        {
            Add(WhileTrue(expression, condition));
        }

        _labels.Enter(expression);
        base.Visit(expression);
        _labels.Leave(expression);
    }

    /// <inheritdoc/>
    public override void Visit(MacroCall call) => _labels.NoteUses(call.Tokens.Trees);

    private bool StartsWithItem() => Crate.Attributes.IsEmpty && Crate.Definitions.Select(id => Session.Data[id].Item).OfType<Item>()
        .Any(item => item is { Attributes.IsEmpty: true, Span: { Start: 0, Expansion.IsNone: true } } && item.Span.Source == Session.Definitions[Crate.Definition].Span.Source);

    private static Diagnostic WhileTrue(Expression loop, Expression condition)
    {
        Span head = loop.Span with { End = condition.Span.End };
        return new Diagnostic(Severity.Warning, "while_true", "denote infinite loops with `loop { ... }`", new(head))
        {
            Fixes = [new("use `loop`", [new(head, "loop")], Applicability.MachineApplicable) { Style = FixStyle.TitleBeside }],
        };
    }

    private void CheckTypeName(Item item)
    {
        string sort = item.Kind is ItemKind.Trait ? "trait" : "type";
        if (!item.Attributes.Any(attribute => Crate.Configuration.NameOf(attribute) == "repr" && Session.Sources.TextOf(attribute.Span).Contains('C', StringComparison.Ordinal)))
        {
            Add(NameStyle.CamelCase(sort, Session.Symbols[item.Name.Name], item.Name.Span));
        }
    }

    private void Add(Diagnostic? found)
    {
        if (found is not null)
        {
            _found.Add(found);
        }
    }
}
