using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Parsing;

/// <summary>Structures, unions and enumerations (6.7.2.1 to 6.7.2.3).</summary>
public sealed partial class CParser
{
    // 6.7.2.1 (`struct` | `union`) identifier? `{` struct-declaration-list `}` | (`struct` | `union`) identifier
    private CType ParseRecordSpecifier()
    {
        Token keyword = Advance();
        bool isUnion = keyword.Kind == TokenKind.Union;
        AttributeSet attributes = ParseAttributes();
        Token? tag = Kind == TokenKind.Identifier ? Advance() : null;
        if (Kind != TokenKind.LeftBrace)
        {
            return tag is { } name
                ? ReferToRecord(name, isUnion, keyword)
                : new CType.Error(ReportExpected("a tag or `{`", $"after {keyword.Kind.Describe()}"));
        }

        CType.Record type = DefineRecord(tag, isUnion, keyword);
        return ParseMembers(type, attributes, tag?.Span ?? keyword.Span);
    }

    private CType ReferToRecord(Token tag, bool isUnion, Token keyword)
    {
        bool isNewHere = Kind == TokenKind.Semicolon;
        CType? known = isNewHere ? _context.Scopes.FindTagHere(tag.Text) : _context.Scopes.FindTag(tag.Text);
        if (known is CType.Record record && record.Definition.IsUnion == isUnion)
        {
            return known;
        }

        if (known is not null)
        {
            return new CType.Error(Report.Error(CErrors.WrongTag(tag.Span, TextOf(tag), keyword.Kind.Spelling(), PlaceOfTag(known))));
        }

        return NewRecord(tag, isUnion, keyword);
    }

    private CType.Record NewRecord(Token? tag, bool isUnion, Token keyword)
    {
        var type = new CType.Record(new RecordDefinition(tag is { } name ? TextOf(name) : null, isUnion, tag?.Span ?? keyword.Span));
        if (tag is { } declared)
        {
            if (_prototypeDepth > 0)
            {
                Report.Warn(Warnings.Unnamed, declared.Span, $"`{type}` is declared inside a parameter list and will not be visible outside of it");
            }

            _context.Scopes.DeclareTag(declared.Text, type);
        }

        return type;
    }

    private CType.Record DefineRecord(Token? tag, bool isUnion, Token keyword)
    {
        if (tag is not { } name || _context.Scopes.FindTagHere(name.Text) is not { } known)
        {
            return NewRecord(tag, isUnion, keyword);
        }

        if (known is CType.Record { Definition: { IsComplete: false } definition } record && definition.IsUnion == isUnion && !_openRecords.Contains(definition))
        {
            return record;
        }

        Report.Error(known is CType.Record other && other.Definition.IsUnion == isUnion
            ? CErrors.RecordRedefinition(name.Span, known, PlaceOfTag(known))
            : CErrors.WrongTag(name.Span, TextOf(name), keyword.Kind.Spelling(), PlaceOfTag(known)));
        return new(new RecordDefinition(TextOf(name), isUnion, name.Span));
    }

    private readonly HashSet<RecordDefinition> _openRecords = [];

    private CType ParseMembers(CType.Record type, AttributeSet attributes, Span span)
    {
        RecordDefinition definition = type.Definition;
        definition.Span = span;
        Token open = Advance();
        if (!TryEnter())
        {
            _at--;
            SkipBalanced();
            return new CType.Error(Report.Last!);
        }

        _openRecords.Add(definition);
        var fields = new List<DeclaredField>();
        while (Kind is not (TokenKind.RightBrace or TokenKind.EndOfFile) && !Report.IsFlooded)
        {
            int before = _at;
            ParseMemberDeclaration(definition, fields);
            if (_at == before)
            {
                definition.IsFaulty = true;
                Advance();
            }
        }

        ExpectClosing(TokenKind.RightBrace, open, "at the end of the members");
        Leave();
        _openRecords.Remove(definition);
        attributes = attributes.With(ParseAttributes());
        Complete(definition, fields, attributes, span);
        return type;
    }

