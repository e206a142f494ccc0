using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Building;

/// <summary>What MIR building and drops ask about types, under the conditions of one definition.</summary>
public sealed class TypeProperties
{
    private readonly ITypeContext _context;
    private readonly DefId _owner;
    private readonly ParamEnv _environment;
    private readonly Dictionary<Ty, bool> _needsDrop = [];
    private readonly Dictionary<(DefId Trait, Ty Type), bool> _implements = [];

    /// <summary>Answers under the conditions of a definition; for monomorphic types under none.</summary>
    public TypeProperties(ITypeContext context, DefId owner, ParamEnv? environment = null)
    {
        _context = context;
        _owner = owner;
        _environment = environment ?? context.ParamEnvOf(owner);
    }

    /// <summary>Does a value stay where it is when it is used?</summary>
    public bool IsCopy(Ty type) => type switch
    {
        Ty.Bool or Ty.Char or Ty.Int or Ty.Float or Ty.RawPtr or Ty.FnDef or Ty.FnPtr or Ty.Never or Ty.Error => true,
        Ty.Ref reference => reference.Mutability == Mutability.Not,
        Ty.Str or Ty.Slice or Ty.Dynamic or Ty.Foreign => false,
        Ty.Array array => IsCopy(array.Element),
        Ty.Tuple tuple => All(tuple.Parts, IsCopy),
        Ty.Closure { Args: [.., Ty.Tuple captures] } => All(captures.Parts, IsCopy),
        _ => Implements(type, "copy"),
    };

    /// <summary>Is its size known when the program is compiled?</summary>
    public bool IsSized(Ty type) => type switch
    {
        Ty.Str or Ty.Slice or Ty.Dynamic or Ty.Foreign => false,
        Ty.Tuple { Parts: [.., var last] } => IsSized(last),
        Ty.Adt or Ty.Param or Ty.Alias => Implements(type, "sized"),
        _ => true,
    };

    /// <summary>Does something happen when a value of it is dropped?</summary>
    public bool NeedsDrop(Ty type)
    {
        if (_needsDrop.TryGetValue(type, out bool known))
        {
            return known;
        }

        // A type inside itself lies behind a pointer whose owner has a destructor, so that the first assumption does no harm.
        _needsDrop[type] = false;
        return _needsDrop[type] = type switch
        {
            Ty.Adt adt => NeedsDrop(adt),
            Ty.Array { Length: Const.Value { Bits: var length } } when length == 0 => false,
            Ty.Array array => NeedsDrop(array.Element),
            Ty.Slice slice => NeedsDrop(slice.Element),
            Ty.Tuple tuple => Any(tuple.Parts, NeedsDrop),
            Ty.Closure { Args: [.., Ty.Tuple captures] } => Any(captures.Parts, NeedsDrop),
            Ty.Dynamic => true,
            Ty.Param or Ty.Placeholder => !IsCopy(type),
            Ty.Alias => Normalize(type) is var normal && normal is Ty.Alias ? !IsCopy(type) : NeedsDrop(Normalize(type)),
            _ => false,
        };
    }

    private bool NeedsDrop(Ty.Adt type)
    {
        if (type.Definition.Role is AdtRole.ManuallyDrop or AdtRole.PhantomData)
        {
            return false;
        }

        return type.Definition.Role == AdtRole.Box || DestructorOf(type) is not null
            || (type.Definition is { IsComplete: true, Kind: not AdtKind.Union } && AnyField(type, NeedsDrop));
    }

    /// <summary>The implementation of <c>Drop</c> of the type itself.</summary>
    public DefId? DestructorOf(Ty.Adt type)
    {
        if (_context.Hir.LangItem("drop") is not { } drop)
        {
            return null;
        }

        foreach (DefId implementation in _context.ImplsFor(drop, type))
        {
            if (_context.TypeOf(implementation) is Ty.Adt self && self.Definition.Id == type.Definition.Id)
            {
                return implementation;
            }
        }

        return null;
    }

