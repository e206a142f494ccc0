using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using Crabwalk.Machine.Code;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Memory;
using static Crabwalk.Machine.Execution.Interpreter;

namespace Crabwalk.Machine.Compiled;

/// <summary>
/// Translates unfolded register code to IL. Each slot becomes a variable of the method, so that the host's compiler gives it a register;
/// every check of the interpreter's quick way is made inline, in the same form. What a quick way cannot do is never done here: the
/// method writes back what the interpreter may read, and leaves; the interpreter carries the very instruction out, reports what is
/// wrong, and goes on. So there is one place that knows what each error is, and compiled code has no errors of its own.
/// </summary>
[RequiresDynamicCode("writes methods at run time")]
internal sealed unsafe partial class IlEmitter
{
    private readonly ILGenerator _il;
    private readonly FlatCode _flat;
    private readonly SlotFlow _flow;
    private readonly Func<int, CompiledCode?> _codeOf;
    private readonly Label[] _labels;
    private readonly bool[] _isTarget;
    private readonly Dictionary<int, LocalBuilder> _variables = [];
    private readonly Dictionary<int, LocalBuilder> _scopeSerials = [];
    private readonly LocalBuilder _registers;
    private readonly LocalBuilder _provenances;
    private readonly LocalBuilder _data;
    private readonly LocalBuilder _shadow;
    private readonly LocalBuilder _lines;
    private readonly LocalBuilder _fuel;
    private readonly LocalBuilder _serial;

    private IlEmitter(ILGenerator il, FlatCode flat, SlotFlow flow, Func<int, CompiledCode?> codeOf)
    {
        _il = il;
        _flat = flat;
        _flow = flow;
        _codeOf = codeOf;
        _labels = [.. flat.Instrs.Select(_ => il.DefineLabel())];
        _isTarget = TargetsOf(flat);
        _registers = il.DeclareLocal(typeof(nint));
        _provenances = il.DeclareLocal(typeof(nint));
        _data = il.DeclareLocal(typeof(nint));
        _shadow = il.DeclareLocal(typeof(nint));
        _lines = il.DeclareLocal(typeof(nint));
        _fuel = il.DeclareLocal(typeof(long));
        _serial = il.DeclareLocal(typeof(int));
        _exitAt = il.DeclareLocal(typeof(nint));
        _address = il.DeclareLocal(typeof(long));
        _offset = il.DeclareLocal(typeof(long));
        _line = il.DeclareLocal(typeof(nint));
        _word = il.DeclareLocal(typeof(nint));
        _number = il.DeclareLocal(typeof(long));
        _double = il.DeclareLocal(typeof(double));
        _id = il.DeclareLocal(typeof(uint));
        _leave = il.DefineLabel();
    }

    /// <summary>Compiles an entry; null when it holds something that cannot be compiled.</summary>
    public static Func<int>? Compile(Interpreter machine, CompiledEntry entry)
    {
        CompiledCode code = machine.Image.Functions[entry.Function].Code!;
        StackHabit habit = HabitOf(code, machine.Tables);
        if (habit == StackHabit.Jumps || machine.Memory.Epoch != 0)
        {
            return null;
        }

        FlatCode flat = FlatCode.Of(code, entry.Instruction, habit == StackHabit.Grows ? static _ => null : CodeOf);
        if (flat.IsTooLong)
        {
            return null;
        }

        SlotFlow flow = SlotFlow.Of(flat, new SlotUse(flat, machine.Tables, CodeOf));

        // Variables begin with 0, since one that has no value yet may be written back with its neighbours, and whatever lies in a
        // provenance of the interpreter must be the number of an allocation.
        var method = new DynamicMethod(machine.Image.Functions[entry.Function].Name, typeof(int), [typeof(Interpreter)], typeof(Interpreter).Module, skipVisibility: true);
        new IlEmitter(method.GetILGenerator(), flat, flow, CodeOf).Write();
        return method.CreateDelegate<Func<int>>(machine);

        CompiledCode? CodeOf(int function) => machine.Image.Functions[function].Code;
    }

    private enum StackHabit
    {
        Plain,
        Grows,
        Jumps,
    }

    // A call that was left by longjmp goes on with registers that nobody had to write back before; and a frame that grows makes the room
    // that unfolded calls find at the beginning no longer sure.
    private static StackHabit HabitOf(CompiledCode code, CodeTables tables)
    {
        StackHabit habit = code.Snapshot is null ? StackHabit.Plain : StackHabit.Jumps;
        for (int i = 0; i < code.Length; i++)
        {
            Instr* at = code.Start + i;
            string intrinsic = at->Op == Op.CallIntrinsic ? tables.Calls[(int)at->Imm].Intrinsic : "";
            habit = habit == StackHabit.Plain && (at->Op == Op.StorageDynamic || intrinsic == "__builtin_alloca") ? StackHabit.Grows : habit;
        }

        return habit;
    }

    private static bool[] TargetsOf(FlatCode flat)
    {
        bool[] targets = new bool[flat.Instrs.Count + 1];
        targets[flat.Entry] = true;
        foreach (FlatInstr instr in flat.Instrs)
        {
            foreach (int target in (int[])[instr.Target, .. instr.Targets ?? []])
            {
                if (target >= 0)
                {
                    targets[target] = true;
                }
            }
        }

        return targets;
    }

