using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>Written types, bounds and function declarations.</content>
internal abstract partial class LoweringBase
{
    /// <summary>What <c>impl Trait</c> becomes at a place.</summary>
    protected abstract record ImplTrait
    {
        /// <summary>A generic parameter: in a function's inputs.</summary>
        public sealed record Parameter(List<GenericParam> Created, List<WherePredicate> Predicates) : ImplTrait;

        /// <summary>A hidden type: in a function's output.</summary>
        public sealed record Hidden(DefId Function) : ImplTrait;

        /// <summary>Not allowed, and where that is.</summary>
        public sealed record Forbidden(string Place) : ImplTrait;
    }

    /// <summary>What <c>impl Trait</c> becomes where the walk stands.</summary>
    protected ImplTrait Impl { get; set; } = new ImplTrait.Forbidden("the type of variable bindings");

    /// <summary>Walks under another meaning of <c>impl Trait</c> and comes back.</summary>
    protected T With<T>(ImplTrait impl, Func<T> lower)
    {
        ImplTrait outer = Impl;
        Impl = impl;
        T result = lower();
        Impl = outer;
        return result;
    }

    /// <summary>A type as written.</summary>
    protected Ty LowerType(Syntax.Type type)
    {
        HirId id = NewId();
        return new(id, LowerTypeKind(type), type.Span);
    }

    private TyKind LowerTypeKind(Syntax.Type type)
    {
        switch (type.Kind)
        {
            case TypeKind.Slice slice:
                return new TyKind.Slice(LowerType(slice.Element));
            case TypeKind.Array array:
                return new TyKind.Array(LowerType(array.Element), LowerConst(array.Length));
            case TypeKind.Pointer pointer:
                return new TyKind.Pointer(Of(pointer.IsMutable), LowerType(pointer.Pointee));
            case TypeKind.Reference reference:
                Lifetime lifetime = reference.Lifetime is { } named ? LowerLifetime(named) : Elided(type.Span with { End = type.Span.Start + 1 }, isReference: true);
                return new TyKind.Reference(lifetime, Of(reference.IsMutable), LowerType(reference.Referent));
            case TypeKind.Function function:
                return LowerFunctionPointer(function);
            case TypeKind.Never:
                return new TyKind.Never();
            case TypeKind.Tuple tuple:
                return new TyKind.Tuple(LowerTypes(tuple.Elements));
            case TypeKind.Path path:
                return LowerPathType(path, type.Span);
            case TypeKind.TraitObject dyn:
                return LowerTraitObject(dyn.Bounds, type.Span, dyn.HasDyn);
            case TypeKind.Impl impl:
                return LowerImplTrait(impl, type.Span);
            case TypeKind.Parenthesized inner:
                return LowerTypeKind(inner.Inner);
            case TypeKind.Infer:
                return new TyKind.Infer();
            case TypeKind.ImplicitSelf:
                return SelfTypeAt(type.Span);
            case TypeKind.Macro call:
                return ExpandType(call.Invocation) is { } expanded ? LowerTypeKind(expanded) : new TyKind.Error();
            default:
                return new TyKind.Error();
        }
    }

    private Syntax.Type? ExpandType(MacroCall call) => Session.Expander.ExpandType(call, Site(), Crate);

    /// <summary>Where a macro call stands.</summary>
    protected CallSite Site() => new(Scope.Module(), Macros, _expansionDepth);

    /// <summary>How many expansions the walk is in.</summary>
    private protected int _expansionDepth;

    /// <summary>The types of a list.</summary>
    protected EquatableArray<Ty> LowerTypes(EquatableArray<Syntax.Type> types)
    {
        var lowered = new List<Ty>(types.Count);
        foreach (Syntax.Type type in types)
        {
            lowered.Add(LowerType(type));
        }

        return [.. lowered];
    }

    private protected static Mutability Of(bool isMutable) => isMutable ? Mutability.Mut : Mutability.Not;

    private TyKind LowerPathType(TypeKind.Path path, Span span)
    {
        QPath name = LowerPath(path.Self, path.Name, PathUse.Type, span);
        if (name is QPath.Resolved { Self: null, Path: { Res: Res.Def { Id: var id } } resolved } && Definitions[id].Kind is DefKind.Trait or DefKind.TraitAlias)
        {
            return BareTrait(resolved, path.Name, span);
        }

        return name is QPath.Resolved { Path.Res: Res.Error } ? new TyKind.Error() : new TyKind.Path(name);
    }

