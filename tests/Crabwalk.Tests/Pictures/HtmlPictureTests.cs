using System.Text.Json;
using System.Text.RegularExpressions;
using Crabwalk.Pictures.Html;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Svg;

namespace Crabwalk.Tests.Pictures;

/// <summary>A walk's page needs nothing from elsewhere, stays small, and holds what the program says safely.</summary>
public sealed class HtmlPictureTests
{
    [Theory]
    [MemberData(nameof(AllScenes.Names), MemberType = typeof(AllScenes))]
    public void The_page_holds_all_steps(string name)
    {
        (WalkScene walk, IReadOnlyList<StepScene> steps) = AllScenes.Get(name);
        JsonElement data = DataOf(HtmlPicture.Render(walk, steps, new() { Packing = Packing.Plain }));
        Assert.Equal(steps.Count, data.GetProperty("steps").GetArrayLength());
        Assert.Equal(steps.Count, data.GetProperty("wide").GetProperty("of").GetArrayLength());
        Assert.Equal(steps.Count, data.GetProperty("narrow").GetProperty("of").GetArrayLength());
    }

    [Fact]
    public void The_page_loads_nothing()
    {
        string page = HtmlPicture.Render(TalkScenes.HeapWalk, [.. TalkScenes.HeapSteps], new());
        Assert.DoesNotMatch("""(src|href)="(?!#)|url\((?!#)|@import|fetch\(""", page);
    }

    [Fact]
    public void A_program_cannot_end_the_script_that_holds_it()
    {
        StepScene step = TalkScenes.DanglingError with { Output = new([new("</script><script>alert(1)</script><!-- {{walk}}")]) };
        string page = HtmlPicture.Render(TalkScenes.DanglingWalk, [step], new() { Packing = Packing.Plain });
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.Contains("alert(1)", DataOf(page).GetProperty("texts").ToString());
    }

    [Fact]
    public void Thousands_of_steps_stay_small()
    {
        string page = HtmlPicture.Render(TalkScenes.StackWalk, [.. Counting(3_000)], new());
        Assert.True(page.Length / 3_000 < 60, $"{page.Length / 3_000} characters for each step");
    }

    [Fact]
    public void A_deck_has_a_page_for_each_step()
    {
        string deck = HtmlDeck.Render(TalkScenes.HeapWalk, [.. TalkScenes.HeapSteps], new SvgOptions());
        Assert.Equal(TalkScenes.HeapSteps.Count(), Regex.Count(deck, "class=\"slide\""));
        Assert.Single(Regex.Matches(deck, "id=\"cw-hatch\""));
    }

    private static IEnumerable<StepScene> Counting(int steps) => Enumerable.Range(1, steps).Select(i => new StepScene
    {
        Step = i,
        Place = new(0, 4 + (i % 6), 4, 4 + (i % 6), 9),
        Sentence = SceneParts.Say($"`sum` is now {i * 7}"),
        Stacks = SceneParts.Stack(SceneParts.Frame(0, "int main()", 4, ("i", "int", $"{i / 3}"), ("sum", "int", $"{i * 7}")).Changed("sum")),
    });

    private static JsonElement DataOf(string page)
    {
        string data = Regex.Match(page, """<script type="application/json" id="walk">(.*?)</script>""", RegexOptions.Singleline).Groups[1].Value;
        return JsonDocument.Parse(data).RootElement;
    }
}
