using System.Text;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Printing;

/// <summary>Prints single items of a program. What Rust's syntax has no place for stands in attributes before the item.</summary>
internal sealed class ItemPrinter
{
    private readonly NameTable _names;
    private readonly TypeText _types;
    private readonly ConstantText _constants;
    private readonly OriginText _origins;
    private readonly TyInterner _scratch = new();
    private readonly MirPrintOptions _options;

    /// <summary>A printer of items; types it has to make up for itself, such as a subslice's, stay its own.</summary>
    public ItemPrinter(NameTable names, SourceMap sources, MirPrintOptions options)
    {
        _names = names;
        _types = new(names);
        _constants = new(names, _types);
        _origins = new(sources, options);
        _options = options;
    }

    /// <summary>A struct, union or enum.</summary>
    public string Adt(AdtDef adt)
    {
        var text = new StringBuilder(Attributes(adt.Id));
        text.Append(ReprAttributes(adt.Repr));
        text.Append(adt.Role == AdtRole.None ? "" : $"#[role {adt.Role}]\n");
        if (adt.Name != _names.DefinitionOf(adt.Id).Name)
        {
            text.Append($"#[shown {NameTable.Escaped(adt.Name, '"')}]\n");
        }

        text.Append(adt.Kind switch { AdtKind.Struct => "struct ", AdtKind.Union => "union ", AdtKind.Enum => "enum " }).Append(_names[adt.Id]);
        if (!adt.IsComplete)
        {
            return text.Append(";\n").ToString();
        }

        text.Append($" {{{_origins.At(_names.DefinitionOf(adt.Id).Span)}\n");
        AppendMembers(text, adt);
        return text.Append("}\n").ToString();
    }

    /// <summary>A static variable or constant.</summary>
    public string Static(StaticDef item)
    {
        var text = new StringBuilder(Attributes(item.Definition));
        text.Append(item.Kind == StaticKind.Global ? "" : $"#[kind {item.Kind}]\n");
        text.Append(item.IsThreadLocal ? "#[thread_local]\n" : "");
        text.Append(item.Align is { } align ? FormattableString.Invariant($"#[align {align}]\n") : "");
        text.Append(item.ExtraBytes == 0 ? "" : FormattableString.Invariant($"#[extra {item.ExtraBytes}]\n"));
        text.Append(item.Mutability == Mutability.Mut ? "static mut " : "static ");
        text.Append($"{_names[item.Definition]}: {_types.Of(item.Type)}{_origins.As(item.SourceType)} = {_constants.Bytes(item.Initial)};");
        return text.Append(_origins.At(_names.DefinitionOf(item.Definition).Span)).Append('\n').ToString();
    }

    /// <summary>A function without code.</summary>
    public string Declaration(DefId id, Binder<FnSig>? signature)
    {
        string keyword = _names.DefinitionOf(id).Kind == DefKind.Intrinsic ? "intrinsic" : "fn";
        string type = signature is null ? "" : $": {_types.Signature(signature)}";
        return $"{Attributes(id)}{keyword} {_names[id]}{type};{_origins.At(_names.DefinitionOf(id).Span)}\n";
    }

    /// <summary>Any other definition.</summary>
    public string Other(DefId id) => $"{Attributes(id)}{KeywordOf(_names.DefinitionOf(id).Kind)} {_names[id]};{_origins.At(_names.DefinitionOf(id).Span)}\n";

    /// <summary>A function with code; the declared signature is told where it says more than the body's.</summary>
    public string Function(Body body, Binder<FnSig>? declared)
    {
        var text = new StringBuilder(Attributes(body.Definition));
        DefKind kind = _names.DefinitionOf(body.Definition).Kind;
        text.Append(kind == DefKind.Function ? "" : $"#[kind {kind}]\n");
        text.Append(body.Language == LanguageOf(body.Signature) ? "" : $"#[language {body.Language}]\n");
        text.Append(body.Phase == MirPhase.Built ? "" : $"#[phase {body.Phase}]\n");
        text.Append(_options.Sources && body.Title.Length > 0 ? $"#[title {NameTable.Escaped(body.Title, '"')}]\n" : "");
        if (declared is not null && declared != new Binder<FnSig>(body.Signature, []))
        {
            text.Append($"#[signature {_types.Signature(declared)}]\n");
        }

        CodeText code = CodeOf(body);
        return text.Append(new BodyPrinter(body, _names.DefinitionOf(body.Definition), _names[body.Definition], _types, code, _origins, _options).Print()).ToString();
    }

    /// <summary>One statement or terminator.</summary>
    public string Instruction(Body body, Location at)
    {
        Block block = body.Blocks[at.Block];
        return at.Statement < block.Statements.Count ? CodeOf(body).Of(block.Statements[at.Statement].Kind) : CodeOf(body).Of(block.Terminator.Kind);
    }

    private CodeText CodeOf(Body body) => new(_names, _types, _constants, _origins, new(_scratch, body.Locals));

    /// <summary>The language that a function is taken to be written in when nothing else is said.</summary>
    internal static SourceLanguage LanguageOf(FnSig signature) => signature.Abi == Types.Abi.C ? SourceLanguage.C : SourceLanguage.Rust;

    /// <summary>The own name that a path suggests.</summary>
    internal static string LastSegment(string path) => path[(path.LastIndexOf("::", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..];

    /// <summary>The word that declares a definition of a kind.</summary>
    internal static string KeywordOf(DefKind kind) => kind switch
    {
        DefKind.Unit => "unit",
        DefKind.Module => "mod",
        DefKind.Function => "fn",
        DefKind.Intrinsic => "intrinsic",
        DefKind.Static => "static",
        DefKind.Constant => "const",
        DefKind.Struct => "struct",
        DefKind.Union => "union",
        DefKind.Enum => "enum",
        DefKind.Variant => "variant",
        DefKind.Trait => "trait",
        DefKind.Impl => "impl",
        DefKind.TypeAlias => "type",
        DefKind.Closure => "closure",
        DefKind.GenericParameter => "generic",
        DefKind.Macro => "macro",
        DefKind.AssociatedFunction => "assoc_fn",
        DefKind.AssociatedConstant => "assoc_const",
        DefKind.AssociatedType => "assoc_type",
        DefKind.Constructor => "ctor",
        DefKind.Field => "field",
        DefKind.LifetimeParameter => "lifetime",
        DefKind.ConstParameter => "const_param",
        DefKind.OpaqueType => "opaque",
        DefKind.AnonymousConstant => "anon_const",
        DefKind.ForeignModule => "extern",
        DefKind.Import => "use",
        DefKind.ForeignType => "extern_type",
        DefKind.TraitAlias => "trait_alias",
    };

    private string Attributes(DefId id)
    {
        Definition definition = _names.DefinitionOf(id);
        string name = definition.Name == LastSegment(definition.Path) ? "" : $"#[name {NameTable.Escaped(definition.Name, '"')}]\n";
        if (!_options.Sources)
        {
            return name;
        }

        string parent = definition.Parent is { } p ? $"#[parent {(NameTable.IsType(_names.DefinitionOf(p).Kind) ? "type" : "value")} {_names[p]}]\n" : "";
        return name + (definition.IsLibrary ? "#[library]\n" : "") + parent;
    }

    private static string ReprAttributes(ReprOptions repr)
    {
        string[] parts =
        [
            .. Optional(repr.IsC, "C"),
            .. Optional(repr.IsTransparent, "transparent"),
            .. Optional(repr.Pack is not null, FormattableString.Invariant($"packed({repr.Pack})")),
            .. Optional(repr.Align is not null, FormattableString.Invariant($"align({repr.Align})")),
            .. Optional(repr.Discriminant is not null, repr.Discriminant is { } kind ? TyPrinter.NameOf(kind) : ""),
        ];
        return (parts.Length == 0 ? "" : $"#[repr({string.Join(", ", parts)})]\n")
            + (repr.ValidRange is var (start, end) ? FormattableString.Invariant($"#[valid {start}..{end}]\n") : "")
            + (repr.HidesNiches ? "#[hides_niches]\n" : "")
            + (repr.MayBeUnsized ? "#[may_be_unsized]\n" : "");
    }

    private static string[] Optional(bool condition, string text) => condition ? [text] : [];

    private void AppendMembers(StringBuilder text, AdtDef adt)
    {
        if (adt.Kind != AdtKind.Enum)
        {
            AppendFields(text, adt.Variants[default], "    ");
            return;
        }

        Int128 expected = 0;
        foreach (VariantDef variant in adt.Variants)
        {
            text.Append("    ").Append(NameTable.Plain(variant.Name));
            if (!variant.Fields.IsEmpty)
            {
                text.Append(" {\n");
                AppendFields(text, variant, "        ");
                text.Append("    }");
            }

            text.Append(variant.Discriminant == expected ? "" : FormattableString.Invariant($" = {variant.Discriminant}")).Append(",\n");
            expected = unchecked(variant.Discriminant + 1);
        }
    }

    private void AppendFields(StringBuilder text, VariantDef variant, string indent)
    {
        foreach (FieldDef field in variant.Fields)
        {
            text.Append(indent).Append(field.Align is { } align ? FormattableString.Invariant($"#[align {align}] ") : "");
            text.Append(field.IsConst ? "#[const] " : "");
            text.Append(IsFlexible(field) && !_options.Sources ? "#[flexible] " : "");
            text.Append($"{CodeText.FieldName(field.Name)}: {_types.Of(field.Type)}");
            text.Append(field.BitWidth is { } width ? FormattableString.Invariant($" : {width}") : "");
            text.Append(_origins.As(field.SourceType)).Append(",\n");
        }
    }

    private static bool IsFlexible(FieldDef field) => field is { Type: Ty.Slice, SourceType: SourceType.Array };
}