    // `Trait` as a type: before 2021 it means `dyn Trait`.
    private TyKind BareTrait(Path resolved, Syntax.Path written, Span span)
    {
        if (Crate.Edition >= Edition.Rust2021)
        {
            Sink.Error(ResolveMessages.TraitAsType(written, span));
            return new TyKind.Error();
        }

        var reference = new PolyTraitRef([], BoundModifiers.None, new(NewId(), resolved), span);
        return new TyKind.TraitObject([reference], ObjectLifetime(span));
    }

    private Lifetime ObjectLifetime(Span span) => new(NewId(), new(Session.Names.UnderscoreLifetime, span.AtStart), new LifetimeRes.ObjectDefault());

    private TyKind LowerTraitObject(EquatableArray<Bound> bounds, Span span, bool hasDyn)
    {
        if (!hasDyn && Crate.Edition >= Edition.Rust2021)
        {
            Sink.Error(ResolveMessages.TraitObjectWithoutDyn(span));
            return new TyKind.Error();
        }

        var traits = new List<PolyTraitRef>();
        Lifetime? lifetime = null;
        foreach (GenericBound bound in LowerBounds(bounds))
        {
            if (bound is GenericBound.Trait trait)
            {
                traits.Add(trait.Reference);
            }
            else if (bound is GenericBound.Outlives outlives)
            {
                lifetime ??= outlives.Lifetime;
            }
        }

        if (traits.Count == 0)
        {
            Sink.Error(ResolveMessages.ObjectWithoutTrait(span));
            return new TyKind.Error();
        }

        return new TyKind.TraitObject([.. traits], lifetime ?? ObjectLifetime(span));
    }

    private TyKind LowerImplTrait(TypeKind.Impl impl, Span span)
    {
        switch (Impl)
        {
            case ImplTrait.Parameter parameter:
                return ImplTraitParameter(impl, span, parameter);
            case ImplTrait.Hidden hidden:
                DefId opaque = Define(DefKind.OpaqueType, Symbol.Empty, span, parent: hidden.Function);
                EquatableArray<GenericBound> bounds = LowerBounds(impl.Bounds);
                var item = new Item(opaque, new(Symbol.Empty, span), new ItemKind.Opaque(new([], [], span.AtEnd), bounds, hidden.Function), [], span) { HeadSpan = span };
                Session.HirMap.Add(item, Scope);
                return new TyKind.Opaque(opaque, bounds);
            case ImplTrait.Forbidden forbidden:
                Sink.Error(ResolveMessages.ImplTraitForbidden(span, forbidden.Place));
                return new TyKind.Error();
            default:
                return new TyKind.Error();
        }
    }

    private TyKind.Path ImplTraitParameter(TypeKind.Impl impl, Span span, ImplTrait.Parameter into)
    {
        Symbol name = Symbols.Intern(Session.Sources.TextOf(span));
        DefId definition = Define(DefKind.GenericParameter, name, span);
        into.Created.Add(new GenericParam.OfType(NewId(), definition, new(name, span), null, true, span));
        EquatableArray<GenericBound> bounds = LowerBounds(impl.Bounds);
        into.Predicates.Add(new WherePredicate.OfType([], ParameterType(definition, new(name, span)), bounds, true, span));
        return new TyKind.Path(ParameterPath(definition, new(name, span)));
    }

    private Ty ParameterType(DefId definition, Ident name) => new(NewId(), new TyKind.Path(ParameterPath(definition, name)), name.Span);

    private QPath.Resolved ParameterPath(DefId definition, Ident name)
    {
        var res = new Res.Def(definition);
        return new(null, new(res, [new(NewId(), name, res, null)], name.Span));
    }

    private TyKind.Path SelfTypeAt(Span span)
    {
        Res res = FindSelfType() ?? new Res.Error();
        var ident = new Ident(Session.Names.SelfType, span);
        return new TyKind.Path(new QPath.Resolved(null, new(res, [new(NewId(), ident, res, null)], span)));
    }

