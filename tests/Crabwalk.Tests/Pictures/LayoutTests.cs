using System.Globalization;
using System.Text.RegularExpressions;
using Crabwalk.Pictures.Folding;
using Crabwalk.Pictures.Layout;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Tests.Pictures;

/// <summary>What holds for every layout: nothing overlaps, everything is inside, arrows are tied, nothing jumps.</summary>
public sealed partial class LayoutTests
{
    private const int Columns = 4;

    public static TheoryData<string, Arrangement> Cases
    {
        get
        {
            var cases = new TheoryData<string, Arrangement>();
            foreach ((string name, _, _) in AllScenes.Walks)
            {
                cases.Add(name, Arrangement.Wide);
                cases.Add(name, Arrangement.Narrow);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Boxes_do_not_overlap(string name, Arrangement arrangement) => ForEachStep(name, arrangement, placed =>
    {
        foreach (PlacedBox box in placed.Boxes)
        {
            Assert.DoesNotContain(placed.Boxes, other => !ReferenceEquals(box, other) && box.Area.Overlaps(other.Area));
            Assert.True(new Area(0, 0, placed.Width, placed.Height).Contains(box.Area), $"{box.Content} sticks out");
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_stay_in_their_box_and_apart(string name, Arrangement arrangement) => ForEachStep(name, arrangement, placed =>
    {
        foreach (PlacedBox box in placed.Boxes)
        {
            var inside = new Area(0, 0, box.Area.Width, box.Area.Height);
            Assert.All(box.Rows, row => Assert.True(inside.Contains(row.Area), $"{row} sticks out of {box.Content}"));
            Assert.All(box.Rows, row => Assert.DoesNotContain(box.Rows, other => !ReferenceEquals(row, other) && row.Area.Overlaps(other.Area)));
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_keep_clear_of_their_remarks(string name, Arrangement arrangement) => ForEachStep(name, arrangement, placed =>
    {
        foreach (PlacedRow.Value row in placed.Boxes.SelectMany(box => box.Rows).OfType<PlacedRow.Value>())
        {
            bool isSameLine = row.Remark.Y == row.Text.Y && row.Remark.Text.Length > 0;
            Assert.True(!isSameLine || row.Text.X + (row.Text.Text.Length * 8.4) <= row.Remark.X, $"{row.Text} runs into {row.Remark}");
            Assert.True(row.Name.X + (row.Name.Text.Length * 8.4) <= row.Text.X || row.Text.Text.Length == 0, $"{row.Name} runs into {row.Text}");
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Arrows_start_in_their_cell_and_end_at_their_target(string name, Arrangement arrangement) => ForEachStep(name, arrangement, placed =>
    {
        foreach (PlacedArrow arrow in placed.Arrows)
        {
            Area source = AreaOf(placed, arrow.Arrow.From.Path)!.Value;
            Assert.True(Grown(source, 0).Contains(new Area(arrow.Start.X, arrow.Start.Y, 0, 0)), $"{arrow.Arrow} starts elsewhere");
            if (arrow.Arrow.End is ArrowEnd.ToCell(var cell) && AreaOf(placed, cell.Path) is { } target)
            {
                Assert.True(Grown(target, 2).Contains(new Area(arrow.Tip.X, arrow.Tip.Y, 0, 0)), $"{arrow.Arrow} ends elsewhere");
            }
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Arrows_turn_only_where_no_block_is(string name, Arrangement arrangement) => ForEachStep(name, arrangement, placed =>
    {
        foreach (PlacedArrow arrow in placed.Arrows)
        {
            string[] ends = [arrow.Arrow.From.Path, arrow.Arrow.End is ArrowEnd.ToCell(var cell) ? cell.Path : ""];
            var foreign = placed.Boxes.Where(box => box.Content is BoxContent.Block(var block)
                && !ends.Any(end => end == $"h{block.Id.Number}" || end.StartsWith($"h{block.Id.Number}.", StringComparison.Ordinal)));
            Assert.All(foreign, box => Assert.DoesNotContain(Corners(arrow.Path), corner => Grown(box.Area, -1).Contains(corner)));
        }
    });

    [Fact]
    public void Blocks_and_calls_keep_their_places_from_step_to_step()
    {
        var places = new Dictionary<string, Area>();
        ForEachStep("heap", Arrangement.Wide, placed =>
        {
            foreach (PlacedBox box in placed.Boxes)
            {
                string key = box.Content switch
                {
                    BoxContent.Block(var block) => $"#{block.Id.Number}",
                    BoxContent.Call(var frame) => frame.Signature,
                    _ => "",
                };
                Area place = places.GetValueOrDefault(key, box.Area);
                Assert.Equal((place.X, place.Y), (box.Area.X, box.Area.Y));
                places[key] = box.Area;
            }
        });
    }

    [Fact]
    public void A_new_block_moves_no_old_one()
    {
        LayoutMemory memory = LayoutMemory.Empty;
        foreach (int nodes in Enumerable.Range(1, 12))
        {
            LayoutMemory next = memory.With(DataScenes.List(nodes), FoldLimits.Default, Columns);
            Assert.All(memory.Slots, slot => Assert.Equal(slot.Value, next.Slots[slot.Key]));
            memory = next;
        }
    }

    [Fact]
    public void A_list_runs_from_left_to_right()
    {
        var slots = LayoutMemory.Of([DataScenes.List(3)], FoldLimits.Default, Columns).Slots;
        Assert.Equal([(0d, 0), (1d, 0), (2d, 0)], Enumerable.Range(1, 3).Reverse().Select(n => (slots[n].Column, slots[n].Row)));
    }

    [Fact]
    public void A_tree_has_its_root_above_the_middle()
    {
        var slots = LayoutMemory.Of([DataScenes.Tree], FoldLimits.Default, Columns).Slots;
        Assert.Equal((1.5, 0), (slots[1].Column, slots[1].Row));
        Assert.All(Enumerable.Range(4, 4), n => Assert.Equal(2, slots[n].Row));
        Assert.True(slots[4].Column < slots[2].Column && slots[2].Column < slots[5].Column);
    }

    private static void ForEachStep(string name, Arrangement arrangement, Action<PlacedStep> check)
    {
        IReadOnlyList<StepScene> steps = AllScenes.Get(name).Steps;
        LayoutMemory memory = LayoutMemory.Of(steps, FoldLimits.Default, Columns);
        foreach (StepScene step in steps)
        {
            check(StepLayout.Of(FoldedStep.Of(step, FoldLimits.Default), memory, arrangement));
        }
    }

    private static Area? AreaOf(PlacedStep placed, string path)
    {
        foreach (PlacedBox box in placed.Boxes)
        {
            foreach (PlacedRow row in box.Rows)
            {
                string id = row switch
                {
                    PlacedRow.Value value => value.Cell.Id.Path,
                    PlacedRow.Element element => element.Cell.Id.Path,
                    _ => "",
                };
                if (id == path)
                {
                    return row.Area.Moved(box.Area.X, box.Area.Y);
                }
            }
        }

        return placed.Boxes.Where(box => box.Content is BoxContent.Block(var block) && path == $"h{block.Id.Number}")
            .Select(box => (Area?)box.Area).FirstOrDefault();
    }

    private static Area Grown(Area area, double by) => new(area.X - by, area.Y - by, area.Width + (2 * by), area.Height + (2 * by));

    private static IEnumerable<Area> Corners(string path) =>
        Corner().Matches(path).Select(m => new Area(
            double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), 0, 0));

    [GeneratedRegex(@"(-?[\d.]+),(-?[\d.]+)")]
    private static partial Regex Corner();
}
