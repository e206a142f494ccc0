using System.Buffers;
using System.Text.Json;
using Crabwalk.Pictures.Json;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Pictures;

/// <summary>The open trace format, as docs/trace-format.md has it.</summary>
public sealed class TraceJsonTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void A_step_is_readable_json() =>
        Golden.Check(TextPictureTests.GoldenPath("dangling-24.json"), Pretty(TraceJson.Write(TalkScenes.DanglingError)));

    [Fact]
    public void A_walk_names_its_format_and_holds_its_steps()
    {
        var buffer = new ArrayBufferWriter<byte>();
        TraceJson.Write(buffer, TalkScenes.HeapWalk, TalkScenes.HeapSteps);
        JsonElement root = JsonDocument.Parse(buffer.WrittenMemory).RootElement;
        Assert.Equal("crabwalk-trace", root.GetProperty("format").GetString());
        Assert.Equal(TraceJson.Version, root.GetProperty("version").GetInt32());
        Assert.Equal("heap.c", root.GetProperty("walk").GetProperty("program").GetString());
        Assert.Equal(TalkScenes.HeapSteps.Count(), root.GetProperty("steps").GetArrayLength());
    }

    [Fact]
    public void Bytes_show_which_of_them_nobody_wrote()
    {
        Cell cell = SceneParts.Variable(new("f0.a"), "a", "int", "10") with { Bytes = [new(10), new(0), new(0xf0, false)] };
        StepScene step = new() { Step = 1, Stacks = SceneParts.Stack(SceneParts.Frame(0, "int main()", 1) with { Variables = [cell] }) };
        Assert.Contains("\"bytes\":\"0a 00 f0?\"", TraceJson.Write(step));
    }

    private static string Pretty(string json) =>
        JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement, Indented) + "\n";
}
