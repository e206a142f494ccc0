using Crabwalk.Machine.Execution;

namespace Crabwalk.Machine.RustLibrary;

/// <summary>All operations of Rust's library that the machine carries out when they are called; docs/rust-intrinsics.md lists them.</summary>
internal static class RustIntrinsics
{
    /// <summary>Adds them to the table.</summary>
    public static void Register(Dictionary<string, Intrinsic> table)
    {
        MemoryOperations.Register(table);
        HeapOperations.Register(table);
        IntegerOperations.Register(table);
        FloatOperations.Register(table);
        ControlOperations.Register(table);
        AtomicOperations.Register(table);
        ThreadOperations.Register(table);
    }
}
