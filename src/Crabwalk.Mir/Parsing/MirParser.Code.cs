using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Parsing;

/// <summary>Statements and terminators.</summary>
public sealed partial class MirParser
{
    /// <summary>The statements and the terminator of a block; <paramref name="fallback"/> is the origin of what tells none.</summary>
    private (List<Statement> Statements, Terminator Terminator) ParseBlockCode(SourceInfo fallback)
    {
        var statements = new List<Statement>();
        while (_error is null)
        {
            if (ParseTerminator() is { } terminator)
            {
                Expect(";");
                SourceInfo source = ParseOrigin()?.Source ?? fallback;
                return (statements, new(terminator, source));
            }

            StatementKind statement = ParseStatement(out TerminatorKind.Call? lastCall);
            Expect(";");
            (SourceInfo origin, Span callee, CallSource callSource) = ParseOrigin() ?? (fallback, fallback.Span, CallSource.Written);
            if (lastCall is not null)
            {
                return (statements, new(lastCall with { FunctionSpan = callee, CallSource = callSource }, origin));
            }

            statements.Add(new(statement, origin));
        }

        return (statements, new(new TerminatorKind.Unreachable(), fallback));
    }

    private TerminatorKind? ParseTerminator()
    {
        MirToken token = Peek;
        if (token.Kind != MirTokenKind.Word)
        {
            return null;
        }

        switch (token.Text)
        {
            case "goto":
                Next();
                Expect("->");
                return new TerminatorKind.Goto(ExpectBlock());
            case "switchInt":
                Next();
                return ParseSwitch();
            case "return":
                Next();
                return new TerminatorKind.Return();
            case "unreachable":
                Next();
                return new TerminatorKind.Unreachable(Peek.Kind == MirTokenKind.Text ? Next().Text : null);
            case "drop":
                Next();
                return ParseDrop();
            case "assert":
                Next();
                return ParseAssert();
            case "falseEdge":
                Next();
                return ParseFalseEdge();
            case "falseUnwind":
                Next();
                ExpectAll("->", "[", "real", ":");
                return ParseTargets() is var (real, unwind) ? new TerminatorKind.FalseUnwind(real, unwind) : null;
            case "resume":
                Next();
                return new TerminatorKind.UnwindResume();
            case "terminate":
                Next();
                return new TerminatorKind.UnwindTerminate(ParseTerminateReason());
            default:
                return null;
        }
    }

