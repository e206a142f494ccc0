using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Instances;

/// <summary>What a program needs when it starts from some roots.</summary>
/// <param name="Functions">The instances with code, in the order they were found.</param>
/// <param name="Statics">The statics, in the order they were found.</param>
/// <param name="Missing">Functions without code that are named, intrinsics among them.</param>
/// <param name="Constants">Constant items that are evaluated when needed.</param>
/// <param name="Dropped">Types whose values are dropped somewhere.</param>
public sealed record ReachableProgram(
    IReadOnlyList<Instance> Functions,
    IReadOnlyList<DefId> Statics,
    IReadOnlyList<Instance> Missing,
    IReadOnlyList<Instance> Constants,
    IReadOnlyList<Ty> Dropped);

/// <summary>
/// Finds the instances that are reachable from roots: functions that are called or whose address is taken, in code or in the bytes of
/// statics, each with its generic arguments put in and regions erased. Code that is not reachable costs nothing, and generic code is
/// only compiled for the types it is used with.
/// </summary>
public sealed class InstanceCollector
{
    private readonly MirProgram _program;
    private readonly Func<Instance, Instance> _resolve;
    private readonly HashSet<Instance> _seen = [];
    private readonly HashSet<DefId> _seenStatics = [];
    private readonly HashSet<Ty> _seenDropped = [];
    private readonly Queue<Instance> _open = [];
    private readonly List<Instance> _functions = [];
    private readonly List<Instance> _missing = [];
    private readonly List<Instance> _constants = [];
    private readonly List<DefId> _statics = [];
    private readonly List<Ty> _dropped = [];

    private InstanceCollector(MirProgram program, Func<Instance, Instance> resolve)
    {
        _program = program;
        _resolve = resolve;
    }

    /// <summary>
    /// All that the roots need. <paramref name="resolve"/> tells which implementation a trait's function means for its arguments; without
    /// it every function is taken as it is named.
    /// </summary>
    public static ReachableProgram Collect(MirProgram program, IEnumerable<Instance> roots, Func<Instance, Instance>? resolve = null)
    {
        var collector = new InstanceCollector(program, resolve ?? (static instance => instance));
        foreach (Instance root in roots)
        {
            collector.AddFunction(root.Function, root.Args);
        }

        while (collector._open.TryDequeue(out Instance instance))
        {
            new BodyScan(collector, instance.Args).VisitBody(program.Bodies[instance.Function]);
        }

        return new(collector._functions, collector._statics, collector._missing, collector._constants, collector._dropped);
    }

    private void AddFunction(DefId function, EquatableArray<GenericArg> args)
    {
        Instance instance = _resolve(new(function, args.Select(Erased).ToEquatableArray()));
        if (!_seen.Add(instance))
        {
            return;
        }

        if (_program.Bodies.ContainsKey(instance.Function))
        {
            _functions.Add(instance);
            _open.Enqueue(instance);
        }
        else
        {
            _missing.Add(instance);
        }
    }

    private void AddConstant(DefId constant, EquatableArray<GenericArg> args)
    {
        var instance = new Instance(constant, args.Select(Erased).ToEquatableArray());
        if (_seen.Add(instance))
        {
            _constants.Add(instance);
            if (_program.Bodies.ContainsKey(constant))
            {
                _open.Enqueue(instance);
            }
        }
    }

    private void AddStatic(DefId definition)
    {
        if (_seenStatics.Add(definition))
        {
            _statics.Add(definition);
            if (_program.Statics.TryGetValue(definition, out StaticDef? item))
            {
                AddRelocations(item.Initial, []);
            }
        }
    }

    private void AddRelocations(Allocation allocation, EquatableArray<GenericArg> args)
    {
        foreach (Relocation relocation in allocation.Relocations)
        {
            if (_program.Definitions[relocation.Base].Kind == DefKind.Static)
            {
                AddStatic(relocation.Base);
            }
            else
            {
                AddFunction(relocation.Base, relocation.Args.Substitute(_program.Types, args));
            }
        }
    }

    private GenericArg Erased(GenericArg arg) => arg switch
    {
        Ty type => type.EraseRegions(_program.Types),
        Region => _program.Types.Erased,
        _ => arg,
    };

    /// <summary>Looks through one body with the arguments of one instance.</summary>
    private sealed class BodyScan(InstanceCollector collector, EquatableArray<GenericArg> args) : MirVisitor
    {
        private Body? _body;

        public override void VisitBody(Body body)
        {
            _body = body;
            base.VisitBody(body);
        }

        public override void VisitRvalue(Rvalue value, Location location)
        {
            if (value is Rvalue.ThreadLocal(var definition, _))
            {
                collector.AddStatic(definition);
            }
            else if (value is Rvalue.Cast(CastKind.ClosureFnPointer, var operand, _) && TypeOf(operand) is Ty.Closure closure)
            {
                collector.AddFunction(closure.Definition, Put(closure.Args));
            }

            base.VisitRvalue(value, location);
        }

        public override void VisitTerminator(Terminator terminator, Location location)
        {
            if (terminator.Kind is TerminatorKind.Drop(var place, _, _) && TypeOf(new Operand.Copy(place)) is { } type
                && type.Substitute(collector._program.Types, args).EraseRegions(collector._program.Types) is var dropped && collector._seenDropped.Add(dropped))
            {
                collector._dropped.Add(dropped);
            }

            base.VisitTerminator(terminator, location);
        }

        public override void VisitConstant(ConstValue value)
        {
            switch (value)
            {
                case ConstValue.ZeroSized(Ty.FnDef function):
                    collector.AddFunction(function.Definition, Put(function.Args));
                    break;
                case ConstValue.FunctionAddress(_, var function, var functionArgs):
                    collector.AddFunction(function, Put(functionArgs));
                    break;
                case ConstValue.StaticAddress(_, var definition, _):
                    collector.AddStatic(definition);
                    break;
                case ConstValue.Slice(_, var definition, _):
                    collector.AddStatic(definition);
                    break;
                case ConstValue.Memory(_, var bytes):
                    collector.AddRelocations(bytes, args);
                    break;
                case ConstValue.Unevaluated(_, var constant, var constantArgs, _):
                    collector.AddConstant(constant, Put(constantArgs));
                    break;
                case ConstValue.Scalar or ConstValue.ZeroSized or ConstValue.Parameter:
                    break;
            }
        }

        private EquatableArray<GenericArg> Put(EquatableArray<GenericArg> inner) => inner.Substitute(collector._program.Types, args);

        private Ty? TypeOf(Operand operand)
        {
            var types = new Typing.BodyTypes(collector._program.Types, _body!.Locals);
            return operand switch
            {
                Operand.Copy(var place) => types.TryPlaceTyOf(place)?.Type,
                Operand.Move(var place) => types.TryPlaceTyOf(place)?.Type,
                Operand.Constant(var value) => value.Type,
            };
        }
    }
}
