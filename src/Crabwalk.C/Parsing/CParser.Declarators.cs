using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>
/// Declarators (6.7.6). C writes a type from the inside out; the levels around a name are collected in a list, innermost first, and then applied
/// to the specifiers' type from the end.
/// </summary>
public sealed partial class CParser
{
    /// <summary>How many pointers, arrays and functions a type may stack.</summary>
    private const int TypeDepthLimit = 500;

    /// <summary>Whether a declarator has a name.</summary>
    private enum DeclaratorKind
    {
        Named,
        Abstract,
        Either,
    }

    /// <summary>One level of a declarator.</summary>
    private abstract record Level
    {
        private Level()
        {
        }

        public sealed record Pointer(Qualifiers Qualifiers, Span Span) : Level;

        public sealed record Array(ArrayBound Bound, Qualifiers Qualifiers, Span Span) : Level;

        public sealed record Function(ParameterList Parameters, Span Span) : Level;
    }

    /// <summary>What is found while a declarator is read.</summary>
    private sealed class DeclaratorReader(DeclaratorKind kind)
    {
        public readonly DeclaratorKind Kind = kind;
        public readonly List<Level> Levels = [];
        public Symbol Name;
        public Span Span;
        public AttributeSet Attributes = AttributeSet.None;
        public bool IsBroken;
    }

    // 6.7.6 declarator, 6.7.7 abstract-declarator
    private Declarator ParseDeclarator(CType type, DeclaratorKind kind)
    {
        var reader = new DeclaratorReader(kind) { Span = Current.Span };
        ReadDeclarator(reader);
        reader.Attributes = reader.Attributes.With(ParseAttributes());
        for (int i = reader.Levels.Count - 1; i >= 0; i--)
        {
            type = Apply(reader.Levels[i], type, reader);
        }

        return new(reader.IsBroken ? Symbol.Empty : reader.Name, reader.Span, type)
        {
            Parameters = reader.Levels is [Level.Function function, ..] ? function.Parameters : null,
            ArrayQualifiers = reader.Levels is [Level.Array array, ..] ? array.Qualifiers : Qualifiers.None,
            Attributes = reader.Attributes,
        };
    }

    private void ReadDeclarator(DeclaratorReader reader)
    {
        if (!TryEnter())
        {
            reader.IsBroken = true;
            SkipToEndOfStatement();
            return;
        }

        var pointers = new List<Level.Pointer>();
        while (Kind == TokenKind.Star)
        {
            pointers.Add(ParsePointer(reader));
        }

        reader.Attributes = reader.Attributes.With(ParseAttributes());
        ReadDirectDeclarator(reader);
        ReadSuffixes(reader);
        for (int i = pointers.Count - 1; i >= 0; i--)
        {
            reader.Levels.Add(pointers[i]);
        }

        Leave();
    }

    private Level.Pointer ParsePointer(DeclaratorReader reader)
    {
        Span span = Advance().Span;
        var qualifiers = Qualifiers.None;
        while (true)
        {
            if (Kind == TokenKind.Attribute)
            {
                reader.Attributes = reader.Attributes.With(ParseAttributes());
            }
            else if (!TakeQualifier(ref qualifiers))
            {
                return new(qualifiers, span);
            }
        }
    }

    private void ReadDirectDeclarator(DeclaratorReader reader)
    {
        if (Kind == TokenKind.Identifier && reader.Kind != DeclaratorKind.Abstract)
        {
            Token name = Advance();
            reader.Name = name.Text;
            reader.Span = name.Span;
        }
        else if (Kind == TokenKind.LeftParen && IsNestedDeclarator(reader.Kind))
        {
            Token open = Advance();
            reader.Attributes = reader.Attributes.With(ParseAttributes());
            ReadDeclarator(reader);
            if (!reader.IsBroken)
            {
                ExpectClosing(TokenKind.RightParen, open, "after the declarator");
            }
        }
        else if (reader.Kind == DeclaratorKind.Named)
        {
            reader.IsBroken = true;
            ReportExpected("a name", "in the declaration");
        }
    }

