using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>
/// Makes types of types as written: arguments counted and defaulted, lifetimes bound or free, associated types found by the bounds in
/// scope (rustc's <c>HirTyLowerer</c>). One object serves one place; it holds the binders that are open around what is lowered.
/// </summary>
public sealed partial class TypeLowering : ITypeLowering
{
    private readonly ITypeContext _context;
    private readonly ILoweringScope _scope;
    private readonly List<List<(DefId Definition, string Name)>> _binders = [];

    /// <summary>A lowering for one place.</summary>
    internal TypeLowering(ITypeContext context, ILoweringScope scope)
    {
        _context = context;
        _scope = scope;
    }

    private TyInterner Types => _context.Types;

    /// <inheritdoc/>
    public Ty Lower(Hir.Ty type) => Lower(type, objectDefault: null);

    /// <summary>A lifetime as written; an object's default is the caller's matter and counts as <c>'static</c> here.</summary>
    public Region Lower(Hir.Lifetime lifetime) => lifetime.Res switch
    {
        Hir.LifetimeRes.Static => Types.Static,
        Hir.LifetimeRes.Param(var definition) => LowerParameter(definition),
        Hir.LifetimeRes.Infer => _scope.RegionFor(lifetime.Span),
        Hir.LifetimeRes.ObjectDefault => Types.Static,
        Hir.LifetimeRes.Error => Types.ErrorRegion,
        _ => Types.ErrorRegion,
    };

    /// <summary>The signature of a function pointer, closure or function declaration, under a binder of the given lifetimes.</summary>
    public Binder<FnSig> Lower(Hir.FnDecl declaration, IEnumerable<Hir.GenericParam> lifetimes, bool isUnsafe, Abi abi, Ty? leftOutOutput = null)
    {
        List<(DefId Definition, string Name)> binder = Open(lifetimes);
        var inputs = new Ty[declaration.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Lower(declaration.Inputs[i]);
        }

        Ty output = declaration.Output is { } written ? Lower(written) : leftOutOutput ?? Types.Unit;
        Close();
        var signature = new FnSig([.. inputs], output, declaration.IsVariadic ? Variadic.Ellipsis : Variadic.None, abi, isUnsafe);
        return new(signature, ItemHeads.BinderOf(binder));
    }

    private Ty Lower(Hir.Ty type, Region? objectDefault) => type.Kind switch
    {
        Hir.TyKind.Slice(var element) => Types.Slice(Lower(element)),
        Hir.TyKind.Array(var element, var length) => Types.Array(Lower(element), Lower(length, Types.Usize)),
        Hir.TyKind.Pointer(var mutability, var pointee) => Types.RawPtr(Lower(pointee), mutability),
        Hir.TyKind.Reference(var lifetime, var mutability, var referent) => LowerReference(lifetime, mutability, referent),
        Hir.TyKind.Function(var lifetimes, var isUnsafe, var abi, var declaration) => Types.FnPtr(Lower(declaration, lifetimes, isUnsafe, abi)),
        Hir.TyKind.Never => Types.Never,
        Hir.TyKind.Tuple(var elements) => LowerTuple(elements),
        Hir.TyKind.Path(var name) => Lower(name),
        Hir.TyKind.Opaque(var definition, _) => LowerOpaque(definition),
        Hir.TyKind.TraitObject(var bounds, var lifetime) => LowerObject(type, bounds, lifetime, objectDefault),
        Hir.TyKind.Infer => _scope.TyFor(type.Span),
        Hir.TyKind.Error => Types.Error,
        _ => Types.Error,
    };

    private Ty.Ref LowerReference(Hir.Lifetime lifetime, Mutability mutability, Hir.Ty referent)
    {
        Region region = Lower(lifetime);
        return Types.Ref(region, Lower(referent, region), mutability);
    }

    private Ty.Tuple LowerTuple(EquatableArray<Hir.Ty> elements)
    {
        var parts = new Ty[elements.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Lower(elements[i]);
        }

        return Types.Tuple([.. parts]);
    }

    /// <summary>An opaque type gets the parameters of the function around it, and the late-bound lifetimes as they are named here.</summary>
    private Ty.Alias LowerOpaque(DefId definition)
    {
        Generics generics = _context.GenericsOf(definition);
        var args = new List<GenericArg>();
        if (generics.Parent is { } parent)
        {
            args.AddRange(_context.IdentityArgs(parent).Span);
        }

        foreach (GenericParamDef lifetime in generics.Params)
        {
            args.Add(LowerParameter(lifetime.Definition));
        }

        return Types.Alias(AliasKind.Opaque, definition, args.ToEquatableArray());
    }

    /// <summary>A lifetime parameter: bound by an open binder, a parameter of the item, or a late-bound one seen from the body.</summary>
    private Region LowerParameter(DefId definition)
    {
        for (int depth = 0; depth < _binders.Count; depth++)
        {
            List<(DefId Definition, string Name)> binder = _binders[_binders.Count - 1 - depth];
            int index = binder.FindIndex(lifetime => lifetime.Definition == definition);
            if (index >= 0)
            {
                return Types.BoundRegion(depth, new(index, binder[index].Name));
            }
        }

        if (FindParameter(definition) is { } parameter)
        {
            return Types.EarlyParam(parameter.Index, parameter.Name);
        }

        return LateParameter(definition);
    }

    private Region LateParameter(DefId definition)
    {
        if (_context.Definitions[definition].Parent is not { } owner || _context.Hir.ItemOf(owner).Kind is not Hir.ItemKind.Function function)
        {
            return Types.ErrorRegion;
        }

        int index = LateBoundLifetimes.Of(function).FindIndex(lifetime => lifetime.Definition == definition);
        return index < 0 ? Types.ErrorRegion : Types.LateParam(owner, new(index, _context.Definitions[definition].Name));
    }

    /// <summary>The early-bound parameter among those of the item in scope and what is around it.</summary>
    private GenericParamDef? FindParameter(DefId definition) =>
        FindIn(_scope.Item, definition) ?? (_context.Definitions[definition].Parent is { } owner ? FindIn(owner, definition) : null);

    private GenericParamDef? FindIn(DefId item, DefId definition)
    {
        for (DefId? at = item; at is { } current;)
        {
            Generics generics = _context.GenericsOf(current);
            foreach (GenericParamDef parameter in generics.Params)
            {
                if (parameter.Definition == definition)
                {
                    return parameter;
                }
            }

            at = generics.Parent;
        }

        return null;
    }

    private List<(DefId Definition, string Name)> Open(IEnumerable<Hir.GenericParam> lifetimes)
    {
        var binder = new List<(DefId Definition, string Name)>();
        Extend(binder, lifetimes);
        _binders.Add(binder);
        return binder;
    }

    private void Extend(List<(DefId Definition, string Name)> binder, IEnumerable<Hir.GenericParam> lifetimes)
    {
        foreach (Hir.GenericParam lifetime in lifetimes)
        {
            binder.Add((lifetime.Definition, _context.Symbols[lifetime.Name.Name]));
        }
    }

    private void Close() => _binders.RemoveAt(_binders.Count - 1);

    private Ty Report(string code, string message, Span span, string label)
    {
        _context.Report(new(Severity.Error, code, message, new(span, label)));
        return Types.Error;
    }
}