    private TyKind.Function LowerFunctionPointer(TypeKind.Function function)
    {
        EquatableArray<GenericParam> named = LowerBinder(function.Lifetimes, out Scope inner);
        var fresh = new Elision(ElisionKind.Fresh);
        FnDecl declaration = Inside(inner, () => With(new ImplTrait.Forbidden("`fn` pointer parameters"), () => LowerSignature(function.Signature, fresh, hidden: new ImplTrait.Forbidden("`fn` pointer return types"))));
        return new([.. named, .. fresh.Created], function.IsUnsafe, LowerAbi(function.Abi), declaration);
    }

    /// <summary>The calling convention that is named.</summary>
    protected Abi LowerAbi(ExternAbi? abi)
    {
        if (abi is null)
        {
            return Abi.Rust;
        }

        string? name = abi.Name is { } token ? LiteralText.StringOf(token, Symbols) : "C";
        switch (name)
        {
            case "Rust" or "rust-cold":
                return Abi.Rust;
            case "C" or "system" or "cdecl" or "C-unwind" or "system-unwind" or "sysv64":
                return Abi.C;
            case "rust-call":
                return Abi.RustCall;
            case "rust-intrinsic":
                return Abi.Intrinsic;
            default:
                Sink.Error(ResolveMessages.InvalidAbi(abi.Name?.Span ?? abi.Span, name ?? ""));
                return Abi.C;
        }
    }

    /// <summary>Parameters and result; the elided lifetimes of inputs go into <paramref name="inputs"/>.</summary>
    protected FnDecl LowerSignature(FunctionSignature signature, Elision inputs, ImplTrait hidden)
    {
        var types = new List<Ty>();
        var found = new List<(Span Span, string Name, int Count)>();
        LifetimeRes? ofSelf = null;
        foreach (Syntax.Parameter parameter in signature.Parameters)
        {
            if (parameter.Type.Kind is TypeKind.CVariadic || !IsActive(parameter.Attributes))
            {
                continue;
            }

            int before = inputs.Met.Count;
            Ty type = Under(inputs, () => LowerParameterType(parameter));
            types.Add(type);
            int count = inputs.Met.Count - before;
            ofSelf = types.Count == 1 && parameter.Self is not null ? SelfLifetime(type) : ofSelf;
            if (count > 0)
            {
                found.Add((parameter.Type.Span, NameOf(parameter), count));
            }
        }

        Elision output = OutputElision(inputs, ofSelf, found, types.Count > 0);
        Ty? result = signature.Output is { } written ? Under(output, () => With(hidden, () => LowerType(written))) : null;
        return new([.. types], result, signature.IsVariadic, SelfFormOf(signature), signature.Output?.Span ?? default);
    }

    private Ty LowerParameterType(Syntax.Parameter parameter)
    {
        if (parameter.Self is not { IsTyped: false } self)
        {
            return LowerType(parameter.Type);
        }

        if (parameter.Type.Kind is not TypeKind.ImplicitSelf || !self.IsReference)
        {
            return LowerType(parameter.Type);
        }

        HirId id = NewId();
        Lifetime lifetime = self.Lifetime is { } named ? LowerLifetime(named) : Elided(parameter.Span with { End = Math.Min(parameter.Span.Start + 1, parameter.Span.End) }, isReference: true);
        var inner = new Ty(NewId(), SelfTypeAt(parameter.Span), parameter.Span);
        return new(id, new TyKind.Reference(lifetime, Of(self.IsMutable), inner), parameter.Span);
    }

