using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Validation;

/// <summary>The rules for statements and terminators, and for the places and operands in them; see <see cref="Validator"/>.</summary>
internal sealed class CodeRules
{
    private readonly MirProgram _program;
    private readonly Body _body;
    private readonly Action<Location?, string> _report;
    private readonly BodyTypes _types;
    private readonly TypeAgreement _agreement;
    private readonly RvalueRules _rvalues;
    private readonly PlaceRules _places;

    public CodeRules(MirProgram program, Body body, LayoutComputer layouts, Action<Location?, string> report)
    {
        _program = program;
        _body = body;
        _report = report;
        _types = new(program.Types, body.Locals);
        _agreement = new(program.Types, body.Language);
        _places = new(program.Types, _types, _agreement, report);
        _rvalues = new(program, body, layouts, this, _types, report);
    }

    /// <summary>Reports when a type is not the one that is asked for.</summary>
    public void Expect(Ty expected, Ty actual, Location? at, string what)
    {
        if (!_agreement.Agree(expected, actual))
        {
            _report(at, $"{what} has type `{actual}`, expected `{expected}`");
        }
    }

    /// <summary>Checks a place; true when its type can be asked for.</summary>
    public bool CheckPlace(Place place, Location? at) => _places.Check(place, at);

    /// <summary>Checks an operand; true when its type can be asked for.</summary>
    public bool CheckOperand(Operand operand, Location? at)
    {
        switch (operand)
        {
            case Operand.Copy(var place):
                return CheckPlace(place, at);
            case Operand.Move(var place):
                ReportIf(_body.Language == SourceLanguage.C, at, "C moves nothing");
                return CheckPlace(place, at);
            case Operand.Constant(var value):
                return _rvalues.CheckConstant(value, at);
            default:
                return true;
        }
    }

    public void CheckStatement(StatementKind statement, Location at)
    {
        switch (statement)
        {
            case StatementKind.Assign(var place, var value, _):
                CheckAssignment(place, value, at);
                break;
            case StatementKind.SetDiscriminant(var place, var variant):
                if (CheckPlace(place, at))
                {
                    bool fits = _types.TypeOf(place) is Ty.Adt { Definition: { Kind: AdtKind.Enum } adt } && variant.Index < adt.Variants.Count;
                    ReportIf(!fits, at, $"the place has no variant {variant.Index}");
                }

                break;
            case StatementKind.StorageLive(var local):
                CheckStorage(local, at);
                ReportIf(HasLocal(local) && _body.Locals[local].Type is Ty.Slice, at, $"{local} has no size, so its storage must be dynamic");
                break;
            case StatementKind.StorageDead(var local):
                CheckStorage(local, at);
                break;
            case StatementKind.StorageDynamic(var local, var count, var elementBytes):
                CheckStorage(local, at);
                ReportIf(HasLocal(local) && _body.Locals[local].Type is not Ty.Slice, at, $"{local} has a size, so its storage cannot be dynamic");
                ExpectOperand(count, _program.Types.Usize, at, "the count");
                ExpectOperand(elementBytes, _program.Types.Usize, at, "the element's size");
                break;
            case StatementKind.Mark(_, { } value, _):
                CheckOperand(value, at);
                break;
            case StatementKind.FakeRead(_, var place):
                CheckOnlyBefore(MirPhase.Analysed, "a fake read", at);
                CheckPlace(place, at);
                break;
            case StatementKind.AscribeUserType(var place, _):
                CheckOnlyBefore(MirPhase.Analysed, "a type ascription", at);
                CheckPlace(place, at);
                break;
            case StatementKind.PlaceMention(var place):
                CheckOnlyBefore(MirPhase.Runnable, "a mention", at);
                CheckPlace(place, at);
                break;
            case StatementKind.Retag(var place, _):
                CheckPlace(place, at);
                break;
            case StatementKind.Mark or StatementKind.Nop:
                break;
        }
    }

    public void CheckTerminator(TerminatorKind terminator, Location at)
    {
        switch (terminator)
        {
            case TerminatorKind.SwitchInt s:
                CheckSwitch(s, at);
                break;
            case TerminatorKind.Drop(var place, _, _):
                ReportIf(_body.Language == SourceLanguage.C, at, "C drops nothing");
                CheckPlace(place, at);
                break;
            case TerminatorKind.Call call:
                CheckCall(call, at);
                break;
            case TerminatorKind.Assert(var condition, _, var message, _, _):
                ExpectOperand(condition, _program.Types.Bool, at, "the condition");
                foreach (Operand operand in MirVisitor.OperandsOf(message))
                {
                    CheckOperand(operand, at);
                }

                break;
            case TerminatorKind.FalseEdge or TerminatorKind.FalseUnwind:
                CheckOnlyBefore(MirPhase.Runnable, "a false edge", at);
                ReportIf(_body.Language == SourceLanguage.C, at, "C has no false edges");
                break;
            case TerminatorKind.Goto or TerminatorKind.Return or TerminatorKind.Unreachable or TerminatorKind.UnwindResume or TerminatorKind.UnwindTerminate:
                break;
        }
    }