    /// <summary>Has it no value at all?</summary>
    public bool IsUninhabited(Ty type) => IsUninhabited(type, 0);

    private bool IsUninhabited(Ty type, int depth) => depth < 32 && type switch
    {
        Ty.Never => true,
        Ty.Tuple tuple => Any(tuple.Parts, part => IsUninhabited(part, depth + 1)),
        Ty.Array array => array.Length is Const.Value { Bits: var length } && length != 0 && IsUninhabited(array.Element, depth + 1),
        Ty.Adt { Definition: { IsComplete: true } definition } adt => definition.Kind switch
        {
            AdtKind.Union => false,
            _ => definition.Variants.All(variant => HasEmptyField(adt, variant, depth)),
        },
        _ => false,
    };

    /// <summary>May what it holds change behind a shared reference?</summary>
    public bool HasInteriorMutability(Ty type) => HasInteriorMutability(type, 0);

    private bool HasInteriorMutability(Ty type, int depth) => depth < 32 && type switch
    {
        Ty.Adt { Definition.Role: AdtRole.UnsafeCell } => true,
        Ty.Adt { Definition.IsComplete: true } adt => AnyField(adt, field => HasInteriorMutability(field, depth + 1)),
        Ty.Tuple tuple => Any(tuple.Parts, part => HasInteriorMutability(part, depth + 1)),
        Ty.Array array => HasInteriorMutability(array.Element, depth + 1),
        Ty.Closure { Args: [.., Ty.Tuple captures] } => Any(captures.Parts, part => HasInteriorMutability(part, depth + 1)),
        Ty.Alias => Normalize(type) is var normal && (normal is Ty.Alias || HasInteriorMutability(normal, depth + 1)),
        Ty.Param or Ty.Dynamic => true,
        _ => false,
    };

    private bool HasEmptyField(Ty.Adt type, VariantDef variant, int depth)
    {
        foreach (FieldDef field in variant.Fields)
        {
            if (IsUninhabited(field.Type.Substitute(_context.Types, type.Args), depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool AnyField(Ty.Adt type, Func<Ty, bool> holds)
    {
        foreach (VariantDef variant in type.Definition.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                if (holds(Normalize(field.Type.Substitute(_context.Types, type.Args))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Does the type implement a trait that the language knows?</summary>
    public bool Implements(Ty type, string langItem)
    {
        if (type is Ty.Error || _context.Hir.LangItem(langItem) is not { } trait)
        {
            return type is Ty.Error;
        }

        if (!_implements.TryGetValue((trait, type), out bool known))
        {
            _implements[(trait, type)] = known = Evaluate(trait, type);
        }

        return known;
    }

    private bool Evaluate(DefId trait, Ty type)
    {
        var predicate = new Predicate(new(new PredicateKind.Trait(new(trait, [type])), []));
        return _context.NewInference(_owner).Evaluate(new(Cause, _environment, predicate)) == Answer.Yes;
    }

    /// <summary>The type with aliases replaced by what they stand for, as far as that is known.</summary>
    public Ty Normalize(Ty type)
    {
        if (!type.Has(TyFlags.HasAlias))
        {
            return type;
        }

        IInference inference = _context.NewInference(_owner);
        Ty normal = inference.Normalize(Cause, _environment, type);
        inference.SelectWherePossible();
        Ty resolved = inference.Resolve(normal);
        return resolved.Has(TyFlags.HasInfer) ? type : resolved.EraseRegions(_context.Types);
    }

    private ObligationCause Cause => new(default, _owner, new CauseCode.Misc());

    private static bool All(EquatableArray<Ty> types, Func<Ty, bool> holds) => !Any(types, type => !holds(type));

    private static bool Any(EquatableArray<Ty> types, Func<Ty, bool> holds)
    {
        foreach (Ty type in types)
        {
            if (holds(type))
            {
                return true;
            }
        }

        return false;
    }
}
