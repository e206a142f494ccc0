using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Wasm.ControlFlow;

/// <summary>Where control goes after a block's code.</summary>
internal abstract record BlockExit
{
    private BlockExit()
    {
    }

    /// <summary>Nowhere: the code has returned or trapped.</summary>
    public sealed record Ended : BlockExit;

    /// <summary>To one block.</summary>
    public sealed record Goto(BlockId Target) : BlockExit;

    /// <summary>To one of two by the i32 on the stack.</summary>
    public sealed record Branch(BlockId WhenTrue, BlockId WhenFalse) : BlockExit;

    /// <summary>To the target of the value in a local, or else to <paramref name="Otherwise"/>. Values are as the local holds them.</summary>
    public sealed record Switch(int Local, bool IsWide, EquatableArray<(long Value, BlockId Target)> Targets, BlockId Otherwise) : BlockExit;
}

/// <summary>Writes the code of single blocks; <see cref="StructuredControl"/> asks for them in its order, each once.</summary>
internal interface IBlockWriter
{
    /// <summary>Appends the code of a block and says where control goes.</summary>
    BlockExit WriteBlock(BlockId id);
}
