using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>
/// Goes through a body and writes down what each statement asks of the regions in the types it touches: assignments make subtypes, calls
/// instantiate signatures, reborrows keep what they go through borrowed (rustc dev guide, "MIR type check").
/// </summary>
internal sealed partial class TypeChecker
{
    private readonly MirProgram _program;
    private readonly Body _body;
    private readonly IOwnershipContext _context;
    private readonly RegionVariables _variables;
    private readonly UniversalRegions _universal;
    private readonly PlaceTypes _places;
    private readonly PointMap _points;
    private readonly ConstraintSet _constraints;
    private readonly Variances _variances;
    private readonly IReadOnlyDictionary<DefId, ClosureRequirements> _closures;
    private readonly Dictionary<Location, RegionVid> _borrowRegions = [];

    public TypeChecker(
        MirProgram program,
        IOwnershipContext context,
        RegionVariables variables,
        UniversalRegions universal,
        PlaceTypes places,
        PointMap points,
        Variances variances,
        IReadOnlyDictionary<DefId, ClosureRequirements> closures)
    {
        _program = program;
        _body = universal.Body;
        _context = context;
        _variables = variables;
        _universal = universal;
        _places = places;
        _points = points;
        _constraints = new(points);
        _variances = variances;
        _closures = closures;
    }

    /// <summary>The regions of the references that are made, by where.</summary>
    public IReadOnlyDictionary<Location, RegionVid> BorrowRegions => _borrowRegions;

    /// <summary>Does it all and gives the constraints; liveness of variables is left to <see cref="LivenessConstraints"/>.</summary>
    public ConstraintSet Check()
    {
        EquateSignature();
        foreach (BlockId id in _body.Blocks.Ids)
        {
            Block block = _body.Blocks[id];
            for (int i = 0; i < block.Statements.Count; i++)
            {
                CheckStatement(block.Statements[i], new(id, i));
            }

            CheckTerminator(block.Terminator, new(id, block.Statements.Count));
        }

        return _constraints;
    }

    private void EquateSignature()
    {
        FnSig signature = _universal.Signature;
        for (int i = 0; i < Math.Min(signature.Inputs.Count, _body.ArgumentCount); i++)
        {
            LocalDecl local = _places.Locals[new(i + 1)];
            Equate(Normalize(signature.Inputs[i]), local.Type, new(null, local.Source.Span), new ConstraintCategory.BoringNoLocation());
        }

        LocalDecl result = _places.Locals[LocalId.Return];
        Equate(Normalize(signature.Output), result.Type, new(null, result.Source.Span), new ConstraintCategory.BoringNoLocation());
    }

    private void CheckStatement(Statement statement, Location at)
    {
        var locations = new Locations(at, statement.Source.Span);
        switch (statement.Kind)
        {
            case StatementKind.Assign(var place, var value, _):
                Ty type = CheckRvalue(value, locations);
                Subtype(type, _places.Of(place), locations, CategoryOfAssignment(place));
                break;
            case StatementKind.AscribeUserType(var place, var written):
                Ty annotated = Normalize(_universal.Enter(written));
                _constraints.AddLive(annotated, _points.Of(at));
                Equate(_places.Of(place), annotated, locations, new ConstraintCategory.TypeAnnotation());
                break;
        }
    }

    private ConstraintCategory CategoryOfAssignment(Place place)
    {
        if (!place.IsLocal)
        {
            return new ConstraintCategory.Assignment();
        }

        return _body.Locals[place.Local].Kind switch
        {
            LocalKind.Return => CategoryOfResult(),
            LocalKind.Variable or LocalKind.Parameter => new ConstraintCategory.Assignment(),
            _ => new ConstraintCategory.Boring(),
        };
    }

    private ConstraintCategory CategoryOfResult() => _program.Definitions[_body.Definition].Kind switch
    {
        DefKind.Constant or DefKind.AssociatedConstant or DefKind.AnonymousConstant => new ConstraintCategory.UseAsConst(),
        DefKind.Static => new ConstraintCategory.UseAsStatic(),
        _ => new ConstraintCategory.Return(),
    };

    private void CheckTerminator(Terminator terminator, Location at)
    {
        var locations = new Locations(at, terminator.Source.Span);
        switch (terminator.Kind)
        {
            case TerminatorKind.Call call:
                CheckCall(call, locations);
                break;
            case TerminatorKind.SwitchInt(var operand, _, _):
                TypeOf(operand, locations);
                break;
            case TerminatorKind.Assert assert:
                TypeOf(assert.Condition, locations);
                break;
        }
    }

    private void CheckCall(TerminatorKind.Call call, Locations locations)
    {
        Ty function = TypeOf(call.Function, locations);
        Ty[] arguments = [.. call.Arguments.Select(argument => TypeOf(argument, locations))];
        if (SignatureOf(function) is not { } declared)
        {
            return;
        }

        FnSig signature = Instantiate(declared, locations);
        Ty destination = _places.Of(call.Destination);
        Subtype(signature.Output, destination, locations, CategoryOfAssignment(call.Destination));
        ConstraintCategory category = call.CallSource == CallSource.Written
            ? new ConstraintCategory.CallArgument(function)
            : new ConstraintCategory.Boring();
        for (int i = 0; i < Math.Min(arguments.Length, signature.Inputs.Count); i++)
        {
            Subtype(arguments[i], signature.Inputs[i], locations, category);
        }
    }

