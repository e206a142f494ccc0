using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Makes one function's typed tree into MIR. Every variable becomes a local; every value is an operand: a constant, a local as it
/// stands, or a temporary. Operands and arguments are evaluated from left to right, and a local that a later operand may change is
/// copied first. Code of the user carries the marks that a walk stops at; library code has none.
/// </summary>
internal sealed partial class FunctionLowering
{
    /// <summary>Deeper nesting than the parser lets through; a guard for the stack, not a limit that a user meets.</summary>
    private const int DepthLimit = 4000;

    private readonly UnitContext _unit;
    private readonly FunctionDefinition _definition;
    private readonly BodyWriter _code;
    private readonly RegionPlan _plan = new();
    private readonly Dictionary<Variable, LocalId> _locals = [];
    private readonly bool _isMarked;
    private Region _region;
    private int _depth;

    private FunctionLowering(UnitContext unit, FunctionDefinition definition, DefId id)
    {
        _unit = unit;
        _definition = definition;
        _isMarked = !unit.Sources.IsLibrary(definition.Function.Span);
        FnSig signature = unit.Types.Signature(definition);
        _code = new(new Body(id, SourceLanguage.C, signature, definition.Span) { Title = TitleOf(unit, definition), Phase = MirPhase.Runnable });
        _code.Body.Locals.Add(new(signature.Output, LocalKind.Return, _code.Source(definition.Function.Span)));
        _region = _plan.AddBlock(definition.Body, null);
    }

    private TyInterner Tys => _unit.Tys;

    /// <summary>The function's body.</summary>
    public static Body Lower(UnitContext unit, FunctionDefinition definition, DefId id)
    {
        var lowering = new FunctionLowering(unit, definition, id);
        lowering.LowerFunction();
        return lowering._code.Body;
    }

    private void LowerFunction()
    {
        _region.Scope = _code.Body.Scopes.Add(new(_definition.Span, null));
        Span name = _definition.Function.Span;
        DeclareParameters();
        foreach (VariableBound bound in _definition.Bounds)
        {
            Evaluate(bound);
        }

        // The variables of the outermost block live from here on (C17 6.2.4p6): a walk shows them, with junk, as it enters.
        BeginStorage(_region);
        Mark(MarkKind.Enter, name);
        LowerStatements(_definition.Body.Statements);
        FallOffEnd(_region.End);
        _code.Prepend(_bases.Values.Concat(_textBases.Values).Select(b => b.Definition));
        _code.Finish();
    }

    private void DeclareParameters()
    {
        EquatableArray<Ty> inputs = _code.Body.Signature.Inputs;
        var promoted = new List<(Variable Parameter, LocalId Argument)>();
        for (int i = 0; i < inputs.Count; i++)
        {
            Variable parameter = _definition.Parameters[i];
            LocalId local = _code.Body.Locals.Add(new(inputs[i], LocalKind.Parameter, _code.Source(parameter.Span)) { Mutability = MutabilityOf(parameter.Type) });
            if (ReferenceEquals(inputs[i], _unit.Types.Lower(parameter.Type)))
            {
                _locals.Add(parameter, local);
                Describe(parameter, local, i + 1);
            }
            else
            {
                promoted.Add((parameter, local));
            }
        }

        foreach ((Variable parameter, LocalId argument) in promoted)
        {
            ConvertPromoted(parameter, argument);
        }
    }

    // C17 6.9.1p10: an old-style parameter of a narrow type is the converted value of the promoted argument.
    private void ConvertPromoted(Variable parameter, LocalId argument)
    {
        LocalId local = DeclareLocal(parameter);
        Ty type = _code.Body.Locals[local].Type;
        CastKind kind = type is Ty.Float ? CastKind.FloatToFloat : CastKind.IntToInt;
        Rvalue value = type is Ty.Bool ? Truth(new Operand.Copy(argument)) : new Rvalue.Cast(kind, new Operand.Copy(argument), type);
        _code.Assign(local, value, parameter.Span);
    }

    private LocalId DeclareLocal(Variable variable)
    {
        var declaration = new LocalDecl(_unit.Types.Lower(variable.Type), LocalKind.Variable, _code.Source(variable.Span))
        {
            Mutability = MutabilityOf(variable.Type),
            Align = variable.Alignment > 0 ? checked((int)variable.Alignment) : null,
        };
        LocalId local = _code.Body.Locals.Add(declaration);
        _locals.Add(variable, local);
        if (variable.Name.Length > 0)
        {
            Describe(variable, local, null);
        }

        return local;
    }

    private void Describe(Variable variable, LocalId local, int? argument) =>
        _code.Body.Variables.Add(new(variable.Name, local, _region.Scope, variable.Span, _unit.Spelled.Of(variable.Type), argument));

    private static Mutability MutabilityOf(CType type) => type.InnermostElement().IsConst() ? Mutability.Not : Mutability.Mut;

    // Falling off the end is allowed as long as the caller does not use the value (C17 6.9.1p12); main returns 0 (5.1.2.2.3).
    private void FallOffEnd(Span end)
    {
        Ty result = _code.Body.Signature.Output;
        if (result is Ty.Int && _definition.Function is { Name: "main", Linkage: Tree.Linkage.External })
        {
            _code.Assign(LocalId.Return, new Rvalue.Use(Integer(result, 0)), end);
            Leave(end, hasValue: true);
            return;
        }

        Leave(end, hasValue: false);
    }

    private void Leave(Span span, bool hasValue)
    {
        if (_definition.Function.IsNoReturn)
        {
            // It promised not to (C17 6.7.4p8); the promise is what is broken.
            _code.End(new TerminatorKind.Unreachable("Unreachable"), _definition.Function.Span);
            return;
        }

        RunCleanups(_region, null, span);
        Mark(MarkKind.Leave, span, hasValue ? new Operand.Copy(LocalId.Return) : null, _definition.Function.Type.Result);
        _code.End(new TerminatorKind.Return(), span);
    }

    // The declaration in the user's words, on one line: the text from its first token to the body's brace.
    private static string TitleOf(UnitContext unit, FunctionDefinition definition)
    {
        Span whole = definition.Span;
        Span body = definition.Body.Span;
        if (whole.Source != body.Source || !whole.Expansion.IsNone || body.Start <= whole.Start)
        {
            return TypePrinter.Print(definition.Function.Type, definition.Function.Name);
        }

        string text = unit.Sources.TextOf(whole with { End = body.Start });
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Guards the stack against trees deeper than any parser should make.</summary>
    private void Enter()
    {
        if (++_depth > DepthLimit)
        {
            throw new CompilerBugException($"lowering of `{_definition.Function.Name}` nests deeper than {DepthLimit} levels");
        }

        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
    }
}
