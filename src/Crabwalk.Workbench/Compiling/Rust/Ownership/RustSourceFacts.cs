using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Rust.Semantics;
using Hir = Crabwalk.Rust.Hir;

namespace Crabwalk.Workbench.Compiling.Rust.Ownership;

/// <summary>Tells messages about ownership what the lowered tree knows of the text.</summary>
internal sealed class RustSourceFacts(ITypeContext context) : ISourceFacts
{
    private readonly Dictionary<DefId, BodySyntax?> _bodies = [];

    public BindingFacts? BindingOf(DefId body, LocalId local)
    {
        DefId owner = OwnerOf(body);
        if (context.MirBuiltOf(body) is not { } mir || local.Index >= mir.Locals.Count || SyntaxOf(owner) is not { } syntax)
        {
            return null;
        }

        LocalDecl declaration = mir.Locals[local];
        if (declaration.Kind == LocalKind.Parameter && body == owner)
        {
            return ParameterOf(owner, local.Index - 1) ?? syntax.BindingAt(declaration.Source.Span);
        }

        return declaration.Kind is LocalKind.Variable or LocalKind.Parameter ? syntax.BindingAt(declaration.Source.Span) : null;
    }

    public FunctionHead? HeadOf(DefId function)
    {
        if (context.Definitions[function].Kind is not (DefKind.Function or DefKind.AssociatedFunction)
            || context.Hir.ItemOf(function).Kind is not Hir.ItemKind.Function declared || context.Sources.IsLibrary(context.Hir.ItemOf(function).Span))
        {
            return null;
        }

        Hir.Item item = context.Hir.ItemOf(function);
        EquatableArray<Hir.Param> patterns = context.Hir.BodyOf(function)?.Params ?? [];
        var parameters = new List<ParameterSyntax>();
        for (int i = 0; i < declared.Declaration.Inputs.Count; i++)
        {
            Hir.Ty type = declared.Declaration.Inputs[i];
            bool isSelf = i == 0 && declared.Declaration.SelfForm is not (Hir.ImplicitSelf.None or Hir.ImplicitSelf.Typed);
            Span pattern = i < patterns.Count ? patterns[i].Pattern.Span : type.Span;
            string? name = i < patterns.Count && patterns[i].Pattern.Kind is Hir.PatKind.Binding binding ? context.Symbols[binding.Name.Name] : null;
            parameters.Add(new(pattern, isSelf ? null : TypeSyntaxes.Of(type), name));
        }

        bool isTraitMethod = context.AssociatedItem(function) is { } associated
            && (context.Definitions[associated.Container].Kind == DefKind.Trait || context.TraitRefOf(associated.Container) is not null);
        var lifetimes = AroundFunction(function).Concat(declared.Generics.Params).OfType<Hir.GenericParam.OfLifetime>().Where(lifetime => !lifetime.IsElided)
            .Select(lifetime => (context.Symbols[lifetime.Name.Name], lifetime.Span));
        return new(
            item.Name.Span,
            parameters.ToEquatableArray(),
            declared.Declaration.Output is { } output ? TypeSyntaxes.Of(output) : null,
            declared.Generics.Span.IsEmpty ? null : declared.Generics.Span,
            lifetimes.ToEquatableArray(),
            isTraitMethod);
    }

    // The parameters of the impl or trait that a method stands in.
    private EquatableArray<Hir.GenericParam> AroundFunction(DefId function) => context.AssociatedItem(function) is not { } item ? [] : context.Hir.ItemOf(item.Container).Kind switch
    {
        Hir.ItemKind.Impl impl => impl.Generics.Params,
        Hir.ItemKind.Trait trait => trait.Generics.Params,
        _ => [],
    };

    public IReadOnlyList<SyntaxAround> Around(DefId body, Span span) => SyntaxOf(OwnerOf(body))?.Around(span) ?? [];

    /// <summary>The expression of a closure.</summary>
    public Hir.Expr? ClosureIn(DefId owner, DefId closure) => SyntaxOf(owner)?.Closure(closure);

