using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>Declaration specifiers and type names (6.7.1 to 6.7.5, 6.7.7).</summary>
public sealed partial class CParser
{
    /// <summary>The words for simple types that were read, counted where C counts them.</summary>
    private struct TypeWords
    {
        public int Long;
        public bool Short, Signed, Unsigned, Char, Int, Float, Double, Void, Bool;

        public readonly bool IsEmpty => Long == 0 && !Short && !Signed && !Unsigned && !Char && !Int && !Float && !Double && !Void && !Bool;

        /// <summary>True when a typedef name may no longer be the type.</summary>
        public readonly bool IsInteger => Long > 0 || Short || Signed || Unsigned || Char || Int;
    }

    /// <summary>What is collected while specifiers are read.</summary>
    private sealed class SpecifierReader
    {
        public TypeWords Words;
        public CType? Type;
        public Qualifiers Qualifiers;
        public StorageClass Storage;
        public Span StorageSpan;
        public bool IsThreadLocal, IsInline, IsNoReturn, IsAutoType, HasTag;
        public long Alignment;
        public AttributeSet Attributes = AttributeSet.None;
        public Reported? Reported;
    }

    private bool StartsDeclaration() => StartsDeclaration(_at, 0);

    private bool StartsDeclaration(int at, int depth)
    {
        TokenKind kind = _tokens[at].Kind;
        switch (kind)
        {
            case TokenKind.Typedef or TokenKind.Extern or TokenKind.Static or TokenKind.Auto or TokenKind.Register or TokenKind.ThreadLocal
                or TokenKind.Inline or TokenKind.Noreturn or TokenKind.Alignas or TokenKind.AutoType or TokenKind.StaticAssert:
                return true;
            case TokenKind.Extension when depth < 8:
                return StartsDeclaration(at + 1, depth + 1);
            case TokenKind.Attribute when depth < 8:
                return StartsDeclaration(SkipAttributeFrom(at), depth + 1);
            default:
                return StartsTypeName(_tokens[at]) && !(kind == TokenKind.Identifier && _tokens[Math.Min(at + 1, _tokens.Length - 1)].Kind == TokenKind.Colon && _context.Function is not null);
        }
    }

    private int SkipAttributeFrom(int at)
    {
        int open = 0;
        for (at++; at < _tokens.Length - 1; at++)
        {
            open += _tokens[at].Kind switch { TokenKind.LeftParen => 1, TokenKind.RightParen => -1, _ => 0 };
            if (open <= 0)
            {
                return at + 1 < _tokens.Length ? at + 1 : at;
            }
        }

        return _tokens.Length - 1;
    }

    private bool StartsTypeName(Token token) => token.Kind switch
    {
        TokenKind.Void or TokenKind.Char or TokenKind.Short or TokenKind.Int or TokenKind.Long or TokenKind.Float or TokenKind.Double
            or TokenKind.Signed or TokenKind.Unsigned or TokenKind.Bool or TokenKind.Complex or TokenKind.Imaginary or TokenKind.Struct or TokenKind.Union
            or TokenKind.Enum or TokenKind.Const or TokenKind.Volatile or TokenKind.Restrict or TokenKind.Atomic or TokenKind.Typeof
            or TokenKind.Int128 or TokenKind.Float16 or TokenKind.Float32 or TokenKind.Float64 or TokenKind.Float128 or TokenKind.Float32X or TokenKind.Float64X => true,
        // A storage class makes no type name, and is best refused as part of one.
        TokenKind.Typedef or TokenKind.Extern or TokenKind.Static or TokenKind.Auto or TokenKind.Register => true,
        TokenKind.Identifier => IsTypedefName(token),
        _ => false,
    };

    private bool IsTypedefName(Token token) =>
        _context.Scopes.Find(token.Text) is Meaning.OfTypedef or Meaning.Wrong { Type: not CType.Error };

