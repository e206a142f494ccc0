using Crabwalk.Rust.Resolution;

namespace Crabwalk.Rust.Expansion;

/// <summary>Where a macro call inside an item stands.</summary>
/// <param name="Module">The module or block whose names are known there.</param>
/// <param name="Macros">Macros known by plain name there.</param>
/// <param name="Depth">How many expansions it came out of.</param>
internal readonly record struct CallSite(Module Module, MacroScope? Macros, int Depth);
