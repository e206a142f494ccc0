using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Parsing;

/// <summary>Types, regions and constants of types.</summary>
public sealed partial class MirParser
{
    private static readonly Dictionary<string, IntKind> IntKinds = Enum.GetValues<IntKind>().ToDictionary(TyPrinter.NameOf, StringComparer.Ordinal);

    private Ty ParseType()
    {
        if (++_depth > MaxDepth)
        {
            Fail("nested too deeply");
        }

        Ty type = ParseTypeInside();
        _depth--;
        return type;
    }

    private Ty ParseTypeInside()
    {
        MirToken token = Next();
        return token.Kind switch
        {
            MirTokenKind.Symbol => ParseSymbolType(token),
            MirTokenKind.Word => ParseWordType(token),
            MirTokenKind.QuotedName => ParseAdtType(token),
            MirTokenKind.End or MirTokenKind.Lifetime or MirTokenKind.Number or MirTokenKind.Character or MirTokenKind.Text or MirTokenKind.Bytes
                or MirTokenKind.Origin or MirTokenKind.Wrong => Failed(_types.Error, "expected a type", token),
        };
    }

    private Ty ParseSymbolType(MirToken token)
    {
        switch (token.Text)
        {
            case "!":
                return _types.Never;
            case "{":
                Expect("error");
                Expect("}");
                return _types.Error;
            case "[":
                return ParseArrayType();
            case "*":
                Mutability mutability = Accept("mut") ? Mutability.Mut : Mutability.Not;
                _ = mutability == Mutability.Mut || Accept("const") || Fail("expected `const` or `mut`");
                return _types.RawPtr(ParseType(), mutability);
            case "&":
                Region region = ParseOptionalRegion();
                mutability = Accept("mut") ? Mutability.Mut : Mutability.Not;
                return _types.Ref(region, ParseType(), mutability);
            case "(":
                return ParseTupleType();
            case "?":
                InferKind kind = ExpectWord() switch { "int" => InferKind.Integer, "float" => InferKind.Float, _ => InferKind.General };
                return _types.Infer(kind, ExpectInt());
            default:
                return Failed(_types.Error, "expected a type", token);
        }
    }

    private Ty ParseArrayType()
    {
        Ty element = ParseType();
        if (Accept("]"))
        {
            return _types.Slice(element);
        }

        Expect(";");
        Const length = ParseLength();
        Expect("]");
        return _types.Array(element, length);
    }

    private Const ParseLength()
    {
        if (Peek.Kind == MirTokenKind.Number)
        {
            return _types.Value(_types.Usize, ExpectNumber());
        }

        if (Peek.Kind == MirTokenKind.Word && _generics.TryGetValue(Peek.Text, out int index))
        {
            return _types.ConstParam(index, Next().Text);
        }

        Expect("const");
        return ParseConst();
    }

    private Ty ParseTupleType()
    {
        var parts = new List<Ty>();
        bool isTuple = true;
        while (More(")"))
        {
            parts.Add(ParseType());
            isTuple = Accept(",");
            _ = isTuple || Peek.Is(")") || Fail("expected `,`");
        }

        return parts.Count == 1 && !isTuple ? parts[0] : _types.Tuple(parts.ToEquatableArray());
    }

    private Ty ParseWordType(MirToken word)
    {
        if (BuiltIn(word.Text) is { } builtIn)
        {
            return builtIn;
        }

        switch (word.Text)
        {
            case "fn" when !Peek.Is("("):
                return _types.FnDef(ExpectValue(), ParseTurbofish());
            case "fn" or "for" or "unsafe" or "extern":
                _at -= _error is null ? 1 : 0;
                return _types.FnPtr(ParseSignature());
            case "dyn":
                return ParseDynamic();
            case "closure":
                return _types.Closure(ExpectValue(), ParseArgs());
            case "foreign":
                return _types.Foreign(ExpectDefinition(isType: true));
            case "projection":
                return _types.Alias(AliasKind.Projection, ExpectDefinition(isType: true), ParseArgs());
            case "opaque":
                return _types.Alias(AliasKind.Opaque, ExpectDefinition(isType: true), ParseArgs());
            case "alias":
                return _types.Alias(AliasKind.Free, ExpectDefinition(isType: true), ParseArgs());
            default:
                return ParseNamedType(word);
        }
    }