    // 6.7 declaration-specifiers
    private Specifiers ParseSpecifiers()
    {
        Token first = Current;
        var reader = new SpecifierReader();
        while (TakeSpecifier(reader))
        {
        }

        bool isImplicitInt = reader.Type is null && reader.Words.IsEmpty && !reader.IsAutoType;
        CType type = reader.Reported is { } reported ? new CType.Error(reported) : reader.Type ?? SimpleType(reader.Words, first.Span);
        if (isImplicitInt)
        {
            WarnOfImplicitInt(reader, first);
        }

        Span span = _at > 0 && Previous.Span.Source == first.Span.Source ? _context.Join(first.Span, Previous.Span) : first.Span;
        return new(Types.Qualified(type, CheckedQualifiers(type, reader.Qualifiers, span)), span)
        {
            Storage = reader.Storage,
            StorageSpan = reader.StorageSpan,
            IsThreadLocal = reader.IsThreadLocal,
            IsInline = reader.IsInline,
            IsNoReturn = reader.IsNoReturn,
            IsAutoType = reader.IsAutoType,
            Alignment = reader.Alignment,
            HasTag = reader.HasTag,
            IsImplicitInt = isImplicitInt,
            Attributes = reader.Attributes,
        };
    }

    private void WarnOfImplicitInt(SpecifierReader reader, Token first)
    {
        bool isFunction = Kind == TokenKind.Identifier && Peek().Kind == TokenKind.LeftParen;
        if (!isFunction && Kind != TokenKind.Semicolon)
        {
            string name = Kind == TokenKind.Identifier ? $" in the declaration of `{TextOf(Current)}`" : "";
            Report.Warn(Warnings.ImplicitInt, Kind == TokenKind.Identifier ? Current.Span : first.Span, $"type defaults to `int`{name}");
        }
    }

    /// <summary><c>restrict</c> is for pointers to objects only (6.7.3p2).</summary>
    private Qualifiers CheckedQualifiers(CType type, Qualifiers qualifiers, Span span)
    {
        if ((qualifiers & Qualifiers.Restrict) != 0 && type is not CType.Pointer { Target: not CType.Function } and not CType.Error)
        {
            Report.Error(CErrors.InvalidRestrict(span, type));
            return qualifiers & ~Qualifiers.Restrict;
        }

        return qualifiers;
    }

    private bool TakeSpecifier(SpecifierReader reader)
    {
        switch (Kind)
        {
            case TokenKind.Typedef or TokenKind.Extern or TokenKind.Static or TokenKind.Auto or TokenKind.Register:
                TakeStorage(reader);
                return true;
            case TokenKind.ThreadLocal:
                reader.IsThreadLocal = true;
                reader.StorageSpan = Advance().Span;
                return true;
            case TokenKind.Inline:
                reader.IsInline = true;
                Advance();
                return true;
            case TokenKind.Noreturn:
                reader.IsNoReturn = true;
                Advance();
                return true;
            case TokenKind.Extension:
                Advance();
                return true;
            case TokenKind.Alignas:
                reader.Alignment = Math.Max(reader.Alignment, ParseAlignas());
                return true;
            case TokenKind.Attribute:
                reader.Attributes = reader.Attributes.With(ParseAttributes());
                return true;
            case TokenKind.LeftBracket when SkipStandardAttributes():
                return true;
            default:
                return TakeQualifier(ref reader.Qualifiers) || TakeTypeSpecifier(reader);
        }
    }

    private void TakeStorage(SpecifierReader reader)
    {
        Token token = Advance();
        StorageClass storage = token.Kind switch
        {
            TokenKind.Typedef => StorageClass.Typedef,
            TokenKind.Extern => StorageClass.Extern,
            TokenKind.Static => StorageClass.Static,
            TokenKind.Auto => StorageClass.Auto,
            _ => StorageClass.Register,
        };
        if (reader.Storage != StorageClass.None)
        {
            Report.Error(CErrors.SeveralStorageClasses(token.Span, TextOf(token), reader.StorageSpan));
            return;
        }

        reader.Storage = storage;
        reader.StorageSpan = token.Span;
    }

