using System.Reflection;
using System.Runtime.CompilerServices;
using Crabwalk.Machine.Execution;
using Crabwalk.Machine.Memory;

namespace Crabwalk.Machine.Compiled;

/// <summary>What compiled code calls that needs no machine, and where the fields are that it reads.</summary>
internal static unsafe class Helpers
{
    public static readonly MethodInfo HighProduct = Own(nameof(HighHalfOfProduct));
    public static readonly MethodInfo UnsignedToDouble = Own(nameof(DoubleOf));
    public static readonly MethodInfo UnsignedToSingle = Own(nameof(SingleOf));
    public static readonly MethodInfo Truncate = typeof(Math).GetMethod(nameof(Math.Truncate), [typeof(double)])!;
    public static readonly MethodInfo BitsToDouble = typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!;
    public static readonly MethodInfo DoubleToBits = typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToInt64Bits))!;
    public static readonly MethodInfo BitsToSingle = typeof(BitConverter).GetMethod(nameof(BitConverter.Int32BitsToSingle))!;
    public static readonly MethodInfo SingleToBits = typeof(BitConverter).GetMethod(nameof(BitConverter.SingleToUInt32Bits))!;

    public static readonly int FrameReturn = FrameOffset(nameof(Frame.Return));
    public static readonly int FrameRegisters = FrameOffset(nameof(Frame.Registers));
    public static readonly int FrameLocals = FrameOffset(nameof(Frame.Locals));
    public static readonly int LineBase = LineOffset(nameof(AllocationLine.Base));
    public static readonly int LineSize = LineOffset(nameof(AllocationLine.Size));
    public static readonly int LineWriteSize = LineOffset(nameof(AllocationLine.WriteSize));
    public static readonly int LineDelta = LineOffset(nameof(AllocationLine.Delta));
    public static readonly int LineExtent = LineOffset(nameof(AllocationLine.Extent));
    public static readonly int LineView = LineOffset(nameof(AllocationLine.View));

    private static MethodInfo Own(string name) => typeof(Helpers).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static int FrameOffset(string field) => (int)System.Runtime.InteropServices.Marshal.OffsetOf<Frame>(field);

    private static int LineOffset(string field) => (int)System.Runtime.InteropServices.Marshal.OffsetOf<AllocationLine>(field);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long HighHalfOfProduct(long left, long right) => Math.BigMul(left, right, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double DoubleOf(ulong value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SingleOf(ulong value) => value;
}
