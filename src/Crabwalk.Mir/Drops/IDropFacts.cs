using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Drops;

/// <summary>What moves and drops need to know about types; Rust's front end answers from its traits.</summary>
public interface IDropFacts
{
    /// <summary>The <c>drop</c> method of the type's own <c>Drop</c> implementation, with its arguments; null without one.</summary>
    Instance? DestructorOf(Ty.Adt type);

    /// <summary>Does the type implement <c>Copy</c>, given what the definition <paramref name="within"/> demands of its parameters?</summary>
    bool IsCopy(Ty type, DefId within);
}
