using Crabwalk.Machine.Code;
using Crabwalk.Machine.Memory;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Execution;

/// <summary>Whether a bit pattern is a value of its type.</summary>
internal sealed unsafe partial class Interpreter
{
    private StopReason CheckScalar(ScalarRule rule, ulong bits)
    {
        UInt128 pattern = bits & rule.MaxBits;
        bool isSurrogate = rule.Type is Ty.Char && pattern >= 0xD800 && pattern <= 0xDFFF;
        return rule.Valid.Contains(pattern) && !isSurrogate ? StopReason.None
            : Fault(rule.Rule, pattern == 0 && rule.Type is Ty.Ref or Ty.FnPtr ? $"a null pointer is no value of `{rule.Type}`" : $"{(pattern > 9 ? $"0x{pattern:x}" : pattern)} is no value of `{rule.Type}`");
    }

    private StopReason CheckReference(ulong address, uint provenance, long size, long align)
    {
        if (address == 0)
        {
            return Fault("InvalidReference", "a reference is made of a null pointer", 0, address);
        }

        if ((address & (ulong)(align - 1)) != 0)
        {
            return Fault("InvalidReference", $"a reference is made of the address 0x{address:x}, which is not a multiple of {align}", provenance, address, size);
        }

        AllocationLine* line = _memory.Lines + provenance;
        ulong offset = address - line->Base;
        if (size == 0 || (provenance > GuestMemory.Undefined && (long)(offset | ((ulong)line->Readable - (ulong)size - offset)) >= 0))
        {
            return StopReason.None;
        }

        string what = provenance <= GuestMemory.Undefined ? "an address where nothing is"
            : line->State == StorageState.Freed ? $"{Describe(provenance)}, which was freed"
            : line->State == StorageState.Live ? $"{Describe(provenance)} at byte {(long)offset}, where there are not so many"
            : $"{Describe(provenance)}, which is gone";
        return Fault("InvalidReference", $"a reference to {Bytes(size)} is made of a pointer to {what}", provenance, address, size);
    }
}
