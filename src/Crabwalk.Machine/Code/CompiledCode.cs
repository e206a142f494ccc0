using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Where a local is: its register, and its place in the frame, which locals in registers have for pictures only.</summary>
/// <param name="Local">The local.</param>
/// <param name="Register">Holds the value, or for one in memory a pointer to it.</param>
/// <param name="InMemory">True when the value is in memory.</param>
/// <param name="Kind">How a value in a register lies there.</param>
/// <param name="Offset">The distance of its address below the frame's base; 0 for none.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="AlignLog2">Its alignment.</param>
internal readonly record struct LocalSlot(LocalId Local, int Register, bool InMemory, ValueKind Kind, long Offset, long SizeBytes, int AlignLog2);

/// <summary>A bit-field inside its storage unit.</summary>
internal readonly record struct BitPlace(int UnitBytes, int FirstBit, int Width, ValueKind Kind);

/// <summary>What effective types need to know of an access, beside what its instruction says.</summary>
[Flags]
internal enum AccessFacts : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A floating number, which is moved as an integer of its size.</summary>
    IsFloat = 1,

    /// <summary>Of a union's member: the union may be read as any of them.</summary>
    IsInUnion = 2,
}

/// <summary>
/// The variables whose values setjmp writes down, so that longjmp finds those that changed. In the frame they take a word for the position
/// that setjmp returns to, then two words each: the value, and a <see cref="SnapshotMark"/>.
/// </summary>
/// <param name="Offset">The distance of the first word below the frame's base.</param>
/// <param name="Locals">The variables.</param>
internal sealed record JumpSnapshot(long Offset, EquatableArray<LocalId> Locals)
{
    /// <summary>The bytes it takes in a frame.</summary>
    public long SizeBytes => 8 + (16 * Locals.Count);
}

/// <summary>What a snapshot knows of a variable.</summary>
internal enum SnapshotMark
{
    /// <summary>It was not there.</summary>
    Absent,

    /// <summary>It had the value that is written down.</summary>
    Present,

    /// <summary>It changed before longjmp came back, and has had no value since.</summary>
    Lost,
}

/// <summary>A step of a walk, as it stands in the code.</summary>
/// <param name="Code">The function's number.</param>
/// <param name="Offset">The instruction.</param>
/// <param name="Location">The mark in the body.</param>
/// <param name="Source">Where it is in the source.</param>
/// <param name="Mark">The mark.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Kind">How the value lies in the log; None when it is too large to be there.</param>
internal sealed record StepSite(int Code, int Offset, Location Location, SourceInfo Source, StatementKind.Mark Mark, Ty? Type, ValueKind Kind);

/// <summary>A call whose arguments need a description.</summary>
/// <param name="Function">The callee when it is known; -1 for a pointer.</param>
/// <param name="Signature">What the caller believes the callee to be.</param>
/// <param name="Arguments">The types of all arguments as passed.</param>
/// <param name="Result">The type of the result.</param>
/// <param name="UsesResult">True when the result is read.</param>
/// <param name="Target">False when the call does not come back.</param>
/// <param name="FunctionSpan">The callee's expression.</param>
internal sealed record CallSite(int Function, FnSig Signature, EquatableArray<Ty> Arguments, Ty Result, bool UsesResult, bool Target, Span FunctionSpan)
{
    /// <summary>The intrinsic, for a call of one.</summary>
    public string Intrinsic { get; init; } = "";

    /// <summary>What carries the intrinsic out, once it was looked up.</summary>
    public Execution.Intrinsic? Handler { get; set; }

    /// <summary>How the arguments lie in registers.</summary>
    public ValueKind[] Kinds { get; init; } = [];

    /// <summary>How the result lies in a register.</summary>
    public ValueKind ResultKind { get; init; }

    /// <summary>The generic arguments of an intrinsic.</summary>
    public EquatableArray<GenericArg> TypeArguments { get; init; }

    /// <summary>The register in the window that an argument is in, counted from 0.</summary>
    public int PositionOf(int argument)
    {
        int position = ResultKind.Registers();
        for (int i = 0; i < argument; i++)
        {
            position += Kinds[i].Registers();
        }

        return position;
    }
}

