using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Instances;

/// <summary>Answers what generic code means once its types are known (rustc's <c>Instance::resolve</c>).</summary>
internal sealed class InstanceResolver : IInstanceResolver
{
    private readonly ITypeContext _context;
    private readonly RunnableBodies _bodies;
    private readonly ImplSelector _impls;
    private readonly VTableBuilder _vtables;
    private readonly AliasNormalizer _aliases;
    private readonly Dictionary<(DefId Function, EquatableArray<GenericArg> Args), Instance?> _resolved = [];

    /// <summary>A resolver over a compilation.</summary>
    public InstanceResolver(ITypeContext context, RunnableBodies bodies, ImplSelector impls)
    {
        _context = context;
        _bodies = bodies;
        _impls = impls;
        _vtables = new(context);
        _aliases = new(context);
    }

    /// <inheritdoc/>
    public Ty Normalize(Ty type) => _aliases.Normalize(type);

    /// <inheritdoc/>
    public Body? BodyOf(DefId definition, int? promoted) => _bodies.Of(definition, promoted);

    /// <inheritdoc/>
    public Binder<FnSig>? SignatureOf(DefId function) => _context.Definitions[function].Kind switch
    {
        DefKind.Function or DefKind.AssociatedFunction or DefKind.Constructor or DefKind.Intrinsic => _context.SignatureOf(function),
        DefKind.Closure => _bodies.Of(function, null) is { } body ? new(body.Signature, []) : null,
        _ => null,
    };

    /// <inheritdoc/>
    public EquatableArray<VTableSlot> VTableOf(Ty type, Ty.Dynamic dynamic) => _vtables.SlotsOf(type, dynamic, Resolve);

    /// <inheritdoc/>
    public int? UpcastSlot(Ty.Dynamic from, Ty.Dynamic to) => _vtables.UpcastSlot(from, to);

    /// <inheritdoc/>
    public bool IsMutableStatic(DefId definition) =>
        _context.Hir.ItemOf(definition) is { Kind: Hir.ItemKind.Static { Mutability: Mutability.Mut } } || new TypeProperties(_context, definition, ParamEnv.Empty).HasInteriorMutability(_context.TypeOf(definition));

    /// <inheritdoc/>
    public bool TracksCaller(DefId function) => _context.Definitions[function].Kind is DefKind.Function or DefKind.AssociatedFunction
        && ItemAttributes.Has(_context.Hir.ItemOf(function).Attributes, _context.Symbols, "track_caller");

    /// <inheritdoc/>
    public DefId? LangItem(string name) => _context.Hir.LangItem(name);

    /// <inheritdoc/>
    public Instance? Resolve(DefId function, EquatableArray<GenericArg> args)
    {
        if (!_resolved.TryGetValue((function, args), out Instance? instance))
        {
            _resolved[(function, args)] = instance = Search(function, args);
        }

        return instance;
    }

    private Instance? Search(DefId function, EquatableArray<GenericArg> args) =>
        DefinitionOf(function) is { } definition ? new Instance(definition, args) : _context.AssociatedItem(function) is { } item && _context.Definitions[item.Container].Kind == DefKind.Trait
            ? OfTraitMethod(item, args)
            : new Instance(function, args);

    // What a library declares in an extern block for the crates above it to define, such as the panic handler, is known by its lang item.
    private DefId? DefinitionOf(DefId function)
    {
        if (_context.Definitions[function].Parent is not { } parent || _context.Definitions[parent].Kind != DefKind.ForeignModule)
        {
            return null;
        }

        return ItemAttributes.Find(_context.Hir.ItemOf(function).Attributes, _context.Symbols, "lang")
            is { Body.Arguments: Syntax.AttributeArguments.Value { Expression.Kind: Syntax.ExpressionKind.Literal literal } }
            && Expansion.LiteralText.StringOf(literal.Token, _context.Symbols) is { } name && _context.Hir.LangItem(name) is { } item && item != function
                ? item
                : null;
    }

    private Instance? OfTraitMethod(AssocItem method, EquatableArray<GenericArg> args)
    {
        int traitCount = _context.GenericsOf(method.Container).Count;
        var wanted = new TraitRef(method.Container, args[..traitCount]);
        if (wanted.Self is Ty.Dynamic dynamic && _vtables.SlotOf(method.Definition, dynamic) is { } slot)
        {
            return new Instance(method.Definition, args, new Shim.Virtual(slot));
        }

        if (_impls.Find(wanted) is { } found)
        {
            return OfImpl(method, args, traitCount, found.Impl, found.Args);
        }

        return OfLanguage(method, wanted.Self, args) ?? (method.HasDefault ? new Instance(method.Definition, args) : null);
    }

    private Instance? OfImpl(AssocItem method, EquatableArray<GenericArg> args, int traitCount, DefId implementation, EquatableArray<GenericArg> implArgs)
    {
        foreach (AssocItem item in _context.AssociatedItemsOf(implementation))
        {
            if (item.TraitItem == method.Definition)
            {
                return new Instance(item.Definition, [.. implArgs, .. args[traitCount..]]);
            }
        }

        return method.HasDefault ? new Instance(method.Definition, args) : null;
    }

    // What closures, functions and plain types do without an impl.
    private Instance? OfLanguage(AssocItem method, Ty self, EquatableArray<GenericArg> args)
    {
        if (ClosureTraitOf(method.Container) is { } kind)
        {
            return OfCall(method.Definition, kind, self, args);
        }

        bool isClone = method.Container == _context.Hir.LangItem("clone") && !method.HasDefault;
        return isClone ? new Instance(method.Definition, args, new Shim.CloneParts(self)) : null;
    }

    private Checking.ClosureTraitKind? ClosureTraitOf(DefId trait)
    {
        if (trait == _context.Hir.LangItem("fn_once"))
        {
            return Checking.ClosureTraitKind.FnOnce;
        }

        if (trait == _context.Hir.LangItem("fn_mut"))
        {
            return Checking.ClosureTraitKind.FnMut;
        }

        return trait == _context.Hir.LangItem("fn") ? Checking.ClosureTraitKind.Fn : null;
    }

    private Instance? OfCall(DefId method, Checking.ClosureTraitKind kind, Ty self, EquatableArray<GenericArg> args)
    {
        switch (self)
        {
            case Ty.Closure closure:
                bool takesReference = _bodies.Of(closure.Definition, null)?.Signature.Inputs is [Ty.Ref, ..];
                return kind == Checking.ClosureTraitKind.FnOnce && takesReference
                    ? new Instance(method, args, new Shim.ClosureOnce(closure))
                    : new Instance(closure.Definition, closure.Args);
            case Ty.FnDef or Ty.FnPtr:
                Ty receiver = kind == Checking.ClosureTraitKind.FnOnce
                    ? self
                    : _context.Types.Ref(_context.Types.Erased, self, kind == Checking.ClosureTraitKind.FnMut ? Mutability.Mut : Mutability.Not);
                return new Instance(method, args, new Shim.FnPointerCall(self, receiver));
            default:
                return null;
        }
    }
}