    /// <summary>Whether <c>(</c> groups a declarator or begins a parameter list (6.7.6.3p11).</summary>
    private bool IsNestedDeclarator(DeclaratorKind kind)
    {
        Token next = Peek();
        return kind == DeclaratorKind.Named
            || next.Kind is TokenKind.Star or TokenKind.LeftParen or TokenKind.LeftBracket or TokenKind.Attribute
            || (next.Kind == TokenKind.Identifier && kind == DeclaratorKind.Either && !IsTypedefName(next));
    }

    private void ReadSuffixes(DeclaratorReader reader)
    {
        for (int length = 0; length <= TypeDepthLimit + 1; length++)
        {
            if (Kind == TokenKind.LeftBracket)
            {
                reader.Levels.Add(ParseArraySuffix());
            }
            else if (Kind == TokenKind.LeftParen && !reader.IsBroken)
            {
                reader.Levels.Add(ParseFunctionSuffix());
            }
            else
            {
                return;
            }
        }
    }

    // 6.7.6.2 `[` `static`? type-qualifier* (assignment-expression | `*`)? `]`
    private Level.Array ParseArraySuffix()
    {
        Token open = Advance();
        var qualifiers = Qualifiers.None;
        while (Take(TokenKind.Static) || TakeQualifier(ref qualifiers))
        {
        }

        ArrayBound bound;
        if (Kind == TokenKind.RightBracket)
        {
            bound = new ArrayBound.Incomplete();
        }
        else if (Kind == TokenKind.Star && Peek().Kind == TokenKind.RightBracket)
        {
            Advance();
            bound = new ArrayBound.Star();
        }
        else
        {
            bound = BoundOf(ParseAssignment());
        }

        Token close = ExpectClosing(TokenKind.RightBracket, open, "after the size of the array");
        if (Previous.Kind != TokenKind.RightBracket)
        {
            SkipTo(TokenKind.RightBracket, TokenKind.Equal);
            Take(TokenKind.RightBracket);
        }

        return new(bound, qualifiers, _context.Join(open.Span, close.Span));
    }

    private ArrayBound BoundOf(Expression expression)
    {
        Expression value = Conversions.Value(expression);
        if (value.Type.IsError())
        {
            return new ArrayBound.Constant(1);
        }

        if (!value.Type.IsInteger())
        {
            Report.Error(CErrors.ArraySizeNotInteger(value.OuterSpan, value.Type));
            return new ArrayBound.Constant(1);
        }

        return IntegerConstant(value) is { } count ? ConstantBound(count, value) : VariableBoundOf(value);
    }

    private ArrayBound.Constant ConstantBound(long count, Expression value)
    {
        bool isNegative = count < 0 && value.Type.IsSigned();
        if (isNegative || count < 0 || count > Types.Target.LargestObject())
        {
            Report.Error(isNegative ? CErrors.NegativeArraySize(value.OuterSpan, count) : CErrors.ArrayTooLarge(value.OuterSpan));
            return new(1);
        }

        if (count == 0)
        {
            Report.Warn(Warnings.Pedantic, value.OuterSpan, "ISO C does not allow an array of size zero");
        }

        return new(count);
    }

    private ArrayBound VariableBoundOf(Expression value)
    {
        if (_context.Scopes.IsFileScope || (_context.Function is null && _prototypeDepth == 0))
        {
            Report.Error(CErrors.VariableArrayAtFileScope(value.OuterSpan));
            return new ArrayBound.Constant(1);
        }

        var bound = new VariableBound(_check.Conversions.To(_check.Conversions.Promoted(value), Types.Size));
        _context.PendingBounds.Add(bound);
        return new ArrayBound.Variable(bound);
    }

    private int _prototypeDepth;

