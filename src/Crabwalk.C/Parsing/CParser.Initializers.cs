using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>
/// Initialisers (6.7.9). A braced list walks through its object with an <see cref="InitializerCursor"/>: each value goes to the next scalar,
/// through aggregates without braces of their own; a designator moves the cursor. What comes out is a flat list of places and values.
/// </summary>
public sealed partial class CParser
{
    /// <summary>Reads the initialiser of a variable and completes the variable's type from it.</summary>
    private void ParseVariableInitializer(Variable variable)
    {
        bool isStatic = variable.Storage != StorageDuration.Automatic;
        (Initializer initializer, CType type, long flexible) = ParseInitializer(variable.Type, isStatic);
        variable.Type = type;
        variable.FlexibleBytes = flexible;
        variable.Initializer = initializer;
    }

    // 6.7.9 initializer: assignment-expression | `{` initializer-list `,`? `}`
    private (Initializer Initializer, CType Type, long FlexibleBytes) ParseInitializer(CType type, bool isStatic)
    {
        if (Kind == TokenKind.LeftBrace)
        {
            return ParseBracedObject(type, isStatic);
        }

        Expression value = ParseAssignment();
        FullExpressionChecks.Check(_context, value);
        if (type is CType.Array array && StringFor(array, value) is { } literal)
        {
            return (new Initializer.Single(literal.Span, literal, null), CompletedByString(array, literal), 0);
        }

        if (type is CType.Array { Element: var element } wanted && value is Expression.CompoundLiteral { Type: CType.Array given, Variable.Initializer: { } copied }
            && Types.AreCompatibleUnqualified(element, given.Element) && (wanted.Count is null || wanted.Count == given.Count))
        {
            return (copied, wanted.Count is null ? Types.ArrayOf(element, given.Bound) : type, 0);
        }

        if (type is CType.Array && !value.Type.IsError())
        {
            value = _context.Fail(value.OuterSpan, CErrors.ArrayInitializer(value.OuterSpan, type));
        }

        return (SingleInitializer(value, type, isStatic), type, 0);
    }

    /// <summary>A value for a whole object, which for static storage has to be a constant (6.7.9p4).</summary>
    private Initializer SingleInitializer(Expression value, CType type, bool isStatic)
    {
        Expression converted = _check.Assignment.Convert(value, type, new AssignmentPlace.Initialization());
        if (!isStatic || converted.Type.IsError())
        {
            return new Initializer.Single(value.OuterSpan, converted, converted.Constant);
        }

        if (StaticRecord(converted) is { } copied)
        {
            return copied;
        }

        return new Initializer.Single(value.OuterSpan, converted, StaticConstant(converted));
    }

    /// <summary>gcc lets a compound literal initialise a static structure: its own initialiser is taken.</summary>
    private static Initializer? StaticRecord(Expression value)
    {
        while (value is Expression.Conversion { Kind: ConversionKind.LvalueToRvalue or ConversionKind.Same } conversion)
        {
            value = conversion.Operand;
        }

        return value is Expression.CompoundLiteral { Type: CType.Record, Variable.Initializer: { } initializer } ? initializer : null;
    }

    private ConstantValue? StaticConstant(Expression value)
    {
        ConstantValue? constant = _check.Addresses.Evaluate(value);
        if (constant is null && !value.Type.IsError())
        {
            Report.Error(CErrors.InitializerNotConstant(value.OuterSpan));
        }

        return constant;
    }

    private (Initializer Initializer, CType Type, long FlexibleBytes) ParseBracedObject(CType type, bool isStatic)
    {
        Token open = Current;
        if (type is CType.Array strings && Peek().Kind == TokenKind.StringLiteral && IsLoneString(strings))
        {
            return ParseStringLiteralList(strings);
        }

        var list = new InitializerEntries(_context);
        long count = ParseBracedList(type, [], list, isStatic, 0);
        CType completed = type is CType.Array { Bound: ArrayBound.Incomplete, Element: var element } ? Types.ArrayOf(element, count) : type;
        if (completed != type && !Types.FitsInMemory(element: ((CType.Array)type).Element, count))
        {
            Report.Error(CErrors.ArrayTooLarge(open.Span));
            completed = Types.ArrayOf(((CType.Array)type).Element, 1);
        }

        Span span = _context.Join(open.Span, Previous.Span);
        return (new Initializer.List(span, list.ToArray()), completed, list.FlexibleBytes);
    }

