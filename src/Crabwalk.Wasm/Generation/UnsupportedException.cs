namespace Crabwalk.Wasm.Generation;

/// <summary>Leaves the generation of a statement that cannot be translated yet; it is told at its place as CW0001 and nobody else sees this.</summary>
internal sealed class UnsupportedException(string what) : Exception(what);
