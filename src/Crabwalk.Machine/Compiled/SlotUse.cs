using Crabwalk.Machine.Code;

namespace Crabwalk.Machine.Compiled;

/// <summary>
/// Which slots each instruction of unfolded code reads and writes. Reading is told generously, as everything that the interpreter may
/// look at when it carries the instruction out, reports included; writing is only told when it is sure.
/// </summary>
internal sealed class SlotUse(FlatCode flat, CodeTables tables, Func<int, CompiledCode?> codeOf)
{
    private readonly Dictionary<InlineScope, int[]> _variables = [];
    private HashSet<int>? _written;

    /// <summary>Adds what an instruction reads.</summary>
    public void AddReads(in FlatInstr instr, Slots reads)
    {
        OperandRoles roles = OperandRoles.Of(instr.Code.Op);
        AddReads(roles.A, instr.Code.A, reads);
        AddReads(roles.B, instr.Code.B, reads);
        AddReads(roles.C, instr.Code.C, reads);
        switch (instr.Code.Op)
        {
            case Op.Call when instr.Kind == FlatKind.Plain:
                AddCall(instr, reads);
                break;
            case Op.CallSite or Op.CallPointer or Op.CallIntrinsic:
                AddSite(tables.Calls[(int)instr.Code.Imm], instr.Code.A, reads);
                break;
            case Op.Return when instr.Kind == FlatKind.Plain:
                AddRange(0, instr.Scope.Code.ResultKind.Registers(), reads);
                break;
            case Op.ReturnMemory or Op.ReturnNothing:
                AddRange(instr.Scope.Window, 1, reads);
                break;
            case Op.Assert:
                AssertSite site = tables.Asserts[(int)instr.Code.Imm];
                AddShown(site.First, instr, reads);
                AddShown(site.Second, instr, reads);
                break;
            default:
                break;
        }
    }

    /// <summary>Adds what an instruction surely writes.</summary>
    public void AddWrites(in FlatInstr instr, Slots writes)
    {
        OperandRoles roles = OperandRoles.Of(instr.Code.Op);
        if (roles.A.HasFlag(Role.Writes))
        {
            writes.Add(Slots.ValueOf(instr.Code.A));
        }

        if (roles.A.HasFlag(Role.WritesProvenance))
        {
            writes.Add(Slots.ProvenanceOf(instr.Code.A));
        }

        if (instr.Code.Op == Op.WithOverflow)
        {
            writes.Add(Slots.ValueOf(instr.Code.A + 1));
        }
        else if (ResultOf(instr) is { } result)
        {
            AddRange(instr.Code.A, result.Registers(), writes);
        }
    }

    /// <summary>
    /// Adds the pointer variables that are written somewhere in the code. Whoever looks for the holders of a block looks at them, so
    /// they must be in the interpreter's registers whenever it may be asked.
    /// </summary>
    public void AddVariables(InlineScope scope, Slots reads)
    {
        for (InlineScope? open = scope; open is not null; open = open.Parent)
        {
            foreach (int slot in VariablesOf(open))
            {
                reads.Add(slot);
            }
        }
    }

    private int[] VariablesOf(InlineScope scope)
    {
        if (!_variables.TryGetValue(scope, out int[]? slots))
        {
            bool[] variables = scope.Code.VariableRegisters;
            slots =
            [
                .. Enumerable.Range(0, variables.Length).Where(register => variables[register]).Select(register => register + scope.Window)
                    .SelectMany(register => (int[])[Slots.ValueOf(register), Slots.ProvenanceOf(register)])
                    .Where(Written.Contains),
            ];
            _variables.Add(scope, slots);
        }

        return slots;
    }

    private HashSet<int> Written => _written ??= FindWritten();

    private HashSet<int> FindWritten()
    {
        var written = new Slots(RegisterCount(flat) * 2);
        foreach (FlatInstr instr in flat.Instrs)
        {
            AddWrites(instr, written);
        }

        return [.. written.All];
    }

    /// <summary>How many registers there are with those of unfolded callees.</summary>
    public static int RegisterCount(FlatCode flat) => flat.Scopes.Max(scope => scope.Window + scope.Code.Registers) + 8;

    private ValueKind? ResultOf(in FlatInstr instr) => instr.Code.Op switch
    {
        Op.Call when instr.Kind == FlatKind.Plain => codeOf((int)instr.Code.Imm)?.ResultKind ?? ValueKind.Pointer,
        Op.CallSite or Op.CallPointer or Op.CallIntrinsic => tables.Calls[(int)instr.Code.Imm].ResultKind,
        _ => null,
    };

    private static void AddReads(Role role, int register, Slots reads)
    {
        if (role.HasFlag(Role.Reads))
        {
            reads.Add(Slots.ValueOf(register));
        }

        if (role.HasFlag(Role.ReadsProvenance))
        {
            reads.Add(Slots.ProvenanceOf(register));
        }
    }

    private void AddCall(in FlatInstr instr, Slots reads)
    {
        if (codeOf((int)instr.Code.Imm) is not { } callee)
        {
            // What it takes is not known before it is compiled; whatever lies in the window may be an argument.
            AddRange(instr.Code.A, instr.Scope.Window + instr.Scope.Code.Registers - instr.Code.A, reads);
            return;
        }

        int first = callee.ResultKind == ValueKind.None ? 0 : callee.ResultKind.Registers();
        for (int i = first; i < callee.Received; i++)
        {
            reads.Add(Slots.ValueOf(instr.Code.A + i));
            if (callee.PointerRegisters[i])
            {
                reads.Add(Slots.ProvenanceOf(instr.Code.A + i));
            }
        }
    }

    private static void AddSite(CallSite site, int window, Slots reads)
    {
        int first = site.ResultKind == ValueKind.None ? 0 : site.ResultKind.Registers();
        AddRange(window + first, site.PositionOf(site.Kinds.Length) - first, reads);
    }

    private static void AddShown(ShownOperand? operand, in FlatInstr instr, Slots reads)
    {
        if (operand is not null)
        {
            AddRange(operand.Register + instr.Scope.Window, 1, reads);
        }
    }

    private static void AddRange(int first, int count, Slots slots)
    {
        for (int register = first; register < first + count; register++)
        {
            slots.Add(Slots.ValueOf(register));
            slots.Add(Slots.ProvenanceOf(register));
        }
    }
}