    /// <summary>The signature with a fresh region for each late-bound lifetime, live where it is used.</summary>
    private FnSig Instantiate(Binder<FnSig> declared, Locations locations)
    {
        Region[] made = [.. declared.Variables.Select(_ => _variables.Fresh())];
        if (locations.Single is { } at)
        {
            foreach (Region.Var region in made.OfType<Region.Var>())
            {
                _constraints.AddLive(region.Vid, _points.Of(at));
            }
        }

        FnSig inside = new BinderFolder(_program.Types, variable => made[variable.Index]).Fold(declared.Value);
        return inside with { Inputs = inside.Inputs.Select(Normalize).ToEquatableArray(), Output = Normalize(inside.Output) };
    }

    /// <summary>The signature of something that can be called.</summary>
    private Binder<FnSig>? SignatureOf(Ty function) => function switch
    {
        Ty.FnDef definition => _context.SignatureOf(definition.Definition)?.Substitute(_program.Types, definition.Args),
        Ty.FnPtr pointer => pointer.Signature,
        Ty.Closure { Args: [.., Ty.FnPtr pointer, _] } => pointer.Signature,
        _ => null,
    };

    private Ty TypeOf(Operand operand, Locations locations) => operand switch
    {
        Operand.Copy(var place) => _places.Of(place),
        Operand.Move(var place) => _places.Of(place),
        Operand.Constant(var value) => TypeOf(value, locations),
    };

    private Ty TypeOf(ConstValue value, Locations locations)
    {
        Ty type = Normalize(_universal.Enter(value.Type));
        if (locations.Single is { } at)
        {
            _constraints.AddLive(type, _points.Of(at));
        }

        if (type is Ty.FnDef function)
        {
            Prove(function.Definition, function.Args, locations);
        }

        return type;
    }

    /// <summary>What a definition demands of its arguments must hold.</summary>
    private void Prove(DefId definition, EquatableArray<GenericArg> args, Locations locations)
    {
        var category = new ConstraintCategory.Predicate(null);
        foreach (Outlives bound in _context.OutlivesOf(definition))
        {
            EquatableArray<GenericArg> both = ((EquatableArray<GenericArg>)[bound.Longer, bound.Shorter]).Substitute(_program.Types, args);
            Require(both[0], (Region)both[1], locations, category with { Bound = bound.Bound });
        }

        ProveBounds(_context.ConditionsOf(definition, args, _body.Definition), locations, category);
    }

    private void ProveBounds(BoundConditions conditions, Locations locations, ConstraintCategory.Predicate category)
    {
        foreach (EqualArgs equal in conditions.Equal)
        {
            Relate(Renumber(equal.Left), Renumber(equal.Right), Variance.Invariant, locations, category);
        }

        foreach (FunctionDemand function in conditions.Functions)
        {
            Subtype(Normalize(function.Declared), Normalize(function.Demanded), locations, category);
        }

        foreach (Outlives condition in conditions.Outlives)
        {
            Require(Renumber(condition.Longer), (Region)Renumber(condition.Shorter), locations, category with { Bound = condition.Bound });
        }
    }

    // Answers may hold lifetimes that nobody knows.
    private GenericArg Renumber(GenericArg arg) => arg switch
    {
        Ty type => Normalize(type),
        Region.Erased => _variables.Fresh(),
        _ => arg,
    };

    /// <summary>A type or region must outlive a region.</summary>
    private void Require(GenericArg longer, Region shorter, Locations locations, ConstraintCategory category)
    {
        if (shorter is Region.Bound || longer.HasEscapingBoundVars)
        {
            return;
        }

        RegionVid below = _universal.VidOf(shorter);
        IReadOnlyList<GenericArg> parts = longer is Ty type ? OutlivesParts.Of(Normalize(type)) : [longer];
        foreach (GenericArg part in parts)
        {
            if (part is Region region)
            {
                _constraints.Add(_universal.VidOf(region), below, locations, category);
            }
            else if (part is Ty generic)
            {
                _constraints.TypeTests.Add(new(generic, below, locations, category));
            }
        }
    }

    private Ty Normalize(Ty type) => _variables.Renumber(_context.Normalize(type, _body.Definition));

    private void Subtype(Ty sub, Ty super, Locations locations, ConstraintCategory category) => Relate(sub, super, Variance.Covariant, locations, category);

    private void Equate(Ty left, Ty right, Locations locations, ConstraintCategory category) => Relate(left, right, Variance.Invariant, locations, category);

    private void Relate(GenericArg left, GenericArg right, Variance variance, Locations locations, ConstraintCategory category) =>
        new TypeRelation(_variables, _variances, _constraints, _universal.VidOf, alias => _context.CapturedBy(alias, _body.Definition), locations, category).Relate(left, right, variance);
}
