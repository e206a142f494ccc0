using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Passes;

/// <summary>One transformation of a body.</summary>
/// <param name="Name">The name that <c>crabwalk show mir --after</c> takes.</param>
/// <param name="Purpose">What it does, in a phrase.</param>
/// <param name="Needs">The earliest phase of a body it works on.</param>
/// <param name="Gives">The phase the body has afterwards; null to leave it as it is.</param>
/// <param name="Run">The work: it edits the body.</param>
public sealed record Pass(string Name, string Purpose, MirPhase Needs, MirPhase? Gives, Action<MirProgram, Body> Run);

/// <summary>A demand on the order of two passes, with its reason.</summary>
public sealed record PassOrder(string Later, string Earlier, string Because);
