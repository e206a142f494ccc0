using System.Xml.Linq;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Pictures;

/// <summary>Pictures are sound XML, small, the same every time, and say in words what they show.</summary>
public sealed class SvgPictureTests
{
    [Theory]
    [InlineData("heap", 19)]
    [InlineData("heap", 25)]
    [InlineData("dangling", 24)]
    [InlineData("stack", 8)]
    [InlineData("ownership", 6)]
    [InlineData("tree", 78)]
    public void The_slides_of_the_talk(string name, long number)
    {
        (WalkScene walk, IReadOnlyList<StepScene> steps) = AllScenes.Get(name);
        var options = new SvgOptions { Theme = Theme.Light };
        LayoutMemory memory = LayoutMemory.Of(steps, options.Limits, options.HeapColumns);
        string svg = SvgPicture.Render(walk, steps.First(step => step.Step == number), memory, options);
        Golden.Check(TextPictureTests.GoldenPath($"{name}-{number}.svg"), svg.Replace("><", ">\n<", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllScenes.Names), MemberType = typeof(AllScenes))]
    public void Pictures_are_sound_and_small(string name)
    {
        (WalkScene walk, IReadOnlyList<StepScene> steps) = AllScenes.Get(name);
        foreach (Arrangement arrangement in Enum.GetValues<Arrangement>())
        {
            foreach (StepScene step in steps)
            {
                string svg = SvgPicture.Render(walk, step, new SvgOptions { Arrangement = arrangement });
                XElement root = XDocument.Parse(svg).Root!;
                Assert.Contains($"step {step.Step}", (string)root.Elements().First(e => e.Name.LocalName == "title"));
                Assert.NotEmpty((string)root.Elements().First(e => e.Name.LocalName == "desc"));
                Assert.True(svg.Length < 64_000, $"{svg.Length} characters");
            }
        }
    }

    [Fact]
    public void Text_of_a_program_cannot_become_markup()
    {
        const string Nasty = "</text><script>x&\"\u0001\ud800";
        StepScene step = TalkScenes.DanglingError with
        {
            Sentence = [new(Nasty)],
            Stacks = SceneParts.Stack(SceneParts.Frame(0, $"int main({Nasty})", 10, (Nasty, Nasty, Nasty))),
        };
        XDocument picture = XDocument.Parse(SvgPicture.Render(TalkScenes.DanglingWalk, step, new SvgOptions()));
        Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName == "script");
    }

    [Theory]
    [InlineData(Theme.Light)]
    [InlineData(Theme.Dark)]
    [InlineData(Theme.Print)]
    public void A_fixed_theme_needs_no_variables(Theme theme)
    {
        string svg = SvgPicture.Render(TalkScenes.DanglingWalk, TalkScenes.DanglingError, new SvgOptions { Theme = theme });
        Assert.DoesNotContain("var(", svg);
        Assert.DoesNotContain('$', svg);
    }
}