    // The lifetime of `&self`, also inside `Box<&Self>` or `Pin<&mut Self>` (RFC 2094 and its successor).
    private static LifetimeRes? SelfLifetime(Ty type)
    {
        switch (type.Kind)
        {
            case TyKind.Reference reference when IsSelf(reference.Referent):
                return reference.Lifetime.Res;
            case TyKind.Reference reference:
                return SelfLifetime(reference.Referent);
            case TyKind.Path { Name: QPath.Resolved { Path.Segments: [.., { Args: { } args }] } }:
                foreach (GenericArg argument in args.Args)
                {
                    if (argument is GenericArg.OfType inner && SelfLifetime(inner.Type) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static bool IsSelf(Ty type) => type.Kind is TyKind.Path { Name: QPath.Resolved { Path.Res: Res.SelfAlias or Res.SelfParam } };

    private Elision OutputElision(Elision inputs, LifetimeRes? ofSelf, List<(Span, string, int)> found, bool hasInputs)
    {
        if (ofSelf is not null)
        {
            return new(ElisionKind.Known) { Target = ofSelf };
        }

        LifetimeRes? only = null;
        bool isUnique = true;
        foreach (LifetimeRes met in inputs.Met)
        {
            isUnique &= only is null || only == met;
            only ??= met;
        }

        if (only is not null && isUnique)
        {
            return new(ElisionKind.Known) { Target = only };
        }

        (Span Span, bool HasGenerics)? place = GenericsPlace();
        return new(ElisionKind.Missing) { Reason = new(true, found, place?.Span ?? default, place?.HasGenerics ?? false, hasInputs) };
    }

    private string NameOf(Syntax.Parameter parameter) =>
        parameter.Pattern?.Kind is PatternKind.Binding { Inner: null } binding ? Symbols[binding.Name.Name] : "";

    private static ImplicitSelf SelfFormOf(FunctionSignature signature) => signature.Parameters is [{ Self: { } self } first, ..]
        ? self.IsTyped ? ImplicitSelf.Typed
            : self.IsReference ? self.IsMutable ? ImplicitSelf.RefMut : ImplicitSelf.Ref
            : first.Pattern?.Kind is PatternKind.Binding { IsMutable: true } || self.IsMutable ? ImplicitSelf.MutValue : ImplicitSelf.Value
        : ImplicitSelf.None;

    /// <summary>Bounds as written.</summary>
    protected EquatableArray<GenericBound> LowerBounds(EquatableArray<Bound> bounds)
    {
        var lowered = new List<GenericBound>();
        foreach (Bound bound in bounds)
        {
            switch (bound)
            {
                case Bound.Trait trait when LowerTraitBound(trait) is { } reference:
                    lowered.Add(new GenericBound.Trait(reference));
                    break;
                case Bound.Outlives outlives:
                    lowered.Add(new GenericBound.Outlives(LowerLifetime(outlives.Lifetime)));
                    break;
                case Bound.Use use:
                    lowered.Add(new GenericBound.Captures(LowerCaptures(use), use.Span));
                    break;
            }
        }

        return [.. lowered];
    }

    private EquatableArray<DefId> LowerCaptures(Bound.Use use)
    {
        var captured = new List<DefId>();
        foreach (Ident name in use.Captured)
        {
            if (name.Name == Session.Names.UnderscoreLifetime)
            {
                // The lifetime that is left out around it.
                captured.AddRange(Elided(name.Span).Res is LifetimeRes.Param elided ? [elided.Definition] : []);
            }
            else if (FindParameter(name.Name, null) is { } parameter)
            {
                captured.Add(parameter.Definition);
            }
            else if (name.Name != Session.Names.SelfType)
            {
                Sink.Error(Messages.UnknownCapture(name));
            }
        }

        return [.. captured];
    }

    /// <summary>A bound that names a trait; null when it names none, which is reported.</summary>
    protected PolyTraitRef? LowerTraitBound(Bound.Trait bound)
    {
        EquatableArray<GenericParam> named = LowerBinder(bound.Lifetimes, out Scope inner);
        List<GenericParam>? outer = _sugarLifetimes;
        List<GenericParam> fresh = _sugarLifetimes = [];
        TraitRef? reference = Inside(inner, () => LowerTraitRef(bound.Path, bound.Span));
        _sugarLifetimes = outer;
        return reference is null ? null : new([.. named, .. fresh], bound.Modifiers, reference, bound.Span);
    }

    // Takes the elided lifetimes of `Fn(&T)`, which the bound around binds.
    private List<GenericParam>? _sugarLifetimes;

    /// <summary>A path that must mean a trait.</summary>
    protected TraitRef? LowerTraitRef(Syntax.Path path, Span span)
    {
        HirId id = NewId();
        QPath name = LowerPath(null, path, PathUse.Trait, span);
        return name is QPath.Resolved { Path: { Res: not Res.Error } resolved } ? new(id, resolved) : null;
    }
}
