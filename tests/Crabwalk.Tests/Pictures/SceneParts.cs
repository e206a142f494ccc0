using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Tests.Pictures;

/// <summary>Short words for building scenes by hand.</summary>
internal static class SceneParts
{
    public static WalkScene Walk(string program, string language, long steps, string source, params TimelineEvent[] events) => new()
    {
        Program = program,
        Language = language,
        StepCount = steps,
        Sources = [new(program, Code(source))],
        Events = [.. events],
    };

    public static FrameScene Frame(int call, string signature, int line, params (string Name, string Type, string Value)[] variables)
    {
        string head = signature.Split('(')[0].TrimEnd();
        return new()
        {
            Id = new(call),
            Signature = signature,
            Function = head[(head.LastIndexOfAny([' ', '*']) + 1)..],
            Line = line,
            Variables = variables.Select(v => Variable(CellId.OfCall(new(call)).Member(v.Name), v.Name, v.Type, v.Value)).ToEquatableArray(),
        };
    }

    public static Cell Variable(CellId id, string name, string type, string value) => new()
    {
        Id = id,
        Name = name,
        Type = type,
        Value = value,
        Kind = type.Contains('*') ? CellKind.Pointer : CellKind.Scalar,
    };

    /// <summary>A block of one cell.</summary>
    public static BlockScene Block(int number, string type, long size, ulong address, string value, CellContent content = CellContent.Set) => new()
    {
        Id = new(number),
        Type = type,
        SizeBytes = size,
        Address = address,
        Cells = [Variable(CellId.OfBlock(new(number)), "", type, value) with { Content = content }],
    };

    public static FrameScene With(this FrameScene frame, string name, Func<Cell, Cell> change) => frame with
    {
        Variables = frame.Variables.Select(v => v.Name == name ? change(v) : v).ToEquatableArray(),
    };

    public static FrameScene Junk(this FrameScene frame, params string[] names) =>
        names.Aggregate(frame, (f, name) => f.With(name, cell => cell with { Content = CellContent.Junk }));

    public static FrameScene Changed(this FrameScene frame, string name, string note = "") =>
        frame.With(name, cell => cell with { Touch = CellTouch.Changed, Note = note });

    public static BlockScene Cell(this BlockScene block, Func<Cell, Cell> change) => block with { Cells = [change(block.Cells[0])] };

    public static EquatableArray<StackScene> Stack(params FrameScene[] frames) =>
    [
        new()
        {
            Frames = frames.Select((f, depth) => f with
            {
                Depth = depth,
                State = f.State != CallState.Running ? f.State : depth == frames.Length - 1 ? CallState.Running : CallState.Waiting,
            }).ToEquatableArray(),
        },
    ];

    public static ArrowScene Arrow(int call, string variable, int block) =>
        new(CellId.OfCall(new(call)).Member(variable), new ArrowEnd.ToCell(CellId.OfBlock(new(block))));

    /// <summary>Runs from a text in which <c>`code`</c>, <c>*now*</c>, <c>{value}</c> and <c>!wrong!</c> are marked.</summary>
    public static EquatableArray<TextRun> Say(string text)
    {
        var runs = new List<TextRun>();
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            TextStyle? style = text[i] switch { '`' => TextStyle.Code, '~' => TextStyle.Now, '{' => TextStyle.Value, '!' => TextStyle.Error, _ => null };
            int end = style is null ? -1 : text.IndexOf(text[i] == '{' ? '}' : text[i], i + 1);
            if (end > 0)
            {
                Plain(runs, text[start..i]);
                runs.Add(new(text[(i + 1)..end], style!.Value));
                i = end;
                start = end + 1;
            }
        }

        Plain(runs, text[start..]);
        return [.. runs];
    }

    /// <summary>Source lines, coloured just enough to look like what a front end gives.</summary>
    public static EquatableArray<EquatableArray<TextRun>> Code(string source) =>
        source.Split('\n').Select(ColourLine).ToEquatableArray();

    private static EquatableArray<TextRun> ColourLine(string line)
    {
        string[] types = ["int", "char", "struct", "void", "String"];
        string[] keywords = ["return", "sizeof", "if", "while", "for", "fn", "let"];
        return System.Text.RegularExpressions.Regex.Matches(line, "\"[^\"]*\"|[A-Za-z_0-9]+|[^A-Za-z_0-9\"]+")
            .Select(m => new TextRun(m.Value, m.Value switch
            {
                ['"', ..] => TextStyle.Text,
                var word when types.Contains(word) => TextStyle.Type,
                var word when keywords.Contains(word) => TextStyle.Keyword,
                [>= '0' and <= '9', ..] => TextStyle.Number,
                _ => TextStyle.Plain,
            })).ToEquatableArray();
    }

    private static void Plain(List<TextRun> runs, string text)
    {
        if (text.Length > 0)
        {
            runs.Add(new(text));
        }
    }
}
