using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <content>Use trees, extern crates, macro definitions and derives.</content>
internal sealed partial class DefCollector
{
    private sealed record UseHead(Item Item, Position At, DefId Definition, MacroScope? Macros);

    private void CollectUse(UseTree tree, UseHead head, EquatableArray<PathSegment> prefix, bool isGlobal)
    {
        isGlobal |= tree.Prefix.IsGlobal && prefix.IsEmpty;
        EquatableArray<PathSegment> path = prefix.IsEmpty ? tree.Prefix.Segments : [.. prefix, .. tree.Prefix.Segments];
        switch (tree.Kind)
        {
            case UseTreeKind.Nested nested:
                foreach (UseTree inner in nested.Trees)
                {
                    CollectUse(inner, head, path, isGlobal);
                }

                break;
            case UseTreeKind.Glob:
                AddImport(NewImport(tree, head, path, isGlobal, default, isSelf: false));
                break;
            case UseTreeKind.Simple simple when !path.IsEmpty:
                bool isSelf = path.Count > 1 && path[^1].Ident.Name == session.Names.SelfValue;
                path = isSelf ? path[..^1] : path;
                CheckSimple(tree, simple, prefix, isSelf);
                AddImport(NewImport(tree, head, path, isGlobal, simple.Rename ?? path[^1].Ident, isSelf));
                break;
        }
    }

    private void CheckSimple(UseTree tree, UseTreeKind.Simple simple, EquatableArray<PathSegment> prefix, bool isSelf)
    {
        if (isSelf && tree.Prefix.Segments.Count > 1)
        {
            session.Sink.Error(ResolveErrors.SelfImportOutsideList(tree.Prefix.Segments[^1].Ident.Span));
        }
        else if (!isSelf && prefix.IsEmpty && simple.Rename is null && tree.Prefix.Segments is [var only] && session.Names.IsPathWord(only.Ident.Name))
        {
            session.Sink.Error(ResolveErrors.UnnamedCrateRoot(tree.Span, isCrate: only.Ident.Name != session.Names.SelfValue));
        }
    }

    private Import NewImport(UseTree tree, UseHead head, EquatableArray<PathSegment> path, bool isGlobal, Ident target, bool isSelf) =>
        new(head.At.Module, path, isGlobal, session.Data[head.Definition].VisibleIn, tree.Span)
        {
            Target = target,
            IsGlob = tree.Kind is UseTreeKind.Glob,
            IsSelf = isSelf,
            IsPrelude = HasAttribute(head.Item, "prelude_import"),
            Definition = head.Definition,
            Macros = head.Macros,
            Declaration = head.Item,
        };

    private void AddImport(Import import)
    {
        Imports.Add(import);
        import.Owner.Imports.Add(import);
    }

    private bool HasAttribute(Item item, string name)
    {
        foreach (Attribute attribute in item.Attributes)
        {
            if (configuration.NameOf(attribute) == name)
            {
                return true;
            }
        }

        return false;
    }

    private void CollectExternCrate(Item item, ItemKind.ExternCrate external, Position at, ref MacroScope? macros)
    {
        DefId id = Add(DefKind.Import, item, at, macros, item.Span);
        Ident original = external.Original ?? item.Name;
        string name = Symbols[original.Name];
        CrateData? target = name == "self" ? crate : crate.Options.Externs.TryGetValue(name, out DefId given) ? session.Modules[given].Crate : session.FindCrate(name);
        if (target is null)
        {
            UnknownCrates.Add((item, name));
            return;
        }

        bool isRoot = ReferenceEquals(at.Module, crate.Root);
        if (isRoot)
        {
            crate.ExternPrelude[Symbols[item.Name.Name]] = target;
        }

        AddImport(new(at.Module, [], true, session.Data[id].VisibleIn, item.Span)
        {
            Target = item.Name,
            IsExternCrate = true,
            ExternCrate = target,
            Definition = id,
            Declaration = item,
        });
        if (isRoot && HasAttribute(item, "macro_use"))
        {
            TakeMacros(target);
        }
    }