    // 6.7.9 `{` (designation? initializer),* `}`; gives the number of elements of an array without a bound
    private long ParseBracedList(CType type, InitializerPath path, InitializerEntries entries, bool isStatic, long offset)
    {
        Token open = Advance();
        bool isZero = Kind == TokenKind.PpNumber && Peek().Kind == TokenKind.RightBrace;
        if (!TryEnter())
        {
            _at--;
            SkipBalanced();
            return 1;
        }

        long count = type switch
        {
            CType.Error => SkipListItems(),
            CType.Array or CType.Record => ParseAggregateList(type, path, entries, isStatic, offset, isZero ? null : open),
            _ => ParseScalarList(type, path, entries, isStatic, offset, open),
        };
        Leave();
        if (Kind != TokenKind.RightBrace)
        {
            ExpectClosing(TokenKind.RightBrace, open, "at the end of the initializer");
            SkipTo(TokenKind.RightBrace, TokenKind.Semicolon);
        }

        Take(TokenKind.RightBrace);
        return count;
    }

    /// <summary>Reads a list whose object is not known; the values are checked for themselves.</summary>
    private long SkipListItems()
    {
        while (Kind is not (TokenKind.RightBrace or TokenKind.EndOfFile))
        {
            int before = _at;
            SkipTo(TokenKind.Comma, TokenKind.RightBrace);
            Take(TokenKind.Comma);
            if (_at == before)
            {
                break;
            }
        }

        return 1;
    }

    private long ParseScalarList(CType type, InitializerPath path, InitializerEntries entries, bool isStatic, long offset, Token open)
    {
        if (Kind == TokenKind.RightBrace)
        {
            Report.Warn(Warnings.Pedantic, open.Span, "ISO C17 does not allow empty braces for a scalar");
            return 0;
        }

        if (Kind is TokenKind.Dot or TokenKind.LeftBracket)
        {
            Report.Error(CErrors.DesignatorForScalar(Current.Span, type));
            SkipListItems();
            return 0;
        }

        if (Kind == TokenKind.LeftBrace)
        {
            ParseBracedList(type, path, entries, isStatic, offset);
        }
        else
        {
            AddValue(ParseAssignment(), type, path, entries, isStatic, offset);
        }

        if (Take(TokenKind.Comma) && Kind != TokenKind.RightBrace)
        {
            WarnOfExcess("scalar");
            SkipListItems();
        }

        return 0;
    }

    // `{0}` is everybody's way to write zeros, whatever the first part is; it asks for no braces inside.
    private long ParseAggregateList(CType type, InitializerPath path, InitializerEntries entries, bool isStatic, long offset, Token? open)
    {
        var cursor = new InitializerCursor(Types, type, path, offset);
        bool isExcessReported = false;
        while (Kind is not (TokenKind.RightBrace or TokenKind.EndOfFile))
        {
            bool isDesignated = Kind is TokenKind.Dot or TokenKind.LeftBracket || (Kind == TokenKind.Identifier && Peek().Kind == TokenKind.Colon);
            bool hasPlace = isDesignated ? ParseDesignation(cursor) : cursor.MoveNext();
            if (hasPlace)
            {
                WarnOfBraces(cursor, open);
                ParseListItem(cursor, entries, isStatic);
            }
            else
            {
                isExcessReported = SkipItem(isDesignated, isExcessReported, type);
            }

            if (!Take(TokenKind.Comma))
            {
                break;
            }
        }

        WarnOfMissing(type, cursor);
        return cursor.Count;
    }

    private bool SkipItem(bool isDesignated, bool isExcessReported, CType type)
    {
        if (!isDesignated && !isExcessReported)
        {
            WarnOfExcess(type is CType.Array ? "array" : type is CType.Record { Definition.IsUnion: true } ? "union" : "struct");
        }

        if (isDesignated || Kind == TokenKind.LeftBrace)
        {
            SkipTo(TokenKind.Comma, TokenKind.RightBrace);
        }
        else
        {
            ParseAssignment();
        }

        return true;
    }

    private void WarnOfExcess(string what) => Report.Warn(Warnings.Unnamed, Current.Span, $"excess elements in {what} initializer");

    private void WarnOfBraces(InitializerCursor cursor, Token? open)
    {
        bool isWhole = Kind is TokenKind.LeftBrace or TokenKind.StringLiteral || cursor.WasDesignated;
        if (open is { } brace && !isWhole && cursor.Type is CType.Array)
        {
            Report.Warn(Warnings.MissingBraces, brace.Span, "missing braces around initializer");
        }
    }

    private void WarnOfMissing(CType type, InitializerCursor cursor)
    {
        if (cursor.FirstMissing is { Name: { } name } && type is CType.Record && !cursor.WasDesignated && cursor.Count > 1)
        {
            Report.Warn(Warnings.MissingFieldInitializers, Previous.Span, $"missing initializer for member `{name}` of `{type}`");
        }
    }

