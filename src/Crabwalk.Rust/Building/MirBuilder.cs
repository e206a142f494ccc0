using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>
/// Makes MIR of one body (rustc's <c>mir_build</c>). Everything is built from a block on and tells the block it ends in. There are these ways to
/// build an expression, each used where it makes the fewest temporaries: as a place, an rvalue, an operand or a temporary, into a destination,
/// as a statement, as a condition.
/// </summary>
internal sealed partial class MirBuilder
{
    private readonly BuildContext _context;
    private readonly TypeProperties _properties;
    private readonly Thir.Body _tree;
    private readonly DefId _owner;
    private readonly FnSig _signature;
    private readonly Span _span;
    private readonly ControlGraph _graph = new();
    private readonly IndexList<LocalId, LocalDecl> _locals = [];
    private readonly IndexList<ScopeId, SourceScope> _sourceScopes = [];
    private readonly List<VarDebugInfo> _names = [];
    private readonly Dictionary<Hir.HirId, VariableLocals> _variables = [];
    private readonly BodyTypes _types;
    private readonly bool _isMarked;
    private CapturePlaces _captures = new();
    private ScopeId _sourceScope;
    private LocalId? _unitTemporary;

    private MirBuilder(BuildContext context, Thir.Body tree, DefId owner, FnSig signature, Span span)
    {
        _context = context;
        _properties = context.PropertiesIn(owner);
        _tree = tree;
        _owner = owner;
        _signature = signature;
        _span = span;
        _types = new(context.Types, _locals);
        _isMarked = context.Options.IsMarked && !context.Semantics.Definitions[owner].IsLibrary;
        _sourceScope = _sourceScopes.Add(new(span, null));
    }

    private TyInterner Types => _context.Types;

    /// <summary>The MIR of a function or closure.</summary>
    public static Mir.Bodies.Body OfFunction(BuildContext context, Thir.Body tree, DefId owner, FnSig signature, Span span, ClosureSource? closure, string title)
    {
        var builder = new MirBuilder(context, tree, owner, signature, span);
        if (closure is not null)
        {
            builder._captures = new(closure.Captures, closure.Kind != Checking.ClosureTraitKind.FnOnce);
        }

        builder.BuildFunction();
        return builder.Finish(title);
    }

    /// <summary>The MIR of a constant or static.</summary>
    public static Mir.Bodies.Body OfConstant(BuildContext context, Thir.Body tree, DefId owner, Ty type, Span span)
    {
        var builder = new MirBuilder(context, tree, owner, new([], type), span);
        builder._locals.Add(new(type, LocalKind.Return, builder.SourceAt(span)));
        BlockId block = builder._graph.NewBlock();
        builder.Into(LocalId.Return, ref block, tree.Value);
        builder._graph.Terminate(block, builder.SourceAt(span), new TerminatorKind.Return());
        builder.BuildUnwindTree();
        return builder.Finish("");
    }

    private void BuildFunction()
    {
        BlockId block = _graph.NewBlock();
        _locals.Add(new(_signature.Output, LocalKind.Return, SourceAt(_span)));
        PushScope(_tree.CallSiteScope, _span);
        InBreakableScope(out BlockId returned, null, LocalId.Return, _span, () =>
        {
            InScope(ref block, _tree.ArgumentScope, _tree.Value.Span, (ref b) => BuildArgumentsAndValue(ref b));
            return block;
        });
        block = returned;
        MarkLeave(block);
        _graph.Terminate(block, new(LastByte(_span), ScopeId.Function), new TerminatorKind.Return());
        BuildUnwindTree();
        _scopes.Clear();
    }

    private void BuildArgumentsAndValue(ref BlockId block)
    {
        DeclareParameters();
        NameCaptures();
        ScopeId? patternScope = null;
        for (int i = 0; i < _tree.Params.Count; i++)
        {
            var local = new LocalId(i + 1);
            ScheduleValue(_tree.ArgumentScope, local);
            if (_tree.Params[i].Pattern is not { } pattern)
            {
                continue;
            }

            if (SimpleBinding(pattern) is { } binding)
            {
                _locals[local] = _locals[local] with { Mutability = MutabilityOf(binding.Mode) };
                _variables[binding.Variable] = new(local, null);
            }
            else
            {
                patternScope = DeclareBindings(patternScope, _tree.Value.Span, pattern, null);
                PlaceIntoPattern(ref block, pattern, PlaceBuilder.Of(local));
            }
        }

        _sourceScope = patternScope ?? _sourceScope;
        MarkEnter(block);
        Into(LocalId.Return, ref block, _tree.Value);
    }

