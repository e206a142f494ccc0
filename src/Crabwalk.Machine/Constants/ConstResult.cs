using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Machine.Rules;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Constants;

/// <summary>What became of a constant.</summary>
public abstract record ConstResult
{
    private ConstResult()
    {
    }

    /// <summary>Its value, as bytes with pointers in them; what they point to became statics of the program.</summary>
    public sealed record Value(Ty Type, Allocation Bytes) : ConstResult
    {
        /// <summary>The first 16 bytes as a number, zero-extended: the bits of a scalar. Null when a pointer or junk is among them.</summary>
        public UInt128? Bits
        {
            get
            {
                if (Bytes.Bytes.Count > 16 || !Bytes.Relocations.IsEmpty || !Bytes.Uninitialized.IsEmpty)
                {
                    return null;
                }

                Span<byte> padded = stackalloc byte[16];
                padded.Clear();
                Bytes.Bytes.Span.CopyTo(padded);
                return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(padded);
            }
        }
    }

    /// <summary>It has no value: rustc's E0080.</summary>
    /// <param name="Reason">Why, in words: <c>attempt to compute `1_u8 - 2_u8`, which would overflow</c> and its like.</param>
    /// <param name="Place">The expression that failed.</param>
    /// <param name="Calls">The calls that were open, innermost first.</param>
    public sealed record Failure(string Reason, Span Place, EquatableArray<CallPlace> Calls) : ConstResult
    {
        /// <summary>True when it is Crabwalk that cannot go on, not the program that is wrong.</summary>
        public bool IsUnsupported { get; init; }
    }
}
