using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Rust.Building;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Instances;
using Crabwalk.Rust.Semantics;
using Capture = Crabwalk.Ownership.Contracts.Capture;
using Hir = Crabwalk.Rust.Hir;

namespace Crabwalk.Workbench.Compiling.Rust.Ownership;

/// <summary>Answers the ownership checker out of the tables of Rust's front end.</summary>
internal sealed class RustOwnershipContext : IOwnershipContext
{
    private readonly ITypeContext _context;
    private readonly RustProgram _program;
    private readonly AliasResolution _aliases;
    private readonly RustSourceFacts _source;
    private readonly Dictionary<DefId, TypeProperties> _properties = [];
    private readonly Dictionary<DefId, IReadOnlyList<Outlives>> _outlives = [];

    public RustOwnershipContext(ITypeContext context, RustProgram program)
    {
        _context = context;
        _program = program;
        _aliases = new(context);
        _source = new(context);
    }

    public ISourceFacts Source => _source;

    private IDropFacts Drops => _program.Program.DropFacts!;

    public Instance? DestructorOf(Ty.Adt type) => Drops.DestructorOf((Ty.Adt)type.EraseRegions(_context.Types));

    public bool IsCopy(Ty type, DefId within) => Drops.IsCopy((Ty)type.EraseRegions(_context.Types), within);

    public Body? BodyOf(DefId definition) => _program.Bodies.Promoted(definition)?.Body;

    public Binder<FnSig>? SignatureOf(DefId definition) => _context.Definitions[definition].Kind is DefKind.Function or DefKind.AssociatedFunction or DefKind.Constructor or DefKind.Intrinsic
        ? _context.SignatureOf(definition)
        : null;

    public IReadOnlyList<GenericParameter> GenericsOf(DefId definition)
    {
        if (_context.Definitions[definition].Kind is DefKind.Closure or DefKind.AnonymousConstant)
        {
            return [];
        }

        return [.. _context.AllParams(definition).Select(parameter => new GenericParameter(parameter.Name, parameter.Kind switch
        {
            GenericParamKind.Lifetime => GenericParameterKind.Lifetime,
            GenericParamKind.Type => GenericParameterKind.Type,
            GenericParamKind.Const => GenericParameterKind.Const,
        }))];
    }

    public IReadOnlyList<Outlives> OutlivesOf(DefId definition)
    {
        if (!_outlives.TryGetValue(definition, out IReadOnlyList<Outlives>? known))
        {
            _outlives.Add(definition, []);
            _outlives[definition] = known = FindOutlives(definition);
        }

        return known;
    }

    public BoundConditions ConditionsOf(DefId definition, EquatableArray<GenericArg> args, DefId within)
    {
        if (!args.Any(arg => arg.Has(TyFlags.HasFreeRegions | TyFlags.HasRegionParam)))
        {
            return BoundConditions.None;
        }

        var proof = new BoundProof(_context, _aliases, OwnerOf(within));
        proof.ProveBoundsOf(definition, args);
        return proof.Conditions;
    }

    public Ty Normalize(Ty type, DefId within) => _aliases.Normalize(type, OwnerOf(within));

    public bool IsClone(Ty type, DefId within) => PropertiesIn(OwnerOf(within)).Implements((Ty)type.EraseRegions(_context.Types), "clone");

    public bool MayDangle(Ty.Adt type, int parameter)
    {
        if (PropertiesIn(type.Definition.Id).DestructorOf(type) is not { } implementation || _context.TypeOf(implementation) is not Ty.Adt self
            || parameter >= self.Args.Count || _context.Hir.ItemOf(implementation).Kind is not Hir.ItemKind.Impl impl)
        {
            return false;
        }

        string? name = self.Args[parameter] switch
        {
            Ty.Param generic => generic.Name,
            Region.EarlyParam lifetime => lifetime.Name,
            _ => null,
        };
        return impl.Generics.Params.Any(generic => generic.MayDangle && _context.Symbols[generic.Name.Name] == name);
    }

    public ClosureFacts? ClosureOf(DefId definition)
    {
        if (_context.Definitions[definition].Kind != DefKind.Closure)
        {
            return null;
        }

        TypeckResults results = _context.TypeckOf(definition);
        if (_source.ClosureIn(OwnerOf(definition), definition) is not { } expression || !results.Captures.TryGetValue(definition, out var captures))
        {
            return null;
        }

        ClosureKind kind = results.ClosureKinds.GetValueOrDefault(definition) switch
        {
            ClosureTraitKind.Fn => ClosureKind.Fn,
            ClosureTraitKind.FnMut => ClosureKind.FnMut,
            ClosureTraitKind.FnOnce => ClosureKind.FnOnce,
        };
        var closure = (Hir.ExprKind.Closure)expression.Kind;
        DefId parent = _context.Definitions[definition].Parent ?? definition;
        return new(kind, captures.Select(capture => CaptureOf(capture, OwnerOf(definition))).ToEquatableArray(), closure.IsMove, expression.Span, closure.HeadSpan, parent);
    }

    public FunctionFacts FunctionOf(DefId definition)
    {
        if (_context.AssociatedItem(definition) is not { } item)
        {
            return new();
        }

        DefId? trait = _context.Definitions[item.Container].Kind == DefKind.Trait ? item.Container : _context.TraitRefOf(item.Container)?.Trait;
        ClosureKind? kind = trait is { } t ? ClosureTrait(t) : null;
        return new(item.HasSelf, trait is { } owner ? _context.Definitions[owner].Path : null, item.HasSelf ? SelfParameterOf(definition) : null, kind) { Name = NameOf(item, trait) };
    }

