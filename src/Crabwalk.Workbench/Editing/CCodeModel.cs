using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Workbench.Editing;

/// <summary>
/// Reads the typed trees of C for editors. Trees have explicit nesting limits, yet nothing recurses here: a work list holds what is
/// still to be looked at.
/// </summary>
internal sealed class CCodeModel
{
    private readonly SourceMap _sources;
    private readonly CTypes _types;
    private readonly Dictionary<object, CodeSymbol> _symbols = new(ReferenceEqualityComparer.Instance);
    private readonly List<Occurrence> _occurrences = [];
    private readonly List<CodeSymbol> _records = [];

    private CCodeModel(SourceMap sources, TranslationUnit unit) => (_sources, _types) = (sources, unit.Types);

    /// <summary>The model of one unit.</summary>
    public static CodeModel Of(SourceMap sources, TranslationUnit unit)
    {
        var model = new CCodeModel(sources, unit);
        foreach (Variable variable in unit.Globals)
        {
            model.Declare(variable);
        }

        foreach (FunctionDefinition definition in unit.Definitions)
        {
            model.Add(definition);
        }

        return new(model._occurrences, model.OutlineOf(unit), []);
    }

    private List<OutlineItem> OutlineOf(TranslationUnit unit)
    {
        IEnumerable<CodeSymbol> top = unit.Globals.Select(SymbolOf)
            .Concat(unit.Definitions.Select(definition => SymbolOf(definition.Function) with { Whole = definition.Span }))
            .Concat(_records);
        return [.. top.Where(symbol => IsUsers(symbol.Declared)).OrderBy(symbol => symbol.Declared!.Value.Start).Select(symbol => new OutlineItem(symbol, []))];
    }

    private bool IsUsers(Span? span) => span is { } some && some.Expansion.IsNone && _sources[some.Source].Kind == SourceKind.User;

    private void Add(FunctionDefinition definition)
    {
        Mention(definition.Function.Span, SymbolOf(definition.Function), isDeclaration: true);
        foreach (Variable parameter in definition.Parameters)
        {
            Declare(parameter);
        }

        var open = new Stack<Statement>([definition.Body]);
        while (open.TryPop(out Statement? statement))
        {
            if (statement is Statement.Declaration { Variable: { } variable })
            {
                Declare(variable);
            }

            foreach (Expression expression in CTreeChildren.ExpressionsOf(statement))
            {
                Add(expression, open);
            }

            foreach (Statement inner in CTreeChildren.StatementsOf(statement))
            {
                open.Push(inner);
            }
        }
    }

    private void Declare(Variable variable)
    {
        Mention(variable.Span, SymbolOf(variable), isDeclaration: true);
        if (variable is { Storage: not StorageDuration.Automatic, Initializer: { } initializer, Owner: null })
        {
            foreach (Expression expression in CTreeChildren.Of(initializer))
            {
                Add(expression, new());
            }
        }
    }

    private void Add(Expression expression, Stack<Statement> statements)
    {
        var open = new Stack<Expression>([expression]);
        while (open.TryPop(out Expression? one))
        {
            switch (one)
            {
                case Expression.VariableReference reference:
                    Mention(reference.Span, SymbolOf(reference.Variable));
                    break;
                case Expression.FunctionReference reference:
                    Mention(reference.Span, SymbolOf(reference.Function));
                    break;
                case Expression.Member { Field.Name: { } name } member:
                    Mention(member.Span with { Start = Math.Max(member.Span.Start, member.Span.End - name.Length) }, SymbolOf(member.Field));
                    break;
                case Expression.StatementExpression block:
                    statements.Push(block.Block);
                    break;
            }

            foreach (Expression inner in CTreeChildren.Of(one))
            {
                open.Push(inner);
            }
        }
    }

