using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Parsing;

/// <summary>The first pass, names, and the items that define types.</summary>
public sealed partial class MirParser
{
    private readonly Dictionary<string, int> _generics = new(StringComparer.Ordinal);

    private void DeclareItems()
    {
        while (Peek.Kind != MirTokenKind.End)
        {
            DeclareItem(ParseAttributes());
            SkipItem();
        }
    }

    private void DeclareItem(ItemAttributes attributes)
    {
        SkipQualifiers();
        if (Peek.Is("start") || Peek.Is("main_is"))
        {
            return;
        }

        if (KindOf(Next()) is not { } keyword)
        {
            Fail("expected an item", _tokens[Math.Max(0, _at - 1)]);
            return;
        }

        Accept("mut");
        DefKind kind = keyword == DefKind.Function && Enum.TryParse(attributes.Kind, out DefKind other) ? other : keyword;
        (string path, string key) = ParseName();
        DefId id = _definitions.Add(new(kind, attributes.Name ?? ItemPrinter.LastSegment(path), path, null, default));
        if (!(NameTable.IsType(kind) ? _typeNames : _valueNames).TryAdd(key, id))
        {
            Fail($"`{path}` is declared twice");
        }

        AdtKind? adt = kind switch
        {
            DefKind.Struct => AdtKind.Struct,
            DefKind.Union => AdtKind.Union,
            DefKind.Enum => AdtKind.Enum,
            _ => null,
        };
        if (adt is { } adtKind)
        {
            _adts.Add(id, new(id, attributes.Shown ?? _definitions[id].Name, adtKind, attributes.Repr) { Role = attributes.Role });
        }
    }

    private void SkipQualifiers()
    {
        while (true)
        {
            if (Peek.Is("extern") && _tokens[_at + 1].Kind == MirTokenKind.Text)
            {
                _at += 2;
            }
            else if (!Accept("unsafe") && !Accept("pub"))
            {
                return;
            }
        }
    }

    // An item ends at a semicolon or at the brace that closes its first one; `{error}` is a type.
    private void SkipItem()
    {
        int depth = 0;
        while (Peek.Kind != MirTokenKind.End)
        {
            MirToken token = Next();
            bool isBrace = token.Is("{") && !(Peek.Is("error") && _tokens[_at + 1].Is("}"));
            if (token.Is("{") && !isBrace)
            {
                _at += 2;
            }

            depth += isBrace || token.Is("(") || token.Is("[") ? 1 : token.Is("}") || token.Is(")") || token.Is("]") ? -1 : 0;
            if (depth == 0 && (token.Is(";") || token.Is("}")))
            {
                ParseAt();
                return;
            }
        }
    }

    private static DefKind? KindOf(MirToken token) => token.Kind != MirTokenKind.Word ? null : token.Text switch
    {
        "unit" => DefKind.Unit,
        "mod" => DefKind.Module,
        "fn" => DefKind.Function,
        "intrinsic" => DefKind.Intrinsic,
        "static" => DefKind.Static,
        "const" => DefKind.Constant,
        "struct" => DefKind.Struct,
        "union" => DefKind.Union,
        "enum" => DefKind.Enum,
        "variant" => DefKind.Variant,
        "trait" => DefKind.Trait,
        "impl" => DefKind.Impl,
        "type" => DefKind.TypeAlias,
        "closure" => DefKind.Closure,
        "generic" => DefKind.GenericParameter,
        "macro" => DefKind.Macro,
        "assoc_fn" => DefKind.AssociatedFunction,
        "assoc_const" => DefKind.AssociatedConstant,
        "assoc_type" => DefKind.AssociatedType,
        "ctor" => DefKind.Constructor,
        "field" => DefKind.Field,
        "lifetime" => DefKind.LifetimeParameter,
        "const_param" => DefKind.ConstParameter,
        "opaque" => DefKind.OpaqueType,
        "anon_const" => DefKind.AnonymousConstant,
        "extern" => DefKind.ForeignModule,
        "use" => DefKind.Import,
        "extern_type" => DefKind.ForeignType,
        "trait_alias" => DefKind.TraitAlias,
        _ => null,
    };

