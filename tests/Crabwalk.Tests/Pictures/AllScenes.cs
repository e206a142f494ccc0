using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Tests.Pictures;

/// <summary>Every example scene with a name, for tests that hold for all pictures.</summary>
internal static class AllScenes
{
    public static IEnumerable<(string Name, WalkScene Walk, IReadOnlyList<StepScene> Steps)> Walks =>
    [
        ("stack", TalkScenes.StackWalk, [.. TalkScenes.StackSteps]),
        ("heap", TalkScenes.HeapWalk, [.. TalkScenes.HeapSteps]),
        ("dangling", TalkScenes.DanglingWalk, [TalkScenes.DanglingError]),
        ("ownership", TalkScenes.OwnershipWalk, [TalkScenes.OwnershipMoved]),
        ("shapes", DataScenes.Plain("shapes.c"), [DataScenes.Shapes]),
        ("list", DataScenes.Plain("list.c"), [DataScenes.List(7)]),
        ("tree", DataScenes.Plain("tree.c"), [DataScenes.Tree]),
        ("long-list", DataScenes.Plain("list.c"), [DataScenes.List(500)]),
        ("big-array", DataScenes.Plain("array.c"), [DataScenes.BigArray(10_000)]),
        ("deep-stack", DataScenes.Plain("deep.c"), [DataScenes.DeepStack(1_000)]),
    ];

    public static IEnumerable<TheoryDataRow<string>> Names => Walks.Select(walk => new TheoryDataRow<string>(walk.Name));

    public static (WalkScene Walk, IReadOnlyList<StepScene> Steps) Get(string name)
    {
        (_, WalkScene walk, IReadOnlyList<StepScene> steps) = Walks.First(walk => walk.Name == name);
        return (walk, steps);
    }
}