    private bool TakeQualifier(ref Qualifiers qualifiers)
    {
        Qualifiers one = Kind switch
        {
            TokenKind.Const => Qualifiers.Const,
            TokenKind.Volatile => Qualifiers.Volatile,
            TokenKind.Restrict => Qualifiers.Restrict,
            TokenKind.Atomic when Peek().Kind != TokenKind.LeftParen => Qualifiers.Atomic,
            _ => Qualifiers.None,
        };
        if (one == Qualifiers.None)
        {
            return false;
        }

        if ((qualifiers & one) != 0)
        {
            Report.Warn(Warnings.DuplicateDeclarationSpecifier, Current.Span, $"duplicate `{TextOf(Current)}`");
        }

        qualifiers |= one;
        Advance();
        return true;
    }

    private bool TakeTypeSpecifier(SpecifierReader reader)
    {
        switch (Kind)
        {
            case TokenKind.Struct or TokenKind.Union:
                TakeWholeType(reader, ParseRecordSpecifier());
                reader.HasTag = true;
                return true;
            case TokenKind.Enum:
                TakeWholeType(reader, ParseEnumSpecifier());
                reader.HasTag = true;
                return true;
            case TokenKind.Typeof:
                TakeWholeType(reader, ParseTypeof());
                return true;
            case TokenKind.Atomic:
                TakeWholeType(reader, ParseAtomicType());
                return true;
            case TokenKind.AutoType:
                reader.IsAutoType = true;
                Advance();
                return true;
            case TokenKind.Identifier when reader.Type is null && reader.Words.IsEmpty && !reader.IsAutoType && IsTypedefName(Current):
                TakeTypedefName(reader);
                return true;
            case TokenKind.Identifier when reader.HasTag && IsTypedefName(Current) && Peek().Kind is TokenKind.Identifier or TokenKind.Star:
                Advance();
                TakeWholeType(reader, Types.Int);
                return true;
            case TokenKind.Complex or TokenKind.Imaginary:
                reader.Reported ??= Report.Unsupported(Current.Span, "complex numbers");
                Advance();
                return true;
            case TokenKind.Int128 or TokenKind.Float16 or TokenKind.Float128 or TokenKind.Float64X:
                reader.Reported ??= Report.Unsupported(Current.Span, $"the type `{TextOf(Current)}`");
                Advance();
                return true;
            case TokenKind.Float32 or TokenKind.Float64 or TokenKind.Float32X:
                Token token = Advance();
                TakeWholeType(reader, Types[token.Kind == TokenKind.Float32 ? FloatingKind.Float : FloatingKind.Double]);
                return true;
            default:
                return TakeTypeWord(reader);
        }
    }

    private void TakeTypedefName(SpecifierReader reader)
    {
        Token name = Advance();
        if (_context.Scopes.Find(name.Text) is Meaning.OfTypedef { Typedef: var typedef })
        {
            typedef.IsUsed = true;
            reader.Type = typedef.Type;
        }
    }

    private void TakeWholeType(SpecifierReader reader, CType type)
    {
        if (reader.Type is not null || !reader.Words.IsEmpty)
        {
            reader.Reported ??= Report.Error(CErrors.SeveralTypes(Previous.Span));
        }

        reader.Type = type;
    }

    private bool TakeTypeWord(SpecifierReader reader)
    {
        bool wasSet = false;
        switch (Kind)
        {
            case TokenKind.Void:
                wasSet = reader.Words.Void;
                reader.Words.Void = true;
                break;
            case TokenKind.Bool:
                wasSet = reader.Words.Bool;
                reader.Words.Bool = true;
                break;
            case TokenKind.Char:
                wasSet = reader.Words.Char;
                reader.Words.Char = true;
                break;
            case TokenKind.Short:
                wasSet = reader.Words.Short;
                reader.Words.Short = true;
                break;
            case TokenKind.Int:
                wasSet = reader.Words.Int;
                reader.Words.Int = true;
                break;
            case TokenKind.Long:
                wasSet = reader.Words.Long == 2;
                reader.Words.Long = Math.Min(2, reader.Words.Long + 1);
                break;
            case TokenKind.Float:
                wasSet = reader.Words.Float;
                reader.Words.Float = true;
                break;
            case TokenKind.Double:
                wasSet = reader.Words.Double;
                reader.Words.Double = true;
                break;
            case TokenKind.Signed:
                wasSet = reader.Words.Signed;
                reader.Words.Signed = true;
                break;
            case TokenKind.Unsigned:
                wasSet = reader.Words.Unsigned;
                reader.Words.Unsigned = true;
                break;
            default:
                return false;
        }

        Token word = Advance();
        if (wasSet || reader.Type is not null)
        {
            reader.Reported ??= Report.Error(reader.Type is null ? CErrors.DuplicateTypeWord(word.Span, TextOf(word)) : CErrors.SeveralTypes(word.Span));
        }

        return true;
    }