    /// <summary>Reports what may not be there any more in the body's phase.</summary>
    public void CheckOnlyBefore(MirPhase phase, string what, Location at) => ReportIf(_body.Phase >= phase, at, $"{what} is left in phase {_body.Phase}");

    private void ExpectOperand(Operand operand, Ty type, Location at, string what)
    {
        if (CheckOperand(operand, at))
        {
            Expect(type, _types.TypeOf(operand), at, what);
        }
    }

    private void CheckAssignment(Place place, Rvalue value, Location at)
    {
        bool hasTypes = CheckPlace(place, at) & _rvalues.Check(value, at);
        if (hasTypes)
        {
            Expect(_types.TypeOf(place), _types.TypeOf(value), at, "the assigned value");
        }
    }

    private bool HasLocal(LocalId local) => local.Index >= 0 && local.Index < _body.Locals.Count;

    private void CheckStorage(LocalId local, Location at)
    {
        ReportIf(!HasLocal(local), at, $"{local} does not exist");
        ReportIf(local.Index <= _body.ArgumentCount, at, $"{local} is no variable with storage of its own");
    }

    private void CheckSwitch(TerminatorKind.SwitchInt s, Location at)
    {
        if (!CheckOperand(s.Operand, at))
        {
            return;
        }

        Ty type = _types.TypeOf(s.Operand);
        int? bytes = type switch
        {
            Ty.Bool => 1,
            Ty.Char => 4,
            Ty.Int integer => _program.Target.SizeOf(integer.Kind),
            Ty.RawPtr or Ty.FnPtr => _program.Target.PointerBytes,
            _ => null,
        };
        ReportIf(bytes is null, at, $"a switch on type `{type}`");
        UInt128 max = bytes is { } b and < 16 ? (UInt128.One << (b * 8)) - 1 : UInt128.MaxValue;
        var seen = new HashSet<UInt128>();
        foreach ((UInt128 value, _) in s.Targets)
        {
            ReportIf(value > (type is Ty.Bool ? UInt128.One : max), at, $"{value} is no value of type `{type}`");
            ReportIf(!seen.Add(value), at, $"the switch names {value} twice");
        }
    }

    private void CheckCall(TerminatorKind.Call call, Location at)
    {
        bool hasTypes = CheckOperand(call.Function, at) & CheckPlace(call.Destination, at);
        foreach (Operand argument in call.Arguments)
        {
            hasTypes &= CheckOperand(argument, at);
        }

        if (hasTypes && SignatureOf(_types.TypeOf(call.Function), at) is { } signature)
        {
            CheckArguments(call, signature, at);
        }
    }

    private FnSig? SignatureOf(Ty function, Location at)
    {
        switch (function)
        {
            case Ty.FnDef item:
                return _program.Signatures.TryGetValue(item.Definition, out Binder<FnSig>? declared) ? declared.Substitute(_program.Types, item.Args).Value : null;
            case Ty.FnPtr pointer:
                return pointer.Signature.Value;
            default:
                ReportIf(!function.Has(TyFlags.HasError), at, $"a value of type `{function}` is called");
                return null;
        }
    }

    private void CheckArguments(TerminatorKind.Call call, FnSig signature, Location at)
    {
        int declared = signature.Inputs.Count;
        bool isRight = signature.Variadic == Variadic.None ? call.Arguments.Count == declared : call.Arguments.Count >= declared;
        ReportIf(!isRight && signature.Abi != Abi.RustCall, at, $"{call.Arguments.Count} arguments for {declared} parameters");
        for (int i = 0; i < Math.Min(declared, call.Arguments.Count); i++)
        {
            if (!signature.Inputs[i].HasEscapingBoundVars)
            {
                Expect(signature.Inputs[i], _types.TypeOf(call.Arguments[i]), at, $"argument {i + 1}");
            }
        }

        if (signature.Output is not Ty.Never && !signature.Output.HasEscapingBoundVars)
        {
            Expect(signature.Output, _types.TypeOf(call.Destination), at, "the call's destination");
        }
    }

    private void ReportIf(bool condition, Location? at, string message)
    {
        if (condition)
        {
            _report(at, message);
        }
    }
}