    /// <summary>The name of a variable, and whether it is <c>mut</c>.</summary>
    public (string Name, bool IsMutable)? VariableOf(DefId owner, Hir.HirId variable) => SyntaxOf(owner)?.Variable(variable) is { } binding
        ? (context.Symbols[binding.Name.Name], binding.Mode.IsMutable)
        : null;

    private DefId OwnerOf(DefId definition)
    {
        while (context.Definitions[definition] is { Kind: DefKind.Closure, Parent: { } parent })
        {
            definition = parent;
        }

        return definition;
    }

    private BodySyntax? SyntaxOf(DefId owner)
    {
        if (!_bodies.TryGetValue(owner, out BodySyntax? syntax))
        {
            _bodies.Add(owner, syntax = context.Hir.BodyOf(owner) is { } body ? new(body, context.TypeckOf(owner)) : null);
        }

        return syntax;
    }

    private BindingFacts? ParameterOf(DefId function, int index)
    {
        if (context.Hir.ItemOf(function).Kind is not Hir.ItemKind.Function declared || index >= declared.Declaration.Inputs.Count
            || context.Hir.BodyOf(function) is not { } body || index >= body.Params.Count || body.Params[index].Pattern.Kind is not Hir.PatKind.Binding binding)
        {
            return null;
        }

        Hir.Ty type = declared.Declaration.Inputs[index];
        BindingForm form = index > 0 ? BindingForm.Parameter : declared.Declaration.SelfForm switch
        {
            Hir.ImplicitSelf.Ref => BindingForm.SelfReference,
            Hir.ImplicitSelf.RefMut => BindingForm.SelfMutableReference,
            Hir.ImplicitSelf.Value or Hir.ImplicitSelf.MutValue => BindingForm.SelfValue,
            Hir.ImplicitSelf.None or Hir.ImplicitSelf.Typed => BindingForm.Parameter,
        };
        Span pattern = form == BindingForm.Parameter ? body.Params[index].Pattern.Span : type.Span.To(body.Params[index].Pattern.Span);
        return new(form, binding.Name.Span, binding.Mode.ByRef is not null, IsImplicit: false, pattern, form == BindingForm.Parameter ? TypeSyntaxes.Of(type) : null, null);
    }
}

/// <summary>Types of the lowered tree as far as messages about lifetimes look at them.</summary>
internal static class TypeSyntaxes
{
    /// <summary>The form of a written type.</summary>
    public static TypeSyntax Of(Hir.Ty type) => type.Kind switch
    {
        Hir.TyKind.Reference(var lifetime, var mutability, var referent) => new TypeSyntax.Reference(
            type.Span,
            lifetime.Span.IsEmpty || lifetime.Span == type.Span || lifetime.Span.Start <= type.Span.Start ? null : lifetime.Span,
            mutability == Mutability.Mut,
            Of(referent)),
        Hir.TyKind.Slice(var element) => new TypeSyntax.Sequence(type.Span, Of(element)),
        Hir.TyKind.Array(var element, _) => new TypeSyntax.Sequence(type.Span, Of(element)),
        Hir.TyKind.Pointer(_, var pointee) => new TypeSyntax.Pointer(type.Span, Of(pointee)),
        Hir.TyKind.Tuple(var elements) => new TypeSyntax.Tuple(type.Span, elements.Select(Of).ToEquatableArray()),
        Hir.TyKind.Path(Hir.QPath.Resolved(_, { Segments: [.., var last] })) => OfPath(type.Span, last),
        _ => new TypeSyntax.Other(type.Span),
    };

    private static TypeSyntax.Path OfPath(Span span, Hir.PathSegment segment)
    {
        EquatableArray<Hir.GenericArg> args = segment.Args?.Args ?? [];
        return new(
            span,
            segment.Ident.Span,
            args.OfType<Hir.GenericArg.OfLifetime>().Select(lifetime => lifetime.Span).ToEquatableArray(),
            args.OfType<Hir.GenericArg.OfType>().Select(arg => Of(arg.Type)).ToEquatableArray());
    }
}
