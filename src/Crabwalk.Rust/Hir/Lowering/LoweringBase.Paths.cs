using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>Names and paths: first what is known inside the item, then what the modules know (Reference: Name resolution).</content>
internal abstract partial class LoweringBase
{
    /// <summary>A path; what it may not mean is reported and becomes <see cref="Res.Error"/>.</summary>
    protected QPath LowerPath(QualifiedSelf? self, Syntax.Path path, PathUse use, Span span)
    {
        if (self is not null)
        {
            return self.Position == 0 ? TypeRelative(LowerType(self.Type), path, 0, span) : LowerAssociatedPath(self, path, use, span);
        }

        (List<Res> meanings, int unresolved) = Resolve(path, use);
        if (meanings.Count == 0)
        {
            LowerArgumentsOf(path);
            return ErrorPath(path);
        }

        Res res = meanings[^1];
        int count = path.Segments.Count - unresolved;
        if (unresolved == 0 && !use.Accepts(res, Session))
        {
            Sink.Error(Messages.WrongKind(path, res, use, Scope));
            LowerArgumentsOf(path);
            return ErrorPath(path);
        }

        if (res is Res.Error)
        {
            LowerArgumentsOf(path);
            return ErrorPath(path);
        }

        if (unresolved > 0 && !CanHaveItems(res))
        {
            Sink.Error(Messages.NoItemsIn(path.Segments[count - 1].Ident, res));
            return ErrorPath(path);
        }

        var segments = new List<PathSegment>(count);
        for (int i = 0; i < count; i++)
        {
            segments.Add(LowerSegment(path.Segments[i], i < meanings.Count ? meanings[i] : res, use));
        }

        Span resolvedSpan = unresolved == 0 ? path.Span : path.Span.To(path.Span) with { End = path.Segments[count - 1].Ident.Span.End };
        var resolved = new Path(res, [.. segments], unresolved == 0 || resolvedSpan.End < resolvedSpan.Start ? path.Span : resolvedSpan);
        if (unresolved == 0)
        {
            return new QPath.Resolved(null, resolved);
        }

        var type = new Ty(NewId(), new TyKind.Path(new QPath.Resolved(null, resolved)), resolved.Span);
        return TypeRelative(type, path, count, span);
    }

    private QPath.TypeRelative TypeRelative(Ty type, Syntax.Path path, int from, Span span)
    {
        for (int i = from; ; i++)
        {
            PathSegment segment = LowerSegment(path.Segments[i], new Res.Error(), PathUse.Expression);
            var name = new QPath.TypeRelative(type, segment, span);
            if (i == path.Segments.Count - 1)
            {
                return name;
            }

            type = new(NewId(), new TyKind.Path(name), span);
        }
    }

    // `<T as Trait>::name`
    private QPath LowerAssociatedPath(QualifiedSelf self, Syntax.Path path, PathUse use, Span span)
    {
        Ty type = LowerType(self.Type);
        var traitPath = new Syntax.Path(path.Segments[..self.Position], path.IsGlobal, path.Segments[0].Ident.Span.To(path.Segments[self.Position - 1].Ident.Span));
        if (LowerPath(null, traitPath, PathUse.Trait, traitPath.Span) is not QPath.Resolved { Path: { Res: Res.Def trait } resolved })
        {
            return ErrorPath(path);
        }

        Ident name = path.Segments[self.Position].Ident;
        bool isLast = self.Position == path.Segments.Count - 1;
        var key = new NameKey(name.Name, isLast ? use.NamespaceOf() : Namespace.Type);
        if (Session.Modules[trait.Id].Find(key) is not { } found)
        {
            Sink.Error(Messages.NotInTrait(name, trait.Id, key.Namespace, use));
            return ErrorPath(path);
        }

        var whole = new Path(found.Res, [.. resolved.Segments, LowerSegment(path.Segments[self.Position], found.Res, use)], span);
        var qualified = new QPath.Resolved(type, whole);
        return isLast ? qualified : TypeRelative(new(NewId(), new TyKind.Path(qualified), span), path, self.Position + 1, span);
    }

