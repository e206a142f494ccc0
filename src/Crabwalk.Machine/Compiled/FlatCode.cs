using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Compiled;

/// <summary>What an instruction of unfolded code does besides its operation.</summary>
internal enum FlatKind : byte
{
    /// <summary>Its operation.</summary>
    Plain,

    /// <summary>A call whose callee follows.</summary>
    Enter,

    /// <summary>A return to the instruction behind the callee.</summary>
    Leave,
}

/// <summary>An instruction of unfolded code.</summary>
internal struct FlatInstr
{
    /// <summary>The instruction, with its registers counted from the compiled function's first.</summary>
    public Instr Code;

    /// <summary>The instruction that the interpreter knows.</summary>
    public nint Home;

    /// <summary>The function it is in.</summary>
    public InlineScope Scope;

    /// <summary>What it does besides.</summary>
    public FlatKind Kind;

    /// <summary>Where its jump leads; -1 for none.</summary>
    public int Target;

    /// <summary>Where unwinding from it leads; -1 for nowhere.</summary>
    public int Landing;

    /// <summary>Where its switch leads, one target for each value.</summary>
    public int[]? Targets;
}

/// <summary>
/// A function's register code from an entry on, with small callees unfolded at their calls. It is what the second tier analyses and
/// translates; an entry in the middle (the head of a loop that is running) leaves out what cannot be reached from there.
/// </summary>
internal sealed unsafe class FlatCode
{
    private const int MaxCalleeLength = 48;
    private const int MaxInlineDepth = 4;
    private const int MaxLength = 2500;

    private readonly Func<int, CompiledCode?> _codeOf;
    private readonly List<FlatInstr> _instrs = [];
    private readonly List<InlineScope> _scopes = [];

    private FlatCode(Func<int, CompiledCode?> codeOf) => _codeOf = codeOf;

    /// <summary>The instructions.</summary>
    public IReadOnlyList<FlatInstr> Instrs => _instrs;

    /// <summary>The functions in it; the first is the compiled one.</summary>
    public IReadOnlyList<InlineScope> Scopes => _scopes;

    /// <summary>The number of the first instruction to run.</summary>
    public int Entry { get; private set; }

    /// <summary>True when it is longer than is worth compiling.</summary>
    public bool IsTooLong => _instrs.Count > MaxLength;

    /// <summary>Unfolds a function.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="entry">The number of the instruction to begin with.</param>
    /// <param name="codeOf">The code of functions that have some.</param>
    public static FlatCode Of(CompiledCode code, int entry, Func<int, CompiledCode?> codeOf)
    {
        var flat = new FlatCode(codeOf);
        var scope = new InlineScope(null, code, 0, 0, 0);
        flat._scopes.Add(scope);
        int[] places = flat.Append(scope, entry);
        flat.Entry = places[entry];
        return flat;
    }

    /// <summary>The instruction a jump leads to, past a door.</summary>
    public static Instr* TargetOf(Instr* jump)
    {
        Instr* target = jump + 1 + jump->Low;
        return target->Op == Op.EnterCompiled ? target + target->High : target;
    }

    // The place of each instruction in the unfolded code; -1 for what cannot be reached.
    private int[] Append(InlineScope scope, int entry)
    {
        CompiledCode code = scope.Code;
        bool[] reached = Reachable(code, entry);
        int[] places = new int[code.Length];
        int first = _instrs.Count;
        for (int i = 0; i < code.Length; i++)
        {
            places[i] = reached[i] ? _instrs.Count : -1;
            if (reached[i] && !IsTooLong)
            {
                AppendOne(scope, code.Start + i);
            }
        }

        if (!IsTooLong)
        {
            ResolveJumps(scope, first, places);
        }

        return places;
    }