    private void Write()
    {
        Refresh();
        CheckRoom();
        foreach (int slot in _flow.LiveAt(_flat.Entry).All)
        {
            Reload(slot);
        }

        _il.Emit(OpCodes.Br, _labels[_flat.Entry]);
        for (_at = 0; _at < _flat.Instrs.Count; _at++)
        {
            if (_isTarget[_at])
            {
                CloseChunk();
            }

            _il.MarkLabel(_labels[_at]);
            WriteOne(_flat.Instrs[_at]);
        }

        WriteExits();
    }

    private void CheckRoom()
    {
        int depth = _flat.Scopes.Max(scope => scope.Depth);
        if (depth == 0)
        {
            return;
        }

        Label hasRoom = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_0);
        Int(depth + 1);
        Long(_flat.Scopes.Max(scope => scope.StackBytes));
        Long(SlotUse.RegisterCount(_flat));
        _il.Emit(OpCodes.Call, Members.HasRoom);
        _il.Emit(OpCodes.Brtrue, hasRoom);
        Long(_flat.Instrs[_flat.Entry].Home);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Stloc, _exitAt);
        _il.Emit(OpCodes.Br, _leave);
        _il.MarkLabel(hasRoom);
    }

    /// <summary>Reads again what calls may have moved.</summary>
    private void Refresh()
    {
        RefreshMemory();
        Field(Members.Fuel, _fuel);
        Field(Members.Serial, _serial);
        FindRegisters(Members.Registers, 8, _registers);
        FindRegisters(Members.Provenances, 4, _provenances);
    }

    private void RefreshMemory()
    {
        MemoryField(GuestMemory.Members.Data, _data);
        MemoryField(GuestMemory.Members.Shadow, _shadow);
        MemoryField(GuestMemory.Members.Lines, _lines);
    }

    private void MemoryField(System.Reflection.FieldInfo field, LocalBuilder into)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Members.Memory);
        _il.Emit(OpCodes.Ldfld, field);
        _il.Emit(OpCodes.Stloc, into);
    }

    private void Field(System.Reflection.FieldInfo field, LocalBuilder into)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, field);
        _il.Emit(OpCodes.Stloc, into);
    }

    private void FindRegisters(System.Reflection.FieldInfo all, int size, LocalBuilder into)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, all);
        PushFrameField(Helpers.FrameRegisters);
        Int(size);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, into);
    }

    private void PushFrameField(int offset)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, Members.Frame);
        Int(offset);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_I8);
    }

    private LocalBuilder Variable(int slot)
    {
        if (!_variables.TryGetValue(slot, out LocalBuilder? variable))
        {
            variable = _il.DeclareLocal((slot & 1) == 0 ? typeof(long) : typeof(uint));
            _variables.Add(slot, variable);
        }

        return variable;
    }

    private void Reload(int slot)
    {
        PushPlace(slot);
        _il.Emit((slot & 1) == 0 ? OpCodes.Ldind_I8 : OpCodes.Ldind_U4);
        _il.Emit(OpCodes.Stloc, Variable(slot));
    }

    private void WriteBack(int slot)
    {
        PushPlace(slot);
        _il.Emit(OpCodes.Ldloc, Variable(slot));
        _il.Emit((slot & 1) == 0 ? OpCodes.Stind_I8 : OpCodes.Stind_I4);
    }

    private void PushPlace(int slot)
    {
        bool isValue = (slot & 1) == 0;
        _il.Emit(OpCodes.Ldloc, isValue ? _registers : _provenances);
        Int((slot >> 1) * (isValue ? 8 : 4));
        _il.Emit(OpCodes.Add);
    }

    private void Int(int value) => _il.Emit(OpCodes.Ldc_I4, value);

    private void Long(long value) => _il.Emit(OpCodes.Ldc_I8, value);

    /// <summary>Pushes a register's value.</summary>
    private void Push(int register) => _il.Emit(OpCodes.Ldloc, Variable(Slots.ValueOf(register)));

    /// <summary>Gives a register the value on the stack.</summary>
    private void Pop(int register) => _il.Emit(OpCodes.Stloc, Variable(Slots.ValueOf(register)));

    private void PushProvenance(int register) => _il.Emit(OpCodes.Ldloc, Variable(Slots.ProvenanceOf(register)));

    private void PopProvenance(int register) => _il.Emit(OpCodes.Stloc, Variable(Slots.ProvenanceOf(register)));

    private void PushDouble(int register)
    {
        Push(register);
        _il.Emit(OpCodes.Call, Helpers.BitsToDouble);
    }

    private void PopDouble(int register)
    {
        _il.Emit(OpCodes.Call, Helpers.DoubleToBits);
        Pop(register);
    }

    private void PushSingle(int register)
    {
        Push(register);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Call, Helpers.BitsToSingle);
    }

    private void PopSingle(int register)
    {
        _il.Emit(OpCodes.Call, Helpers.SingleToBits);
        _il.Emit(OpCodes.Conv_U8);
        Pop(register);
    }
}
