using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>
/// Gives every item its definition and its name in its module, and sets aside what must wait: imports, macro calls, derives. It is
/// used for a crate's modules, for what macros expand to, and for the items of a block.
/// </summary>
internal sealed partial class DefCollector(RustSession session, CrateData crate, Configuration configuration, ModuleFiles files)
{
    /// <summary>Where the collector stands.</summary>
    /// <param name="Module">The module that takes the names.</param>
    /// <param name="Parent">The definition that the items stand in.</param>
    /// <param name="Place">What kind of items they are.</param>
    /// <param name="Depth">How many macro expansions they came out of.</param>
    /// <param name="InBodyOf">The definition whose body they stand in.</param>
    internal readonly record struct Position(Module Module, DefId Parent, CallPlace Place, int Depth = 0, DefId? InBodyOf = null);

    /// <summary>Macro calls where items stand, not yet expanded.</summary>
    public List<Invocation> Invocations { get; } = [];

    /// <summary>Derives not yet expanded.</summary>
    public List<DeriveCall> Derives { get; } = [];

    /// <summary>Imports in the order of the source.</summary>
    public List<Import> Imports { get; } = [];

    /// <summary><c>extern crate</c> items whose crate is not known, for the messages.</summary>
    public List<(Item Item, string Name)> UnknownCrates { get; } = [];

    private SymbolTable Symbols => session.Symbols;

    private DefTable Definitions => session.Definitions;

    /// <summary>Collects items in order. <paramref name="macros"/> is the textual scope before them, and behind them afterwards.</summary>
    public void Collect(EquatableArray<Item> items, Position at, ref MacroScope? macros)
    {
        foreach (Item item in items)
        {
            Collect(item, at, ref macros);
        }
    }

    /// <summary>Collects one item.</summary>
    public void Collect(Item item, Position at, ref MacroScope? macros)
    {
        if (configuration.Apply(item.Attributes) is not { } attributes || IsTestOnly(attributes))
        {
            return;
        }

        item = attributes == item.Attributes ? item : item with { Attributes = attributes };
        switch (item.Kind)
        {
            case ItemKind.Macro call:
                var invocation = new Invocation(call.Invocation, at.Place, at.Module, at.Parent, macros, at.Depth);
                macros = MacroScope.After(macros, invocation);
                at.Module.PendingMacros++;
                Invocations.Add(invocation);
                break;
            case ItemKind.MacroDefinition definition:
                CollectMacro(item, definition, at, ref macros);
                break;
            case ItemKind.Use use:
                DefId import = Add(DefKind.Import, item, at, macros, default);
                CollectUse(use.Tree, new UseHead(item, at, import, macros), [], false);
                break;
            case ItemKind.ExternCrate external:
                CollectExternCrate(item, external, at, ref macros);
                break;
            case ItemKind.Module module:
                CollectModule(item, module, at, ref macros);
                break;
            case ItemKind.Error:
                break;
            default:
                CollectDerives(item, at, macros, CollectDefinition(item, at, macros));
                break;
        }
    }

    // `#[test]` functions exist only in test builds; the harness asks for them by attribute.
    private bool IsTestOnly(EquatableArray<Attribute> attributes)
    {
        foreach (Attribute attribute in attributes)
        {
            if (configuration.NameOf(attribute) is "test" or "bench")
            {
                return !configuration.Holds("test");
            }
        }

        return false;
    }

    private DefId CollectDefinition(Item item, Position at, MacroScope? macros)
    {
        switch (item.Kind)
        {
            case ItemKind.Function:
                return AddNamed(FunctionKind(item, at), Namespace.Value, item, at, macros);
            case ItemKind.Static:
                return AddNamed(DefKind.Static, Namespace.Value, item, at, macros);
            case ItemKind.Const:
                return AddNamed(IsAssociated(at) ? DefKind.AssociatedConstant : DefKind.Constant, Namespace.Value, item, at, macros);
            case ItemKind.TypeAlias:
                DefKind alias = at.Place == CallPlace.ForeignItems ? DefKind.ForeignType : IsAssociated(at) ? DefKind.AssociatedType : DefKind.TypeAlias;
                return AddNamed(alias, Namespace.Type, item, at, macros);
            case ItemKind.Struct data:
                return CollectStruct(item, DefKind.Struct, data.Data, at, macros);
            case ItemKind.Union data:
                return CollectStruct(item, DefKind.Union, data.Data, at, macros);
            case ItemKind.Enum data:
                return CollectEnum(item, data, at, macros);
            case ItemKind.Trait data:
                return CollectTrait(item, data, at, macros);
            case ItemKind.TraitAlias:
                return AddNamed(DefKind.TraitAlias, Namespace.Type, item, at, macros);
            case ItemKind.Impl data:
                return CollectImpl(item, data, at, macros);
            case ItemKind.ForeignModule data:
                DefId foreign = Add(DefKind.ForeignModule, item, at, macros, item.Span);
                MacroScope? inner = macros;
                Collect(data.Items, at with { Parent = foreign, Place = CallPlace.ForeignItems }, ref inner);
                return foreign;
            default:
                throw new InvalidOperationException($"no definition is made from {item.Kind.GetType().Name}");
        }
    }

