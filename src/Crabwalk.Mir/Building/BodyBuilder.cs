using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Building;

/// <summary>
/// Makes a body from front to back. It stands in a current block, scope and span; what is added goes there. After a terminator that
/// goes nowhere it stands nowhere: what is added then is dropped, because control never comes there, until <see cref="SwitchTo"/>.
/// Calls, asserts and drops go on in a fresh block by themselves.
/// </summary>
public sealed class BodyBuilder
{
    private readonly Body _body;
    private readonly List<bool> _isTerminated = [];
    private readonly Stack<ScopeId> _scopes = [];
    private BlockId? _current;

    /// <summary>A builder in the entry block of a new body, with return place, parameters and the function's scope made.</summary>
    public BodyBuilder(TyInterner types, DefId definition, SourceLanguage language, FnSig signature, Span span, string title = "")
    {
        Types = types;
        _body = new(definition, language, signature, span) { Title = title };
        Span = span;
        _scopes.Push(_body.Scopes.Add(new(span, null)));
        _body.Locals.Add(new(signature.Output, LocalKind.Return, Source));
        foreach (Ty input in signature.Inputs)
        {
            _body.Locals.Add(new(input, LocalKind.Parameter, Source));
        }

        SwitchTo(NewBlock());
    }

    /// <summary>Where types are made.</summary>
    public TyInterner Types { get; }

    /// <summary>The text that asks for what is added next.</summary>
    public Span Span { get; set; }

    /// <summary>The scope that what is added next runs in.</summary>
    public ScopeId Scope => _scopes.Peek();

    /// <summary>Span and scope of what is added next.</summary>
    public SourceInfo Source => new(Span, Scope);

    /// <summary>The block that is being filled; null where control cannot come.</summary>
    public BlockId? Current => _current;

    /// <summary>True when control can come here: what is added is kept.</summary>
    public bool IsReachable => _current is not null;

    /// <summary>The declarations made so far.</summary>
    public IndexList<LocalId, LocalDecl> Locals => _body.Locals;

    /// <summary>Where the next statement goes.</summary>
    public Location? Here => _current is { } block ? new(block, _body.Blocks[block].Statements.Count) : null;

    // Scopes and locals.

    /// <summary>Opens a scope inside the current one.</summary>
    public ScopeId EnterScope(Span span)
    {
        ScopeId scope = _body.Scopes.Add(new(span, Scope));
        _scopes.Push(scope);
        return scope;
    }

    /// <summary>Closes the scope opened last.</summary>
    public void ExitScope() => _scopes.Pop();

    /// <summary>Runs an action with another span, then goes back to the present one.</summary>
    public void At(Span span, Action action)
    {
        Span before = Span;
        Span = span;
        action();
        Span = before;
    }

    /// <summary>Names the parameter with number <paramref name="number"/> (from 1), and replaces its declaration's details.</summary>
    public LocalId Parameter(int number, string name, Span span, SourceType? type = null, Mutability mutability = Mutability.Mut)
    {
        var local = new LocalId(number);
        _body.Locals[local] = _body.Locals[local] with { Source = new(span, Scope), Mutability = mutability };
        _body.Variables.Add(new(name, local, Scope, span, type, number));
        return local;
    }

    /// <summary>A new variable of the user, visible in the current scope. Its storage is the caller's matter.</summary>
    public LocalId Variable(string name, Ty type, Span span, SourceType? sourceType = null, Mutability mutability = Mutability.Mut, int? align = null)
    {
        LocalId local = _body.Locals.Add(new(type, LocalKind.Variable, new(span, Scope)) { Mutability = mutability, Align = align });
        _body.Variables.Add(new(name, local, Scope, span, sourceType));
        return local;
    }

    /// <summary>Another name for a place, such as a captured variable.</summary>
    public void Name(VarDebugInfo variable) => _body.Variables.Add(variable);

    /// <summary>A new temporary.</summary>
    public LocalId Temporary(Ty type) => _body.Locals.Add(new(type, LocalKind.Temporary, Source));

    /// <summary>A new temporary that holds a value.</summary>
    public LocalId Temporary(Ty type, Rvalue value)
    {
        LocalId local = Temporary(type);
        Assign(local, value);
        return local;
    }

    // Blocks.

    /// <summary>A new empty block; the builder stays where it is.</summary>
    public BlockId NewBlock(bool isCleanup = false)
    {
        _isTerminated.Add(false);
        return _body.Blocks.Add(new([], new(new TerminatorKind.Unreachable(), Source), isCleanup));
    }

    /// <summary>Goes on in a block that has no terminator yet.</summary>
    public void SwitchTo(BlockId block)
    {
        if (_isTerminated[block.Index])
        {
            throw new CompilerBugException($"{block} has its terminator already");
        }

        _current = block;
    }

    /// <summary>Makes a block, goes there and goes on there.</summary>
    public BlockId Continue()
    {
        BlockId next = NewBlock(_current is { } block && _body.Blocks[block].IsCleanup);
        Goto(next);
        SwitchTo(next);
        return next;
    }

    // Statements.

    /// <summary>Adds a statement.</summary>
    public void Add(StatementKind statement)
    {
        if (_current is { } block)
        {
            _body.Blocks[block].Statements.Add(new(statement, Source));
        }
    }

    /// <summary><c>place = value</c></summary>
    public void Assign(Place place, Rvalue value, bool isVolatile = false) => Add(new StatementKind.Assign(place, value, isVolatile));

