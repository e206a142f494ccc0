using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Regions;

/// <summary>
/// The regions that a body's caller chooses: <c>'static</c>, the lifetime parameters, for a closure also every region of the types it
/// captures, and last the body itself, which all others outlive. Inside they are known only by what the signature says of them.
/// </summary>
internal sealed class UniversalRegions
{
    private readonly RegionVariables _variables;
    private readonly Dictionary<Region, RegionVid> _vids = [];
    private readonly List<Region?> _names = [];

    private UniversalRegions(RegionVariables variables, Body body, FnSig signature, Ty.Closure? closure)
    {
        _variables = variables;
        Body = body;
        Signature = signature;
        Closure = closure;
    }

    /// <summary>The body.</summary>
    public Body Body { get; }

    /// <summary>The types of parameters and result as the caller has them; a closure's own value is its first parameter.</summary>
    public FnSig Signature { get; private set; }

    /// <summary>For a closure's body: the closure's type.</summary>
    public Ty.Closure? Closure { get; private set; }

    /// <summary><c>'static</c></summary>
    public RegionVid Static { get; private set; }

    /// <summary>The region of the body itself.</summary>
    public RegionVid BodyRegion { get; private set; }

    /// <summary>Universal regions have smaller numbers.</summary>
    public int Count => _names.Count;

    /// <summary>Regions below this number, but for <c>'static</c>, belong to whoever creates the closure.</summary>
    public int FirstLocal { get; private set; } = 1;

    /// <summary>True for a region that the caller chooses.</summary>
    public bool IsUniversal(RegionVid region) => region.Index < Count;

    /// <summary>True for a region of the closure's creator.</summary>
    public bool IsExternal(RegionVid region) => region.Index > 0 && region.Index < FirstLocal;

    /// <summary>True for a lifetime parameter of this body alone, or the body itself.</summary>
    public bool IsLocal(RegionVid region) => region.Index >= FirstLocal && region.Index < Count;

    /// <summary>The region as the signature has it; null for regions nobody can name.</summary>
    public Region? NameOf(RegionVid region) => region.Index < Count ? _names[region.Index] : null;

    /// <summary>All universal regions.</summary>
    public IEnumerable<RegionVid> All => Enumerable.Range(0, Count).Select(RegionVid.At);

    /// <summary>The regions of a body; makes the first region variables.</summary>
    public static UniversalRegions Of(MirProgram program, Body body, IOwnershipContext context, RegionVariables variables)
    {
        var closure = ClosureOf(body);
        var regions = new UniversalRegions(variables, body, body.Signature, closure);
        regions.Static = regions.Add(program.Types.Static);
        if (closure is null)
        {
            regions.AddFunction(program, context);
        }
        else
        {
            regions.AddClosure(program, closure);
        }

        regions.BodyRegion = regions.Add(null);
        return regions;
    }

    /// <summary>The variable of a region; one that the body cannot name is anything.</summary>
    public RegionVid VidOf(Region region) => region switch
    {
        Region.Var variable => variable.Vid,
        _ when _vids.TryGetValue(region, out RegionVid known) => known,
        _ => _variables.New(new RegionOrigin.Existential()),
    };

    /// <summary>The type with its named regions replaced by their variables, and forgotten ones by new variables.</summary>
    public Ty Enter(Ty type) => (Ty)EnterArg(type);

    /// <summary>The argument with its regions replaced.</summary>
    public GenericArg EnterArg(GenericArg arg) => new RegionFolder(_variables.Types, EnterRegion).Fold(arg);

    /// <summary>The region of a variable as a type has it.</summary>
    public Region AsRegion(RegionVid vid) => _variables.Types.RegionVar(vid);

    private Region EnterRegion(Region region) =>
        region is Region.Erased or Region.Error ? _variables.Fresh() : AsRegion(VidOf(region));

    private static Ty.Closure? ClosureOf(Body body) => body.ArgumentCount == 0 ? null : body.Locals[new(1)].Type switch
    {
        Ty.Closure closure when closure.Definition == body.Definition => closure,
        Ty.Ref { Referent: Ty.Closure closure } when closure.Definition == body.Definition => closure,
        _ => null,
    };

    private RegionVid Add(Region? name)
    {
        RegionVid vid = _variables.New(new RegionOrigin.Free());
        _names.Add(name);
        if (name is not null)
        {
            _vids.TryAdd(name, vid);
        }

        return vid;
    }

    private void AddFunction(MirProgram program, IOwnershipContext context)
    {
        IReadOnlyList<GenericParameter> generics = context.GenericsOf(Body.Definition);
        for (int i = 0; i < generics.Count; i++)
        {
            if (generics[i].Kind == GenericParameterKind.Lifetime)
            {
                Add(program.Types.EarlyParam(i, generics[i].Name));
            }
        }

        Binder<FnSig> declared = context.SignatureOf(Body.Definition) ?? new(Body.Signature, []);
        for (int i = 0; i < declared.Variables.Count; i++)
        {
            if (declared.Variables[i] is BoundVariableKind.OfRegion region)
            {
                Add(program.Types.LateParam(Body.Definition, new(i, region.Name)));
            }
        }

        FnSig inside = new BinderFolder(program.Types, variable => LateParam(program, declared, variable)).Fold(declared.Value);
        Signature = new RegionFolder(program.Types, AddedRegion).Fold(inside);
    }

    private Region.LateParam LateParam(MirProgram program, Binder<FnSig> declared, BoundVariable variable) =>
        program.Types.LateParam(Body.Definition, new(variable.Index, declared.Variables[variable.Index].Name));

    // A forgotten region of a signature is one more that the caller chooses.
    private Region AddedRegion(Region region) => region is Region.Erased or Region.Error
        ? AsRegion(Add(null))
        : AsRegion(_vids.TryGetValue(region, out RegionVid known) ? known : Add(region));

    private void AddClosure(MirProgram program, Ty.Closure closure)
    {
        Closure = (Ty.Closure)new RegionFolder(program.Types, region => AsRegion(Add(region))).Fold(closure);
        FirstLocal = Count;
        Ty self = Body.Locals[new(1)].Type is Ty.Ref { Mutability: var mutability }
            ? program.Types.Ref(AsRegion(Add(null)), Closure, mutability)
            : Closure;
        Binder<FnSig> declared = Closure.Args.Count >= 2 && Closure.Args[^2] is Ty.FnPtr pointer ? pointer.Signature : new(Body.Signature, []);
        RegionVid[] late = [.. declared.Variables.Select((_, i) => Add(program.Types.LateParam(Body.Definition, new(i, declared.Variables[i].Name))))];
        FnSig inside = new BinderFolder(program.Types, variable => AsRegion(late[variable.Index])).Fold(declared.Value);
        EquatableArray<Ty> inputs = inside.Inputs is [Ty.Tuple tuple] && !TakesTuple(program, tuple) ? tuple.Parts : inside.Inputs;
        Signature = inside with { Inputs = [self, .. inputs] };
    }

    // The code of a closure takes its arguments as the one tuple that callers make, or each by itself.
    private bool TakesTuple(MirProgram program, Ty.Tuple arguments) => Body.ArgumentCount == 2
        && ReferenceEquals(Body.Locals[new(2)].Type.EraseRegions(program.Types), arguments.EraseRegions(program.Types));
}