    private static bool IsAssociated(Position at) => at.Place is CallPlace.TraitItems or CallPlace.ImplItems;

    private DefKind FunctionKind(Item item, Position at)
    {
        foreach (Attribute attribute in item.Attributes)
        {
            if (configuration.NameOf(attribute) == "rustc_intrinsic")
            {
                return DefKind.Intrinsic;
            }
        }

        return IsAssociated(at) ? DefKind.AssociatedFunction : DefKind.Function;
    }

    private DefId AddNamed(DefKind kind, Namespace ns, Item item, Position at, MacroScope? macros)
    {
        DefId id = Add(kind, item, at, macros, item.Name.Span);
        Name(item.Name, ns, id, at);
        return id;
    }

    // Names go into the module, but for those of impls, which only their type leads to.
    private void Name(Ident name, Namespace ns, DefId id, Position at)
    {
        if (at.Place != CallPlace.ImplItems && name.Name != session.Names.Underscore)
        {
            at.Module.Define(new(name.Name, ns), new(new Hir.Res.Def(id), session.Data[id].VisibleIn, name.Span));
        }
    }

    private DefId Add(DefKind kind, Item item, Position at, MacroScope? macros, Span nameSpan)
    {
        Module? visibleIn = at.Place switch
        {
            CallPlace.TraitItems => session.Data[at.Parent].VisibleIn,
            CallPlace.ImplItems when IsTraitImpl(at.Parent) => null,
            _ => VisibilityResolver.Resolve(item.Visibility, at.Module, session),
        };
        DefId id = Add(kind, item.Name.Name, at.Parent, nameSpan == default ? item.Span : nameSpan, new DefSource.OfItem(item), at.Module, visibleIn, macros, at.InBodyOf);
        if (IsAssociated(at) || at.Place == CallPlace.ForeignItems)
        {
            session.Data[at.Parent].Children.Add(id);
        }
        else
        {
            at.Module.Definitions.Add(id);
        }

        NoteLangItem(id, item.Attributes);
        return id;
    }

    private bool IsTraitImpl(DefId impl) => session.Data[impl].Item is { Kind: ItemKind.Impl { TraitRef: not null } };

    private DefId Add(DefKind kind, Symbol name, DefId parent, Span span, DefSource source, Module module, Module? visibleIn, MacroScope? macros, DefId? inBodyOf)
    {
        string text = Symbols[name];
        string parentPath = Definitions[parent].Path;
        string shown = text.Length > 0 ? text : source is DefSource.OfItem { Item.Kind: ItemKind.Impl impl } ? DefPaths.OfImpl(impl, session.Sources) : "";
        string path = shown.Length == 0 ? parentPath : DefPaths.Join(Definitions[parent].Kind, parentPath, shown);
        DefId id = Definitions.Add(new(kind, text, path, parent, span) { IsLibrary = crate.IsLibrary });
        session.Data.Add(id, new(id, source, module, visibleIn) { Macros = macros, InBodyOf = inBodyOf });
        crate.Definitions.Add(id);
        if (kind is DefKind.Struct or DefKind.Enum or DefKind.Union or DefKind.Trait)
        {
            session.TypeNames[name] = session.TypeNames.GetValueOrDefault(name) + 1;
        }

        return id;
    }

    private void NoteLangItem(DefId id, EquatableArray<Attribute> attributes)
    {
        foreach (Attribute attribute in attributes)
        {
            string name = configuration.NameOf(attribute);
            if (name is "lang" or "rustc_diagnostic_item" && attribute is Attribute.Normal { Body.Arguments: AttributeArguments.Value { Expression.Kind: ExpressionKind.Literal literal } })
            {
                string? text = LiteralText.StringOf(literal.Token, Symbols);
                Dictionary<string, DefId> items = name == "lang" ? session.LangItems : session.DiagnosticItems;
                if (!items.TryAdd(text ?? "", id) && IsForeign(items[text ?? ""]))
                {
                    items[text ?? ""] = id;
                }
            }
        }
    }

    // An extern block only declares what another crate defines.
    private bool IsForeign(DefId id) => Definitions[id].Parent is { } parent && Definitions[parent].Kind == DefKind.ForeignModule;

    private DefId CollectStruct(Item item, DefKind kind, VariantData data, Position at, MacroScope? macros)
    {
        DefId id = AddNamed(kind, Namespace.Type, item, at, macros);
        Module? reach = session.Data[id].VisibleIn;
        CollectFields(id, data, at, ref reach);
        AddConstructor(id, item.Name, data, at, reach);
        return id;
    }