    private void ParseListItem(InitializerCursor cursor, InitializerEntries entries, bool isStatic)
    {
        if (cursor.WasDesignated)
        {
            entries.Override(cursor.Path, cursor.Offset, Current.Span);
        }

        if (Kind == TokenKind.LeftBrace)
        {
            ParseBracedItem(cursor, entries, isStatic);
            return;
        }

        Expression value = ParseAssignment();
        while (!Accepts(cursor.Type, value))
        {
            if (!cursor.Descend())
            {
                if (!value.Type.IsError())
                {
                    Report.Error(CErrors.ArrayInitializer(value.OuterSpan, cursor.Type));
                }

                return;
            }
        }

        NoteFlexible(cursor, entries, cursor.Type is CType.Array array && value is Expression.StringLiteral literal ? CompletedByString(array, literal) : null);
        AddValue(value, cursor.Type, cursor.Path, entries, isStatic, cursor.Offset);
    }

    private void ParseBracedItem(InitializerCursor cursor, InitializerEntries entries, bool isStatic)
    {
        if (cursor.Type is CType.Array array && Peek().Kind == TokenKind.StringLiteral && IsLoneString(array))
        {
            (Initializer initializer, CType completed, _) = ParseStringLiteralList(array);
            NoteFlexible(cursor, entries, completed);
            AddValue(((Initializer.Single)initializer).Value, array, cursor.Path, entries, isStatic, cursor.Offset);
            return;
        }

        long count = ParseBracedList(cursor.Type, cursor.Path, entries, isStatic, cursor.Offset);
        if (cursor.Type is CType.Array { Bound: ArrayBound.Incomplete, Element: var element })
        {
            NoteFlexible(cursor, entries, Types.ArrayOf(element, count));
        }
    }

    /// <summary>Values of a flexible array member lie behind the structure (gcc).</summary>
    private void NoteFlexible(InitializerCursor cursor, InitializerEntries entries, CType? completed)
    {
        if (completed is not null && cursor.Type is CType.Array { Bound: ArrayBound.Incomplete } && cursor.IsInRecord)
        {
            entries.FlexibleBytes = Types.SizeOf(completed) ?? 0;
        }
    }

    /// <summary>True when the value initialises an object of this type as a whole, and need not go to its first part.</summary>
    private bool Accepts(CType type, Expression value) => type switch
    {
        CType.Array array => StringFor(array, value) is not null,
        CType.Record record => value.Type is CType.Record && Types.AreCompatibleUnqualified(record, value.Type),
        _ => true,
    };

    private void AddValue(Expression value, CType type, InitializerPath path, InitializerEntries entries, bool isStatic, long offset)
    {
        FullExpressionChecks.Check(_context, value);
        if (type is CType.Array array && StringFor(array, value) is { } literal)
        {
            CompletedByString(array, literal);
            entries.Add(path, offset, type, literal, null);
            return;
        }

        if (SingleInitializer(value, type, isStatic) is Initializer.Single single)
        {
            entries.Add(path, offset, type, single.Value, single.Constant);
        }
        else if (isStatic && StaticRecord(value) is Initializer.List list)
        {
            entries.AddAll(path, offset, list);
        }
    }

    /// <summary>The string literal, when the array is one of characters that it can fill (6.7.9p14).</summary>
    private Expression.StringLiteral? StringFor(CType.Array array, Expression value)
    {
        if (value is not Expression.StringLiteral literal || !array.Element.IsInteger())
        {
            return null;
        }

        return literal.Data.UnitSize == 1 ? array.Element.IsCharacter() ? literal : null
            : Types.SizeOf(array.Element) == literal.Data.UnitSize ? literal : null;
    }

    private CType CompletedByString(CType.Array array, Expression.StringLiteral literal)
    {
        if (array.Count is not { } count)
        {
            return Types.ArrayOf(array.Element, literal.Data.Count);
        }

        if (literal.Data.Count - 1 > count)
        {
            Report.Warn(Warnings.Unnamed, literal.Span,
                $"initializer string of {OperatorNames.Count(literal.Data.Count - 1, "character")} is too long for `{array}`");
        }

        return array;
    }

    // 6.7.9 designation: (`[` constant-expression (`...` constant-expression)? `]` | `.` identifier)+ `=`   old gcc: identifier `:`
    private bool ParseDesignation(InitializerCursor cursor)
    {
        cursor.Restart();
        if (Kind == TokenKind.Identifier)
        {
            Token old = Advance();
            Advance();
            return FollowMember(cursor, old);
        }

        bool isGood = true;
        while (Kind is TokenKind.Dot or TokenKind.LeftBracket && isGood)
        {
            isGood = Kind == TokenKind.Dot ? ParseMemberDesignator(cursor) : ParseElementDesignator(cursor);
        }

        if (isGood && !Take(TokenKind.Equal))
        {
            Report.Warn(Warnings.Pedantic, Previous.Span, "a designator without `=` is an old form of gcc's");
        }

        return isGood;
    }

