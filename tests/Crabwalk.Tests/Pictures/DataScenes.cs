using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;
using static Crabwalk.Tests.Pictures.SceneParts;

namespace Crabwalk.Tests.Pictures;

/// <summary>Data structures as a walk would fill them in: arrays, structs, unions, lists, trees, and very big ones.</summary>
internal static class DataScenes
{
    public static WalkScene Plain(string name) => Walk(name, "C17", 100, "int main(void)\n{\n}\n");

    /// <summary>An array with a cursor, a pointer into it and one just past it; a struct with bit-fields; a union.</summary>
    public static StepScene Shapes => new()
    {
        Step = 42,
        Place = new(0, 2, 0, 2, 1),
        Sentence = Say("`i` stands at element 3"),
        Stacks = Stack(Frame(0, "int main(void)", 2) with
        {
            Variables =
            [
                Array("f0.a", "a", 100) with { Cursors = [new(40, "i")] },
                Variable(new("f0.p"), "p", "int *", "0x7ffe0010"),
                Variable(new("f0.end"), "end", "int *", "0x7ffe0190"),
                Struct("f0.flags", "flags", "struct flags",
                    Variable(new("f0.flags.ready"), "ready", "unsigned", "1") with { Kind = CellKind.BitField, Bits = new(0, 1) },
                    Variable(new("f0.flags.level"), "level", "unsigned", "5") with { Kind = CellKind.BitField, Bits = new(1, 3), Touch = CellTouch.Changed, Note = "was 4" }),
                Struct("f0.u", "u", "union word",
                    Variable(new("f0.u.i"), "i", "int", "1078530011") with { Content = CellContent.OtherView },
                    Variable(new("f0.u.f"), "f", "float", "3.14159274") with { Touch = CellTouch.Changed }) with { Kind = CellKind.Union },
                Text("f0.name", "name", "hello"),
                Variable(new("f0.compare"), "compare", "int (*)(int, int)", "by_size") with { Kind = CellKind.FunctionPointer },
            ],
        }),
        Arrows =
        [
            new(new("f0.p"), new ArrowEnd.ToCell(new("f0.a[4]"))),
            new(new("f0.end"), new ArrowEnd.PastCell(new("f0.a"))),
        ],
        Statics = [new(StaticKind.Global, Variable(new("g.count"), "count", "int", "7"))],
    };

    /// <summary>A singly linked list, the first node reached from <c>head</c>.</summary>
    public static StepScene List(int nodes) => new()
    {
        Step = 77,
        Place = new(0, 2, 0, 2, 1),
        Sentence = Say("the list has its nodes"),
        Stacks = Stack(Frame(0, "int main(void)", 2, ("head", "struct node *", Address(nodes)))),
        Heap = Enumerable.Range(1, nodes).Select(n => Node(n, n > 1 ? Address(n - 1) : "NULL")).ToEquatableArray(),
        Arrows = Enumerable.Range(2, nodes - 1).Select(n => Link(n, "next", n - 1))
            .Prepend(new ArrowScene(new("f0.head"), new ArrowEnd.ToCell(new($"h{nodes}")))).ToEquatableArray(),
    };

    /// <summary>A binary search tree of seven nodes, allocated in level order.</summary>
    public static StepScene Tree => new()
    {
        Step = 78,
        Place = new(0, 2, 0, 2, 1),
        Sentence = Say("the tree is balanced"),
        Stacks = Stack(Frame(0, "int main(void)", 2, ("root", "struct node *", Address(1)))),
        Heap = Enumerable.Range(1, 7).Select(TreeNode).ToEquatableArray(),
        Arrows = Enumerable.Range(2, 6).Select(n => Link(n / 2, n % 2 == 0 ? "left" : "right", n))
            .Prepend(new ArrowScene(new("f0.root"), new ArrowEnd.ToCell(new("h1")))).ToEquatableArray(),
    };

    public static StepScene BigArray(int length) => new()
    {
        Step = 50,
        Place = new(0, 2, 0, 2, 1),
        Sentence = Say("a big array"),
        Stacks = Stack(Frame(0, "int main(void)", 2) with { Variables = [Array("f0.a", "a", length)] }),
    };

    public static StepScene DeepStack(int calls) => new()
    {
        Step = 51,
        Place = new(0, 2, 0, 2, 1),
        Sentence = Say("a deep recursion"),
        Stacks = Stack([.. Enumerable.Range(0, calls).Select(n => Frame(n, n == 0 ? "int main(void)" : "int down(int n)", 2, ("n", "int", $"{n}")))]),
    };

    private static Cell Array(string id, string name, int length) => new()
    {
        Id = new(id),
        Name = name,
        Type = $"int[{length}]",
        Value = "",
        Kind = CellKind.Array,
        ElementCount = length,
        Parts = Enumerable.Range(0, length).Select(i => Element(id, i)).ToEquatableArray(),
    };

    private static Cell Element(string array, int i) => new()
    {
        Id = new CellId(array).Element(i),
        Name = $"[{i}]",
        Type = "int",
        Value = (i * i).ToString(CultureInfo.InvariantCulture),
        Index = i,
        Touch = i == 4 ? CellTouch.Changed : CellTouch.None,
        Content = i > 90 ? CellContent.Junk : CellContent.Set,
    };

    private static Cell Struct(string id, string name, string type, params Cell[] members) =>
        new() { Id = new(id), Name = name, Type = type, Value = "", Kind = CellKind.Struct, Parts = [.. members] };

    private static Cell Text(string id, string name, string text) => new()
    {
        Id = new(id),
        Name = name,
        Type = $"char[{text.Length + 1}]",
        Value = $"\"{text}\"",
        Kind = CellKind.Text,
        Parts = text.Append('\0').Select((c, i) => new Cell
        {
            Id = new CellId(id).Element(i),
            Name = $"[{i}]",
            Type = "char",
            Value = c == '\0' ? "'\\0'" : $"'{c}'",
            Kind = CellKind.Character,
            Index = i,
        }).ToEquatableArray(),
    };

    private static BlockScene Node(int number, string next) => HeapStruct(
        number,
        Variable(new($"h{number}.value"), "value", "int", $"{number * 10}"),
        Variable(new($"h{number}.next"), "next", "struct node *", next));

    private static BlockScene TreeNode(int number) => HeapStruct(
        number,
        Variable(new($"h{number}.key"), "key", "int", $"{number * 10}"),
        Variable(new($"h{number}.left"), "left", "struct node *", number < 4 ? Address(number * 2) : "NULL"),
        Variable(new($"h{number}.right"), "right", "struct node *", number < 4 ? Address((number * 2) + 1) : "NULL"));

    private static BlockScene HeapStruct(int number, params Cell[] members) => new()
    {
        Id = new(number),
        Type = "struct node",
        SizeBytes = 16,
        Address = 0x6fa000ul + ((ulong)number * 32),
        Cells = [Struct($"h{number}", "", "struct node", members)],
    };

    private static string Address(int node) => $"0x{0x6fa000 + (node * 32):x}";

    private static ArrowScene Link(int from, string member, int to) => new(new($"h{from}.{member}"), new ArrowEnd.ToCell(new($"h{to}")));
}