    /// <summary>A path, and the key that tells it from others of the same path: <c>name#2</c>.</summary>
    private (string Path, string Key) ParseName()
    {
        MirToken token = Next();
        _ = token.Kind is MirTokenKind.Word or MirTokenKind.QuotedName || Fail("expected a name", token);
        return (token.Text, Accept("#") ? $"{token.Text}#{ExpectInt()}" : token.Text);
    }

    private DefId ExpectValue() => ExpectDefinition(isType: false);

    private DefId ExpectDefinition(bool isType)
    {
        MirToken token = Peek;
        (string path, string key) = ParseName();
        return (isType ? _typeNames : _valueNames).TryGetValue(key, out DefId id) ? id : Failed(default(DefId), $"`{path}` is not declared", token);
    }

    private void ParseAdt(ItemAttributes attributes)
    {
        DefId id = ExpectDefinition(isType: true);
        if (_error is not null)
        {
            return;
        }

        AdtDef adt = _adts[id];
        ParseGenerics();
        if (Accept(";"))
        {
            Finish(id, attributes, ParseAt());
            return;
        }

        if (Peek.Is("("))
        {
            adt.Complete([new(adt.Name, 0, ParseTupleFields())], attributes.Repr);
            Expect(";");
        }
        else
        {
            Expect("{");
            Finish(id, attributes, ParseAt());
            adt.Complete(adt.Kind == AdtKind.Enum ? ParseVariants() : [new(adt.Name, 0, ParseFields())], attributes.Repr);
        }

        _generics.Clear();
    }

    // `<'a, T: Bound, const N: usize>` in Rust's declarations; a printed one needs no list.
    private void ParseGenerics()
    {
        _generics.Clear();
        if (!Accept("<"))
        {
            return;
        }

        while (More(">"))
        {
            bool isConst = Accept("const");
            _generics[Next().Text] = _generics.Count;
            if (Accept(":"))
            {
                if (isConst)
                {
                    ParseType();
                }
                else
                {
                    while (!Peek.Is(",") && !Peek.Is(">") && Peek.Kind != MirTokenKind.End)
                    {
                        Next();
                    }
                }
            }

            Accept(",");
        }
    }

    private List<VariantDef> ParseVariants()
    {
        var variants = new List<VariantDef>();
        Int128 next = 0;
        while (More("}"))
        {
            (string name, _) = ParseName();
            EquatableArray<FieldDef> fields = Peek.Is("(") ? ParseTupleFields() : Accept("{") ? ParseFields() : [];
            if (Accept("="))
            {
                bool isNegative = Accept("-");
                UInt128 value = ExpectNumber();
                next = unchecked(isNegative ? -(Int128)value : (Int128)value);
            }

            variants.Add(new(name, next, fields));
            next = unchecked(next + 1);
            _ = Peek.Is("}") || Accept(",") || Fail("expected `,`");
        }

        return variants;
    }

    private EquatableArray<FieldDef> ParseTupleFields()
    {
        Expect("(");
        int number = 0;
        return ParseList(")", () =>
        {
            Accept("pub");
            return new FieldDef((number++).ToString(System.Globalization.CultureInfo.InvariantCulture), ParseType());
        }).ToEquatableArray();
    }

    private EquatableArray<FieldDef> ParseFields() => ParseList("}", ParseField).ToEquatableArray();

    private FieldDef ParseField()
    {
        ItemAttributes attributes = ParseAttributes();
        Accept("pub");
        MirToken name = Next();
        _ = name.Kind is MirTokenKind.Word or MirTokenKind.QuotedName or MirTokenKind.Number || Fail("expected a field's name", name);
        Expect(":");
        Ty type = ParseType();
        int? width = Accept(":") ? ExpectInt() : null;
        SourceType? sourceType = ParseSourceTypeAfterAs();
        if (attributes.IsFlexible && sourceType is null)
        {
            sourceType = new SourceType.Array("[]", new SourceType.Number(""));
        }

        return new(name.Is("_") ? "" : name.Text, type) { BitWidth = width, Align = attributes.Align, IsConst = attributes.IsConst, SourceType = sourceType };
    }
}
