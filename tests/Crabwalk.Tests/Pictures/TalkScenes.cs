using Crabwalk.Pictures.Scenes;
using static Crabwalk.Tests.Pictures.SceneParts;

namespace Crabwalk.Tests.Pictures;

/// <summary>The talk's programs at the moments its slides draw, as a walk would fill them in.</summary>
internal static class TalkScenes
{
    private const string StackSource = """
        #include <stdio.h>
        int main()
        {
            int a = 10, b = 20;
            int sum = f(g(a), g(b));
            return 0;
        }
        int f(int a, int b)
        {
            return a + b;
        }
        int g(int n)
        {
            return n * 2;
        }
        """;

    private const string HeapSource = """
        #include <stdio.h>
        int main()
        {
            int *p = (int *)malloc(sizeof(int));
            int **q = (int **)malloc(sizeof(int *));
            int a = 10;
            *p = a;
            *q = p;
            free(q);
            free(p);
            return 0;
        }
        """;

    private const string DanglingSource = """
        #include <stdio.h>
        int main()
        {
            int *p = (int *)malloc(sizeof(int));
            int *q = (int *)malloc(sizeof(int));
            int a = 10;
            *p = a;
            q = p;
            free(p);
            printf("%d\n", *q);
            return 0;
        }
        """;

    private const string OwnershipSource = """
        fn main() {
            let msg_1 = String::from("GG");
            let msg_2 = msg_1;
        }
        """;

    public static WalkScene StackWalk => Walk(
        "stack.c",
        "C17",
        22,
        StackSource,
        new(EventKind.Call, 1, "main"),
        new(EventKind.Write, 2, "a"),
        new(EventKind.Write, 3, "b"),
        new(EventKind.Call, 5, "g(10)"),
        new(EventKind.Return, 8, "20"),
        new(EventKind.Call, 10, "g(20)"),
        new(EventKind.Return, 13, "40"),
        new(EventKind.Call, 14, "f(20, 40)"),
        new(EventKind.Return, 18, "60"),
        new(EventKind.Write, 19, "sum"),
        new(EventKind.Return, 21, "main"));

    public static IEnumerable<StepScene> StackSteps =>
    [
        new()
        {
            Step = 1,
            Place = new(0, 3, 0, 3, 1),
            Sentence = Say("`main` starts; its variables hold what happens to be in memory"),
            Stacks = Stack(InMain(3, "0", "43", "0").Junk("a", "b", "sum")),
        },
        new()
        {
            Step = 6,
            Place = new(0, 14, 11, 14, 12),
            Sentence = Say("`n` is 10: `g` was called with the value of `a`"),
            Substituted = Say("return ~10~ * 2;"),
            Stacks = Stack(InMain(5, "10", "20", "0").Junk("sum"), G(1, "10", 14)),
        },
        new()
        {
            Step = 8,
            Place = new(0, 14, 4, 14, 17),
            Sentence = Say("`g(10)` returns 20 to `main`"),
            Substituted = Say("return ~20~;"),
            Stacks = Stack(
                InMain(5, "10", "20", "0").Junk("sum"),
                G(1, "10", 14) with { State = CallState.Returning, Result = Variable(new("f1.return"), "", "int", "20") }),
        },
        new()
        {
            Step = 9,
            Place = new(0, 5, 16, 5, 20),
            Sentence = Say("`g(a)` is 20; next comes `g(b)`"),
            Substituted = Say("int sum = f(~20~, g(b));"),
            Stacks = Stack(InMain(5, "10", "20", "0").Junk("sum")),
        },
        new()
        {
            Step = 16,
            Place = new(0, 10, 11, 10, 16),
            Sentence = Say("20 + 40 is 60"),
            Substituted = Say("return ~60~;"),
            Stacks = Stack(InMain(5, "10", "20", "0").Junk("sum"), Frame(3, "int f(int a, int b)", 10, ("a", "int", "20"), ("b", "int", "40"))),
        },
        new()
        {
            Step = 19,
            Place = new(0, 5, 8, 5, 27),
            Sentence = Say("`sum` is now 60"),
            Substituted = Say("int sum = ~60~;"),
            Stacks = Stack(InMain(5, "10", "20", "60").Changed("sum", "was 0, never written")),
        },
        new()
        {
            Step = 22,
            Sentence = Say("`main` returned 0: the stack is empty and the program is over"),
            Stacks = Stack(),
            Ending = "exited with 0",
        },
    ];

    public static WalkScene HeapWalk => Walk(
        "heap.c",
        "C17",
        30,
        HeapSource,
        new(EventKind.Call, 1, "main"),
        new(EventKind.Alloc, 4, "malloc"),
        new(EventKind.Write, 5, "p"),
        new(EventKind.Alloc, 8, "malloc"),
        new(EventKind.Write, 9, "q"),
        new(EventKind.Write, 11, "a"),
        new(EventKind.Write, 15, "*p"),
        new(EventKind.Write, 19, "*q"),
        new(EventKind.Free, 22, "free"),
        new(EventKind.Free, 25, "free"),
        new(EventKind.Return, 29, "main"));