    /// <summary>A name counts where it is spelled out; what a macro made of it stands elsewhere.</summary>
    private void Mention(Span span, CodeSymbol symbol, bool isDeclaration = false)
    {
        if (_sources[span.Source].Kind == SourceKind.User && span.Length == symbol.Name.Length && _sources.TextOf(span) == symbol.Name)
        {
            _occurrences.Add(new(span with { Expansion = default }, symbol, isDeclaration));
        }
    }

    private CodeSymbol SymbolOf(Variable variable) => Known(variable, () => WithSize(
        new(
            variable.IsParameter ? CodeSymbolKind.Parameter : variable.Storage == StorageDuration.Automatic ? CodeSymbolKind.Variable : CodeSymbolKind.Static,
            variable.Name,
            TypePrinter.Print(variable.Type, variable.Name),
            variable.Span),
        variable.Type));

    private CodeSymbol SymbolOf(Function function) => Known(function, () =>
        new(CodeSymbolKind.Function, function.Name, TypePrinter.Print(function.Type, function.Name), function.Definition?.Function.Span ?? function.Span));

    private CodeSymbol SymbolOf(Field field) => Known(field, () => WithSize(
        new(CodeSymbolKind.Field, field.Name ?? "", $"{TypePrinter.Print(field.Type, field.Name ?? "")} // offset {field.Offset}", field.Span), field.Type));

    private CodeSymbol Known(object entity, Func<CodeSymbol> make)
    {
        if (!_symbols.TryGetValue(entity, out CodeSymbol? symbol))
        {
            _symbols[entity] = symbol = make();
        }

        return symbol;
    }

    private CodeSymbol WithSize(CodeSymbol symbol, CType type)
    {
        Learn(type);
        return _types.SizeOf(type) is not { } size ? symbol : symbol with
        {
            SizeBytes = size,
            AlignBytes = _types.AlignmentOf(type),
            Layout = Innermost(type) is CType.Record record ? [.. LayoutOf(record.Definition)] : [],
        };
    }

    private static CType Innermost(CType type)
    {
        while (type is CType.Pointer or CType.Array)
        {
            type = type is CType.Pointer pointer ? pointer.Target : ((CType.Array)type).Element;
        }

        return type;
    }

    private static IEnumerable<string> LayoutOf(RecordDefinition record) => record.Fields.Select(field =>
        $"{field.Offset,4}  {TypePrinter.Print(field.Type, field.Name ?? "")}{(field.Bits is { } bits ? $" : {bits.Width}" : "")}");

    /// <summary>Types of the user's have declarations of their own; they are met through what has them.</summary>
    private void Learn(CType type)
    {
        switch (Innermost(type))
        {
            case CType.Record { Definition: { Tag: { } tag } definition } record when !_symbols.ContainsKey(definition):
                CodeSymbol symbol = Known(definition, () => new(definition.IsUnion ? CodeSymbolKind.Union : CodeSymbolKind.Struct, tag, TypePrinter.Print(record), definition.Span)
                {
                    SizeBytes = definition.IsComplete ? definition.Size : null,
                    AlignBytes = definition.Alignment,
                    Layout = [.. LayoutOf(definition)],
                });
                _records.Add(symbol);
                Mention(definition.Span, symbol, isDeclaration: true);
                foreach (Field field in definition.Fields)
                {
                    Mention(field.Span, SymbolOf(field), isDeclaration: true);
                }

                break;
            case CType.Enum { Definition: { Tag: { } tag } definition } enumeration when !_symbols.ContainsKey(definition):
                CodeSymbol named = Known(definition, () => new(CodeSymbolKind.Enum, tag, TypePrinter.Print(enumeration), definition.Span));
                _records.Add(named);
                Mention(definition.Span, named, isDeclaration: true);
                foreach (EnumConstant constant in definition.Constants)
                {
                    Mention(constant.Span, Known(constant, () => new(CodeSymbolKind.Variant, constant.Name, $"{constant.Name} = {constant.Value}", constant.Span)), isDeclaration: true);
                }

                break;
        }
    }
}