    /// <summary>Makes the exported macros of another crate known everywhere in this one.</summary>
    public void TakeMacros(CrateData from)
    {
        foreach ((NameKey key, Binding binding) in from.Root.Names)
        {
            if (key.Namespace == Namespace.Macro && binding.VisibleIn is null && binding.Res is Hir.Res.Def def && session.Macros.TryGetValue(def.Id, out MacroDefinition? macro))
            {
                crate.MacroPrelude.TryAdd(Symbols[key.Name], macro);
            }
        }
    }

    private void CollectMacro(Item item, ItemKind.MacroDefinition definition, Position at, ref MacroScope? macros)
    {
        if (!definition.IsRules && !crate.Features.Contains("decl_macro"))
        {
            session.Sink.Error(ResolveErrors.MacroItemsAreUnstable(item));
            return;
        }

        bool isExported = HasAttribute(item, "macro_export");
        DefId id = Add(DefKind.Macro, item, at, macros, item.Name.Span);
        var macro = new MacroDefinition(id, item.Name, crate, definition.Tokens)
        {
            IsBuiltIn = HasAttribute(item, "rustc_builtin_macro"),
            IsDeclarative = !definition.IsRules,
            IsExported = isExported,
        };
        session.Macros.Add(id, macro);
        if (definition.IsRules)
        {
            macros = MacroScope.Define(macros, macro);
        }

        var res = new Hir.Res.Def(id);
        if (isExported)
        {
            crate.Root.Define(new(item.Name.Name, Namespace.Macro), new(res, null, item.Name.Span));
        }
        else if (!definition.IsRules)
        {
            Name(item.Name, Namespace.Macro, id, at);
        }
    }

    private void CollectDerives(Item item, Position at, MacroScope? macros, DefId definition)
    {
        EquatableArray<string>? names = null;
        foreach (Attribute attribute in item.Attributes)
        {
            if (configuration.NameOf(attribute) != "derive" || attribute is not Attribute.Normal { Body.Arguments: AttributeArguments.Delimited list })
            {
                continue;
            }

            if (item.Kind is not (ItemKind.Struct or ItemKind.Enum or ItemKind.Union))
            {
                session.Sink.Error(ResolveErrors.DeriveOnOther(attribute.Span, item.Span));
                return;
            }

            names ??= DeriveNames(item);
            foreach (Path path in DerivePaths(list.Tokens))
            {
                Derives.Add(new(path, Strip(item), at.Module, Definitions[definition].Parent!.Value, macros, path.Span, names.Value));
            }
        }
    }

    private EquatableArray<string> DeriveNames(Item item)
    {
        var names = new List<string>();
        foreach (Attribute attribute in item.Attributes)
        {
            if (configuration.NameOf(attribute) == "derive" && attribute is Attribute.Normal { Body.Arguments: AttributeArguments.Delimited list })
            {
                foreach (Path path in DerivePaths(list.Tokens))
                {
                    names.Add(Symbols[path.Segments[^1].Ident.Name]);
                }
            }
        }

        return [.. names];
    }

    private List<Path> DerivePaths(DelimitedTokens tokens)
    {
        var parser = new Parsing.Parser(TokenTrees.Flatten(tokens.Trees, tokens.Brackets.Close), crate.Parse);
        var paths = new List<Path>();
        while (!parser.IsAtEnd && !parser.IsStopped)
        {
            Path path = parser.ParsePathFragment();
            if (!path.Segments.IsEmpty && path.Segments[^1].Ident.Name != Symbol.Empty)
            {
                paths.Add(path);
            }

            parser.SkipComma();
        }

        return paths;
    }

    // Derives see the item without what `cfg` takes away.
    private Item Strip(Item item) => item.Kind switch
    {
        ItemKind.Struct data => item with { Kind = data with { Data = Strip(data.Data) } },
        ItemKind.Union data => item with { Kind = data with { Data = Strip(data.Data) } },
        ItemKind.Enum data => item with { Kind = data with { Variants = [.. data.Variants.Where(variant => configuration.IsActive(variant.Attributes)).Select(variant => variant with { Data = Strip(variant.Data) })] } },
        _ => item,
    };

    private VariantData Strip(VariantData data)
    {
        EquatableArray<FieldDefinition> fields = [.. data.AllFields().Where(field => configuration.IsActive(field.Attributes))];
        return data switch
        {
            VariantData.Struct named => named with { Fields = fields },
            VariantData.Tuple tuple => tuple with { Fields = fields },
            _ => data,
        };
    }
}