    private bool ParseMemberDesignator(InitializerCursor cursor)
    {
        Advance();
        if (Kind != TokenKind.Identifier)
        {
            ReportExpected("the name of a member", "after `.`");
            return false;
        }

        return FollowMember(cursor, Advance());
    }

    private bool FollowMember(InitializerCursor cursor, Token name)
    {
        if (cursor.Type is not CType.Record { Definition: var definition })
        {
            if (!cursor.Type.IsError())
            {
                Report.Error(CErrors.MemberDesignator(name.Span, TextOf(name), cursor.Type));
            }

            return false;
        }

        if (Fields.PathTo(definition, TextOf(name)) is not { } path)
        {
            Report.Error(CErrors.NoMember(name.Span, cursor.Type, TextOf(name), Fields.Closest(definition, TextOf(name)), definition.Span));
            return false;
        }

        foreach (Field member in path)
        {
            cursor.Follow(member);
        }

        return true;
    }

    private bool ParseElementDesignator(InitializerCursor cursor)
    {
        Token open = Advance();
        Expression first = ParseConditionalExpression();
        Expression last = Take(TokenKind.Ellipsis) ? ParseConditionalExpression() : first;
        Token close = ExpectClosing(TokenKind.RightBracket, open, "after the index");
        Span span = _context.Join(open.Span, close.Span);
        if (first.Type.IsError() || last.Type.IsError())
        {
            return false;
        }

        if (cursor.Type is not CType.Array array)
        {
            Report.Error(CErrors.ElementDesignator(span, cursor.Type));
            return false;
        }

        if (IntegerConstant(first) is not { } low || IntegerConstant(last) is not { } high)
        {
            Report.Error(CErrors.NotConstant(span, "an index in an initializer"));
            return false;
        }

        bool isOutside = low < 0 || high < low || (array.Count is { } count && high >= count) || !Types.FitsInMemory(array.Element, high) || high == long.MaxValue;
        if (isOutside)
        {
            Report.Error(low >= 0 && high >= low && array.Count is null
                ? CErrors.ArrayTooLarge(span)
                : CErrors.IndexOutside(span, low < 0 || (array.Count is { } size && low >= size) ? low : high, array));
            return false;
        }

        cursor.Follow(low, high);
        return true;
    }

    // 6.5.2.5 the braces of a compound literal
    private Expression ParseCompoundLiteral(CType type, Token open)
    {
        bool isStatic = _context.Function is null;
        if (type is CType.Function || type.IsVoid() || type.IsVariableLength() || (!type.IsComplete() && type is not CType.Array))
        {
            SkipBalanced();
            return _context.Fail(open.Span, CErrors.CompoundLiteralType(_context.Join(open.Span, Previous.Span), type));
        }

        (Initializer initializer, CType completed, long flexible) = ParseBracedObject(type, isStatic);
        Span span = _context.Join(open.Span, Previous.Span);
        var variable = new Variable("", span, completed, isStatic ? StorageDuration.Static : StorageDuration.Automatic, Linkage.None)
        {
            IsDefined = true,
            Initializer = initializer,
            FlexibleBytes = flexible,
            Owner = _context.Function?.Function,
        };
        if (isStatic)
        {
            _context.Unit.Add(variable);
        }

        return completed is CType.Error error ? CheckContext.Wrong(span, error.Reported) : new Expression.CompoundLiteral(span, completed, variable);
    }

    private bool IsLoneString(CType.Array array)
    {
        int end = _at + 1;
        while (_tokens[end].Kind == TokenKind.StringLiteral)
        {
            end++;
        }

        return array.Element.IsInteger() && (_tokens[end].Kind == TokenKind.RightBrace
            || (_tokens[end].Kind == TokenKind.Comma && _tokens[Math.Min(end + 1, _tokens.Length - 1)].Kind == TokenKind.RightBrace));
    }

    /// <summary><c>{"text"}</c> for an array of characters.</summary>
    private (Initializer Initializer, CType Type, long FlexibleBytes) ParseStringLiteralList(CType.Array array)
    {
        Token open = Advance();
        Expression.StringLiteral literal = ParseString();
        Take(TokenKind.Comma);
        Token close = ExpectClosing(TokenKind.RightBrace, open, "after the string");
        if (StringFor(array, literal) is null)
        {
            Expression wrong = _context.Fail(literal.Span, CErrors.ArrayInitializer(literal.Span, array));
            return (new Initializer.Single(wrong.Span, wrong, null), array, 0);
        }

        return (new Initializer.Single(_context.Join(open.Span, close.Span), literal, null), CompletedByString(array, literal), 0);
    }
}
