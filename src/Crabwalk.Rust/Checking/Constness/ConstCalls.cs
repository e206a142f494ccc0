using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Semantics.Checks;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Checking.Constness;

/// <summary>
/// What is computed while compiling may call only <c>const</c> functions (E0015; Rust Reference, constant evaluation). Methods of traits
/// never are; of the library only what allocates or talks to the system is held to it.
/// </summary>
public static class ConstCalls
{
    /// <summary>Reports the calls of a constant's, static's or <c>const fn</c>'s body that it may not make.</summary>
    public static void Report(ITypeContext context, Body body)
    {
        if (ContextOf(context, body.Definition) is not { } place)
        {
            return;
        }

        foreach (Block block in body.Blocks)
        {
            if (block.Terminator.Kind is TerminatorKind.Call { Function: Operand.Constant { Value.Type: Ty.FnDef callee } } call && !block.IsCleanup && !IsConst(context, callee.Definition))
            {
                context.Report(Of(context, call, callee, block.Terminator.Source.Span, place));
            }
        }
    }

    private static string? ContextOf(ITypeContext context, DefId definition) => context.Definitions[definition].Kind switch
    {
        DefKind.Constant or DefKind.AssociatedConstant or DefKind.AnonymousConstant => "constants",
        DefKind.Static => "statics",
        DefKind.Function or DefKind.AssociatedFunction when IsConstFunction(context, definition) => "constant functions",
        _ => null,
    };

    private static bool IsConst(ITypeContext context, DefId function)
    {
        Definition definition = context.Definitions[function];
        if (definition.Kind is not (DefKind.Function or DefKind.AssociatedFunction) || IsConstFunction(context, function))
        {
            return true;
        }

        if (TraitOf(context, function) is not null)
        {
            return false;
        }

        return definition.IsLibrary && definition.Path.StartsWith("core::", StringComparison.Ordinal);
    }

    private static bool IsConstFunction(ITypeContext context, DefId function) => context.Hir.ItemOf(function).Kind is Hir.ItemKind.Function { Header.IsConst: true };

    private static DefId? TraitOf(ITypeContext context, DefId function) =>
        context.AssociatedItem(function) is not { } item ? null
            : context.Definitions[item.Container].Kind == DefKind.Trait ? item.Container
            : context.TraitRefOf(item.Container)?.Trait;

    private static Diagnostic Of(ITypeContext context, TerminatorKind.Call call, Ty.FnDef callee, Span span, string place)
    {
        if (call.CallSource == CallSource.ForLoopIntoIter && callee.Args is [Ty iterated, ..])
        {
            return WithLimit(CheckErrors.At("E0015", span, $"cannot use `for` loop on `{TypeNames.Of(context, iterated)}` in {place}"), place);
        }

        if (call.CallSource == CallSource.Operator)
        {
            return WithLimit(CheckErrors.At("E0015", span, $"cannot call non-const operator in {place}"), place);
        }

        Definition definition = context.Definitions[callee.Definition];
        string kind = context.AssociatedItem(callee.Definition) switch
        {
            null => "function",
            { HasSelf: true } => "method",
            _ => "associated function",
        };
        Diagnostic error = CheckErrors.At("E0015", kind == "method" ? call.FunctionSpan : span, $"cannot call non-const {kind} `{NameOf(context, callee)}` in {place}");
        if (!definition.IsLibrary && TraitOf(context, callee.Definition) is null)
        {
            error = error.WithNote($"{kind} `{definition.Name}` is not const", new Label(ItemChecker.HeadOf(context, callee.Definition)));
        }

        return WithLimit(error, place);
    }

    private static Diagnostic WithLimit(Diagnostic error, string place)
    {
        error = error.WithNote($"calls in {place} are limited to constant functions, tuple structs and tuple variants");
        return place == "statics" ? error.WithNote("consider wrapping this expression in `std::sync::LazyLock::new(|| ...)`") : error;
    }

    private static string NameOf(ITypeContext context, Ty.FnDef callee)
    {
        string name = context.Definitions[callee.Definition].Name;
        if (TraitOf(context, callee.Definition) is { } trait && callee.Args.Count >= context.GenericsOf(trait).Params.Count && context.Definitions[context.AssociatedItem(callee.Definition)!.Container].Kind == DefKind.Trait)
        {
            var reference = new TraitRef(trait, [.. callee.Args.Take(context.GenericsOf(trait).Params.Count)]);
            return $"<{TypeNames.Of(context, reference.Self)} as {TypeNames.Of(context, reference)}>::{name}";
        }

        return context.AssociatedItem(callee.Definition) is { Container: var container } && context.TypeOf(container) is Ty.Adt adt
            ? $"{TypeNames.Of(context, adt).Replace("<", "::<", StringComparison.Ordinal)}::{name}"
            : name;
    }
}