    /// <summary><c>place = operand</c></summary>
    public void Assign(Place place, Operand operand, bool isVolatile = false) => Assign(place, new Rvalue.Use(operand), isVolatile);

    /// <summary>The local gets its memory.</summary>
    public void StorageLive(LocalId local) => Add(new StatementKind.StorageLive(local));

    /// <summary>The local loses its memory.</summary>
    public void StorageDead(LocalId local) => Add(new StatementKind.StorageDead(local));

    /// <summary>A point that a walk may stop at, with the present span.</summary>
    public void Mark(MarkKind kind, Operand? value = null, SourceType? type = null) => Add(new StatementKind.Mark(kind, value, type));

    // Terminators.

    /// <summary>Ends the current block; the builder stands nowhere afterwards.</summary>
    public void Terminate(TerminatorKind terminator)
    {
        if (_current is { } block)
        {
            _body.Blocks[block].Terminator = new(terminator, Source);
            _isTerminated[block.Index] = true;
            _current = null;
        }
    }

    /// <summary>Goes to a block.</summary>
    public void Goto(BlockId target) => Terminate(new TerminatorKind.Goto(target));

    /// <summary>Goes to one block or the other by a <c>bool</c>.</summary>
    public void Branch(Operand condition, BlockId whenTrue, BlockId whenFalse) =>
        Terminate(new TerminatorKind.SwitchInt(condition, [(0, whenFalse)], whenTrue));

    /// <summary>Goes to the block of a value.</summary>
    public void Switch(Operand operand, EquatableArray<(UInt128 Value, BlockId Target)> targets, BlockId otherwise) =>
        Terminate(new TerminatorKind.SwitchInt(operand, targets, otherwise));

    /// <summary>Goes back to the caller.</summary>
    public void Return() => Terminate(new TerminatorKind.Return());

    /// <summary>Control never comes here.</summary>
    public void Unreachable(string? rule = null) => Terminate(new TerminatorKind.Unreachable(rule));

    /// <summary>Calls a function and goes on after it; nowhere when it does not come back.</summary>
    public void Call(Operand function, EquatableArray<Operand> arguments, Place destination, Span functionSpan, UnwindAction? unwind = null, bool comesBack = true)
    {
        BlockId? next = comesBack && IsReachable ? NewLikeCurrent() : null;
        Terminate(new TerminatorKind.Call(function, arguments, destination, next, unwind ?? new UnwindAction.Continue(), functionSpan));
        _current = next;
    }

    /// <summary>Goes on when the condition is as expected, and panics otherwise.</summary>
    public void Assert(Operand condition, bool expected, AssertMessage message, UnwindAction? unwind = null) =>
        GoOn(next => new TerminatorKind.Assert(condition, expected, message, next, unwind ?? new UnwindAction.Continue()));

    /// <summary>Destroys a place's value and goes on.</summary>
    public void Drop(Place place, UnwindAction? unwind = null) =>
        GoOn(next => new TerminatorKind.Drop(place, next, unwind ?? new UnwindAction.Continue()));

    // Operands.

    /// <summary>The bits of a number, cut to its type's width by whoever reads them: negative numbers are sign-extended by <see cref="Bits"/>.</summary>
    public static Operand Constant(Ty type, UInt128 bits) => new Operand.Constant(new ConstValue.Scalar(type, bits));

    /// <summary>A number as a constant of an integer type with a width in bytes.</summary>
    public static Operand Number(Ty type, Int128 value, int sizeBytes) => Constant(type, Bits(value, sizeBytes));

    /// <summary>The value cut to a width, zero-extended: the form that <see cref="ConstValue.Scalar"/> keeps.</summary>
    public static UInt128 Bits(Int128 value, int sizeBytes) =>
        unchecked((UInt128)value) & (sizeBytes >= 16 ? UInt128.MaxValue : (UInt128.One << (sizeBytes * 8)) - 1);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public Operand Bool(bool value) => Constant(Types.Bool, value ? 1u : 0u);

    /// <summary>The only value of a function item's type: what a direct call calls.</summary>
    public Operand Function(DefId definition, EquatableArray<GenericArg> args = default) =>
        new Operand.Constant(new ConstValue.ZeroSized(Types.FnDef(definition, args)));

    /// <summary>The value of a place, which keeps it.</summary>
    public static Operand Copy(Place place) => new Operand.Copy(place);

    /// <summary>The value of a place, which loses it.</summary>
    public static Operand Move(Place place) => new Operand.Move(place);

    // The end.

    /// <summary>The finished body without blocks that nothing leads to. Every block that control comes to must have its terminator.</summary>
    public Body Finish(MirPhase phase = MirPhase.Built)
    {
        foreach (BlockId block in UnreachableBlocks.ReachableFrom(_body.Blocks).Members)
        {
            if (!_isTerminated[block.Index])
            {
                throw new CompilerBugException($"{block} of `{_body.Title}` has no terminator");
            }
        }

        UnreachableBlocks.Remove(_body);
        _body.Phase = phase;
        _current = null;
        return _body;
    }

    private BlockId NewLikeCurrent() => NewBlock(_body.Blocks[_current!.Value].IsCleanup);

    private void GoOn(Func<BlockId, TerminatorKind> terminator)
    {
        if (IsReachable)
        {
            BlockId next = NewLikeCurrent();
            Terminate(terminator(next));
            SwitchTo(next);
        }
    }
}
