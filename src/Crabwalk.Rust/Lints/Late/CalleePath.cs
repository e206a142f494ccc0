using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.Late;

/// <summary>How messages name a function: <c>String::new</c>, <c>Option::&lt;T&gt;::is_some</c>, <c>core::str::&lt;impl str&gt;::len</c>; alone where no other has its name.</summary>
internal static class CalleePath
{
    // Names of trait methods that other items share, so that rustc shows their path.
    private static readonly string[] Shared = ["max", "min", "default", "add", "sub", "mul", "div", "rem", "not", "neg", "index", "eq", "ne", "cmp", "map", "take", "drop"];

    /// <summary>The name of a function.</summary>
    public static string Of(ITypeContext context, DefId function)
    {
        Definition definition = context.Definitions[function];
        if (definition.Parent is not { } parent || definition.Kind != DefKind.AssociatedFunction)
        {
            // What std's `format!` calls last.
            return definition.Path == "alloc::fmt::format" ? "must_use" : definition.Name;
        }

        if (context.Definitions[parent].Kind == DefKind.Trait || context.TraitRefOf(parent) is not null)
        {
            DefId? trait = context.Definitions[parent].Kind == DefKind.Trait ? parent : context.TraitRefOf(parent)?.Trait;
            return definition.IsLibrary && Shared.Contains(definition.Name) && trait is { } id ? $"{PathOf(context, id)}::{definition.Name}" : definition.Name;
        }

        return context.TypeOf(parent) is Ty.Adt adt
            ? $"{context.Hir.PathOf(adt.Definition.Id)}{ParametersOf(context, adt)}::{definition.Name}"
            : $"{ModuleOf(context, parent)}::<impl {TypeNames.Of(context, context.TypeOf(parent))}>::{definition.Name}";
    }

    private static string ParametersOf(ITypeContext context, Ty.Adt adt)
    {
        string[] types = [.. adt.Args.Where(argument => argument is Ty or Const).Select(argument => TypeNames.Of(context, argument))];
        return types.Length == 0 ? "" : $"::<{string.Join(", ", types)}>";
    }

    private static string PathOf(ITypeContext context, DefId trait)
    {
        string path = context.Definitions[trait].Path;
        return path.StartsWith("core::", StringComparison.Ordinal) ? $"std::{path["core::".Length..]}" : path;
    }

    private static string ModuleOf(ITypeContext context, DefId implementation)
    {
        DefId at = implementation;
        while (context.Definitions[at].Kind is not (DefKind.Module or DefKind.Unit))
        {
            at = context.Definitions[at].Parent!.Value;
        }

        string path = context.Definitions[at].Path;
        return path.StartsWith("alloc::", StringComparison.Ordinal) ? path["alloc::".Length..] : path;
    }
}