    // 6.7.6.3 `(` parameter-type-list | identifier-list? `)`
    private Level.Function ParseFunctionSuffix()
    {
        Token open = Advance();
        int bounds = _context.PendingBounds.Count;
        _context.Scopes.Enter();
        _prototypeDepth++;
        ParameterList list = Kind == TokenKind.Identifier && !IsTypedefName(Current) && !LooksLikeUnknownParameterType()
            ? ParseIdentifierList()
            : ParseParameterTypes();
        _prototypeDepth--;
        _context.Scopes.Leave();
        Token close = ExpectClosing(TokenKind.RightParen, open, "after the parameters");
        if (close.Kind != TokenKind.RightParen)
        {
            SkipTo(TokenKind.RightParen, TokenKind.LeftBrace);
            Take(TokenKind.RightParen);
        }

        list = list with { Bounds = [.. _context.PendingBounds.Skip(bounds)] };
        _context.PendingBounds.RemoveRange(bounds, _context.PendingBounds.Count - bounds);
        return new(list, _context.Join(open.Span, close.Span));
    }

    private bool LooksLikeUnknownParameterType() =>
        Peek().Kind is TokenKind.Identifier or TokenKind.Star && _context.Scopes.Find(Current.Text) is null;

    private ParameterList ParseIdentifierList()
    {
        var names = new List<(Symbol, Span)>();
        do
        {
            if (Kind != TokenKind.Identifier)
            {
                ReportExpected("the name of a parameter", "in this list");
                break;
            }

            Token name = Advance();
            if (names.Exists(n => n.Item1 == name.Text))
            {
                Report.Error(CErrors.DuplicateParameter(name.Span, TextOf(name), names.Find(n => n.Item1 == name.Text).Item2));
                continue;
            }

            names.Add((name.Text, name.Span));
        }
        while (Take(TokenKind.Comma));
        return new([], false, false, []) { OldStyleNames = names };
    }

    private ParameterList ParseParameterTypes()
    {
        if (Kind == TokenKind.RightParen)
        {
            return new([], false, false, []);
        }

        if (Kind == TokenKind.Void && Peek().Kind == TokenKind.RightParen)
        {
            Advance();
            return new([], false, true, []);
        }

        var parameters = new List<Parameter>();
        bool isVariadic = false;
        do
        {
            if (Kind == TokenKind.Ellipsis)
            {
                Token dots = Advance();
                isVariadic = true;
                if (parameters.Count == 0)
                {
                    Report.Error(CErrors.EllipsisAlone(dots.Span));
                }

                break;
            }

            if (ParseParameter() is not { } parameter)
            {
                break;
            }

            parameters.Add(parameter);
        }
        while (Take(TokenKind.Comma));
        return CheckVoidParameter(new(parameters, isVariadic, true, []));
    }

    /// <summary><c>(T)</c> with a typedef for <c>void</c> is an empty list too.</summary>
    private static ParameterList CheckVoidParameter(ParameterList list) =>
        list is { Parameters: [{ Name.IsEmpty: true, Variable.Type: CType.Void }], IsVariadic: false } ? list with { Parameters = [] } : list;

    private Parameter? ParseParameter()
    {
        Token first = Current;
        if (!StartsDeclaration())
        {
            if (!LooksLikeUnknownParameterType() && !(Kind == TokenKind.Identifier && Peek().Kind is TokenKind.Comma or TokenKind.RightParen))
            {
                ReportExpected("the type of a parameter", "in this list");
                return null;
            }

            ReportUnknownType();
        }

        Specifiers specifiers = ParseSpecifiers();
        if (specifiers.Storage is not (StorageClass.None or StorageClass.Register))
        {
            Report.Error(CErrors.ParameterStorage(specifiers.StorageSpan));
        }

        Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Either);
        Span span = declarator.Name.IsEmpty ? _context.Join(first.Span, Previous.Span) : declarator.Span;
        Variable variable = ParameterVariable(declarator with { Span = span }, specifiers);
        if (!declarator.Name.IsEmpty)
        {
            if (_context.Scopes.FindHere(declarator.Name) is { } earlier)
            {
                Report.Error(CErrors.DuplicateParameter(span, variable.Name, DeclarationChecks.PlaceOf(earlier)));
            }

            _context.Scopes.Declare(declarator.Name, new Meaning.OfVariable(variable));
            if (variable.Type.IsVoid())
            {
                Report.Error(CErrors.IncompleteParameter(span, variable.Name, variable.Type));
            }
        }

