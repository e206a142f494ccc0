using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Printing;

/// <summary>Every definition that a program or a body names, with the structs, unions and enums among them: a text must declare each.</summary>
internal sealed class ProgramContents : MirVisitor
{
    private readonly HashSet<GenericArg> _seen = [];
    private readonly Queue<AdtDef> _open = [];

    /// <summary>The definitions named.</summary>
    public SortedSet<int> Definitions { get; } = [];

    /// <summary>The structs, unions and enums named, by definition.</summary>
    public SortedDictionary<int, AdtDef> Adts { get; } = [];

    /// <summary>What a whole program names.</summary>
    public static ProgramContents Of(MirProgram program)
    {
        var contents = new ProgramContents();
        foreach (Body body in program.Bodies.Values)
        {
            contents.VisitDefinition(body.Definition);
            contents.VisitBody(body);
        }

        foreach (StaticDef item in program.Statics.Values)
        {
            contents.VisitDefinition(item.Definition);
            contents.VisitTy(item.Type);
            contents.VisitAllocation(item.Initial);
        }

        foreach ((DefId definition, Binder<FnSig> signature) in program.Signatures)
        {
            contents.VisitDefinition(definition);
            contents.VisitSignature(signature.Value);
        }

        contents.VisitFields();
        return contents;
    }

    /// <summary>What one body names.</summary>
    public static ProgramContents Of(Body body)
    {
        var contents = new ProgramContents();
        contents.VisitDefinition(body.Definition);
        contents.VisitBody(body);
        contents.VisitFields();
        return contents;
    }

    /// <inheritdoc/>
    public override void VisitDefinition(DefId definition) => Definitions.Add(definition.Index);

    /// <inheritdoc/>
    public override void VisitConst(Const constant) => VisitArg(constant);

    /// <inheritdoc/>
    public override void VisitTy(Ty type) => VisitArg(type);

    private void VisitArg(GenericArg arg)
    {
        if (!_seen.Add(arg))
        {
            return;
        }

        foreach (GenericArg part in TyWalk.Everything(arg))
        {
            _seen.Add(part);
            foreach (DefId definition in DefinitionsOf(part))
            {
                VisitDefinition(definition);
            }

            if (part is Ty.Adt { Definition: var adt } && Adts.TryAdd(adt.Id.Index, adt))
            {
                _open.Enqueue(adt);
            }
        }
    }

    private void VisitFields()
    {
        while (_open.TryDequeue(out AdtDef? adt))
        {
            foreach (FieldDef field in adt.IsComplete ? adt.Variants.SelectMany(v => v.Fields) : [])
            {
                VisitTy(field.Type);
            }
        }
    }

    private void VisitSignature(FnSig signature)
    {
        foreach (Ty input in signature.Inputs)
        {
            VisitTy(input);
        }

        VisitTy(signature.Output);
    }

    private static EquatableArray<DefId> DefinitionsOf(GenericArg arg) => arg switch
    {
        Ty.Adt adt => [adt.Definition.Id],
        Ty.Foreign foreign => [foreign.Definition],
        Ty.FnDef function => [function.Definition],
        Ty.Closure closure => [closure.Definition],
        Ty.Alias alias => [alias.Definition],
        Ty.Dynamic dynamic => dynamic.Predicates.Value.Select(DefinitionOf).ToEquatableArray(),
        Region.LateParam region => [region.Scope],
        Const.Unevaluated constant => [constant.Definition],
        _ => [],
    };

    private static DefId DefinitionOf(ExistentialPredicate predicate) => predicate switch
    {
        ExistentialPredicate.Trait trait => trait.Definition,
        ExistentialPredicate.Projection projection => projection.Definition,
        ExistentialPredicate.AutoTrait auto => auto.Definition,
    };
}