    private bool CanHaveItems(Res res) => res is not Res.Def def || Definitions[def.Id].Kind is DefKind.Struct or DefKind.Union or DefKind.Enum or DefKind.Trait or DefKind.TraitAlias
        or DefKind.TypeAlias or DefKind.AssociatedType or DefKind.GenericParameter or DefKind.ForeignType;

    // Arguments of a path that means nothing are looked at all the same: they may hold faults of their own.
    private void LowerArgumentsOf(Syntax.Path path)
    {
        foreach (Syntax.PathSegment segment in path.Segments)
        {
            if (segment.Arguments is { } arguments)
            {
                LowerArguments(arguments);
            }
        }
    }

    private QPath.Resolved ErrorPath(Syntax.Path path)
    {
        var res = new Res.Error();
        var segments = new List<PathSegment>(path.Segments.Count);
        foreach (Syntax.PathSegment segment in path.Segments)
        {
            segments.Add(new(NewId(), segment.Ident, res, null));
        }

        return new(null, new(res, [.. segments], path.Span));
    }

    /// <summary>One segment with its arguments; lifetimes that its type has and the user left out are put in.</summary>
    protected PathSegment LowerSegment(Syntax.PathSegment segment, Res res, PathUse use)
    {
        HirId id = NewId();
        GenericArgs? arguments = segment.Arguments is { } written ? LowerArguments(written) : null;
        if (Elision.Kind != ElisionKind.Infer && use is PathUse.Type or PathUse.Trait or PathUse.Struct && HiddenLifetimes(res, arguments) is > 0 and var missing)
        {
            arguments = WithHidden(arguments, segment, missing);
        }

        return new(id, segment.Ident, res, arguments);
    }

    private int HiddenLifetimes(Res res, GenericArgs? arguments)
    {
        if (res is not Res.Def def || Session.Data.GetValueOrDefault(def.Id)?.Item is not { } item || arguments is { IsParenthesized: true }
            || !(Definitions[def.Id].Kind is DefKind.Struct or DefKind.Enum or DefKind.Union or DefKind.TypeAlias or DefKind.Trait))
        {
            return 0;
        }

        return arguments is { Args: [GenericArg.OfLifetime, ..] } ? 0 : ItemGenerics.LifetimesOf(item);
    }

    private GenericArgs WithHidden(GenericArgs? arguments, Syntax.PathSegment segment, int count)
    {
        if (Elision.ForbidsHidden && Session.Sources.ExpansionOf(segment.Ident.Span) is null)
        {
            Sink.Error(ResolveMessages.HiddenLifetime(segment, count));
        }

        var all = new List<GenericArg>();
        for (int i = 0; i < count; i++)
        {
            all.Add(new GenericArg.OfLifetime(Elided(segment.Ident.Span)));
        }

        return arguments is null ? new([.. all], [], false, segment.Ident.Span.AtEnd) : arguments with { Args = [.. all, .. arguments.Args] };
    }

    // What each segment means, and how many segments at the end are associated items; no meanings when something was reported.
    /// <summary>What a whole path means, its generic arguments left aside.</summary>
    protected Res? MeaningOf(Syntax.Path path, PathUse use) => Resolve(path, use) is { Unresolved: 0, Meanings: [.., var res] } ? res : null;

    private (List<Res> Meanings, int Unresolved) Resolve(Syntax.Path path, PathUse use)
    {
        Namespace ns = use.NamespaceOf();
        if (!path.IsGlobal && !path.Segments.IsEmpty)
        {
            Ident first = path.Segments[0].Ident;
            Namespace firstNs = path.Segments.Count == 1 ? ns : Namespace.Type;
            bool isVariable = path.Segments.Count == 1 && first.Name == Session.Names.SelfValue && ns == Namespace.Value;
            if (first.Name == Session.Names.SelfType)
            {
                return ResolveSelf(path, use);
            }

            if (isVariable || !Session.Names.IsPathWord(first.Name))
            {
                return ResolveFrom(path, first, firstNs, use);
            }
        }

        return Take(Crate.Names.Path(path.Segments, path.IsGlobal, Scope.Module(), ns), path, use);
    }