    private Ty? BuiltIn(string word) => word switch
    {
        "bool" => _types.Bool,
        "char" => _types.Char,
        "str" => _types.Str,
        "f32" => _types.F32,
        "f64" => _types.F64,
        "long_double" => _types.LongDouble,
        _ => IntKindOf(word) is { } kind ? _types.Int(kind) : null,
    };

    private static IntKind? IntKindOf(string word) => IntKinds.TryGetValue(word, out IntKind kind) ? kind : null;

    // A parameter, a bound variable or placeholder, or a struct, union or enum.
    private Ty ParseNamedType(MirToken word)
    {
        if (Accept("/"))
        {
            Expect("#");
            return _types.Param(ExpectInt(), word.Text);
        }

        if (Accept("^"))
        {
            return _types.BoundTy(ExpectInt(), ParseVariable(word.Text, "_"));
        }

        if (Accept("!"))
        {
            return _types.PlaceholderTy(ExpectInt(), ParseVariable(word.Text, "_"));
        }

        return _generics.TryGetValue(word.Text, out int index) ? _types.Param(index, word.Text) : ParseAdtType(word);
    }

    private Ty ParseAdtType(MirToken token)
    {
        string key = Accept("#") ? $"{token.Text}#{ExpectInt()}" : token.Text;
        if (!_typeNames.TryGetValue(key, out DefId id) || !_adts.TryGetValue(id, out AdtDef? adt))
        {
            return Failed(_types.Error, $"type `{token.Text}` is not declared", token);
        }

        return _types.Adt(adt, ParseArgs());
    }

    private BoundVariable ParseVariable(string name, string unnamed)
    {
        Expect(":");
        return new(ExpectInt(), name == unnamed ? null : name);
    }

    private EquatableArray<GenericArg> ParseArgs() => Accept("<") ? ParseList(">", ParseArg).ToEquatableArray() : [];

    private EquatableArray<GenericArg> ParseTurbofish() => Accept("::") ? ParseArgs() : [];

    private GenericArg ParseArg()
    {
        if (Peek.Kind == MirTokenKind.Lifetime)
        {
            return ParseRegion();
        }

        if (Peek.Kind == MirTokenKind.Number)
        {
            return _types.Value(_types.Usize, ExpectNumber());
        }

        return Accept("const") ? ParseConst() : ParseType();
    }

    private Region ParseOptionalRegion() => Peek.Kind == MirTokenKind.Lifetime ? ParseRegion() : _types.Erased;

    private Region ParseRegion()
    {
        MirToken token = Next();
        string name = token.Text;
        if (Accept("/"))
        {
            Expect("#");
            return _types.EarlyParam(ExpectInt(), name);
        }

        if (Accept("^"))
        {
            return _types.BoundRegion(ExpectInt(), ParseVariable(name, "'"));
        }

        if (Accept("@"))
        {
            return _types.LateParam(ExpectValue(), ParseVariable(name, "'"));
        }

        if (Accept("!"))
        {
            return _types.PlaceholderRegion(ExpectInt(), ParseVariable(name, "'"));
        }

        if (name == "'" && Accept("?"))
        {
            return _types.RegionVar(new(ExpectInt()));
        }

        if (name == "'" && Accept("{"))
        {
            Expect("error");
            Expect("}");
            return _types.ErrorRegion;
        }

        return name switch
        {
            "'static" => _types.Static,
            "'_" => _types.Erased,
            _ when _generics.TryGetValue(name, out int index) => _types.EarlyParam(index, name),
            _ => Failed(_types.ErrorRegion, $"lifetime `{name}` is not declared", token),
        };
    }