/// <summary>One function's register code with everything that leads back to its source.</summary>
internal sealed unsafe class CompiledCode
{
    /// <summary>The function's number.</summary>
    public required int Number { get; init; }

    /// <summary>What it was compiled from.</summary>
    public required Body Body { get; init; }

    /// <summary>The generic arguments it was compiled with.</summary>
    public EquatableArray<GenericArg> Args { get; init; }

    /// <summary>The first instruction.</summary>
    public required Instr* Start { get; init; }

    /// <summary>How many instructions there are.</summary>
    public required int Length { get; init; }

    /// <summary>How many registers a call needs, with the windows of the calls it makes.</summary>
    public int Registers { get; init; }

    /// <summary>How many registers the caller fills: the place of the result, and the arguments.</summary>
    public int Received { get; init; }

    /// <summary>How the result lies in register 0.</summary>
    public ValueKind ResultKind { get; init; }

    /// <summary>The bytes of its locals on the stack.</summary>
    public long FrameBytes { get; init; }

    /// <summary>What the frame's base is a multiple of, in bytes: 16, or more where a local asks for more.</summary>
    public int FrameAlign { get; init; } = 16;

    /// <summary>Where the locals are.</summary>
    public LocalSlot[] Slots { get; init; } = [];

    /// <summary>Which registers hold pointers, for scans.</summary>
    public bool[] PointerRegisters { get; init; } = [];

    /// <summary>Which registers hold pointers that are variables of the program.</summary>
    public bool[] VariableRegisters { get; init; } = [];

    /// <summary>Where each instruction comes from.</summary>
    public SourceInfo[] Sources { get; init; } = [];

    /// <summary>Which statement each instruction belongs to.</summary>
    public Location[] Locations { get; init; } = [];

    /// <summary>What each instruction does not tell of the memory it accesses.</summary>
    public AccessFacts[] Accesses { get; init; } = [];

    /// <summary>Where each unwinding call goes, by instruction; -1 on to the caller.</summary>
    public Dictionary<int, int> Landings { get; init; } = [];

    /// <summary>The calls whose unwinding is caught.</summary>
    public IReadOnlySet<int> Catches { get; init; } = FrozenSet<int>.Empty;

    /// <summary>The distances of switches.</summary>
    public List<SwitchTable> Tables { get; init; } = [];

    /// <summary>True for code of a library.</summary>
    public bool IsLibrary { get; init; }

    /// <summary>What setjmp writes down in the frame; null for a function that does not call it.</summary>
    public JumpSnapshot? Snapshot { get; init; }

    /// <summary>How many instructions there is room for before the first one: doors to compiled code (see <see cref="Op.EnterCompiled"/>).</summary>
    public required int Doors { get; init; }

    /// <summary>Puts instructions where the interpreter can run them, behind room for doors.</summary>
    public static Instr* Place(List<Instr> code, int doors)
    {
        Instr* room = (Instr*)NativeMemory.AlignedAlloc((nuint)((doors + code.Count) * sizeof(Instr)), 16);
        new System.Span<Instr>(room, doors).Clear();
        CollectionsMarshal.AsSpan(code).CopyTo(new System.Span<Instr>(room + doors, code.Count));
        return room + doors;
    }

    /// <summary>The targets of jumps back, and the first instruction: where compiled code may be entered.</summary>
    public static HashSet<int> EntriesOf(List<Instr> code)
    {
        HashSet<int> entries = [0];
        for (int i = 0; i < code.Count; i++)
        {
            if (code[i].IsJump && code[i].Low < 0)
            {
                entries.Add(i + 1 + code[i].Low);
            }
        }

        return entries;
    }

    /// <summary>Gives the instructions back.</summary>
    public void Release() => NativeMemory.AlignedFree(Start - Doors);
}

/// <summary>Where the values of a switch lead: sorted values and the distance of each; all others go on with the next instruction.</summary>
internal sealed record SwitchTable(ulong[] Values, int[] Distances);