    private void AppendOne(InlineScope scope, Instr* at)
    {
        CompiledCode? callee = at->Op == Op.Call ? InlinableAt(scope, at) : null;
        FlatKind kind = callee is not null ? FlatKind.Enter : scope.Parent is not null && at->Op == Op.Return ? FlatKind.Leave : FlatKind.Plain;
        _instrs.Add(new FlatInstr { Code = OperandRoles.Shifted(*at, scope.Window), Home = (nint)at, Scope = scope, Kind = kind, Target = -1, Landing = -1 });
        if (callee is not null)
        {
            var inner = new InlineScope(scope, callee, scope.Window + at->A, (nint)at, _scopes.Count);
            _scopes.Add(inner);
            Append(inner, 0);
        }
    }

    private void ResolveJumps(InlineScope scope, int first, int[] places)
    {
        CompiledCode code = scope.Code;
        for (int i = first; i < _instrs.Count; i++)
        {
            FlatInstr instr = _instrs[i];
            if (instr.Scope != scope)
            {
                continue;
            }

            var home = (Instr*)instr.Home;
            int number = (int)(home - code.Start);
            instr.Target = instr.Kind == FlatKind.Leave ? _instrs.Count
                : instr.Code.IsJump ? places[TargetOf(home) - code.Start] : -1;
            instr.Landing = code.Landings.TryGetValue(number, out int landing) ? places[landing] : -1;
            instr.Targets = instr.Code.Op == Op.Switch ? [.. code.Tables[(int)home->Imm].Distances.Select(distance => places[number + 1 + distance])] : null;
            _instrs[i] = instr;
        }
    }

    private static bool[] Reachable(CompiledCode code, int entry)
    {
        bool[] reached = new bool[code.Length];
        var waiting = new Stack<int>([entry]);
        while (waiting.TryPop(out int i))
        {
            if (reached[i])
            {
                continue;
            }

            reached[i] = true;
            Instr* at = code.Start + i;
            if (at->IsJump)
            {
                waiting.Push((int)(TargetOf(at) - code.Start));
            }

            if (code.Landings.TryGetValue(i, out int landing))
            {
                waiting.Push(landing);
            }

            foreach (int distance in at->Op == Op.Switch ? code.Tables[(int)at->Imm].Distances : [])
            {
                waiting.Push(i + 1 + distance);
            }

            if (!Ends(at->Op))
            {
                waiting.Push(i + 1);
            }
        }

        return reached;
    }

    /// <summary>True for an operation that never goes on with the next instruction.</summary>
    public static bool Ends(Op op) =>
        op is Op.Jump or Op.Return or Op.ReturnMemory or Op.ReturnNothing or Op.Unreachable or Op.Resume or Op.TerminateUnwind or Op.Unsupported or Op.Invalid;

    private CompiledCode? InlinableAt(InlineScope scope, Instr* call)
    {
        int number = (int)(call - scope.Code.Start);
        CompiledCode? callee = _codeOf((int)call->Imm);
        return callee is not null && !scope.Code.Landings.ContainsKey(number) && !scope.Contains(callee.Number)
            && scope.Depth < MaxInlineDepth && IsInlinable(callee) ? callee : null;
    }

    // An unfolded function has no frame until something stops it, so it must do nothing that asks for one.
    private bool IsInlinable(CompiledCode code)
    {
        if (code.Length > MaxCalleeLength || code.FrameAlign > 16 || code.Landings.Count > 0)
        {
            return false;
        }

        for (int i = 0; i < code.Length; i++)
        {
            Instr* at = code.Start + i;
            bool isGood = at->Op == Op.Call ? _codeOf((int)at->Imm) is { } inner && inner != code && inner.Length <= MaxCalleeLength / 2 && IsLeaf(inner)
                : NeedsNoFrame(at);
            if (!isGood)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLeaf(CompiledCode code)
    {
        for (int i = 0; i < code.Length; i++)
        {
            if (!NeedsNoFrame(code.Start + i))
            {
                return false;
            }
        }

        return code.FrameAlign <= 16 && code.Landings.Count == 0;
    }

    private static bool NeedsNoFrame(Instr* at) => at->Op switch
    {
        Op.StorageLive or Op.StorageDead or Op.SetUndefined or Op.TypeHint or Op.PointerToInt or Op.IntToPointer => false,
        Op.ReturnMemory or Op.ReturnNothing or Op.Call => false,
        _ => !Translation.NeedsInterpreter(*at),
    };
}
