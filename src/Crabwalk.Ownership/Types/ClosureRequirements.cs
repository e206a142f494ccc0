using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Types;

/// <summary>
/// One thing that a closure's body needs and cannot know. Regions are numbered as they occur in the closure's type, from 1; 0 is <c>'static</c>.
/// </summary>
/// <param name="Longer">The longer region, or null when a type must live longer.</param>
/// <param name="Type">The type that must outlive the region: a generic parameter of the function around.</param>
/// <param name="Shorter">The shorter region.</param>
/// <param name="Span">The text inside the closure that needs it.</param>
/// <param name="Category">Why.</param>
internal sealed record ClosureRequirement(int? Longer, Ty? Type, int Shorter, Span Span, ConstraintCategory Category);

/// <summary>What a closure's body needs of those who make the closure, and which captures it writes to.</summary>
/// <param name="Requirements">What must outlive what.</param>
/// <param name="MutatedCaptures">The captured variables that must be <c>mut</c>, by field.</param>
internal sealed record ClosureRequirements(IReadOnlyList<ClosureRequirement> Requirements, IReadOnlyList<int> MutatedCaptures);