    public EquatableArray<Region>? CapturedBy(Ty.Alias opaque, DefId within) =>
        _context.Hir.ItemOf(opaque.Definition).Kind is Hir.ItemKind.Opaque { Owner: var owner } && owner == within ? opaque.Args.OfType<Region>().ToEquatableArray() : null;

    /// <summary>The function, constant or static around a closure.</summary>
    private DefId OwnerOf(DefId definition)
    {
        while (_context.Definitions[definition] is { Kind: DefKind.Closure, Parent: { } parent })
        {
            definition = parent;
        }

        return definition;
    }

    private TypeProperties PropertiesIn(DefId within)
    {
        if (!_properties.TryGetValue(within, out TypeProperties? properties))
        {
            _properties.Add(within, properties = new(_context, within));
        }

        return properties;
    }

    private List<Outlives> FindOutlives(DefId definition)
    {
        var found = new List<Outlives>();
        if (_context.Definitions[definition].Kind is DefKind.Closure or DefKind.AnonymousConstant)
        {
            return found;
        }

        foreach ((Predicate predicate, Span bound) in _context.PredicatesOf(definition))
        {
            switch (predicate.Bound.Value)
            {
                case PredicateKind.TypeOutlives(var type, var region) when !type.HasEscapingBoundVars && region is not Region.Bound:
                    found.Add(new(type, region) { Bound = bound });
                    break;
                case PredicateKind.RegionOutlives(var longer, var shorter) when longer is not Region.Bound && shorter is not Region.Bound:
                    found.Add(new(longer, shorter) { Bound = bound });
                    break;
                case PredicateKind.Trait(var reference) when reference.Trait != definition && !reference.Args.Any(arg => arg.HasEscapingBoundVars):
                    AddSupertraits(reference, bound, found);
                    break;
            }
        }

        if (_context.Definitions[definition].Kind is DefKind.Struct or DefKind.Enum or DefKind.Union && _context.AdtOf(definition) is { IsComplete: true } adt)
        {
            foreach (FieldDef field in adt.Variants.SelectMany(variant => variant.Fields))
            {
                AddImplied(field.Type, found);
            }
        }

        return found;
    }

    // A trait that is declared `Trait: 'static` demands that of every type that is asked to implement it.
    private void AddSupertraits(TraitRef reference, Span bound, List<Outlives> found)
    {
        foreach (Outlives demand in OutlivesOf(reference.Trait))
        {
            EquatableArray<GenericArg> both = ((EquatableArray<GenericArg>)[demand.Longer, demand.Shorter]).Substitute(_context.Types, reference.Args);
            found.Add(new(both[0], (Region)both[1]) { Bound = bound });
        }
    }

    // A field `&'a T` says that `T: 'a`, a field of another type what that type demands (RFC 2093).
    private void AddImplied(Ty type, List<Outlives> found)
    {
        switch (type)
        {
            case Ty.Ref { Region: not Region.Bound } reference:
                found.Add(new(reference.Referent, reference.Region));
                AddImplied(reference.Referent, found);
                break;
            case Ty.Adt adt:
                foreach (Outlives demand in OutlivesOf(adt.Definition.Id))
                {
                    EquatableArray<GenericArg> both = ((EquatableArray<GenericArg>)[demand.Longer, demand.Shorter]).Substitute(_context.Types, adt.Args);
                    found.Add(new(both[0], (Region)both[1]));
                }

                break;
            case Ty.Tuple tuple:
                foreach (Ty part in tuple.Parts)
                {
                    AddImplied(part, found);
                }

                break;
            case Ty.Array array:
                AddImplied(array.Element, found);
                break;
            case Ty.Slice slice:
                AddImplied(slice.Element, found);
                break;
        }
    }

    private Capture CaptureOf(Crabwalk.Rust.Checking.Capture capture, DefId owner)
    {
        (string variable, bool isMutable) = _source.VariableOf(owner, capture.Variable) ?? (capture.Name, false);
        bool throughUnique = false;
        Ty type = capture.VariableType;
        foreach (CaptureStep step in capture.Path)
        {
            throughUnique |= step.Field is null && type is Ty.Ref { Mutability: Mutability.Mut };
            isMutable &= !(step.Field is null && type is Ty.Ref { Mutability: Mutability.Not });
            type = step.Type;
        }

        return new(capture.Name, capture.ByRef is not null, isMutable || throughUnique, capture.UseSpan, variable);
    }

    // A trait's method by its name alone, any other behind its type: `into_iter`, `Option::<T>::unwrap`.
    private string NameOf(AssocItem item, DefId? trait)
    {
        string name = _context.Symbols[item.Name];
        if (trait is not null || _context.TypeOf(item.Container) is not Ty.Adt self)
        {
            return name;
        }

        string args = self.Args.Any(arg => arg is not Region) ? $"::<{string.Join(", ", self.Args.Where(arg => arg is not Region).Select(TyPrinter.Print))}>" : "";
        return $"{self.Definition.Name}{args}::{name}";
    }

    private ClosureKind? ClosureTrait(DefId trait) => trait == _context.Hir.LangItem("fn") ? ClosureKind.Fn
        : trait == _context.Hir.LangItem("fn_mut") ? ClosureKind.FnMut
        : trait == _context.Hir.LangItem("fn_once") ? ClosureKind.FnOnce
        : null;

    private Span? SelfParameterOf(DefId method) =>
        _context.Hir.ItemOf(method).Kind is Hir.ItemKind.Function { Declaration: { SelfForm: not Hir.ImplicitSelf.None, Inputs: [var self, ..] } } ? self.Span : null;
}