    private void DeclareParameters()
    {
        for (int i = 0; i < _tree.Params.Count; i++)
        {
            Param param = _tree.Params[i];
            Ty type = i < _signature.Inputs.Count ? _signature.Inputs[i] : param.Type;
            Span span = param.Pattern?.Span ?? param.Span;
            LocalId local = _locals.Add(new(type, LocalKind.Parameter, SourceAt(span)) { Mutability = Mutability.Not });
            if (param.Pattern is { } pattern && SimpleBinding(pattern) is { } binding)
            {
                _names.Add(new(binding.Name, local, _sourceScope, span, null, i + 1));
            }
        }
    }

    private void NameCaptures()
    {
        foreach ((Checking.Capture capture, Place place) in _captures.All)
        {
            _names.Add(new(capture.Name, place, _sourceScope, capture.UseSpan, null));
        }
    }

    private static PatKind.Binding? SimpleBinding(Pat pattern) =>
        pattern.Kind is PatKind.Binding { Mode.ByRef: null, Inner: null } binding ? binding : null;

    private static Mutability MutabilityOf(Hir.BindingMode mode) => mode.IsMutable ? Mutability.Mut : Mutability.Not;

    // Locals.

    private LocalId Temporary(Ty type, Span span, Mutability mutability = Mutability.Mut) =>
        _locals.Add(new(type, LocalKind.Temporary, SourceAt(span)) { Mutability = mutability });

    private LocalId UnitTemporary => _unitTemporary ??= Temporary(Types.Unit, _span);

    private ScopeId NewSourceScope(Span span) => _sourceScopes.Add(new(span, _sourceScope));

    private Ty TypeOf(Place place) => _types.TypeOf(place);

    private void Assign(BlockId block, Span span, Place place, Rvalue value) => _graph.Assign(block, SourceAt(span), place, value);

    private void AssignUnit(BlockId block, SourceInfo source, Place place) =>
        _graph.Assign(block, source, place, new Rvalue.Use(new Operand.Constant(new ConstValue.ZeroSized(Types.Unit))));

    private Operand Consume(Place place) => _properties.IsCopy(TypeOf(place)) ? new Operand.Copy(place) : new Operand.Move(place);

    private Place? TryPlace(PlaceBuilder builder) =>
        _captures.Resolve(builder) is { Local: { } local } resolved ? new Place(local, resolved.Path) : null;

    private Place PlaceOf(PlaceBuilder builder) => TryPlace(builder) ?? throw new CompilerBugException("a captured place without a capture");

    // The end.

    private Mir.Bodies.Body Finish(string title)
    {
        var body = new Mir.Bodies.Body(_owner, SourceLanguage.Rust, _signature, _span) { Title = title };
        foreach (LocalDecl local in _locals)
        {
            body.Locals.Add(local);
        }

        foreach (SourceScope scope in _sourceScopes)
        {
            body.Scopes.Add(scope);
        }

        foreach (Mir.Bodies.Block block in _graph.Finish(new(_span, ScopeId.Function)))
        {
            body.Blocks.Add(block);
        }

        body.Variables.AddRange(_names);
        EndCallsWithoutValue(body);
        UnreachableBlocks.Remove(body);
        return body;
    }

    // A call whose result cannot exist does not come back.
    private void EndCallsWithoutValue(Mir.Bodies.Body body)
    {
        foreach (Mir.Bodies.Block block in body.Blocks)
        {
            if (block.Terminator.Kind is TerminatorKind.Call { Target: not null } call && _properties.IsUninhabited(TypeOf(call.Destination)))
            {
                block.Terminator = block.Terminator with { Kind = call with { Target = null } };
            }
        }
    }

    /// <summary>The locals of a variable: one for the arm's body, and one for its guard, which may only look at it.</summary>
    private readonly record struct VariableLocals(LocalId Body, LocalId? Guard);
}
