using Crabwalk.Pictures.Scenes;

namespace Crabwalk.DebugAdapter.Session;

/// <summary>A moment of a walk: a step counted in a grain.</summary>
internal readonly record struct WalkPoint(Grain Grain, long Step);