    public static IEnumerable<StepScene> HeapSteps =>
    [
        new()
        {
            Step = 4,
            Place = new(0, 4, 21, 4, 39),
            Sentence = Say("`malloc(4)` gives block #1; nobody has written to it yet"),
            Substituted = Say("int *p = (int *)~0x6fa650~;"),
            Stacks = Stack(Pointers(4, "0x8", "0x2b", "0").Junk("p", "q", "a")),
            Heap = [Fresh(1)],
        },
        new()
        {
            Step = 9,
            Place = new(0, 5, 9, 5, 43),
            Sentence = Say("`q` now holds the address of block #2"),
            Substituted = Say("int **q = ~0x6fd640~;"),
            Stacks = Stack(Pointers(5, "0x6fa650", "0x6fd640", "0").Junk("a").Changed("q", "was 0x2b")),
            Heap = [Fresh(1), Fresh(2)],
            Arrows = [Arrow(0, "p", 1), Arrow(0, "q", 2) with { Touch = CellTouch.Changed }],
        },
        new()
        {
            Step = 19,
            Place = new(0, 8, 4, 8, 10),
            Sentence = Say("`*q` now holds the same address as `p`: both point to block #1"),
            Substituted = Say("*q = ~0x6fa650~;"),
            Stacks = Stack(Pointers(8, "0x6fa650", "0x6fd640", "10")),
            Heap = [Written, Linked.Cell(c => c with { Touch = CellTouch.Changed, Note = "was 0xbaadf00dbaadf00d" })],
            Arrows = [Arrow(0, "p", 1), Arrow(0, "q", 2), Inner with { Touch = CellTouch.Changed }],
        },
        new()
        {
            Step = 22,
            Place = new(0, 9, 4, 9, 11),
            Sentence = Say("block #2 is given back; `q` still holds its address"),
            Substituted = Say("free(~0x6fd640~);"),
            Stacks = Stack(Pointers(9, "0x6fa650", "0x6fd640", "10")),
            Heap = [Written, FreedBlock(Linked, 9, 22, "0xfeeefeeefeeefeee")],
            Arrows = [Arrow(0, "p", 1), Arrow(0, "q", 2) with { IsDangling = true, Touch = CellTouch.Changed }],
        },
        new()
        {
            Step = 25,
            Place = new(0, 10, 4, 10, 11),
            Sentence = Say("block #1 is given back; `p` still holds its address"),
            Substituted = Say("free(~0x6fa650~);"),
            Stacks = Stack(Pointers(10, "0x6fa650", "0x6fd640", "10")),
            Heap = [FreedBlock(Written, 10, 25, "-17891602"), FreedBlock(Linked, 9, 22, "0xfeeefeeefeeefeee")],
            Arrows = [Arrow(0, "p", 1) with { IsDangling = true, Touch = CellTouch.Changed }, Arrow(0, "q", 2) with { IsDangling = true }],
        },
    ];

    public static WalkScene DanglingWalk => Walk(
        "dangling.c",
        "C17",
        24,
        DanglingSource,
        new(EventKind.Alloc, 3, "malloc"),
        new(EventKind.Alloc, 7, "malloc"),
        new(EventKind.Write, 10, "a"),
        new(EventKind.Write, 15, "*p"),
        new(EventKind.Write, 18, "q"),
        new(EventKind.Free, 21, "free"),
        new(EventKind.Error, 24, "error"));

    public static StepScene DanglingError => new()
    {
        Step = 24,
        Place = new(0, 10, 19, 10, 21),
        Sentence = Say("`q` still holds 0x6fa650, but `free(p)` gave that block back at line 9, so reading `*q` has no meaning"),
        Substituted = Say("printf(\"%d\\n\", *!0x6fa650!);"),
        Stacks = Stack(Frame(0, "int main()", 10, ("p", "int *", "0x6fa650"), ("q", "int *", "0x6fa650"), ("a", "int", "10"))
            .With("q", cell => cell with { Touch = CellTouch.Wrong })),
        Heap =
        [
            FreedBlock(Written, 9, 21, "-17891602"),
            Block(2, "int", 4, 0x6fd640, "-1163005939", CellContent.Junk) with
            {
                State = BlockState.Unreachable, Allocated = new(5, 7), Lost = new(8, 18),
            },
        ],
        Statics =
        [
            new(StaticKind.Literal, new() { Id = new("g.literal1"), Name = "", Type = "char[4]", Value = "\"%d\\n\"", Kind = CellKind.Text, Address = 0x402010 }, IsReadOnly: true),
        ],
        Arrows =
        [
            Arrow(0, "p", 1) with { IsDangling = true },
            Arrow(0, "q", 1) with { IsDangling = true, Touch = CellTouch.Wrong },
        ],
        Problem = new()
        {
            Title = "read of a freed block",
            Rule = "UB.UseAfterFree",
            Citation = "C17 6.2.4p2",
            Story =
            [
                [new("4 bytes at 0x6fa650, block #1 (int, 4 bytes)")],
                [
                    new("allocated at "), new("line 4", TextStyle.Code, 3), new(", freed at "), new("line 9", TextStyle.Code, 21),
                    new(", last written at "), new("line 7", TextStyle.Code, 15),
                ],
                [new("two variables still hold its address: "), new("p", TextStyle.Code), new(", "), new("q", TextStyle.Code)],
            ],
            Advice = [[new("free the block after its last use, or set "), new("q", TextStyle.Code), new(" to a block of its own")]],
        },
    };

