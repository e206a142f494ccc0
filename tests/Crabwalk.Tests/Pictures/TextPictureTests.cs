using System.Runtime.CompilerServices;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Pictures;

/// <summary>The talk's programs as text, whole, so that a changed word is seen.</summary>
public sealed class TextPictureTests
{
    [Theory]
    [InlineData("stack")]
    [InlineData("heap")]
    [InlineData("dangling")]
    [InlineData("ownership")]
    [InlineData("shapes")]
    [InlineData("list")]
    [InlineData("deep-stack")]
    public void Each_line_says_one_thing(string name) => CheckGolden($"{name}.lines.txt", name, new TextOptions());

    [Theory]
    [InlineData("heap")]
    [InlineData("dangling")]
    [InlineData("shapes")]
    public void Boxes_stand_side_by_side(string name) =>
        CheckGolden($"{name}.boxes.txt", name, new TextOptions { Form = TextForm.Boxes, Width = 120 });

    [Theory]
    [MemberData(nameof(AllScenes.Names), MemberType = typeof(AllScenes))]
    public void Ascii_is_ascii(string name)
    {
        (WalkScene walk, IReadOnlyList<StepScene> steps) = AllScenes.Get(name);
        var options = new TextOptions { Form = TextForm.Boxes, Glyphs = Glyphs.Ascii };
        Assert.All(steps, step => Assert.True(System.Text.Ascii.IsValid(TextPicture.Render(walk, step, options).PlainText)));
    }

    [Fact]
    public void Frames_are_straight_at_their_right_side()
    {
        var options = new TextOptions { Form = TextForm.Boxes, Width = 90 };
        TextCanvas stack = TextPicture.Stack(DataScenes.Shapes, options);
        var framed = stack.Lines.Skip(1).Select(TextCanvas.WidthOf).Distinct();
        Assert.Single(framed);
    }

    [Fact]
    public void Wide_characters_take_two_columns()
    {
        Assert.Equal(7, TextWidth.Of("a字b🦀c"));
        Assert.Equal("a字…", TextWidth.Clip("a字b🦀c", 4, "…"));
    }

    [Fact]
    public void Output_cannot_move_the_cursor()
    {
        StepScene step = TalkScenes.DanglingError with { Output = new([new("\x1b[2Jgone\n\a")]) };
        string text = TextPicture.Streams(step, new TextOptions()).PlainText;
        Assert.Equal("output\n  | ␛[2Jgone\n  | ␇\n", text);
    }

    private static void CheckGolden(string file, string name, TextOptions options)
    {
        (WalkScene walk, IReadOnlyList<StepScene> steps) = AllScenes.Get(name);
        Golden.Check(GoldenPath(file), string.Concat(steps.Select(step => TextPicture.Render(walk, step, options).PlainText)));
    }

    internal static string GoldenPath(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "goldens", file);
}