    private void Complete(RecordDefinition definition, List<DeclaredField> fields, AttributeSet attributes, Span span)
    {
        int? pragma = _packing.LimitAt(_at);
        definition.PackBytes = attributes.IsPacked ? 1 : pragma;
        CheckFlexibleArray(definition, fields);
        if (pragma is { } limit)
        {
            // Unlike the attribute, the pragma also caps what a member asks for itself.
            fields = [.. fields.Select(f => f with { Alignment = Math.Min(f.Alignment, limit) })];
        }

        var layout = new RecordLayout(Types, definition.IsUnion, definition.PackBytes);
        layout.Complete(definition, fields, attributes.Alignment);
        if (layout.IsTooLarge)
        {
            Report.Error(CErrors.RecordTooLarge(span, definition.Keyword));
        }

        if (fields.Count == 0 && !definition.IsFaulty)
        {
            Report.Warn(Warnings.Pedantic, span, $"{definition.Keyword} has no members");
        }
    }

    private void CheckFlexibleArray(RecordDefinition definition, List<DeclaredField> fields)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].Type is not CType.Array { Bound: ArrayBound.Incomplete })
            {
                continue;
            }

            if (i < fields.Count - 1 && !definition.IsUnion)
            {
                Report.Error(CErrors.FlexibleNotLast(fields[i].Span, fields[i].Name ?? ""));
            }
            else if (definition.IsUnion || fields.Count(f => f.IsMember) == 1)
            {
                Report.Error(CErrors.FlexibleAlone(fields[i].Span, fields[i].Name ?? "", definition.Keyword));
            }

            definition.HasFlexibleArray = true;
        }
    }

    // 6.7.2.1 struct-declaration: specifier-qualifier-list (struct-declarator (`,` struct-declarator)*)? `;`
    private void ParseMemberDeclaration(RecordDefinition definition, List<DeclaredField> fields)
    {
        if (Kind == TokenKind.StaticAssert)
        {
            ParseStaticAssert();
            return;
        }

        if (Take(TokenKind.Semicolon))
        {
            Report.Warn(Warnings.Pedantic, Previous.Span, "extra `;` among the members");
            return;
        }

        if (!StartsDeclaration())
        {
            if (!LooksLikeUnknownType() && !(Kind == TokenKind.Identifier && Peek().Kind == TokenKind.Star))
            {
                definition.IsFaulty = true;
                ReportExpected("a member", $"in the {definition.Keyword}");
                SkipToEndOfStatement();
                Take(TokenKind.Semicolon);
                return;
            }

            definition.IsFaulty = true;
            ReportUnknownType();
        }

        Token first = Current;
        Specifiers specifiers = ParseSpecifiers();
        if (specifiers.Storage != StorageClass.None || specifiers.IsThreadLocal || specifiers.IsInline)
        {
            Report.Error(CErrors.StorageInMember(specifiers.StorageSpan.Length > 0 ? specifiers.StorageSpan : first.Span));
        }

        if (Kind == TokenKind.Semicolon)
        {
            AddUnnamedMember(definition, specifiers, fields, first.Span);
            Advance();
            return;
        }

        ParseMemberDeclarators(definition, specifiers, fields);
    }

    private void ParseMemberDeclarators(RecordDefinition definition, Specifiers specifiers, List<DeclaredField> fields)
    {
        do
        {
            Declarator declarator = Kind == TokenKind.Colon
                ? new(Symbol.Empty, Current.Span, specifiers.Type)
                : ParseDeclarator(specifiers.Type, DeclaratorKind.Named);
            int? width = Kind == TokenKind.Colon ? ParseBitWidth(declarator) : null;
            if (declarator.Name.IsEmpty && width is null)
            {
                definition.IsFaulty = true;
                SkipToEndOfStatement();
                break;
            }

            declarator = declarator with { Attributes = declarator.Attributes.With(ParseAttributes()) };
            AddMember(definition, specifiers, declarator, width, fields);
        }
        while (Take(TokenKind.Comma));
        if (!Expect(TokenKind.Semicolon, $"after the member of the {definition.Keyword}") && !Current.IsAtLineStart)
        {
            SkipToEndOfStatement();
            Take(TokenKind.Semicolon);
        }
    }

    // 6.7.2.1p13: an unnamed structure or union as a member lends its members
    private void AddUnnamedMember(RecordDefinition definition, Specifiers specifiers, List<DeclaredField> fields, Span span)
    {
        if (specifiers.Type is CType.Record { Definition: { Tag: null } inner })
        {
            foreach (Field field in inner.Fields)
            {
                CheckDuplicateMember(definition, fields, field.Name, field.Span);
            }

            fields.Add(new(null, specifiers.Type, null, span) { Alignment = Math.Max(specifiers.Alignment, specifiers.Attributes.Alignment) });
        }
        else if (!specifiers.HasTag && !specifiers.Type.IsError())
        {
            Report.Warn(Warnings.Unnamed, span, "declaration declares no member");
        }
    }

    private void AddMember(RecordDefinition definition, Specifiers specifiers, Declarator declarator, int? width, List<DeclaredField> fields)
    {
        string? name = declarator.Name.IsEmpty ? null : _context.Symbols[declarator.Name];
        CType type = CheckMemberType(definition, declarator, name ?? "");
        CheckDuplicateMember(definition, fields, name, declarator.Span);
        AttributeSet attributes = specifiers.Attributes.With(declarator.Attributes);
        fields.Add(new(name, type, width, declarator.Span)
        {
            Alignment = Math.Max(specifiers.Alignment, attributes.Alignment),
            IsPacked = attributes.IsPacked,
        });
    }

    private CType CheckMemberType(RecordDefinition definition, Declarator declarator, string name)
    {
        CType type = declarator.Type;
        if (type.IsError())
        {
            definition.IsFaulty = true;
            return Types.Int;
        }

        bool isFlexible = type is CType.Array { Bound: ArrayBound.Incomplete, Element: var element } && element.IsComplete();
        bool isBad = type is CType.Function || type.IsVariableLength() || (!type.IsComplete() && !isFlexible);
        if (!isBad)
        {
            return RecordDefinition.DepthOf(type) < TypeDepthLimit ? type : TooDeepMember(definition, declarator);
        }

        definition.IsFaulty = true;
        Report.Error(type is CType.Function ? CErrors.FunctionMember(declarator.Span, name)
            : type.IsVariableLength() ? CErrors.VariableLengthMember(declarator.Span, name)
            : CErrors.IncompleteMember(declarator.Span, name, type, (type.InnermostElement() as CType.Record)?.Definition == definition));
        return Types.Int;
    }

    private CType TooDeepMember(RecordDefinition definition, Declarator declarator)
    {
        definition.IsFaulty = true;
        Report.Error(CErrors.NestedTooDeeply(declarator.Span, TypeDepthLimit));
        Report.Stop();
        return Types.Int;
    }

    private void CheckDuplicateMember(RecordDefinition definition, List<DeclaredField> fields, string? name, Span span)
    {
        if (name is not null && EarlierMember(fields, name) is { } earlier)
        {
            definition.IsFaulty = true;
            Report.Error(CErrors.DuplicateMember(span, name, earlier));
        }
    }

    /// <summary>Where a member of this name was declared, be it lent by an unnamed structure.</summary>
    private static Span? EarlierMember(List<DeclaredField> fields, string name)
    {
        foreach (DeclaredField field in fields)
        {
            if (field.Name == name)
            {
                return field.Span;
            }

            if (field is { Name: null, Type: CType.Record { Definition: var lent } } && lent.Find(name) is { } inner)
            {
                return inner.Span;
            }
        }

        return null;
    }

    private int? ParseBitWidth(Declarator declarator)
    {
        Advance();
        string name = declarator.Name.IsEmpty ? "" : _context.Symbols[declarator.Name];
        Expression value = ParseConditionalExpression();
        if (value.Type.IsError() || declarator.Type.IsError())
        {
            return 1;
        }

        if (CTypes.KindOf(declarator.Type) is not { } kind)
        {
            Report.Error(CErrors.BitFieldType(declarator.Span, name, declarator.Type));
            return null;
        }

        if (IntegerConstant(value) is not { } width)
        {
            Report.Error(CErrors.NotConstant(value.OuterSpan, "the width of a bit-field"));
            return 1;
        }

        bool isZeroNamed = width == 0 && name.Length > 0;
        if (width < 0 || width > Types.BitsOf(kind) || isZeroNamed)
        {
            Report.Error(CErrors.BitFieldWidth(value.OuterSpan, name, width, declarator.Type));
            return 1;
        }

        return (int)width;
    }

    // 6.7.2.2 `enum` identifier? `{` enumerator-list `,`? `}` | `enum` identifier
    private CType ParseEnumSpecifier()
    {
        Token keyword = Advance();
        AttributeSet attributes = ParseAttributes();
        Token? tag = Kind == TokenKind.Identifier ? Advance() : null;
        if (Kind == TokenKind.LeftBrace)
        {
            return ParseEnumerators(DefineEnumeration(tag, keyword), attributes, tag?.Span ?? keyword.Span);
        }

        if (tag is not { } name)
        {
            return new CType.Error(ReportExpected("a tag or `{`", "after `enum`"));
        }

        CType? known = _context.Scopes.FindTag(name.Text);
        if (known is null)
        {
            Report.Warn(Warnings.Pedantic, name.Span, "ISO C does not allow a reference to an enumeration before its definition");
            var type = new CType.Enum(new EnumDefinition(TextOf(name), name.Span));
            _context.Scopes.DeclareTag(name.Text, type);
            return type;
        }

        return known is CType.Enum ? known : new CType.Error(Report.Error(CErrors.WrongTag(name.Span, TextOf(name), "enum", PlaceOfTag(known))));
    }

    private CType.Enum DefineEnumeration(Token? tag, Token keyword)
    {
        var type = new CType.Enum(new EnumDefinition(tag is { } t ? TextOf(t) : null, tag?.Span ?? keyword.Span));
        if (tag is not { } name)
        {
            return type;
        }

        switch (_context.Scopes.FindTagHere(name.Text))
        {
            case null:
                _context.Scopes.DeclareTag(name.Text, type);
                return type;
            case CType.Enum { Definition.IsComplete: false } forward:
                return forward;
            case CType.Enum known:
                Report.Error(CErrors.RecordRedefinition(name.Span, known, PlaceOfTag(known)));
                return type;
            case var other:
                Report.Error(CErrors.WrongTag(name.Span, TextOf(name), "enum", PlaceOfTag(other)));
                return type;
        }
    }

    private CType.Enum ParseEnumerators(CType.Enum type, AttributeSet attributes, Span span)
    {
        EnumDefinition definition = type.Definition;
        definition.Span = span;
        Token open = Advance();
        var values = new EnumeratorValues(_context);
        while (Kind == TokenKind.Identifier)
        {
            ParseEnumerator(definition, values);
            if (!Take(TokenKind.Comma))
            {
                break;
            }
        }

        if (definition.Constants.Count == 0)
        {
            ReportExpected("the name of a constant", "in the enumeration");
        }

        if (Kind != TokenKind.RightBrace)
        {
            ExpectClosing(TokenKind.RightBrace, open, "at the end of the enumeration");
            SkipToEndOfStatement();
        }

        Take(TokenKind.RightBrace);
        attributes = attributes.With(ParseAttributes());
        definition.Complete(values.Underlying(attributes.IsPacked));
        return type;
    }

    private void ParseEnumerator(EnumDefinition definition, EnumeratorValues values)
    {
        Token name = Advance();
        ParseAttributes();
        if (Take(TokenKind.Equal))
        {
            Expression value = Conversions.Value(ParseConditionalExpression());
            if (!value.Type.IsError() && IntegerConstant(value) is { } number)
            {
                values.Set(number, CTypes.KindOf(value.Type)!.Value);
            }
            else if (!value.Type.IsError())
            {
                Report.Error(CErrors.NotConstant(value.OuterSpan, "the value of an enumeration constant"));
            }
        }

        (long bits, CType type) = values.Next(name.Span);
        var constant = new EnumConstant(TextOf(name), bits, type, definition, name.Span);
        definition.Add(constant);
        if (_context.Scopes.FindHere(name.Text) is { } earlier and not Meaning.Wrong)
        {
            Report.Error(CErrors.DifferentKind(name.Span, constant.Name, DeclarationChecks.PlaceOf(earlier)));
            return;
        }

        _context.Scopes.Declare(name.Text, new Meaning.OfConstant(constant));
    }

    private static Span PlaceOfTag(CType type) => type switch
    {
        CType.Record record => record.Definition.Span,
        CType.Enum enumeration => enumeration.Definition.Span,
        _ => default,
    };
}