    public static WalkScene OwnershipWalk => Walk(
        "ownership.rs",
        "Rust 2024",
        9,
        OwnershipSource,
        new(EventKind.Alloc, 3, "String"),
        new(EventKind.Move, 6, "move"),
        new(EventKind.Drop, 8, "drop"));

    public static StepScene OwnershipMoved
    {
        get
        {
            Cell second = Text("msg_2", CellContent.Set) with { Touch = CellTouch.Changed };
            return new()
            {
                Step = 6,
                Place = new(0, 3, 16, 3, 21),
                Sentence = Say("the value of `msg_1` moves to `msg_2`, which owns block #1 now"),
                Substituted = Say("let msg_2 = ~\"GG\"~;"),
                Stacks = Stack(Frame(0, "fn main()", 3) with { Variables = [Text("msg_1", CellContent.MovedFrom), second] }),
                Heap =
                [
                    new()
                    {
                        Id = new(1), Type = "[u8]", SizeBytes = 2, Address = 0x6fa650, Owner = "msg_2", Allocated = new(2, 3),
                        Cells = [new() { Id = CellId.OfBlock(new(1)), Name = "", Type = "[u8; 2]", Value = "\"GG\"", Kind = CellKind.Text }],
                    },
                ],
                Arrows = [new(new("f0.msg_2.ptr"), new ArrowEnd.ToCell(new("h1")), ArrowKind.Owner, Touch: CellTouch.Changed)],
            };
        }
    }

    private static ArrowScene Inner => new(new("h2"), new ArrowEnd.ToCell(new("h1")));

    private static BlockScene Written => Block(1, "int", 4, 0x6fa650, "10") with { Allocated = new(4, 4) };

    private static BlockScene Linked => Block(2, "int *", 8, 0x6fd640, "0x6fa650") with { Allocated = new(5, 8) };

    private static BlockScene Fresh(int number) => number == 1
        ? Block(1, "int", 4, 0x6fa650, "-1163005939", CellContent.Junk) with { Allocated = new(4, 4) }
        : Block(2, "int *", 8, 0x6fd640, "0xbaadf00dbaadf00d", CellContent.Junk) with { Allocated = new(5, 8) };

    private static BlockScene FreedBlock(BlockScene block, int line, long step, string junk) =>
        block.Cell(cell => cell with { Value = junk, Content = CellContent.Freed, Note = $"junk now, was {cell.Value}" }) with
        {
            State = BlockState.Freed,
            Freed = new(line, step),
        };

    private static FrameScene InMain(int line, string a, string b, string sum) =>
        Frame(0, "int main()", line, ("a", "int", a), ("b", "int", b), ("sum", "int", sum));

    private static FrameScene Pointers(int line, string p, string q, string a) =>
        Frame(0, "int main()", line, ("p", "int *", p), ("q", "int **", q), ("a", "int", a));

    private static FrameScene G(int call, string n, int line) => Frame(call, "int g(int n)", line, ("n", "int", n));

    private static Cell Text(string name, CellContent content)
    {
        var id = CellId.OfCall(new(0)).Member(name);
        return new()
        {
            Id = id,
            Name = name,
            Type = "String",
            Value = "\"GG\"",
            Kind = CellKind.Struct,
            Content = content,
            SizeBytes = 24,
            Note = content == CellContent.MovedFrom ? "moved to msg_2" : "",
            Parts =
            [
                new() { Id = id.Member("ptr"), Name = "ptr", Type = "*mut u8", Value = "0x6fa650", Kind = CellKind.Pointer, Content = content, Note = " " },
                new() { Id = id.Member("len"), Name = "len", Type = "usize", Value = "2", Content = content, Note = " " },
                new() { Id = id.Member("capacity"), Name = "capacity", Type = "usize", Value = "2", Content = content, Note = " " },
            ],
        };
    }
}