    // A constructor reaches as far as the most private field.
    private void CollectFields(DefId owner, VariantData data, Position at, ref Module? reach)
    {
        bool isVariant = Definitions[owner].Kind == DefKind.Variant;
        int index = 0;
        foreach (FieldDefinition field in data.AllFields())
        {
            if (configuration.Apply(field.Attributes) is not { } attributes)
            {
                continue;
            }

            Module? visibleIn = isVariant ? session.Data[owner].VisibleIn : VisibilityResolver.Resolve(field.Visibility, at.Module, session);
            reach = Import.Narrower(reach, visibleIn);
            Symbol name = field.Name?.Name ?? Symbols.Intern(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            DefId id = Add(DefKind.Field, name, owner, field.Name?.Span ?? field.Span, new DefSource.OfField(field with { Attributes = attributes }), at.Module, visibleIn, null, at.InBodyOf);
            session.Data[owner].Children.Add(id);
            index++;
        }
    }

    private void AddConstructor(DefId owner, Ident name, VariantData data, Position at, Module? reach)
    {
        if (data is VariantData.Struct)
        {
            return;
        }

        DefId id = Add(DefKind.Constructor, name.Name, owner, name.Span, new DefSource.OfConstructor(), at.Module, reach, null, at.InBodyOf);
        Definitions[id] = Definitions[id] with { Path = Definitions[owner].Path };
        session.Data[owner].Constructor = id;
        at.Module.Define(new(name.Name, Namespace.Value), new(new Hir.Res.Def(id), reach, name.Span));
    }

    private DefId CollectEnum(Item item, ItemKind.Enum data, Position at, MacroScope? macros)
    {
        DefId id = AddNamed(DefKind.Enum, Namespace.Type, item, at, macros);
        Module module = AddModule(ModuleKind.Enum, id, at.Module);
        foreach (Variant variant in data.Variants)
        {
            if (configuration.Apply(variant.Attributes) is { } attributes)
            {
                CollectVariant(variant with { Attributes = attributes }, id, module, at);
            }
        }

        return id;
    }

    private void CollectVariant(Variant variant, DefId owner, Module module, Position at)
    {
        Module? reach = session.Data[owner].VisibleIn;
        DefId id = Add(DefKind.Variant, variant.Name.Name, owner, variant.Name.Span, new DefSource.OfVariant(variant), at.Module, reach, null, at.InBodyOf);
        session.Data[owner].Children.Add(id);
        NoteLangItem(id, variant.Attributes);
        module.Define(new(variant.Name.Name, Namespace.Type), new(new Hir.Res.Def(id), reach, variant.Name.Span));
        Module? fieldReach = reach;
        CollectFields(id, variant.Data, at, ref fieldReach);
        AddConstructor(id, variant.Name, variant.Data, at with { Module = module }, reach);
        if (variant.Data is VariantData.Struct)
        {
            module.Define(new(variant.Name.Name, Namespace.Value), new(new Hir.Res.Def(id), reach, variant.Name.Span));
        }

        if (variant.Discriminant is { } value)
        {
            session.Data[id].Discriminant = Add(DefKind.AnonymousConstant, default, id, value.Value.Span, new DefSource.OfConstant(value, null), at.Module, null, null, at.InBodyOf);
        }
    }

    private DefId CollectTrait(Item item, ItemKind.Trait data, Position at, MacroScope? macros)
    {
        DefId id = AddNamed(DefKind.Trait, Namespace.Type, item, at, macros);
        Module module = AddModule(ModuleKind.Trait, id, at.Module);
        Collect(data.Items, at with { Module = module, Parent = id, Place = CallPlace.TraitItems }, ref macros);
        return id;
    }

    private DefId CollectImpl(Item item, ItemKind.Impl data, Position at, MacroScope? macros)
    {
        DefId id = Add(DefKind.Impl, item, at, macros, item.Span);
        Collect(data.Items, at with { Parent = id, Place = CallPlace.ImplItems }, ref macros);
        return id;
    }

    private Module AddModule(ModuleKind kind, DefId id, Module parent)
    {
        var module = new Module(kind, id, parent, crate);
        session.Modules.Add(id, module);
        crate.Modules.Add(module);
        return module;
    }

    private void CollectModule(Item item, ItemKind.Module module, Position at, ref MacroScope? macros)
    {
        DefId id = AddNamed(DefKind.Module, Namespace.Type, item, at, macros);
        Module inner = AddModule(ModuleKind.Module, id, at.Module);
        (EquatableArray<Item> items, EquatableArray<Attribute> attributes) = files.Open(item, module, inner, at.Module);
        if (configuration.Apply(attributes) is null)
        {
            return;
        }

        MacroScope? scope = macros;
        Collect(items, new(inner, id, CallPlace.Items, at.Depth, at.InBodyOf), ref scope);
        foreach (Attribute attribute in item.Attributes)
        {
            if (configuration.NameOf(attribute) == "macro_use")
            {
                macros = scope;
            }
        }
    }
}