    // 6.7.2p2: the lists of words that are types
    private CType SimpleType(TypeWords words, Span span)
    {
        bool hasSign = words.Signed || words.Unsigned;
        if (words.Signed && words.Unsigned)
        {
            return new CType.Error(Report.Error(CErrors.BadTypeWords(span, "`signed` and `unsigned`")));
        }

        int nouns = (words.Char ? 1 : 0) + (words.Float ? 1 : 0) + (words.Double ? 1 : 0) + (words.Void ? 1 : 0) + (words.Bool ? 1 : 0) + (words.Int ? 1 : 0);
        bool isDouble = words is { Double: true, Long: 1, Short: false } && !hasSign && nouns == 1;
        bool isBad = nouns > 1 || (words.Short && words.Long > 0)
            || ((words.Short || words.Long > 0) && nouns == 1 && !words.Int && !isDouble)
            || (hasSign && (words.Float || words.Double || words.Void || words.Bool));
        if (isBad)
        {
            return new CType.Error(Report.Error(CErrors.BadTypeWords(span, "these words")));
        }

        return words.Void ? Types.Void
            : words.Bool ? Types.Bool
            : words.Float ? Types[FloatingKind.Float]
            : words.Double ? Types[isDouble ? FloatingKind.LongDouble : FloatingKind.Double]
            : Types[IntegerKindOf(words)];
    }

    private static IntegerKind IntegerKindOf(TypeWords words)
    {
        if (words.Char)
        {
            return words.Unsigned ? IntegerKind.UnsignedChar : words.Signed ? IntegerKind.SignedChar : IntegerKind.Char;
        }

        IntegerKind kind = words.Short ? IntegerKind.Short : words.Long switch { 0 => IntegerKind.Int, 1 => IntegerKind.Long, _ => IntegerKind.LongLong };
        return words.Unsigned ? kind.ToUnsigned() : kind;
    }

    // gcc: `typeof` `(` expression | type-name `)`
    private CType ParseTypeof()
    {
        Token keyword = Advance();
        Token open = Current;
        if (!Expect(TokenKind.LeftParen, "after `typeof`"))
        {
            return new CType.Error(Report.Last!);
        }

        CType type;
        if (StartsTypeName(Current))
        {
            type = ParseTypeName();
        }
        else
        {
            _context.UnevaluatedDepth++;
            Expression operand = ParseExpression();
            _context.UnevaluatedDepth--;
            Conversions.MarkMentioned(operand);
            type = operand.Type;
            if (operand is Expression.Member { Field: { IsBitField: true } field })
            {
                type = new CType.Error(Report.Error(CErrors.TypeofBitField(operand.OuterSpan, field.Name ?? "")));
            }
        }

        ExpectClosing(TokenKind.RightParen, open, "after the operand of `typeof`");
        return type;
    }

    // 6.7.2.4 `_Atomic` `(` type-name `)`
    private CType ParseAtomicType()
    {
        Advance();
        Token open = Advance();
        CType type = ParseTypeName();
        ExpectClosing(TokenKind.RightParen, open, "after the type");
        return type is CType.Array or CType.Function || type.Qualifiers != Qualifiers.None ? new CType.Error(Report.Error(CErrors.InvalidAtomic(open.Span, type))) : Types.Qualified(type, Qualifiers.Atomic);
    }

    // 6.7.5 `_Alignas` `(` type-name | constant-expression `)`
    private long ParseAlignas()
    {
        Advance();
        Token open = Current;
        if (!Expect(TokenKind.LeftParen, "after `_Alignas`"))
        {
            return 0;
        }

        long alignment;
        if (StartsTypeName(Current))
        {
            alignment = Types.AlignmentOf(ParseTypeName());
        }
        else
        {
            Expression value = ParseConditionalExpression();
            alignment = CheckedAlignment(value);
        }

        ExpectClosing(TokenKind.RightParen, open, "after the alignment");
        return alignment;
    }