    /// <summary>What follows <c>const</c> in generic arguments.</summary>
    private Const ParseConst()
    {
        if (Accept("?"))
        {
            return _types.InferConst(ExpectInt());
        }

        if (Accept("eval"))
        {
            return _types.Unevaluated(ExpectValue(), ParseTurbofish());
        }

        if (Peek.Is("{") && _tokens[_at + 1].Is("error"))
        {
            _at += 2;
            Expect("}");
            return _types.ErrorConst();
        }

        MirToken after = _tokens[Math.Min(_at + 1, _tokens.Count - 1)];
        if (Peek.Kind == MirTokenKind.Word && (after.Is("/") || after.Is("^")))
        {
            string name = Next().Text;
            if (Accept("^"))
            {
                return _types.BoundConst(ExpectInt(), ParseVariable(name, "_"));
            }

            Expect("/");
            Expect("#");
            return _types.ConstParam(ExpectInt(), name);
        }

        (Ty type, UInt128 bits) = ParseScalar();
        return _types.Value(type, bits);
    }

    private Binder<FnSig> ParseSignature()
    {
        EquatableArray<BoundVariableKind> variables = ParseBinder();
        (bool isUnsafe, Abi abi) = ParseQualifiers();
        Expect("fn");
        Expect("(");
        (List<Ty> inputs, Variadic variadic) = ParseParameterList(ParseType);
        return new(new(inputs.ToEquatableArray(), ParseResult(), variadic, abi, isUnsafe), variables);
    }

    private (bool IsUnsafe, Abi Abi) ParseQualifiers()
    {
        bool isUnsafe = Accept("unsafe");
        if (!Accept("extern"))
        {
            return (isUnsafe, Abi.Rust);
        }

        MirToken token = Peek;
        return (isUnsafe, ExpectText() switch
        {
            "C" => Abi.C,
            "rust-call" => Abi.RustCall,
            "intrinsic" => Abi.Intrinsic,
            _ => Failed(Abi.C, "unknown calling convention", token),
        });
    }

    private (List<T> Items, Variadic Variadic) ParseParameterList<T>(Func<T> parse)
    {
        var items = new List<T>();
        while (More(")"))
        {
            if (Accept("...") || Peek.Is("?"))
            {
                Variadic variadic = Accept("?") ? Variadic.Unprototyped : Variadic.Ellipsis;
                Expect(")");
                return (items, variadic);
            }

            items.Add(parse());
            _ = Accept(",") || Peek.Is(")") || Peek.Is("?") || Fail("expected `,`");
        }

        return (items, Variadic.None);
    }

    private Ty ParseResult() => Accept("->") ? ParseType() : _types.Unit;

    private EquatableArray<BoundVariableKind> ParseBinder()
    {
        if (!Accept("for"))
        {
            return [];
        }

        Expect("<");
        return ParseList(">", ParseBoundVariableKind).ToEquatableArray();
    }

    private BoundVariableKind ParseBoundVariableKind()
    {
        if (Accept("type"))
        {
            return new BoundVariableKind.OfType(Named(Next().Text, "_"));
        }

        return Accept("const")
            ? new BoundVariableKind.OfConst(Named(Next().Text, "_"))
            : new BoundVariableKind.OfRegion(Named(Next().Text, "'_"));
    }

    private static string? Named(string name, string unnamed) => name == unnamed ? null : name;

    private Ty.Dynamic ParseDynamic()
    {
        EquatableArray<BoundVariableKind> variables = ParseBinder();
        Expect("(");
        EquatableArray<ExistentialPredicate> predicates = ParseList(")", ParsePredicate).ToEquatableArray();
        Expect("+");
        return _types.Dynamic(new(predicates, variables), ParseRegion());
    }

    private ExistentialPredicate ParsePredicate()
    {
        if (Accept("auto"))
        {
            return new ExistentialPredicate.AutoTrait(ExpectDefinition(isType: true));
        }

        if (!Accept("type"))
        {
            return new ExistentialPredicate.Trait(ExpectDefinition(isType: true), ParseArgs());
        }

        DefId item = ExpectDefinition(isType: true);
        EquatableArray<GenericArg> args = ParseArgs();
        Expect("=");
        return new ExistentialPredicate.Projection(item, args, ParseArg());
    }
}
