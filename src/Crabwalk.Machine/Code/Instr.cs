using System.Runtime.InteropServices;

namespace Crabwalk.Machine.Code;

/// <summary>
/// One instruction of the register code, 16 bytes. <see cref="A"/> is mostly the target register, <see cref="B"/> and
/// <see cref="C"/> sources; <see cref="Low"/> and <see cref="High"/> are the halves of <see cref="Imm"/>. A jump's distance is in
/// <see cref="Low"/>, counted from the next instruction.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Instr
{
    [FieldOffset(0)]
    public Op Op;

    [FieldOffset(2)]
    public ushort A;

    [FieldOffset(4)]
    public ushort B;

    [FieldOffset(6)]
    public ushort C;

    [FieldOffset(8)]
    public long Imm;

    [FieldOffset(8)]
    public int Low;

    [FieldOffset(12)]
    public int High;

    public Instr(Op op, int a = 0, int b = 0, int c = 0, long imm = 0)
    {
        Op = op;
        A = (ushort)a;
        B = (ushort)b;
        C = (ushort)c;
        Imm = imm;
    }

    /// <summary>An instruction with two halves.</summary>
    public static Instr Halves(Op op, int a, int b, int c, int low, int high) => new(op, a, b, c, (uint)low | ((long)high << 32));

    /// <summary>True for a jump whose distance is in <see cref="Low"/>.</summary>
    public readonly bool IsJump => Op is >= Op.Jump and <= Op.JumpNotLeF;

    /// <inheritdoc/>
    public override readonly string ToString() => $"{Op} {A} {B} {C} {Low} {High}";
}