    private void ExpectAll(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            Expect(text);
        }
    }

    private TerminatorKind.SwitchInt ParseSwitch()
    {
        Expect("(");
        Operand operand = ParseOperand();
        ExpectAll(")", "->", "[");
        var targets = new List<(UInt128, BlockId)>();
        while (Peek.Kind == MirTokenKind.Number)
        {
            UInt128 value = ExpectNumber();
            Expect(":");
            targets.Add((value, ExpectBlock()));
            Expect(",");
        }

        ExpectAll("otherwise", ":");
        BlockId otherwise = ExpectBlock();
        Expect("]");
        return new(operand, targets.ToEquatableArray(), otherwise);
    }

    private TerminatorKind.Drop ParseDrop()
    {
        Expect("(");
        Place place = ParsePlace();
        ExpectAll(")", "->", "[", "return", ":");
        (BlockId target, UnwindAction unwind) = ParseTargets();
        return new(place, target, unwind);
    }

    private TerminatorKind.Assert ParseAssert()
    {
        Expect("(");
        bool expected = !Accept("!");
        Operand condition = ParseOperand();
        Expect(",");
        AssertMessage message = ParseAssertMessage();
        ExpectAll(")", "->", "[", "success", ":");
        (BlockId target, UnwindAction unwind) = ParseTargets();
        return new(condition, expected, message, target, unwind);
    }

    private AssertMessage ParseAssertMessage()
    {
        MirToken token = Peek;
        string word = ExpectWord();
        Expect("(");
        AssertMessage message = word switch
        {
            "BoundsCheck" => ParsePair(static (length, index) => new AssertMessage.BoundsCheck(length, index)),
            "Overflow" => ParseOverflow(),
            "OverflowNeg" => new AssertMessage.OverflowNeg(ParseOperand()),
            "DivisionByZero" => new AssertMessage.DivisionByZero(ParseOperand()),
            "RemainderByZero" => new AssertMessage.RemainderByZero(ParseOperand()),
            "ValueMoved" => new AssertMessage.ValueMoved(ExpectText(), default),
            "ValueUnset" => new AssertMessage.ValueUnset(ExpectText()),
            "Resumed" => new AssertMessage.Resumed(ExpectText()),
            _ => Failed(new AssertMessage.Resumed(""), "expected an assertion's message", token),
        };
        Expect(")");
        return message;
    }

    private AssertMessage.Overflow ParseOverflow()
    {
        BinaryOp operation = ExpectMember<BinaryOp>();
        Expect(",");
        return ParsePair((left, right) => new AssertMessage.Overflow(operation, left, right));
    }

    private T ParsePair<T>(Func<Operand, Operand, T> make)
    {
        Operand first = ParseOperand();
        Expect(",");
        return make(first, ParseOperand());
    }

    private TerminatorKind.FalseEdge ParseFalseEdge()
    {
        ExpectAll("->", "[", "real", ":");
        BlockId real = ExpectBlock();
        ExpectAll(",", "imaginary", ":");
        BlockId imaginary = ExpectBlock();
        Expect("]");
        return new(real, imaginary);
    }

    // `bb1, unwind continue]`
    private (BlockId Target, UnwindAction Unwind) ParseTargets()
    {
        BlockId target = ExpectBlock();
        Expect(",");
        UnwindAction unwind = ParseUnwind();
        Expect("]");
        return (target, unwind);
    }

    private UnwindAction ParseUnwind()
    {
        Expect("unwind");
        if (Accept(":"))
        {
            return new UnwindAction.Cleanup(ExpectBlock());
        }

        MirToken token = Peek;
        return ExpectWord() switch
        {
            "continue" => new UnwindAction.Continue(),
            "unreachable" => new UnwindAction.Unreachable(),
            "terminate" => new UnwindAction.Terminate(ParseTerminateReason()),
            _ => Failed(new UnwindAction.Continue(), "expected an unwind action", token),
        };
    }

    private bool ParseTerminateReason()
    {
        Expect("(");
        MirToken token = Peek;
        string reason = ExpectWord();
        _ = reason is "cleanup" or "abi" || Fail("expected `cleanup` or `abi`", token);
        Expect(")");
        return reason == "cleanup";
    }

    private StatementKind ParseStatement(out TerminatorKind.Call? call)
    {
        call = null;
        MirToken token = Peek;
        bool isCallLike = token.Kind == MirTokenKind.Word && _tokens[_at + 1].Is("(");
        switch (token.Kind == MirTokenKind.Word ? token.Text : "")
        {
            case "StorageLive" when isCallLike:
                return Parenthesised(() => new StatementKind.StorageLive(ExpectLocal()));
            case "StorageDead" when isCallLike:
                return Parenthesised(() => new StatementKind.StorageDead(ExpectLocal()));
            case "StorageDynamic" when isCallLike:
                return Parenthesised(ParseStorageDynamic);
            case "FakeRead" when isCallLike:
                return Parenthesised(ParseFakeRead);
            case "PlaceMention" when isCallLike:
                return Parenthesised(() => new StatementKind.PlaceMention(ParsePlace()));
            case "AscribeUserType" when isCallLike:
                return Parenthesised(ParseAscription);
            case "Retag" when isCallLike:
                return Parenthesised(ParseRetag);
            case "discriminant" when isCallLike:
                StatementKind.SetDiscriminant set = Parenthesised(() => new StatementKind.SetDiscriminant(ParsePlace(), default));
                Expect("=");
                return set with { Variant = new(ExpectInt()) };
            case "mark":
                Next();
                return ParseMark();
            case "nop":
                Next();
                return new StatementKind.Nop();
            default:
                return ParseAssignment(out call);
        }
    }

    private T Parenthesised<T>(Func<T> parse)
    {
        Next();
        Expect("(");
        T result = parse();
        Expect(")");
        return result;
    }

    private StatementKind.StorageDynamic ParseStorageDynamic()
    {
        LocalId local = ExpectLocal();
        Expect(",");
        return ParsePair((count, size) => new StatementKind.StorageDynamic(local, count, size));
    }

    private StatementKind.FakeRead ParseFakeRead()
    {
        FakeReadCause cause = ExpectMember<FakeReadCause>();
        Expect(",");
        return new(cause, ParsePlace());
    }

    private StatementKind.AscribeUserType ParseAscription()
    {
        Place place = ParsePlace();
        Expect(",");
        return new(place, ParseType());
    }

    private StatementKind.Retag ParseRetag()
    {
        bool isEntry = Accept("[");
        if (isEntry)
        {
            ExpectAll("fn", "entry", "]");
        }

        return new(ParsePlace(), isEntry);
    }

    private StatementKind.Mark ParseMark()
    {
        MarkKind kind = ExpectMember<MarkKind>();
        Operand? value = null;
        if (Accept("("))
        {
            value = ParseOperand();
            Expect(")");
        }

        return new(kind, value, ParseSourceTypeAfterAs());
    }

    private StatementKind ParseAssignment(out TerminatorKind.Call? call)
    {
        bool isVolatile = Accept("volatile");
        Place place = ParsePlace();
        Expect("=");
        call = null;
        if (ParseCallee() is { } callee)
        {
            call = ParseCall(callee, place);
            return new StatementKind.Nop();
        }

        return new StatementKind.Assign(place, ParseRvalue(), isVolatile);
    }

    /// <summary>What a call calls, up to its open parenthesis; null, with nothing read, where no call stands.</summary>
    private Operand? ParseCallee()
    {
        int start = _at;
        if (Peek.Is("copy") || Peek.Is("move") || Peek.Is("const"))
        {
            Operand operand = ParseOperand();
            if (Peek.Is("("))
            {
                return operand;
            }
        }
        else if (Peek.Kind is MirTokenKind.Word or MirTokenKind.QuotedName && !IsRvalueWord(Peek))
        {
            (string _, string key) = ParseName();
            EquatableArray<GenericArg> args = ParseTurbofishIfArgs();
            if (Peek.Is("(") && _valueNames.TryGetValue(key, out DefId function))
            {
                return new Operand.Constant(new ConstValue.ZeroSized(_types.FnDef(function, args)));
            }
        }

        _at = _error is null ? start : _at;
        return null;
    }

    private EquatableArray<GenericArg> ParseTurbofishIfArgs() => Peek.Is("::") && _tokens[_at + 1].Is("<") ? ParseTurbofish() : [];

    private static bool IsRvalueWord(MirToken token) => token.Kind == MirTokenKind.Word && (token.Text is "Len" or "discriminant" or "thread_local" or "closure"
        || Enum.TryParse(token.Text, out BinaryOp _) || Enum.TryParse(token.Text, out UnaryOp _) || Enum.TryParse(token.Text, out NullaryOp _));

    private TerminatorKind.Call ParseCall(Operand callee, Place destination)
    {
        Expect("(");
        EquatableArray<Operand> arguments = ParseList(")", ParseOperand).ToEquatableArray();
        Expect("->");
        if (!Accept("["))
        {
            return new(callee, arguments, destination, null, ParseUnwind(), default);
        }

        ExpectAll("return", ":");
        (BlockId target, UnwindAction unwind) = ParseTargets();
        return new(callee, arguments, destination, target, unwind, default);
    }
}