    private (List<Res> Meanings, int Unresolved) ResolveFrom(Syntax.Path path, Ident first, Namespace ns, PathUse use)
    {
        switch (Search(first, ns))
        {
            case { Trouble: { } trouble }:
                Sink.Error(trouble);
                return ([], 0);
            case { Res: { } own }:
                return ([own], path.Segments.Count - 1);
            case { Binding: { } binding }:
                PathResult result = Crate.Names.Continue(binding, path.Segments, Scope.Module(), use.NamespaceOf());
                bool isModule = result is { FailedAt: < 0, Unresolved: 0, Module.Kind: ModuleKind.Module } && use.NamespaceOf() == Namespace.Type;
                if ((result.FailedAt > 0 || isModule) && Session.Primitives.Find(first.Name) is { } primitive)
                {
                    // `u32` and `u32::from_str_radix` with `use std::u32` around: the type is meant after all.
                    return ([new Res.Primitive(primitive)], path.Segments.Count - 1);
                }

                return Take(result, path, use);
            default:
                Sink.Error(path.Segments.Count == 1 ? Elsewhere(path, first, use) ?? Messages.Unresolved(path, 0, null, use, Scope) : Messages.Unresolved(path, 0, null, use, Scope));
                return ([], 0);
        }
    }

    // A name that means something, but in another namespace: "expected value, found struct".
    private Foundation.Diagnostics.Diagnostic? Elsewhere(Syntax.Path path, Ident name, PathUse use)
    {
        Namespace other = use.NamespaceOf() == Namespace.Type ? Namespace.Value : Namespace.Type;
        if (use is not (PathUse.TupleStruct or PathUse.Struct) && Search(name, other) is { Trouble: null } found && (found.Res ?? found.Binding?.Res) is { } res)
        {
            return Messages.WrongKind(path, res, use, Scope);
        }

        bool isMacro = use.NamespaceOf() == Namespace.Value
            && (Expansion.MacroScope.Find(Macros, name.Name, out _) is not null || Crate.Names.Lexical(new(name.Name, Namespace.Macro), Scope.Module()).Binding is not null);
        return isMacro ? ResolveMessages.FoundMacro(path.Span, Symbols[name.Name], use) : null;
    }

    private (List<Res> Meanings, int Unresolved) Take(PathResult result, Syntax.Path path, PathUse use)
    {
        if (result.FailedAt >= 0)
        {
            if (result is { FailedBecause: null, FailedIn: { } inside } && result.FailedAt == path.Segments.Count - 1 && use is not (PathUse.TupleStruct or PathUse.Struct)
                && NameResolver.InModule(inside, new(path.Segments[^1].Ident.Name, use.NamespaceOf() == Namespace.Type ? Namespace.Value : Namespace.Type)).Binding is { } other && other.IsVisibleFrom(Scope.Module()))
            {
                Sink.Error(Messages.WrongKind(path, other.Res, use, Scope));
                return ([], 0);
            }

            Sink.Error(result.FailedBecause is { } words ? ResolveMessages.FailedWord(path.Segments[result.FailedAt].Ident, words) : Messages.Unresolved(path, result.FailedAt, result.FailedIn, use, Scope));
            return ([], 0);
        }

        var meanings = new List<Res>(result.Bindings.Count);
        foreach (Binding binding in result.Bindings)
        {
            ImportResolver.Use(binding);
            if (binding.Ambiguity is { } other)
            {
                Sink.Error(Messages.Ambiguous(path.Segments[meanings.Count].Ident, binding, other));
            }

            meanings.Add(binding.Res);
        }

        if (result.PrivateAt >= 0)
        {
            Sink.Error(Messages.Private(path.Segments[result.PrivateAt].Ident, result.Bindings[result.PrivateAt]));
        }

        return (meanings, result.Unresolved);
    }

    private (List<Res> Meanings, int Unresolved) ResolveSelf(Syntax.Path path, PathUse use)
    {
        Res? self = FindSelfType();
        if (self is null)
        {
            Sink.Error(Messages.SelfOutside(path, use));
            return ([], 0);
        }

        if (path.Segments.Count == 1 && use.NamespaceOf() == Namespace.Value)
        {
            return ([self is Res.SelfAlias alias ? new Res.SelfConstructor(alias.Impl) : self], 0);
        }

        return ([self], path.Segments.Count - 1);
    }