    private long CheckedAlignment(Expression value)
    {
        if (value.Type.IsError())
        {
            return 0;
        }

        if (IntegerConstant(value) is not { } alignment)
        {
            Report.Error(CErrors.NotConstant(value.OuterSpan, "an alignment"));
            return 0;
        }

        if (alignment < 0 || (alignment & (alignment - 1)) != 0 || alignment > 1 << 28)
        {
            Report.Error(CErrors.BadAlignment(value.OuterSpan, alignment));
            return 0;
        }

        return alignment;
    }

    // 6.7.7 type-name: specifier-qualifier-list abstract-declarator?
    private CType ParseTypeName()
    {
        if (!TryEnter())
        {
            return new CType.Error(Report.Last!);
        }

        CType type = ParseTypeNameInside();
        Leave();
        return type;
    }

    private CType ParseTypeNameInside()
    {
        if (!StartsTypeName(Current) && Kind is not (TokenKind.Extension or TokenKind.Attribute))
        {
            return new CType.Error(Kind == TokenKind.Identifier && Peek().Kind is TokenKind.RightParen or TokenKind.Star or TokenKind.Comma
                ? ReportUnknownTypeName()
                : ReportExpected("a type", "here"));
        }

        Specifiers specifiers = ParseSpecifiers();
        if (specifiers.Storage != StorageClass.None)
        {
            Report.Error(CErrors.StorageInTypeName(specifiers.StorageSpan));
        }

        return ParseDeclarator(specifiers.Type, DeclaratorKind.Abstract).Type;
    }

    private Reported ReportUnknownTypeName()
    {
        Token name = Advance();
        while (Take(TokenKind.Star))
        {
        }

        return ReportUnknown(name);
    }

    /// <summary>
    /// True for <c>nmae x</c> and <c>nmae *x;</c> with a name that means nothing: surely meant as a type. A name that is declared as something
    /// else makes a broken expression instead.
    /// </summary>
    private bool LooksLikeUnknownType()
    {
        if (Kind != TokenKind.Identifier || _context.Scopes.Find(Current.Text) is not null)
        {
            return false;
        }

        return Peek().Kind switch
        {
            TokenKind.Identifier => !Peek().IsAtLineStart || Peek(2).Kind is TokenKind.Semicolon or TokenKind.Equal or TokenKind.LeftParen,
            TokenKind.Star => Peek(2).Kind == TokenKind.Star || (Peek(2).Kind == TokenKind.Identifier
                && Peek(3).Kind is TokenKind.Semicolon or TokenKind.Equal or TokenKind.Comma or TokenKind.LeftBracket or TokenKind.RightParen
                && (Peek(3).Kind != TokenKind.RightParen || _context.Function is null)
                && _context.Scopes.Find(Peek(2).Text) is not Meaning.OfVariable || (_context.Function is null && Peek(2).Kind == TokenKind.Identifier)),
            TokenKind.Const or TokenKind.Volatile or TokenKind.Static => true,
            _ => false,
        };
    }

    /// <summary>Reports the unknown type once and lets the name be a type that agrees with everything from here on.</summary>
    private void ReportUnknownType()
    {
        Reported reported = ReportUnknown(Current);
        _context.Scopes.Declare(Current.Text, new Meaning.OfTypedef(new(TextOf(Current), new CType.Error(reported), Current.Span) { IsUsed = true }));
    }

    private Reported ReportUnknown(Token name)
    {
        string text = TextOf(name);
        string? header = LibraryPrototypes.HeaderOfOther(text);
        IEnumerable<string> types = _context.Scopes.All().Where(n => n.Meaning is Meaning.OfTypedef).Select(n => _context.Symbols[n.Name])
            .Where(n => !n.StartsWith("__", StringComparison.Ordinal)).Concat(["int", "char", "double", "float", "long", "short", "unsigned", "void", "struct"]);
        CType? tag = _context.Scopes.FindTag(name.Text);
        return Report.Error(CErrors.UnknownType(name.Span, text, tag, header, Spelling.Closest(text, types)));
    }
}