        return new(declarator.Name, variable, span);
    }

    /// <summary>A parameter with its adjusted type: arrays and functions become pointers (6.7.6.3p7).</summary>
    private Variable ParameterVariable(Declarator declarator, Specifiers specifiers)
    {
        CType type = declarator.Type switch
        {
            CType.Array array => Types.Qualified(array.Element.PointerTo(), declarator.ArrayQualifiers),
            CType.Function function => function.PointerTo(),
            var other => other,
        };
        return new(_context.Symbols[declarator.Name], declarator.Span, type, StorageDuration.Automatic, Linkage.None)
        {
            IsParameter = true,
            IsDefined = true,
            IsRegister = specifiers.Storage == StorageClass.Register,
            DeclaredAsArray = declarator.Type as CType.Array,
            MayBeUnused = specifiers.Attributes.With(declarator.Attributes).IsUnused,
        };
    }

    private CType Apply(Level level, CType type, DeclaratorReader reader)
    {
        if (reader.IsBroken)
        {
            return type;
        }

        if (type.Depth >= TypeDepthLimit)
        {
            reader.IsBroken = true;
            return new CType.Error(Report.Error(CErrors.NestedTooDeeply(reader.Span, TypeDepthLimit)));
        }

        return level switch
        {
            Level.Pointer pointer => Types.Qualified(type.PointerTo(), CheckedQualifiers(type.PointerTo(), pointer.Qualifiers, pointer.Span)),
            Level.Array array => ApplyArray(array, type, reader),
            Level.Function function => ApplyFunction(function, type, reader),
        };
    }

    private CType ApplyArray(Level.Array array, CType element, DeclaratorReader reader)
    {
        if (element.IsError())
        {
            return element;
        }

        if (element is CType.Function || element.IsVoid() || !element.IsComplete())
        {
            return new CType.Error(Report.Error(CErrors.ArrayElement(array.Span, NameOf(reader), element)));
        }

        if (array.Bound is ArrayBound.Constant { Count: var count } && !Types.FitsInMemory(element, count))
        {
            return new CType.Error(Report.Error(CErrors.ArrayTooLarge(array.Span)));
        }

        if (element is CType.Record { Definition.HasFlexibleArray: true })
        {
            Report.Warn(Warnings.Pedantic, array.Span, "ISO C does not allow an array of structures with a flexible array member");
        }

        return Types.ArrayOf(element, array.Bound);
    }

    private CType ApplyFunction(Level.Function function, CType result, DeclaratorReader reader)
    {
        if (result is CType.Array or CType.Function)
        {
            return new CType.Error(Report.Error(CErrors.FunctionResult(function.Span, NameOf(reader), result)));
        }

        ParameterList list = function.Parameters;
        return Types.Function(result.Unqualified, [.. list.Parameters.Select(p => p.Variable.Type.Unqualified)], list.IsVariadic, list.HasPrototype);
    }

    private string NameOf(DeclaratorReader reader) => reader.Name.IsEmpty ? "" : _context.Symbols[reader.Name];

    /// <summary>The type of a library function from its prototype as text; its words are keywords, names and punctuation only.</summary>
    private CType.Function? ParsePrototype(string text)
    {
        Token[] tokens = PrototypeTokens.Read(text, _context.Symbols, _context.Standard);
        var parser = new CParser(tokens, _context, _check, []);
        Specifiers specifiers = parser.ParseSpecifiers();
        return parser.ParseDeclarator(specifiers.Type, DeclaratorKind.Named).Type as CType.Function;
    }
}