    /// <summary>What <c>Self</c> means here; null outside of impls, traits and types.</summary>
    protected Res? FindSelfType()
    {
        for (Scope? at = Scope; at is not null; at = at.Parent)
        {
            if (at is Scope.SelfType self)
            {
                return self.Res;
            }
        }

        return null;
    }

    /// <summary>What was found for a plain name: something inside the item, something of the modules, or words for why it cannot be used.</summary>
    private protected readonly record struct Found(Res? Res, Binding? Binding, Foundation.Diagnostics.Diagnostic? Trouble);

    /// <summary>Looks a plain name up from the inside outwards.</summary>
    private protected Found Search(Ident name, Namespace ns)
    {
        SyntaxContext context = name.Context;
        bool isBehindConstant = false;
        bool isOutside = false;
        for (Scope? at = Scope; at is not null; at = at.Parent)
        {
            // What lies in a module of its own sees nothing of a body around that.
            if (at is Scope.OfModule { Names.Kind: not ModuleKind.Module } && !isOutside && OuterScope() is { } outer)
            {
                // An item inside a body: the user sees the variables and parameters around it, the language does not.
                (at, isOutside) = (outer, true);
            }

            switch (at)
            {
                case Scope.Variable variable when ns == Namespace.Value && variable.Name.Name == name.Name && variable.Name.Context == context:
                    return isOutside ? new(null, null, ResolveMessages.OuterVariable(name, Definitions[Owner].Kind))
                        : isBehindConstant ? new(null, null, ResolveMessages.VariableInConstant(name)) : new(new Res.Local(variable.Binding), null, null);
                case Scope.Parameters parameters when parameters.Names.TryGetValue(name.Name, out GenericName parameter) && parameter.Namespace == ns:
                    return isOutside && parameters.IsItem ? new(null, null, Messages.OuterParameter(name, parameter, Owner)) : new(new Res.Def(parameter.Definition), null, null);
                case Scope.OfBlock block when NameResolver.InModule(block.Names, new(name.Name, ns)).Binding is { } inner:
                    return new(null, inner, null);
                case Scope.Boundary { Kind: BoundaryKind.Constant }:
                    isBehindConstant = true;
                    break;
                case Scope.Macro macro when ReferenceEquals(Session.Hygiene.MacroOf(context), macro.Definition):
                    context = Session.Hygiene.Unmark(context);
                    break;
                case Scope.OfModule module:
                    Binding? found = Crate.Names.Lexical(new(name.Name, ns), module.Names).Binding;
                    return new(null, found, null);
                default:
                    break;
            }
        }

        return default;
    }

    private Scope? OuterScope()
    {
        for (DefId? at = Owner; at is { } definition; at = Definitions[definition].Parent)
        {
            if (Session.Data.GetValueOrDefault(definition)?.Outer is { } outer)
            {
                return outer;
            }
        }

        return null;
    }

    /// <summary>Does a plain name mean anything in a namespace? Nothing is reported.</summary>
    protected bool IsKnown(Ident name, Namespace ns) => Find(name, ns, out _) || (ns == Namespace.Type && name.Name == Session.Names.SelfType);

    /// <summary>What a plain name means, without a word when it means nothing.</summary>
    protected bool Find(Ident name, Namespace ns, out Res res)
    {
        Found found = Search(name, ns);
        res = found.Res ?? found.Binding?.Res ?? new Res.Error();
        return found.Res is not null || found.Binding is not null;
    }

    /// <summary>A generic parameter or lifetime in scope, by name; of any namespace when none is given.</summary>
    protected GenericName? FindParameter(Symbol name, Namespace? ns)
    {
        for (Scope? at = Scope; at is not null; at = at.Parent)
        {
            if (at is Scope.Parameters parameters && parameters.Names.TryGetValue(name, out GenericName found) && (ns is null || found.Namespace == ns))
            {
                return found;
            }
        }

        return null;
    }
}
